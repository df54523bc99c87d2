// Claims as native code answers them, and the labels they give.
#include "runtime/verdict/verdict.h"
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

constexpr uint32_t kMay = IOTPF_CLAIM_MAY;
constexpr uint32_t kMust =
    IOTPF_CLAIM_MAY | IOTPF_CLAIM_MUST | IOTPF_CLAIM_AT_END;
constexpr uint32_t kAtEnd = IOTPF_CLAIM_MAY | IOTPF_CLAIM_AT_END;

// Platforms `b` (roles `mobile`, `device`), `a` and `c`, in this order; `c` is
// preferred over `b`. Fingerprints 0 and 1 are of `b`, 2 of `a`, 3 of `c`; the
// condition of each has its number. Providers `y` and `x`.
Image Rules() {
  ImageBuilder builder;
  const uint32_t test =
      builder.Test(IOTPF_OP_PRESENT, builder.Reading(Field::ServerPort));
  const uint32_t b = builder.Platform("b");
  const uint32_t a = builder.Platform("a");
  const uint32_t c = builder.Platform("c");
  const auto add = [&](uint32_t platform, std::string_view role,
                       uint32_t priority) {
    builder.Fingerprint(platform, role);
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, priority,
                      builder.Feature("f", test));
  };
  add(b, "mobile", 100);
  add(b, "device", 150);
  add(a, "device", 100);
  add(c, "device", 100);
  builder.Prefer(c, b);
  builder.Provider("y", test);
  builder.Provider("x", test);
  return builder.Build();
}

TEST_CASE("when a label is final") {
  struct Case {
    const char* name;
    std::vector<iotpf_claim> claims;
    std::vector<iotpf_scope> scopes;
    bool expected;
  };
  const Image image = Rules();
  for (const Case& c : std::vector<Case>{
           {"nothing", {}, {}, true},
           {"a scope that holds", {}, {{0, IOTPF_TRUE}}, true},
           {"a scope that may",
            {},
            {{0, IOTPF_TRUE}, {1, IOTPF_UNKNOWN}},
            false},
           {"maybe", {{2, 2, kMay}}, {}, false},
           {"at the end", {{2, 2, kAtEnd}}, {}, false},
           {"sure", {{2, 2, kMust}}, {{0, IOTPF_UNKNOWN}}, true},
           {"sure, another maybe", {{2, 2, kMust}, {3, 3, kMay}}, {}, false},
           {"sure, one behind maybe", {{0, 0, kMay}, {3, 3, kMust}}, {}, true},
           {"sure, one in front maybe",
            {{0, 0, kMust}, {3, 3, kMay}},
            {},
            false},
           {"another role maybe", {{0, 0, kMust}, {1, 1, kMay}}, {}, true},
           {"two sure", {{0, 0, kMust}, {2, 2, kMust}}, {}, true},
           {"two sure around one maybe",
            {{0, 0, kMust}, {2, 2, kMay}, {3, 3, kMust}},
            {},
            false}}) {
    CAPTURE(c.name);
    CHECK(IsFinal(image.view(), c.claims, c.scopes) == c.expected);
  }
}

// Front, `|`, behind; or providers.
std::string Summary(const Verdict& verdict) {
  constexpr std::string_view kPlatforms = "bac";
  constexpr std::string_view kProviders = "yx";
  std::string text;
  for (const PlatformClaim& claim : verdict.front) {
    text += kPlatforms[claim.platform];
  }
  text += '|';
  for (const PlatformClaim& claim : verdict.behind) {
    text += kPlatforms[claim.platform];
  }
  for (const uint32_t provider : verdict.providers) {
    text += kProviders[provider];
  }
  return text;
}

struct LabelCase {
  const char* name;
  std::vector<iotpf_claim> claims;
  std::vector<iotpf_scope> scopes;
  Stage stage;
  LabelKind label;
  Certainty certainty;
  std::string_view expected;
};

std::vector<LabelCase> LabelCases() {
  using enum LabelKind;
  using enum Certainty;
  const std::vector<iotpf_scope> both = {{0, IOTPF_TRUE}, {1, IOTPF_TRUE}};
  const std::vector<iotpf_scope> one = {{0, IOTPF_UNKNOWN}, {1, IOTPF_TRUE}};
  return {{"other", {}, {}, Stage::Flow, Other, Final, "|"},
          {"providers by id", {}, both, Stage::Flow, Provider, Final, "|xy"},
          {"one provider", {}, one, Stage::Stream, Provider, Provisional, "|x"},
          {"one", {{2, 2, kMust}}, both, Stage::Flow, Platform, Final, "a|"},
          {"behind",
           {{0, 0, kMust}, {3, 3, kMust}},
           both,
           Stage::Flow,
           Platform,
           Final,
           "c|b"},
          {"ambiguous by id",
           {{0, 0, kMust}, {2, 2, kMust}},
           {},
           Stage::Flow,
           Ambiguous,
           Final,
           "ab|"},
          {"all",
           {{1, 1, kMust}, {2, 2, kMust}, {3, 3, kMust}},
           {},
           Stage::Flow,
           Ambiguous,
           Final,
           "ac|b"},
          {"only the sure before the end",
           {{0, 0, kAtEnd}, {3, 3, kMust}},
           {},
           Stage::Hello,
           Platform,
           Final,
           "c|"},
          {"all that vote at the end",
           {{0, 0, kAtEnd}, {3, 3, kMust}},
           {},
           Stage::Stream,
           Platform,
           Final,
           "c|b"},
          {"maybe at the end",
           {{2, 2, kMay}},
           {},
           Stage::Stream,
           Other,
           Provisional,
           "|"},
          {"provisional",
           {{2, 2, kAtEnd}},
           {},
           Stage::Stream,
           Platform,
           Provisional,
           "a|"}};
}

TEST_CASE("labels") {
  const Image image = Rules();
  const auto regexes = RegexSet::Compile(image.view());
  REQUIRE(regexes.has_value());
  Slots slots(1);
  slots.AddNumber(0, 443);
  for (const LabelCase& c : LabelCases()) {
    CAPTURE(c.name);
    const Verdict verdict = SettleVerdict(image.view(), c.claims, c.scopes,
                                          slots.session(), *regexes, c.stage);
    CHECK(verdict.label == c.label);
    CHECK(verdict.certainty == c.certainty);
    CHECK(verdict.stage == c.stage);
    CHECK(Summary(verdict) == c.expected);
  }
}

TEST_CASE("roles, deciding condition and evidence of a platform") {
  const Image image = Rules();
  const auto regexes = RegexSet::Compile(image.view());
  REQUIRE(regexes.has_value());
  Slots slots(1);
  slots.AddNumber(0, 443);
  const std::vector<iotpf_claim> claims = {{0, 0, kMust}, {1, 1, kMust}};
  const Verdict verdict = SettleVerdict(image.view(), claims, {},
                                        slots.session(), *regexes, Stage::Flow);
  REQUIRE(verdict.front.size() == 1);
  CHECK(verdict.front[0] ==
        PlatformClaim{0, {1, 0}, 1, {{1, "server.port", "443", false}}});
}

}  // namespace
}  // namespace iotpf::runtime
