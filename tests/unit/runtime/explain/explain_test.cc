// Explanations of verdicts by rules made by hand: votes, places, what would
// change them, which platforms are shown, and what of a session.
#include "runtime/explain/explain.h"

#include "runtime/evaluate/evaluate.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Bytes;
using tests::Image;
using tests::ImageBuilder;
using tests::Slots;
using Platforms = ExplainOptions::Platforms;

// Rules whose features ask whether a field is present.
struct Fixture {
  // A feature of the fingerprint added last; as a node that names it.
  uint32_t Feature(std::string_view name, Field field) {
    return builder.Feature(
        name, builder.Test(IOTPF_OP_PRESENT, builder.Reading(field)));
  }
  // The platform `id` with the role `device`, claimed when `field` is present.
  uint32_t PlatformBy(std::string_view id, Field field,
                      uint32_t provider = ir::kNone) {
    const uint32_t platform = builder.Platform(id, provider);
    builder.Fingerprint(platform, "device");
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, Feature(id, field));
    return platform;
  }

  // When readings, in the order in which they were added, are present (`T`),
  // absent (`F`) or unobserved (`U`).
  Explanation Run(std::string_view truths, ExplainOptions options = {}) const {
    Slots slots(builder.ruleset.readings.size());
    for (uint32_t i = 0; i < truths.size(); ++i) {
      if (truths[i] == 'T') slots.AddNumber(i, 1);
      if (truths[i] == 'F') slots.SetAbsent(i);
    }
    return Run(slots, options);
  }
  Explanation Run(const Slots& slots, ExplainOptions options = {}) const {
    const Image image = builder.Build();
    const auto regexes = RegexSet::Compile(image.view());
    REQUIRE(regexes.has_value());
    const Verdict verdict = Evaluate(image.view(), slots.session(), *regexes);
    return Explain(image.view(), slots.session(), *regexes, verdict, options);
  }

  // `+a -b`: a would have to hold and b not.
  std::string Text(const Change& change) const {
    std::string text;
    for (const FeatureChange& feature : change.features) {
      if (!text.empty()) text += ' ';
      text += feature.holds ? '+' : '-';
      text += builder.ruleset.features[feature.feature].name;
    }
    return text;
  }
  std::string Changes(const PlatformExplanation& platform) const {
    std::string text;
    for (const Change& change : platform.changes) {
      if (!text.empty()) text += " | ";
      text += Text(change);
    }
    return text;
  }
  // `front lamp, behind cloud, none hub`
  std::string Places(const Explanation& explanation) const {
    constexpr std::string_view kNames[] = {"none", "front", "ambiguous",
                                           "behind"};
    std::string text;
    for (const PlatformExplanation& platform : explanation.platforms) {
      if (!text.empty()) text += ", ";
      text += kNames[static_cast<size_t>(platform.place)];
      text += ' ' + builder.ruleset.platforms[platform.platform].id;
    }
    return text;
  }

  ImageBuilder builder;
};

// `B` belongs, `X` excluded, `?` unknown, `-` none; `!` behind the one that
// decides.
std::string Votes(const FingerprintExplanation& fingerprint) {
  std::string text;
  for (const ConditionExplanation& condition : fingerprint.conditions) {
    text += std::string_view("-BX?")[static_cast<size_t>(condition.vote)];
    if (condition.decides) text += '!';
  }
  return text;
}

TEST_CASE("votes, and what would change them") {
  // Excluded when `no` holds, else claimed by `a` with `b`, or by `c`.
  struct Case {
    std::string_view truths;  // of no, a, b, c
    std::string_view votes;
    Vote vote;
    bool is_open;
    std::string_view changes;
  };
  const std::vector<Case> cases = {
      {"FTTF", "-B!", Vote::Belongs, false, "+no | -a | -b"},
      {"FTTT", "-B!", Vote::Belongs, false, "+no"},
      {"FTFF", "--", Vote::None, false, "+b | +c"},
      {"FFFF", "--", Vote::None, false, "+c"},
      {"TTTF", "X!B", Vote::Excluded, false, "-no"},
      {"TFFF", "X!-", Vote::Excluded, false, "-no +c"},
      {"UTTF", "?B!", Vote::Belongs, true, "+no | -a | -b"},
      {"FTUF", "-?", Vote::None, true, "+b | +c"},
      {"UUUU", "??", Vote::None, true, "+c"},
      {"TUUU", "X!?", Vote::Excluded, false, "-no +c"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.truths);
    Fixture f;
    f.builder.Fingerprint(f.builder.Platform("p"), "device");
    const uint32_t no = f.Feature("no", Field::ClientPort);
    const uint32_t a = f.Feature("a", Field::ServerPort);
    const uint32_t b = f.Feature("b", Field::TlsSni);
    const uint32_t with = f.Feature("c", Field::TlsAlpn);
    f.builder.Condition(IOTPF_SUFFICIENT_NEGATIVE, 200, no);
    f.builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                        f.builder.Or({f.builder.And({a, b}), with}));
    const Explanation explanation = f.Run(c.truths, {Platforms::All});
    REQUIRE(explanation.platforms.size() == 1);
    const PlatformExplanation& platform = explanation.platforms[0];
    REQUIRE(platform.fingerprints.size() == 1);
    CHECK(Votes(platform.fingerprints[0]) == c.votes);
    CHECK(platform.fingerprints[0].vote == c.vote);
    CHECK(platform.fingerprints[0].is_open == c.is_open);
    CHECK(f.Changes(platform) == c.changes);
    CHECK(platform.change_count == platform.changes.size());
  }
}

