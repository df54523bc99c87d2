// Verdicts from rules made by hand: votes by priority, labels, and when they
// are final.
#include "runtime/evaluate/evaluate.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Image;
using tests::ImageBuilder;
using tests::Slots;

// Rules whose features ask whether a field is present.
struct Fixture {
  uint32_t IsPresent(Field field) {
    return builder.Test(IOTPF_OP_PRESENT, builder.Reading(field));
  }
  // The platform `id` with the role `device`, claimed when `field` is present.
  uint32_t PlatformBy(std::string_view id, Field field,
                      uint32_t provider = ir::kNone) {
    const uint32_t platform = builder.Platform(id, provider);
    builder.Fingerprint(platform, "device");
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      builder.Feature("f", IsPresent(field)));
    return platform;
  }

  // The verdict when readings, in the order in which they were added, are
  // present (`T`), absent (`F`) or unobserved (`U`).
  Verdict Run(std::string_view truths) const {
    Slots slots(builder.ruleset.readings.size());
    for (uint32_t i = 0; i < truths.size(); ++i) {
      if (truths[i] == 'T') slots.AddNumber(i, 1);
      if (truths[i] == 'F') slots.SetAbsent(i);
    }
    const Image image = builder.Build();
    const auto regexes = RegexSet::Compile(image.view());
    REQUIRE(regexes.has_value());
    return Evaluate(image.view(), slots.session(), *regexes);
  }

  ImageBuilder builder;
};

// Platforms in front, `|`, those behind; or providers; then certainty and
// stage: "b|a final Flow".
std::string Summary(const Fixture& rules, const Verdict& verdict) {
  const ir::Ruleset& ruleset = rules.builder.ruleset;
  std::string text;
  for (const auto& claim : verdict.front) {
    text += ruleset.platforms[claim.platform].id + " ";
  }
  if (!verdict.behind.empty()) text += "| ";
  for (const auto& claim : verdict.behind) {
    text += ruleset.platforms[claim.platform].id + " ";
  }
  for (const uint32_t provider : verdict.providers) {
    text += "provider " + ruleset.providers[provider].id + " ";
  }
  if (verdict.label == LabelKind::Other) text += "other ";
  if (verdict.label == LabelKind::Ambiguous) text += "ambiguous ";
  text += verdict.certainty == Certainty::Final ? "final " : "provisional ";
  return text + std::string(kStages[static_cast<size_t>(verdict.stage)].name);
}

TEST_CASE("two conditions: votes by priority") {
  // What the upper condition votes when it fires, whether it fires, and the
  // same of the lower one.
  struct Case {
    std::string_view upper;
    std::string_view lower;
    std::string_view expected;
  };
  constexpr std::string_view kClaim = "a final Flow";
  constexpr std::string_view kOther = "other final Flow";
  constexpr std::string_view kMaybe = "a provisional Stream";
  constexpr std::string_view kUnclear = "other provisional Stream";
  const std::vector<Case> cases = {{"belongs T", "belongs F", kClaim},
                                   {"belongs T", "belongs U", kClaim},
                                   {"belongs T", "belongs T", kClaim},
                                   {"belongs T", "differs F", kClaim},
                                   {"belongs T", "differs U", kClaim},
                                   {"belongs T", "differs T", kClaim},
                                   {"differs T", "belongs F", kOther},
                                   {"differs T", "belongs U", kOther},
                                   {"differs T", "belongs T", kOther},
                                   {"differs T", "differs F", kOther},
                                   {"differs T", "differs U", kOther},
                                   {"differs T", "differs T", kOther},
                                   {"belongs F", "belongs F", kOther},
                                   {"belongs F", "belongs U", kUnclear},
                                   {"belongs F", "belongs T", kClaim},
                                   {"belongs F", "differs F", kOther},
                                   {"belongs F", "differs U", kOther},
                                   {"belongs F", "differs T", kOther},
                                   {"differs F", "belongs F", kOther},
                                   {"differs F", "belongs U", kUnclear},
                                   {"differs F", "belongs T", kClaim},
                                   {"differs F", "differs F", kOther},
                                   {"differs F", "differs U", kOther},
                                   {"differs F", "differs T", kOther},
                                   {"belongs U", "belongs F", kUnclear},
                                   {"belongs U", "belongs U", kUnclear},
                                   {"belongs U", "belongs T", kClaim},
                                   {"belongs U", "differs F", kUnclear},
                                   {"belongs U", "differs U", kUnclear},
                                   {"belongs U", "differs T", kUnclear},
                                   {"differs U", "belongs F", kOther},
                                   {"differs U", "belongs U", kUnclear},
                                   {"differs U", "belongs T", kMaybe},
                                   {"differs U", "differs F", kOther},
                                   {"differs U", "differs U", kOther},
                                   {"differs U", "differs T", kOther}};
  const auto kind = [](std::string_view vote, bool necessary) {
    if (vote.front() == 'b') {
      return necessary ? IOTPF_NECESSARY_NEGATIVE : IOTPF_SUFFICIENT_POSITIVE;
    }
    return necessary ? IOTPF_NECESSARY_POSITIVE : IOTPF_SUFFICIENT_NEGATIVE;
  };
  for (const Case& c : cases) {
    for (int necessary = 0; necessary < 4; ++necessary) {
      CAPTURE(c.upper);
      CAPTURE(c.lower);
      CAPTURE(necessary);
      Fixture f;
      f.builder.Fingerprint(f.builder.Platform("a"), "device");
      uint32_t upper = f.builder.Feature("x", f.IsPresent(Field::ClientPort));
      uint32_t lower = f.builder.Feature("y", f.IsPresent(Field::ServerPort));
      // A necessary condition fires when its expression is false.
      if ((necessary & 1) != 0) upper = f.builder.Not(upper);
      if ((necessary & 2) != 0) lower = f.builder.Not(lower);
      f.builder.Condition(kind(c.upper, (necessary & 1) != 0), 200, upper);
      f.builder.Condition(kind(c.lower, (necessary & 2) != 0), 100, lower);
      const std::string truths = {c.upper.back(), c.lower.back()};
      const Verdict verdict = f.Run(truths);
      CHECK(Summary(f, verdict) == c.expected);
      if (verdict.front.empty()) continue;
      // The deciding condition is the first that is known to vote.
      CHECK(verdict.front[0].condition == (c.upper.back() == 'T' ? 0 : 1));
    }
  }
}

