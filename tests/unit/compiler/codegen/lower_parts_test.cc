// Parts of values and lists that go on, as native code, at -O0 and -O2: every
// predicate says what the reference evaluator says, of every part of values
// that come near the constants.
#include "runtime/evaluate/predicate.h"
#include "runtime/match/native_match.h"
#include "tests/support/guarded_pages.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::codegen {
namespace {

using runtime::NativeMatch;
using runtime::RegexSet;
using tests::Bytes;
using tests::ImageBuilder;
using tests::Slots;
using Constants = std::vector<ir::Constant>;

constexpr uint32_t kNocase = IOTPF_CONSTANT_NOCASE;
constexpr uint32_t kName = IOTPF_CONSTANT_NOCASE | IOTPF_CONSTANT_SUBTREE;
constexpr uint32_t kEnds = IOTPF_REGEX_END_SENSITIVE;

// A provider of the number of each predicate, whose scope it is.
class Rules {
 public:
  Rules(Field field, std::string_view key)
      : reading_(builder_.Reading(field, key)) {}

  Rules& Add(iotpf_predicate_op op, const Constants& constants = {},
             uint64_t number = 0) {
    builder_.Provider("", builder_.Test(op, reading_, constants, number));
    return *this;
  }
  Rules& AddEach(iotpf_predicate_op op, const Constants& constants,
                 uint64_t number = 0) {
    for (const ir::Constant& constant : constants) Add(op, {constant}, number);
    return *this;
  }
  Rules& AddRegex(std::string_view pattern, uint32_t flags = 0) {
    return Add(IOTPF_OP_MATCHES,
               {tests::RegexConstant(builder_.Regex(pattern, flags))});
  }
  const ir::Ruleset& ruleset() const { return builder_.ruleset; }

 private:
  ImageBuilder builder_;
  uint32_t reading_;
};

// Shows each of the slots to native code and to the evaluator.
class Comparison {
 public:
  Comparison(const Rules& rules, int level)
      : level_(level), ruleset_(tests::LoadNative(rules.ruleset(), level)) {
    REQUIRE(ruleset_.has_value());
    regexes_ = RegexSet::Compile(ruleset_->view());
    REQUIRE(regexes_.has_value());
    match_ = std::make_unique<NativeMatch>(*ruleset_, *regexes_);
    field_ = static_cast<Field>(ruleset_->view().readings()[0].field);
  }

  void Check(Slots& slots, std::string_view what) {
    slots.SetRest(field_, IOTPF_ABSENT);
    const iotpf_session session = slots.session();
    match_->Advance(Stage::Flow, Stage::Stream, session);
    const RulesetView view = ruleset_->view();
    std::vector<iotpf_truth> truths(view.predicates().size(), IOTPF_FALSE);
    for (const iotpf_scope& scope : match_->Scopes()) {
      truths[PredicateOf(view, scope.provider)] =
          static_cast<iotpf_truth>(scope.truth);
    }
    CAPTURE(level_);
    CAPTURE(what);
    for (uint32_t i = 0; i < truths.size(); ++i) {
      CAPTURE(i);
      CAPTURE(view.predicates()[i].op);
      CHECK(truths[i] ==
            runtime::EvaluatePredicate(view, i, session, *regexes_));
      seen_.insert({view.predicates()[i].op, truths[i]});
    }
  }

  // The operations and what they said.
  const std::set<std::pair<uint32_t, iotpf_truth>>& seen() const {
    return seen_;
  }

 private:
  static uint32_t PredicateOf(const RulesetView& view, uint32_t provider) {
    return view.nodes()[view.providers()[provider].scope].first;
  }