TEST_CASE("more than two features are not looked for") {
  Fixture f;
  f.builder.Fingerprint(f.builder.Platform("p"), "device");
  f.builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      f.builder.And({f.Feature("a", Field::ClientPort),
                                     f.Feature("b", Field::ServerPort),
                                     f.Feature("c", Field::TlsSni)}));
  CHECK(f.Run("FFF", {Platforms::All}).platforms[0].changes.empty());
  CHECK(f.Changes(f.Run("FFT", {Platforms::All}).platforms[0]) == "+a +b");
}

TEST_CASE("changes are counted beyond those that are kept") {
  Fixture f;
  f.builder.Fingerprint(f.builder.Platform("p"), "device");
  std::vector<uint32_t> features;
  for (size_t i = 0; i <= kMaxChanges; ++i) {
    features.push_back(f.builder.Feature(
        "f" + std::to_string(i),
        f.builder.Test(
            IOTPF_OP_PRESENT,
            f.builder.Reading(Field::RequestHeader, std::to_string(i)))));
  }
  f.builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, f.builder.Or(features));
  const Explanation explanation =
      f.Run(std::string(features.size(), 'F'), {Platforms::All});
  CHECK(explanation.platforms[0].changes.size() == kMaxChanges);
  CHECK(explanation.platforms[0].change_count == kMaxChanges + 1);
}

TEST_CASE("a guard stays what it is") {
  Fixture f;
  const uint32_t scope =
      f.builder.Test(IOTPF_OP_PRESENT, f.builder.Reading(Field::ServerName));
  const uint32_t provider = f.builder.Provider("acme", scope);
  f.builder.Fingerprint(f.builder.Platform("p", provider), "web");
  f.builder.Condition(IOTPF_NECESSARY_NEGATIVE, 300,
                      f.Feature("no", Field::ClientPort), scope);
  struct Case {
    std::string_view truths;  // of the scope, of `no`
    std::string_view votes;
    std::string_view changes;
  };
  const std::vector<Case> cases = {{"TF", "B!", "+no"}, {"TT", "-", "-no"},
                                   {"FF", "-", ""},     {"FT", "-", ""},
                                   {"UF", "?", ""},     {"TU", "?", "-no"}};
  for (const Case& c : cases) {
    CAPTURE(c.truths);
    const Explanation explanation = f.Run(c.truths, {Platforms::All});
    const PlatformExplanation& platform = explanation.platforms[0];
    CHECK(Votes(platform.fingerprints[0]) == c.votes);
    CHECK(f.Changes(platform) == c.changes);
    CHECK(platform.fingerprints[0].conditions[0].guard.size() == 1);
  }
}

TEST_CASE("places, shown platforms and where others would stand") {
  // `lamp` is preferred over `cloud`; `acme` provides `shop`.
  Fixture f;
  const uint32_t scope =
      f.builder.Test(IOTPF_OP_PRESENT, f.builder.Reading(Field::ServerName));
  const uint32_t provider = f.builder.Provider("acme", scope);
  const uint32_t cloud = f.PlatformBy("cloud", Field::ClientPort);
  const uint32_t lamp = f.PlatformBy("lamp", Field::ServerPort);
  f.PlatformBy("hub", Field::TlsSni);
  f.PlatformBy("shop", Field::TlsAlpn, provider);
  f.builder.Prefer(lamp, cloud);
  struct Case {
    std::string_view truths;  // of the scope, cloud, lamp, hub, shop
    std::string_view places;
    uint32_t left_out;
    uint32_t open;
  };
  const std::vector<Case> cases = {
      {"FFFFF", "", 4, 0},
      {"TFFFF", "none shop", 3, 0},
      {"FTFFF", "front cloud", 3, 0},
      {"FTTFF", "front lamp, behind cloud", 2, 0},
      {"FTTTF", "ambiguous hub, ambiguous lamp, behind cloud", 1, 0},
      {"FUTUF", "front lamp", 3, 2},
  };
  for (const Case& c : cases) {
    CAPTURE(c.truths);
    const Explanation explanation = f.Run(c.truths);
    CHECK(f.Places(explanation) == c.places);
    CHECK(explanation.left_out == c.left_out);
    CHECK(explanation.open_platforms == c.open);
  }

  const Explanation all = f.Run("FFTFF", {Platforms::All});
  CHECK(f.Places(all) == "front lamp, none cloud, none hub, none shop");
  CHECK(all.left_out == 0);
  CHECK(all.platforms[1].would_be == Place::Behind);
  CHECK(all.platforms[1].preferred == std::vector<uint32_t>{lamp});
  CHECK(all.platforms[2].would_be == Place::Ambiguous);
  CHECK(f.Run("FTFFF", {Platforms::One, lamp}).platforms[0].would_be ==
        Place::Front);
}

