// The forms that labels have, and what is wrong with others.

#include "tools/labels.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::tools {
namespace {

const std::string kFlowColumns =
    "file\ttransport\tclient_ip\tclient_port\tserver_ip\tserver_port\t"
    "first_ts\tplatform\tconfidence\n";

TEST_CASE("sessions with labels") {
  const auto file =
      ParseLabels(R"({"id": "a", "label": "lamp", "request": {}})"
                  "\n\n"
                  R"({"id": 7, "label": "non-iot", "ambiguous": true})"
                  "\n"
                  R"({"id": "c", "label": "unknown"})"
                  "\n",
                  "x/dev.jsonl");
  REQUIRE(file.has_value());
  REQUIRE(file->labels.size() == 2);
  CHECK(file->left_out == 1);
  const Label& lamp = file->labels[0];
  CHECK(lamp.place == "x/dev.jsonl:1");
  CHECK(lamp.input == "x/dev.jsonl");
  CHECK(lamp.session_id == "a");
  CHECK(lamp.platforms == std::vector<std::string>{"lamp"});
  CHECK(lamp.grade == LabelGrade::Sure);
  const Label& other = file->labels[1];
  CHECK(other.place == "x/dev.jsonl:3");
  CHECK(other.session_id == "7");
  CHECK(other.platforms.empty());
  CHECK(other.grade == LabelGrade::Likely);
}

TEST_CASE("a table of flows") {
  const auto file = ParseLabels(
      kFlowColumns +
          "a.pcap\ttcp\t10.0.0.2\t999\t10.0.0.1\t443\t17.25\tlamp\thigh\n"
          "a.pcap\tudp\t::1\t1\t::2\t2\t1754317590.277828001\tmixed:a+b\t"
          "medium\n"
          "a.pcap\tudp\t::1\t1\t::2\t2\t\tlamp\tlow\n"
          "a.pcap\tudp\t::1\t1\t::2\t2\t\tunknown\thigh\n",
      "x/flows.tsv");
  REQUIRE(file.has_value());
  REQUIRE(file->labels.size() == 2);
  CHECK(file->left_out == 2);
  const Label& lamp = file->labels[0];
  CHECK(lamp.place == "x/flows.tsv:2");
  CHECK(lamp.input == "x/a.pcap");
  CHECK(lamp.grade == LabelGrade::Sure);
  CHECK(lamp.time_ns == 17'250'000'000);
  REQUIRE(lamp.ends.has_value());
  CHECK(*lamp.ends == MakeFlowEnds("tcp", "10.0.0.1 443", "10.0.0.2 999"));
  const Label& mixed = file->labels[1];
  CHECK(mixed.grade == LabelGrade::Likely);
  CHECK(mixed.time_ns == 1'754'317'590'277'828'001);
  CHECK(mixed.platforms == std::vector<std::string>{"a", "b"});
}

TEST_CASE("times that are none are not known") {
  for (const std::string time : {"", "x", "-1", "1.x", "99999999999"}) {
    CAPTURE(time);
    const auto file = ParseLabels(
        kFlowColumns + "a\ttcp\ta\t1\tb\t2\t" + time + "\tlamp\thigh\n", "t");
    REQUIRE(file.has_value());
    CHECK(!file->labels.at(0).time_ns.has_value());
  }
}

TEST_CASE("a table of hosts") {
  const auto file = ParseLabels(
      "file\thost\tplatform\nb.har\tapi.lamp.example\tlamp\n", "hosts.tsv");
  REQUIRE(file.has_value());
  REQUIRE(file->labels.size() == 1);
  CHECK(file->labels[0].host == "api.lamp.example");
  CHECK(file->labels[0].input == "b.har");
  CHECK(!file->labels[0].ends.has_value());
}

TEST_CASE("what has no labels") {
  const struct {
    std::string text;
    std::string says;
  } kCases[] = {
      {"", "has no labels"},
      {"some notes\n", "has no labels"},
      {"file\tplatform\na\tb\n", "has no labels"},
      {"{\"id\": \"a\"}\n", "l:1: has no `id` or no `label`"},
      {"{\"id\": \"a\", \"label\": \"b\"}\n{\"label\": \"b\"}\n",
       "l:2: has no `id` or no `label`"},
      {"{\"id\": \n", "l:1: is no JSON object"},
      {"file\thost\tplatform\na\tb\n", "l:2: has no `file` or no `platform`"},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    const auto file = ParseLabels(test.text, "l");
    REQUIRE(!file.has_value());
    CHECK(file.error().message.find(test.says) != std::string::npos);
  }
}

TEST_CASE("a file that is not there, and one that cannot be read twice") {
  CHECK(!ReadLabels("/nowhere/labels.tsv").has_value());
  CHECK(!ReadLabels("-").has_value());
}

}  // namespace
}  // namespace iotpf::tools
