// The tools of agreement_random_rules themselves: the generator reaches all of
// the language, its rules compile, its sessions meet them, and a failure
// becomes small.
#include "tests/agreement/random_rules.h"
#include "tests/agreement/random_terms.h"
#include "tests/agreement/rule_engines.h"
#include "tests/agreement/shrink_case.h"
#include "tests/support/describe_session.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {
namespace {

// Rules and a session of a seed.
AgreementCase CaseOf(uint64_t seed) {
  Random random(seed);
  const ValuePool pool(random);
  AgreementCase test;
  test.files = RandomRules(pool, random);
  test.session = RandomSession(pool, random);
  return test;
}

std::string TextOf(const AgreementCase& test) {
  std::string text;
  for (const RuleFile& file : test.files) text += file.Text();
  return text;
}

TEST_CASE("a seed gives the same rules and session each time") {
  for (uint64_t seed = 1; seed < 20; ++seed) {
    const AgreementCase first = CaseOf(seed);
    const AgreementCase second = CaseOf(seed);
    CHECK(TextOf(first) == TextOf(second));
    Session one;
    Session other;
    first.session.Show(one);
    second.session.Show(other);
    CHECK(DescribeSession(one) == DescribeSession(other));
  }
}

TEST_CASE("random rules have all that the language has") {
  std::string text;
  for (uint64_t seed = 1; seed < 400; ++seed) text += TextOf(CaseOf(seed));
  const auto check = [&text](const std::string& part) {
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
  };
  for (const FieldInfo& field : kFields) {
    check(fmt::format("{}{}", field.path,
                      field.key == KeyKind::NoKey ? " " : "[\""));
  }
  for (const OperatorForm& form : OperatorForms()) {
    check(fmt::format(" {}", form.spelling));
  }
  for (const std::string_view part : {"list list0 : text = ",
                                      "list list0 : token = ",
                                      "list list0 : bytes = ",
                                      "list list0 : host = ",
                                      "list list0 : ip = ",
                                      "list list0 : mac = ",
                                      "list list0 : int = ",
                                      " in list",
                                      " under list",
                                      " contains list",
                                      "scope = ",
                                      "category = ",
                                      "reference = ",
                                      "fingerprint mobile",
                                      "necessary positive : ",
                                      "necessary negative : ",
                                      "sufficient negative : ",
                                      "sufficient positive : ",
                                      " priority ",
                                      "prefer p0 over p1",
                                      "prefer p1 over p0",
                                      "any positive",
                                      "all positive",
                                      "any negative",
                                      "all negative",
                                      " and ",
                                      " or ",
                                      "not ",
                                      "any of (",
                                      "all of (",
                                      "2 of (",
                                      "nocase \"",
                                      " r\"",
                                      "nocase r\"",
                                      "\"\"\"",
                                      " x\"",
                                      "? ",
                                      "\\u{e9}",
                                      "\\x",
                                      " 0x",
                                      "_",
                                      "..",
                                      "::",
                                      "count(http.request.header[\"",
                                      "import rules.m0",
                                      " in m0.list",
                                      " in rules.m0.list",
                                      "predicate test0(",
                                      ": list<host>",
                                      ": bytes",
                                      " in given",
                                      " == given",
                                      " test0(",
                                      "m0.test0(",
                                      "/24",
                                      "/**",
                                      "/*/",
                                      "-*\"]",
                                      "/i"}) {
    check(std::string(part));
  }
}

TEST_CASE("random sessions show fields in every state") {
  std::set<std::string> states;
  for (uint64_t seed = 1; seed < 200; ++seed) {
    const AgreementCase test = CaseOf(seed);
    Session session;
    test.session.Show(session);
    for (const FieldPlan& plan : test.session.fields) {
      const FieldState& state = session[plan.field];
      states.insert("field " + Describe(state.presence));
      states.insert(fmt::format("open {}", state.open));
      states.insert(fmt::format("excerpt {}", state.excerpt));
      states.insert(state.values.size() > 1 ? "several" : "one");
      for (const iotpf_value& value : state.values) {
        states.insert(fmt::format("partial {}", value.flags));
      }
    }
    for (const Presence presence : session.records()) {
      states.insert("record " + Describe(presence));
    }
  }
  // Presence: absent, present, and unobserved for an open list without values.
  CHECK(states.size() == 3 + 2 + 2 + 2 + 2 + 3);
}

TEST_CASE("random rules compile, and sessions meet them") {
  std::set<std::string> labels;
  size_t claims = 0;
  constexpr uint64_t kCases = 150;
  for (uint64_t seed = 1; seed <= kCases; ++seed) {
    const AgreementCase test = CaseOf(seed);
    auto engines = CompileEngines(test.Sources(), {});
    REQUIRE_MESSAGE(engines.has_value(), seed << "\n"
                                              << engines.error().message);
    Session session;
    test.session.Show(session);
    const Verdict verdict = (*engines)[0].judge.Decide(session);
    labels.insert(fmt::format("{} {}", static_cast<int>(verdict.label),
                              static_cast<int>(verdict.certainty)));
    claims += verdict.front.size() + verdict.behind.size();
  }
  CHECK(labels.size() == 8);  // four labels, final and provisional
  CHECK(claims > kCases / 3);
}

// ---- making a failure small

// An engine with a fault: where the rules have `ends_with`, it loses the
// claims.
Verdict FaultyVerdict(const RulesetView& rules, Verdict verdict) {
  const bool has_operator = std::ranges::any_of(
      rules.predicates(),
      [](const auto& predicate) { return predicate.op == IOTPF_OP_ENDS_WITH; });
  if (has_operator) verdict.front.clear();
  return verdict;
}

bool FaultShows(const AgreementCase& test) {
  auto engines = CompileEngines(test.Sources(), {});
  if (!engines) return false;
  Session session;
  test.session.Show(session);
  SessionJudge& judge = (*engines)[0].judge;
  const Verdict verdict = judge.Decide(session);
  return FaultyVerdict(judge.ruleset(), verdict) != verdict;
}

TEST_CASE("a failure shrinks to a rule of a few lines") {
  int tried = 0;
  for (uint64_t seed = 1; tried < 3; ++seed) {
    const AgreementCase failing = CaseOf(seed);
    if (!FaultShows(failing)) continue;
    ++tried;
    const AgreementCase small = ShrinkCase(failing, FaultShows, 4000);
    CAPTURE(seed);
    const std::string text = TextOf(small);
    CAPTURE(text);
    CHECK(FaultShows(small));
    // platform { fingerprint { feature, condition } }, or one more feature.
    CHECK(std::ranges::count(text, '\n') <= 7);
    CHECK(text.find("ends_with") != std::string::npos);
    CHECK(text.size() < 400);
    CHECK(small.session.fields.size() <= 1);
  }
}

TEST_CASE("shrinking ends when its tries are used up") {
  const AgreementCase failing = CaseOf(1);
  size_t calls = 0;
  const CaseTest always = [&calls](const AgreementCase&) {
    ++calls;
    return true;
  };
  CHECK(TextOf(ShrinkCase(failing, always, 3)).size() <=
        TextOf(failing).size());
  CHECK(calls == 3);
  CHECK(TextOf(ShrinkCase(failing, always, 10'000)).empty());
}

}  // namespace
}  // namespace iotpf::tests
