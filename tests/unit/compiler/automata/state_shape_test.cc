// What single states say, on automata small enough to be read.
#include "compiler/automata/state_shape.h"

#include "tests/support/pattern_dfa.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::automata {
namespace {

using tests::DfaOf;
using tests::StateAfter;

using Ranges = std::vector<ByteRange>;
using namespace std::string_view_literals;

TEST_CASE("ranges are as few as there can be") {
  CHECK(RangesOf(ByteSet()).empty());
  CHECK(RangesOf(ByteSet::Of(0)) == Ranges{{0, 0}});
  CHECK(RangesOf(ByteSet::Of(255)) == Ranges{{255, 255}});
  CHECK(RangesOf(ByteSet::Range(0, 255)) == Ranges{{0, 255}});
  ByteSet set = ByteSet::Range('a', 'f');
  set.AddRange('g', 'k');
  set.Add('z');
  set.AddRange(254, 255);
  CHECK(RangesOf(set) == Ranges{{'a', 'k'}, {'z', 'z'}, {254, 255}});
}

TEST_CASE("branches are the states that bytes lead to") {
  const Dfa dfa = DfaOf({"^(?:[ab]x|cy)z"});
  const std::vector<Branch> branches = BranchesOf(dfa, dfa.start);
  REQUIRE(branches.size() == 2);
  for (const Branch& branch : branches) {
    const bool is_first = branch.target == StateAfter(dfa, "a");
    CHECK(branch.target == StateAfter(dfa, is_first ? "b" : "c"));
    CHECK(RangesOf(branch.bytes) ==
          (is_first ? Ranges{{'a', 'b'}} : Ranges{{'c', 'c'}}));
  }
  CHECK(BranchesOf(dfa, dfa.dead).empty());
}

TEST_CASE("nothing is reported behind a last state") {
  struct Case {
    std::vector<std::string> patterns;
    std::string_view read;
    bool is_last;
  };
  const std::vector<Case> cases = {
      {{"^ab"}, "ab", true},          {{"^ab"}, "a", false},
      {{"^ab"}, "b", true},           {{"^ab$"}, "ab", false},
      {{"^ab", "^abc"}, "ab", false}, {{"^ab", "^abc"}, "abc", true},
      {{"ab"}, "ab", false},  // it may be reported once more
  };
  for (const Case& c : cases) {
    CAPTURE(c.read);
    CAPTURE(c.patterns[0]);
    const Dfa dfa = DfaOf(c.patterns);
    CHECK(IsLast(dfa, StateAfter(dfa, c.read)) == c.is_last);
  }
}

TEST_CASE("a run is skipped by the fewer ranges") {
  struct Case {
    std::string pattern;
    std::string_view read;
    std::optional<Skip> skip;
  };
  const std::vector<Case> cases = {
      {"^[a-z]+-", "a", Skip{{{'a', 'z'}}, true}},
      {"^[a-z0-9]+-", "a", Skip{{{'0', '9'}, {'a', 'z'}}, true}},
      {"^[^;]*;x", "a", Skip{{{';', ';'}}, false}},
      {"(?s)^.*$", "", Skip{{{0, 255}}, true}},
      {"[xy]1", "", Skip{{{'x', 'y'}}, false}},
      {"^[acegi]+-", "a", std::nullopt},  // five ranges, and six that leave
      {"^ab", "", std::nullopt},
      {"^a+b", "a", std::nullopt},  // one byte is not a run
  };
  for (const Case& c : cases) {
    CAPTURE(c.pattern);
    const Dfa dfa = DfaOf({c.pattern});
    CHECK(FindSkip(dfa, StateAfter(dfa, c.read), 3) == c.skip);
  }
}

TEST_CASE("a chain is what must follow") {
  struct Case {
    std::vector<std::string> patterns;
    bool nocase;
    std::string_view read;
    std::string_view bytes;
    std::string_view mask;
  };
  const std::vector<Case> cases = {
      {{"^abc"}, false, "", "abc", "\xFF\xFF\xFF"},
      {{"^abc"}, false, "a", "bc", "\xFF\xFF"},
      {{"^a1"}, true, "", "A1", "\xDF\xFF"},
      {{"^[0-3]x"}, false, "", "0x", "\xFC\xFF"},
      {{"(?s)^.x"}, false, "", "\0x"sv, "\0\xFF"sv},
      {{"^[ab]x"}, false, "", "", ""},  // differ in two bits
      {{"^a[bc]d"}, false, "", "abd", "\xFF\xFE\xFF"},
      {{"^a", "^abc"}, false, "", "a", "\xFF"},   // reported on the way
      {{"^ab?c"}, false, "", "a", "\xFF"},        // two ways
      {{"^a$", "^abc"}, false, "", "a", "\xFF"},  // reported at an end
      {{"^abc"}, false, "abc", "", ""},
      {{"abc"}, false, "", "", ""},  // never dead
      {{"^a*b"}, false, "", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.patterns[0]);
    CAPTURE(c.read);
    const Dfa dfa = DfaOf(c.patterns, {.nocase = c.nocase});
    const uint32_t state = StateAfter(dfa, c.read);
    const Chain chain = FindChain(dfa, state, 64);
    CHECK(chain.bytes == c.bytes);
    CHECK(chain.mask == c.mask);
    if (chain.bytes.empty()) CHECK(chain.target == state);
  }
}

TEST_CASE("a chain ends where it may grow no more") {
  const Dfa dfa = DfaOf({"^" + std::string(100, 'a') + "b"});
  const Chain chain = FindChain(dfa, dfa.start, 64);
  CHECK(chain.bytes == std::string(64, 'a'));
  CHECK(chain.target == StateAfter(dfa, chain.bytes));
  CHECK(FindChain(dfa, dfa.start, 0).bytes.empty());
  CHECK(FindChain(dfa, dfa.dead, 64).bytes.empty());
}

}  // namespace
}  // namespace iotpf::automata
