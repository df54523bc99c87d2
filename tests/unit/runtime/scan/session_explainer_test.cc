// Explanations of whole scans, and of a session of the caller's own.
#include "runtime/scan/session_explainer.h"

#include <iotpf/report.h>
#include <iotpf/scanner.h>
#include <iotpf/session_judge.h>

#include "runtime/limits.h"
#include "tests/support/capture_builder.h"
#include "tests/support/scan_capture.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf {
namespace {

using tests::CaptureBuilder;
using tests::ImageBuilder;
using tests::ScanBytes;
using tests::Scanned;
using tests::Talk;

constexpr std::string_view kRequest =
    "GET /v1/devices?x=1 HTTP/1.1\r\nHost: api.web.example\r\n\r\n";
constexpr std::string_view kResponse =
    "HTTP/1.1 200 OK\r\nServer: Lamp\r\nContent-Length: 2\r\n\r\nok";

// The platforms `banner`, by a header, `named`, by the server's name, and some
// that no session here shows.
ImageBuilder Rules() {
  ImageBuilder rules;
  const auto add = [&rules](std::string_view id, uint32_t node) {
    rules.Fingerprint(rules.Platform(id), "device");
    rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, rules.Feature("f", node));
  };
  const auto test = [&rules](uint32_t reading, std::string_view text) {
    return rules.Test(IOTPF_OP_EQUAL, reading,
                      {tests::Bytes(text, IOTPF_CONSTANT_NOCASE)});
  };
  add("banner", test(rules.Reading(Field::ResponseHeader, "server"), "lamp"));
  add("named", test(rules.Reading(Field::ServerName), "cam.example"));
  add("topic", test(rules.Reading(Field::MqttTopic), "x"));
  add("question", test(rules.Reading(Field::DnsQname), "x"));
  return rules;
}

std::string Line(const SessionReport& session, const ImageBuilder& rules) {
  const tests::Image image = rules.Build();
  std::string line;
  AppendSessionJson(session, image.view(), line);
  return line;
}

TEST_CASE("sessions are explained where that is asked for") {
  const ImageBuilder rules = Rules();
  CaptureBuilder capture;
  for (uint16_t port = 40000; port < 40040; ++port) {
    Talk talk;
    talk.client_port = port;
    capture.Open(talk);
    capture.FromClient(talk, kRequest);
    capture.FromServer(talk, kResponse);
    capture.Close(talk);
  }
  for (const SessionReport& session :
       ScanBytes(capture.Pcap(), rules).sessions) {
    CHECK(session.explanation == nullptr);
  }
  const Scanned one = ScanBytes(capture.Pcap(), rules, 1, ExplainOptions{});
  const Scanned many = ScanBytes(capture.Pcap(), rules, 7, ExplainOptions{});
  REQUIRE(one.sessions.size() == 80);
  REQUIRE(many.sessions.size() == 80);
  for (size_t i = 0; i < one.sessions.size(); ++i) {
    const SessionReport& session = one.sessions[i];
    REQUIRE(session.explanation != nullptr);
    CHECK(session.explanation->verdict == session.verdict);
    REQUIRE(session.explanation->platforms.size() == 1);
    const PlatformExplanation& banner = session.explanation->platforms[0];
    CHECK(banner.place == Place::Front);
    // The header is the exchange's; the flow has its verdict from there.
    CHECK(banner.by_exchanges == (session.kind == SessionKind::Flow));
    CHECK(Line(session, rules) == Line(many.sessions[i], rules));
  }
}

TEST_CASE("explanations that wait together are bounded") {
  const ImageBuilder rules = Rules();
  CaptureBuilder capture;
  Talk talk;
  capture.Open(talk);
  constexpr size_t kExchanges = 12000;
  for (size_t i = 0; i < kExchanges; ++i) {
    capture.FromClient(talk, kRequest);
    capture.FromServer(talk, kResponse);
  }
  ExplainOptions all;
  all.platforms = ExplainOptions::Platforms::All;
  const Scanned scanned = ScanBytes(capture.Pcap(), rules, 1, all);
  REQUIRE(scanned.sessions.size() == kExchanges + 1);
  size_t cost = 0;
  size_t left_out = 0;
  for (const SessionReport& session : scanned.sessions) {
    if (session.explanation == nullptr) {
      ++left_out;
    } else {
      cost += session.explanation->Cost();
    }
  }
  CHECK(scanned.sessions[0].explanation != nullptr);
  CHECK(left_out > 0);
  CHECK(cost > runtime::kExplanationBytesPerShard / 2);
}

TEST_CASE("a session of the caller's own is explained") {
  const ImageBuilder rules = Rules();
  auto judge = SessionJudge::Create(tests::PortableRules(rules));
  REQUIRE(judge.has_value());
  Session session;
  session.SetPresent(Record::Flow);
  session.AddBytes(Field::ServerName, "cam.example");
  const Verdict verdict = judge->Decide(session);
  const Explanation explanation = judge->Explain(session, verdict);
  CHECK(explanation.verdict == verdict);
  REQUIRE(explanation.platforms.size() == 1);
  CHECK(explanation.platforms[0].place == Place::Front);
}

}  // namespace
}  // namespace iotpf
