// Protects names, compression and the addresses that responses give.

#include "runtime/protocols/dns_message.h"

#include "runtime/limits.h"
#include "tests/support/dns_bytes.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::DnsHeader;
using tests::DnsName;
using tests::DnsRecord;

struct NameCase {
  std::string what;
  std::string wire;  // at offset 12
  std::string name;
  bool valid = true;
};

TEST_CASE("names") {
  const std::string label63(63, 'a');
  const std::string long_name =
      DnsName(label63 + "." + label63 + "." + label63);
  const std::vector<NameCase> cases = {
      {"plain", DnsName("www.Example.com"), "www.Example.com"},
      {"root", std::string(1, '\0'), ""},
      {"escapes", std::string("\5a.b\\c\3\0\x20\xff\0", 11),
       "a\\.b\\\\c.\\000\\032\\255"},
      {"of 255 bytes",
       long_name.substr(0, long_name.size() - 1) + "\x3d" +
           std::string(61, 'b') + std::string(1, '\0'),
       label63 + "." + label63 + "." + label63 + "." + std::string(61, 'b')},
      {"of 256 bytes",
       long_name.substr(0, long_name.size() - 1) + "\x3e" +
           std::string(62, 'b') + std::string(1, '\0'),
       "", false},
      {"pointer to itself", "\xc0\x0c", "", false},
      {"pointer forward", "\xc0\x20", "", false},
      {"pointer to its own labels", "\1a\xc0\x0c", "", false},
      {"pointer cut", "\xc0", "", false},
      {"reserved label type", std::string("\x40\0", 2), "", false},
      {"label past the end",
       "\x05"
       "ab",
       "", false},
  };
  for (const NameCase& test : cases) {
    CAPTURE(test.what);
    const std::string bytes =
        DnsHeader(1, false, 1, 0) + test.wire + BigEndian(0x00010001, 4);
    const auto message = ParseDnsMessage(bytes);
    const bool valid = message.has_value();
    REQUIRE(valid == test.valid);
    if (valid) CHECK(message->questions[0].name == test.name);
  }
}

std::string Question(const std::string& name, uint16_t type) {
  return DnsName(name) + BigEndian(type, 2) + BigEndian(1, 2);
}

// The question stands at 12, so C00C names it.
const std::string kToQuestion = "\xc0\x0c";

std::string ChainResponse() {
  return DnsHeader(7, true, 1, 4) + Question("api.a.example", 1) +
         DnsRecord(DnsName("CDN.b.example"), 1, 60, "\x0a\1\2\3") +
         DnsRecord(kToQuestion, 5, 300, DnsName("cdn.b.example")) +
         DnsRecord(DnsName("cdn.b.example"), 28, 90, std::string(16, '\x20')) +
         DnsRecord(DnsName("other.example"), 1, 60, "\x0a\1\2\4");
}

TEST_CASE("answers are named by the question, along the chain") {
  const auto message = ParseDnsMessage(ChainResponse());
  REQUIRE(message);
  CHECK(message->id == 7);
  CHECK(message->is_response);
  CHECK(!message->truncated);
  CHECK(message->questions ==
        std::vector<DnsQuestion>{{"api.a.example", kDnsTypeA}});
  REQUIRE(message->answers.size() == 4);
  CHECK(message->answers[1] ==
        DnsAnswer{"api.a.example", kDnsTypeCname, 300, "cdn.b.example"});
  CHECK(NamedAddresses(*message) ==
        std::vector<DnsNamedAddress>{
            {"api.a.example", "\x0a\1\2\3", 60},
            {"api.a.example", std::string(16, '\x20'), 90}});
}

TEST_CASE("a chain that loops ends") {
  const auto message =
      ParseDnsMessage(DnsHeader(7, true, 1, 3) + Question("a", 1) +
                      DnsRecord(kToQuestion, 5, 9, DnsName("b")) +
                      DnsRecord(DnsName("b"), 5, 9, DnsName("a")) +
                      DnsRecord(DnsName("a"), 1, 5, "\x0a\1\2\3"));
  REQUIRE(message);
  CHECK(NamedAddresses(*message) ==
        std::vector<DnsNamedAddress>{{"a", "\x0a\1\2\3", 5}});
}

TEST_CASE("what is malformed cuts the answers") {
  struct Case {
    std::string name;
    std::string record;
  };
  const std::vector<Case> cases = {
      {"address of 3 bytes", DnsRecord(kToQuestion, 1, 1, "abc")},
      {"CNAME shorter than its data",
       DnsRecord(kToQuestion, 5, 1, DnsName("b") + "x")},
      {"CNAME past its data", DnsRecord(kToQuestion, 5, 1, "\x07")},
      {"data past the message",
       DnsRecord(kToQuestion, 1, 1, "abcd").substr(0, 12)},
      {"nothing", ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    const auto message =
        ParseDnsMessage(DnsHeader(7, true, 1, 2) + Question("a", 1) +
                        DnsRecord(kToQuestion, 1, 1, "abcd") + test.record);
    REQUIRE(message);
    CHECK(message->truncated);
    CHECK(message->answers.size() == 1);
  }
}

TEST_CASE("other types and classes are passed over, numbers are capped") {
  std::string many = DnsHeader(7, true, 1, 300) + Question("a", 1);
  for (int i = 0; i < 300; ++i) {
    many += DnsRecord(kToQuestion, 1, 0x80000001, BigEndian(i, 4));
  }
  const auto capped = ParseDnsMessage(many);
  REQUIRE(capped);
  CHECK(capped->answers.size() == kMaxDnsAnswers);
  CHECK(capped->truncated);
  CHECK(capped->answers[0].ttl_seconds == 0);

  const auto others =
      ParseDnsMessage(DnsHeader(7, true, 1, 1) + Question("a", 16) +
                      DnsRecord(kToQuestion, 16, 1, "\1x"));
  REQUIRE(others);
  CHECK(others->answers.empty());
  CHECK(!others->truncated);
  CHECK(!ParseDnsMessage(DnsHeader(7, false, 0xffff, 0)));
  CHECK(!ParseDnsMessage("short"));
}

TEST_CASE("messages cut or mutated stay harmless") {
  const std::string whole = ChainResponse();
  for (size_t size = 0; size < whole.size(); ++size) {
    const auto message = ParseDnsMessage(whole.substr(0, size));
    if (message) CHECK(message->truncated);
  }
  std::mt19937 random(7);
  for (int i = 0; i < 30000; ++i) {
    const auto message = ParseDnsMessage(tests::Mutate(whole, random));
    if (message) NamedAddresses(*message);
  }
}

}  // namespace
}  // namespace iotpf::runtime