TEST_CASE("a verdict that the exchanges of a flow gave it") {
  Fixture f;
  const uint32_t lamp = f.PlatformBy("lamp", Field::RequestHost);
  const Image image = f.builder.Build();
  const auto regexes = RegexSet::Compile(image.view());
  Slots slots(1);
  Verdict verdict;
  verdict.label = LabelKind::Platform;
  verdict.front = {{lamp, {0}, 0, {}}};
  const Explanation explanation =
      Explain(image.view(), slots.session(), *regexes, verdict, {});
  REQUIRE(explanation.platforms.size() == 1);
  CHECK(explanation.platforms[0].place == Place::Front);
  CHECK(explanation.platforms[0].by_exchanges);
  CHECK(explanation.platforms[0].changes.empty());
}

TEST_CASE("a feature is written once in a platform") {
  Fixture f;
  f.builder.Fingerprint(f.builder.Platform("p"), "device");
  const uint32_t a = f.Feature("a", Field::ClientPort);
  f.builder.Condition(IOTPF_NECESSARY_POSITIVE, 400, a);
  f.builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, f.builder.Not(a));
  const auto platform = f.Run("T", {Platforms::All}).platforms[0];
  const auto& first = platform.fingerprints[0].conditions[0].expression;
  const auto& second = platform.fingerprints[0].conditions[1].expression;
  REQUIRE(first.size() == 2);
  CHECK(!first[0].is_repeated);
  CHECK(first[1].depth == 1);
  REQUIRE(second.size() == 2);
  CHECK(second[0].truth == Truth::False);
  CHECK(second[1].truth == Truth::True);
  CHECK(second[1].is_repeated);
}

TEST_CASE("a graph that is huge as a tree is cut") {
  Fixture f;
  f.builder.Fingerprint(f.builder.Platform("p"), "device");
  uint32_t node =
      f.builder.Test(IOTPF_OP_PRESENT, f.builder.Reading(Field::ClientPort));
  // Each level names the one below twice: 2^40 leaves.
  for (int level = 0; level < 40; ++level) {
    node = f.builder.And({node, f.builder.Not(f.builder.Not(node))});
  }
  f.builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      f.builder.Feature("a", node));
  const Explanation explanation = f.Run("T", {Platforms::All});
  const auto& nodes =
      explanation.platforms[0].fingerprints[0].conditions[0].expression;
  CHECK(nodes.size() <= kMaxExpressionNodes + 1);
  bool is_cut = false;
  for (const ExpressionNode& row : nodes) is_cut = is_cut || row.is_cut;
  CHECK(is_cut);
}

TEST_CASE("values: the first ones, and the one that matched") {
  Fixture f;
  f.builder.Fingerprint(f.builder.Platform("p"), "device");
  const uint32_t reading = f.builder.Reading(Field::DnsQname);
  f.builder.Condition(
      IOTPF_SUFFICIENT_POSITIVE, 100,
      f.builder.Feature(
          "a", f.builder.Test(IOTPF_OP_EQUAL, reading, {Bytes("n9")})));
  Slots slots(1);
  for (int i = 0; i < 20; ++i) slots.Add(reading, "n" + std::to_string(i));
  slots.SetOpen(reading);
  const Explanation explanation = f.Run(slots);
  REQUIRE(explanation.FieldOf(reading) != nullptr);
  const SeenField& field = *explanation.FieldOf(reading);
  CHECK(field.count == 20);
  CHECK(field.open);
  REQUIRE(field.values.size() == kMaxSeenValues + 1);
  CHECK(field.values.back().index == 9);
  CHECK(field.values.back().text == "n9");
  const auto& nodes =
      explanation.platforms[0].fingerprints[0].conditions[0].expression;
  CHECK(nodes.back().match == 9);
  CHECK(explanation.FieldOf(reading + 1) == nullptr);
}

}  // namespace
}  // namespace iotpf::runtime