TEST_CASE("a guard must hold too") {
  struct Case {
    std::string_view truths;  // of the expression and of the guard
    std::string_view expected;
  };
  for (const Case& c : {Case{"FT", "a final Flow"},
                        {"FF", "other final Flow"},
                        {"FU", "other provisional Stream"},
                        {"UF", "other final Flow"},
                        {"UT", "other provisional Stream"},
                        {"TU", "other final Flow"},
                        {"TT", "other final Flow"}}) {
    CAPTURE(c.truths);
    Fixture f;
    f.builder.Fingerprint(f.builder.Platform("a"), "device");
    const uint32_t e = f.builder.Feature("x", f.IsPresent(Field::ClientPort));
    const uint32_t guard = f.IsPresent(Field::ServerPort);
    f.builder.Condition(IOTPF_NECESSARY_NEGATIVE, 300, e, guard);
    CHECK(Summary(f, f.Run(c.truths)) == c.expected);
  }
}

TEST_CASE("a fingerprint without a vote is undecided") {
  Fixture f;
  f.builder.Fingerprint(f.builder.Platform("a"), "device");
  CHECK(Summary(f, f.Run("")) == "other final Flow");
}

TEST_CASE("labels: prefer, ambiguity, providers") {
  struct Case {
    std::string_view truths;
    std::string_view expected;
  };
  // `c` stands in front of `a`. The platforms' fields are of the first stage,
  // the scopes' of the stages of the client hello and of the request.
  for (const Case& c : {Case{"TFFFF", "a final Flow"},
                        {"TTFFF", "a b ambiguous final Flow"},
                        {"TFTFF", "c | a final Flow"},
                        {"TTTFF", "b c | a ambiguous final Flow"},
                        {"UFTFF", "c final Flow"},
                        {"TFUFF", "a provisional Stream"},
                        {"FUTFF", "c provisional Stream"},
                        {"FFFFF", "other final RequestHead"},
                        {"FFFTF", "provider y final RequestHead"},
                        {"FFFTT", "provider x provider y final RequestHead"},
                        {"FFFTU", "provider y provisional Stream"},
                        {"FFFUF", "other provisional Stream"},
                        {"FFUTF", "provider y provisional Stream"}}) {
    CAPTURE(c.truths);
    Fixture f;
    f.PlatformBy("a", Field::ClientPort);
    f.PlatformBy("b", Field::ServerPort);
    f.PlatformBy("c", Field::ClientMac);
    f.builder.Prefer(2, 0);
    // Numbers and ids are in different orders.
    f.builder.Provider("y", f.IsPresent(Field::TlsSni));
    f.builder.Provider("x", f.IsPresent(Field::RequestHost));
    CHECK(Summary(f, f.Run(c.truths)) == c.expected);
  }
}

TEST_CASE("final at the first stage that allows no other label") {
  struct Case {
    std::string_view truths;
    std::string_view expected;
  };
  // `a` is seen in the hello; `b`, in front of it, in the request; `c`, behind
  // it, at the end of the flow.
  for (const Case& c :
       {Case{"TFF", "a final RequestHead"},
        {"TFT", "a final RequestHead"},  // `c` could only stand behind
        {"TTT", "b | a final RequestHead"},
        {"FTF", "b final RequestHead"},
        {"FFT", "c final Stream"},
        {"FFF", "other final Stream"},
        {"TUF", "a provisional Stream"},
        {"TUT", "a | c provisional Stream"}}) {
    CAPTURE(c.truths);
    Fixture f;
    f.PlatformBy("a", Field::TlsSni);
    f.PlatformBy("b", Field::RequestHost);
    f.PlatformBy("c", Field::MqttTopic);
    f.builder.Prefer(0, 2);
    f.builder.Prefer(1, 0);
    f.builder.Prefer(1, 2);
    CHECK(Summary(f, f.Run(c.truths)) == c.expected);
  }
}

TEST_CASE("roles and the deciding condition of a platform") {
  Fixture f;
  const uint32_t platform = f.builder.Platform("a");
  for (const std::string_view role : {"mobile", "device"}) {
    f.builder.Fingerprint(platform, role);
    f.builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                        f.builder.Feature("x", f.IsPresent(Field::ClientPort)));
  }
  f.builder.Fingerprint(platform, "local");
  f.builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 350,
                      f.builder.Feature("x", f.IsPresent(Field::ServerPort)));
  const Verdict two = f.Run("TF");
  REQUIRE(two.front.size() == 1);
  CHECK(two.front[0].fingerprints == std::vector<uint32_t>{1, 0});
  CHECK(two.front[0].condition == 1);  // a.device.c0 before a.mobile.c0
  const Verdict all = f.Run("TT");
  REQUIRE(all.front.size() == 1);
  CHECK(all.front[0].fingerprints == std::vector<uint32_t>{1, 2, 0});
  CHECK(all.front[0].condition == 2);
}

}  // namespace
}  // namespace iotpf::runtime