  int level_;
  Result<Ruleset> ruleset_;
  Result<RegexSet> regexes_ = Error{};
  std::unique_ptr<NativeMatch> match_;
  Field field_{};
  std::set<std::pair<uint32_t, iotpf_truth>> seen_;
};

// All parts of the values, alone, twice, beside whole values, in open lists.
void CheckParts(const Rules& rules, const std::vector<std::string>& values) {
  tests::GuardedPages pages;
  for (const int level : {0, 2}) {
    Comparison comparison(rules, level);
    for (const std::string& value : values) {
      for (size_t size = 0; size <= value.size(); ++size) {
        const std::string part = value.substr(0, size);
        const std::string_view at_end(pages.AtEnd(part), size);
        comparison.Check(Slots(1).AddView(0, at_end, true), part);
        comparison.Check(Slots(1).AddView(0, at_end).SetOpen(0), part);
      }
      for (const std::string& other : values) {
        const std::string part = value.substr(0, value.size() / 2);
        comparison.Check(Slots(1).Add(0, part, true).Add(0, other), part);
        comparison.Check(Slots(1).Add(0, other).Add(0, value, true), value);
        comparison.Check(Slots(1).Add(0, part, true).Add(0, other, true), part);
      }
    }
    for (const auto& [op, truth] : comparison.seen()) {
      if (op == IOTPF_OP_PRESENT || op == IOTPF_OP_ABSENT) continue;
      CHECK(comparison.seen().contains({op, IOTPF_TRUE}));
      CHECK(comparison.seen().contains({op, IOTPF_UNKNOWN}));
    }
  }
}

Constants Texts(std::string_view format, uint32_t count, uint32_t flags = 0) {
  Constants texts;
  for (uint32_t i = 0; i < count; ++i) {
    texts.push_back(Bytes(fmt::format(fmt::runtime(format), i), flags));
  }
  return texts;
}

TEST_CASE("texts") {
  Rules rules(Field::RequestPath, "");
  rules.AddEach(IOTPF_OP_EQUAL, Texts("/device/{}", 12))
      .AddEach(IOTPF_OP_NOT_EQUAL, Texts("/Device/{}", 3))
      .AddEach(IOTPF_OP_EQUAL, Texts("/device/{}", 7, kNocase))
      .Add(IOTPF_OP_EQUAL, Texts("/dev{}", 20))
      .Add(IOTPF_OP_NOT_EQUAL, Texts("/de{}", 20, kNocase))
      .Add(IOTPF_OP_EQUAL, {Bytes("")})
      .AddEach(IOTPF_OP_STARTS_WITH, Texts("/device/{}", 12))
      .AddEach(IOTPF_OP_STARTS_WITH, Texts("/dev{}", 12, kNocase))
      .Add(IOTPF_OP_STARTS_WITH, {Bytes("")})
      .AddEach(IOTPF_OP_ENDS_WITH, Texts("ce/{}", 12))
      .Add(IOTPF_OP_ENDS_WITH, {Bytes("x"), Bytes("")})
      .AddEach(IOTPF_OP_AT, Texts("ice/{}", 12), 4)
      .AddEach(IOTPF_OP_AT, Texts("ice/{}", 3, kNocase), 90)
      .Add(IOTPF_OP_AT, {Bytes("")}, 4)
      .AddEach(IOTPF_OP_CONTAINS, Texts("ice/{}", 12))
      .AddEach(IOTPF_OP_CONTAINS, Texts("vice/{}", 12, kNocase))
      .Add(IOTPF_OP_CONTAINS, {Bytes("nothing"), Bytes("vi")})
      .Add(IOTPF_OP_EQUAL)
      .Add(IOTPF_OP_PRESENT)
      .Add(IOTPF_OP_ABSENT)
      .Add(IOTPF_OP_COUNT, {tests::Integers(2, 2)});
  CheckParts(rules,
             {"/device/1", "/device/11", "/DEVICE/3x", "/dev1", "",
              "/x/device/9/device/2", std::string(86, '-') + "ice/ice/2"});
}

TEST_CASE("regexes") {
  Rules rules(Field::RequestPath, "");
  rules.AddRegex("^/dev")
      .AddRegex("^/device/[0-9]+x")
      .AddRegex("^/[a-z]+/1$", kEnds)
      .AddRegex("ice/[0-9]")
      .AddRegex("ice/[0-9]$", kEnds)
      .AddRegex("ice/1$", kEnds)
      .AddRegex("^/device/1$", kEnds)
      .AddRegex("\\bdevice\\b", kEnds)
      .AddRegex("[0-9]+device", IOTPF_REGEX_NOCASE)
      .AddRegex("[a-c][x-z]")
      .AddRegex("[a-c][x-z]$", kEnds)
      .AddRegex("(?:a|b)*a(?:a|b){14}")
      .AddRegex("")
      .AddRegex("$", kEnds);
  CheckParts(rules, {"/device/1", "/device/11x", "/a/device/1/12device", "axbz",
                     "abaabbababbabaabababaabb", ""});
}

TEST_CASE("names") {
  Rules rules(Field::TlsSni, "");
  rules.AddEach(IOTPF_OP_EQUAL, Texts("d{}.example.com", 9, kName))
      .AddEach(IOTPF_OP_EQUAL, Texts("d{}.example.com", 9, kNocase))
      .Add(IOTPF_OP_NOT_EQUAL, Texts("d{}.example.com", 4, kName))
      .Add(IOTPF_OP_NOT_EQUAL, Texts("D.example.com", 1, kNocase));
  CheckParts(rules, {"d1.example.com", "a.d2.example.com", "D3.EXAMPLE.COM",
                     "d.example.com", "example.com"});
}

TEST_CASE("bytes with wildcards, beside others") {
  Rules rules(Field::PayloadClient, "");
  const auto masked = [](std::string_view bytes) {
    return tests::Masked(bytes, std::string("\xFF\xF0\xFF").substr(0, 3));
  };
  rules.Add(IOTPF_OP_EQUAL, {masked("a\x60z"), Bytes("ab")})
      .Add(IOTPF_OP_NOT_EQUAL, {masked("a\x60z")})
      .Add(IOTPF_OP_STARTS_WITH, {masked("a\x60z"), Bytes("abcd")})
      .Add(IOTPF_OP_ENDS_WITH, {masked("a\x60z"), Bytes("abcd")})
      .Add(IOTPF_OP_CONTAINS, {masked("a\x60z")})
      .Add(IOTPF_OP_AT, {masked("a\x60z"), Bytes("b")}, 2)
      .AddEach(IOTPF_OP_CONTAINS, Texts("abc{}", 5));
  CheckParts(rules, {"abz", "abcd", "acz", "xxabcd", "xxabz", "abc3", "qb"});
}

// A part of exactly as many bytes as the longest constant is equal so far, and
// may go on.
TEST_CASE("equality with wildcards alone") {
  for (const iotpf_predicate_op op : {IOTPF_OP_EQUAL, IOTPF_OP_NOT_EQUAL}) {
    Rules rules(Field::PayloadClient, "");
    rules.Add(op, {tests::Masked("a\x60z", "\xFF\xF0\xFF")})
        .AddEach(IOTPF_OP_CONTAINS, Texts("abc{}", 12));
    CheckParts(rules, {"abz", "acz", "xyz", "abc3", "abzz"});
  }
}

TEST_CASE("addresses") {
  Rules rules(Field::ServerIp, "");
  Constants networks;
  for (char i = 1; i < 20; ++i) {
    networks.push_back(tests::Network(std::string{i, 0, 0, 0}, 8));
  }
  rules.AddEach(IOTPF_OP_EQUAL, networks)
      .Add(IOTPF_OP_NOT_EQUAL, networks)
      .Add(IOTPF_OP_EQUAL, {networks[3], Bytes("abcd")})
      .Add(IOTPF_OP_NOT_EQUAL, {Bytes("abcd")});
  CheckParts(rules, {std::string{4, 1, 1, 1}, "abcd", "abce"});
}

TEST_CASE("integers in a list that goes on") {
  Rules rules(Field::ServerPort, "");
  Constants ranges;
  for (int64_t i = 0; i < 20; ++i) {
    ranges.push_back(tests::Integers(10 * i, 10 * i + 5));
  }
  rules.AddEach(IOTPF_OP_EQUAL, ranges)
      .Add(IOTPF_OP_NOT_EQUAL, ranges)
      .Add(IOTPF_OP_PRESENT)
      .Add(IOTPF_OP_COUNT, {tests::Integers(2, 2)});
  for (const int level : {0, 2}) {
    Comparison comparison(rules, level);
    for (const int64_t number : {0, 7, 93, 500}) {
      comparison.Check(Slots(1).AddNumber(0, number).SetOpen(0), "one");
      comparison.Check(Slots(1).AddNumber(0, 4).AddNumber(0, number).SetOpen(0),
                       "two");
      comparison.Check(Slots(1).AddNumber(0, number).Add(0, "4", true), "text");
    }
  }
}

TEST_CASE("JSON values of every kind") {
  Rules rules(Field::ResponseJson, "/a");
  rules.AddEach(IOTPF_OP_EQUAL, Texts("device-{}", 9))
      .Add(IOTPF_OP_EQUAL, {tests::Integers(3, 5), Bytes("device-3")})
      .Add(IOTPF_OP_NOT_EQUAL, {tests::Integers(3, 5), tests::Null()})
      .Add(IOTPF_OP_EQUAL, {tests::Boolean(true)})
      .Add(IOTPF_OP_NOT_EQUAL, {Bytes("device-1")})
      .AddEach(IOTPF_OP_CONTAINS, Texts("ice-{}", 4))
      .Add(IOTPF_OP_PRESENT);
  for (const int level : {0, 2}) {
    Comparison comparison(rules, level);
    using Show = void (*)(Slots&);
    const Show shows[] = {
        [](Slots& slots) { slots.AddNumber(0, 4); },
        [](Slots& slots) { slots.AddNumber(0, 9); },
        [](Slots& slots) { slots.AddNumber(0, 1, IOTPF_VALUE_BOOLEAN); },
        [](Slots& slots) { slots.AddNumber(0, 4, IOTPF_VALUE_BOOLEAN); },
        [](Slots& slots) { slots.AddEmpty(0, IOTPF_VALUE_NULL); },
        [](Slots& slots) { slots.AddEmpty(0, IOTPF_VALUE_OTHER); },
        [](Slots& slots) { slots.Add(0, "device-3"); },
        [](Slots& slots) { slots.Add(0, "devi", true); },
        [](Slots& slots) { slots.Add(0, "device-1/", true); }};
    for (const Show first : shows) {
      for (const Show second : shows) {
        for (const bool is_open : {false, true}) {
          Slots slots(1);
          first(slots);
          second(slots);
          if (is_open) slots.SetOpen(0);
          comparison.Check(slots, "");
        }
      }
    }
  }
}

}  // namespace
}  // namespace iotpf::codegen
