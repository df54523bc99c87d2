// A regex that RE2 refuses: found at once where all are needed, and told at the
// end of a scan where native code asked for it. Other rules go on.
#include <iotpf/scanner.h>

#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"
#include "tests/support/scan_capture.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace iotpf {
namespace {

constexpr std::string_view kAsked =
    R"({"request": {"method": "GET", "url": "http://lamp.example/a("}})";
constexpr std::string_view kNotAsked = R"({"tls": {"sni": "lamp.example"}})";

// A necessary test of the path, which no compiler would have let pass.
tests::ImageBuilder Rules() {
  tests::ImageBuilder rules;
  const uint32_t path = rules.Reading(Field::RequestPath);
  const uint32_t host = rules.Reading(Field::RequestHost);
  const uint32_t faulty = rules.Test(IOTPF_OP_MATCHES, path,
                                     {tests::RegexConstant(rules.Regex("a("))});
  const uint32_t known =
      rules.Test(IOTPF_OP_EQUAL, host, {tests::Bytes("lamp.example")});
  rules.Fingerprint(rules.Platform("faulty"), "device");
  rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, rules.Feature("f", faulty));
  rules.Fingerprint(rules.Platform("lamp"), "device");
  rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, rules.Feature("f", known));
  return rules;
}

class Collector : public ScanListener {
 public:
  bool OnSession(const SessionReport& session) override {
    sessions.push_back(session);
    return true;
  }
  void OnProblem(const Error& problem) override {
    problems.push_back(problem.message);
  }
  std::vector<SessionReport> sessions;
  std::vector<std::string> problems;
};

Result<Scanner> NativeScanner(const tests::ImageBuilder& rules,
                              bool use_evaluator) {
  Result<Ruleset> ruleset = tests::LoadNative(rules.ruleset, 1);
  REQUIRE(ruleset.has_value());
  ScanOptions options;
  options.use_evaluator = use_evaluator;
  return Scanner::Create(std::move(*ruleset), options);
}

TEST_CASE("native code: told where it was asked for") {
  const tests::ImageBuilder rules = Rules();
  Result<Scanner> scanner = NativeScanner(rules, /*use_evaluator=*/false);
  REQUIRE(scanner.has_value());

  Collector unasked;
  CHECK(scanner->Scan(tests::TemporaryFile(kNotAsked).path(), unasked));
  CHECK(unasked.problems.empty());

  Collector asked;
  CHECK(!scanner->Scan(tests::TemporaryFile(kAsked).path(), asked));
  REQUIRE(asked.problems.size() == 1);
  CHECK(asked.problems[0].starts_with("cannot search for /a(/: "));
  REQUIRE(asked.sessions.size() == 1);
  CHECK(tests::PlatformsOf(asked.sessions[0], rules) == "lamp");
}

TEST_CASE("the evaluator: refused before the first session") {
  const Result<Scanner> scanner =
      NativeScanner(Rules(), /*use_evaluator=*/true);
  REQUIRE(!scanner.has_value());
  CHECK(scanner.error().message.starts_with("cannot search for /a(/: "));
}

}  // namespace
}  // namespace iotpf
