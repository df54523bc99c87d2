// The table for people, as it stands on a screen.
#include <iotpf/report.h>

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>

namespace iotpf {
namespace {

using tests::Image;
using tests::ImageBuilder;

Image Rules() {
  ImageBuilder builder;
  const uint32_t node =
      builder.Test(IOTPF_OP_PRESENT, builder.Reading(Field::ServerName));
  for (const char* id : {"acme", "lamp"}) {
    builder.Fingerprint(builder.Platform(id), "mobile");
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      builder.Feature("host", node));
  }
  builder.ruleset.platforms[0].title = "Acme Home";
  builder.ruleset.platforms[1].title = "Lamp Küche";
  builder.Provider("acme_inc");
  return builder.Build();
}

SessionReport Claimed(uint32_t platform, std::string server,
                      std::string value) {
  SessionReport session;
  session.server_name = std::move(server);
  session.verdict.label = LabelKind::Platform;
  session.verdict.front = {{platform,
                            {platform},
                            platform,
                            {{platform, "server.name", std::move(value)}}}};
  return session;
}

Summary Sample(const Image& image) {
  Summary summary(image.view());
  summary.Add(Claimed(0, "a.example", "a.example"));
  for (int i = 0; i < 3; ++i) {
    summary.Add(Claimed(1, "lamp" + std::to_string(i) + ".cloud.lamp.example",
                        "\x1b[31m" + std::string(200, 'x')));
  }
  SessionReport ambiguous = Claimed(0, "", "");
  ambiguous.verdict.label = LabelKind::Ambiguous;
  ambiguous.verdict.front.push_back({1, {1}, 1, {}});
  summary.Add(ambiguous);
  SessionReport provider;
  provider.verdict.label = LabelKind::Provider;
  provider.verdict.providers = {0};
  summary.Add(provider);
  summary.Add(SessionReport());
  return summary;
}

TEST_CASE("the table") {
  const Image image = Rules();
  TableStyle style;
  style.columns = 80;
  CHECK(SummaryTable(Sample(image), style) ==
        "SESSIONS  PLATFORM           ROLE    SERVERS\n"
        "       3  Lamp Küche (lamp)  mobile  lamp0.cloud.lamp.example, +2\n"
        "          host: server.name = \"\\x1b[31m" +
            std::string(37, 'x') +
            "...\"\n"
            "       1  Acme Home (acme)   mobile  a.example\n"
            "          host: server.name = \"a.example\"\n"
            "\n"
            "       1  ambiguous: acme, lamp\n"
            "       1  provider, no platform: acme_inc\n"
            "       1  other\n"
            "       7  sessions in all\n");
}

TEST_CASE("no line is wider than asked for, in any width") {
  const Image image = Rules();
  for (size_t columns = kMinTableColumns; columns <= kMaxTableColumns;
       ++columns) {
    TableStyle style;
    style.columns = columns;
    std::istringstream lines(SummaryTable(Sample(image), style));
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(line.size() <= columns + 1);  // one character has two bytes
    }
  }
}

TEST_CASE("colour is in escape sequences that end") {
  const Image image = Rules();
  const std::string plain = SummaryTable(Sample(image), {});
  TableStyle style;
  style.use_color = true;
  std::string text = SummaryTable(Sample(image), style);
  CHECK(text != plain);
  for (const std::string_view code : {"\x1b[0m", "\x1b[1m", "\x1b[2m"}) {
    for (size_t at; (at = text.find(code)) != std::string::npos;) {
      text.erase(at, code.size());
    }
  }
  CHECK(text == plain);
}

TEST_CASE("nothing found") {
  const Image image = Rules();
  CHECK(SummaryTable(Summary(image.view()), {}) ==
        "       0  other\n"
        "       0  sessions in all\n");
}

TEST_CASE("counters") {
  CHECK(StatisticsText({{"scan", "inputs", "inputs scanned", 2},
                        {"capture", "flows", "flows seen", 31}}) ==
        "scan.inputs               2  inputs scanned\n"
        "capture.flows            31  flows seen\n");
}

}  // namespace
}  // namespace iotpf
