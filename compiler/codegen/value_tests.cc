// The lowering of each test, chosen by its shape and by how many there are.
//
//   equality        a few: words compared; more: a dictionary
//   host names      a few: words compared; more: a dictionary asked per label
//   starts, ends,   a few: words compared; more: a dictionary of windows at one
//   at              place; without such a place: literals of the scan; long or
//   deeply nested ones:
//                   the tables
//   contains        literals of the scan
//   regex           a text in disguise: one of the above
//                   anchored at the start: one automaton for all, which dies
//                   early, while it stays small
//                   with a literal that each match has: the scan, then an
//                   automaton for those whose literal was seen
//                   others: one automaton for all, while it stays small
//                   else RE2, through the host
//
// Figures are in the folder's README.

#include "compiler/codegen/value_tests.h"

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/parse_regex.h"
#include "compiler/automata/query_regex.h"
#include "compiler/automata/required_literals.h"
#include "compiler/codegen/literal_tables.h"
#include "compiler/codegen/lower_bytes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace iotpf::codegen {
namespace {

// Up to so many tests of one kind are compared one by one.
constexpr size_t kMaxInlineEqual = 4;
constexpr size_t kMaxInlinePlaces = 8;
constexpr size_t kMaxInlineMasks = 16;
constexpr size_t kMaxInlineRanges = 16;

// Of an automaton for all regexes of a reading.
constexpr uint32_t kMaxAnchoredStates = 16384;
constexpr uint32_t kMaxSearchStates = 2048;

// Entries of the tables of a suspect, which name each other in 16 bits.
constexpr size_t kMaxSuspectEntries = size_t{1} << 16;

bool FitsSuspectTables(const automata::Dfa& dfa) {
  return (size_t{dfa.state_count()} + 2) * dfa.class_count <=
         kMaxSuspectEntries;
}

struct RegexTest {
  automata::Regex regex;
  uint32_t predicate;
  uint32_t bit;
};

class TestSorter {
 public:
  TestSorter(const ir::Ruleset& ruleset, const ir::PredicateOrder& order,
             uint32_t reading)
      : ruleset_(ruleset), order_(order), bits_(order.of_reading[reading]) {
    const Field field = ruleset.readings[reading].field;
    tests_.are_integers = InfoOf(field).type == ValueType::Int;
  }

  ValueTests Run() {
    for (uint32_t bit = bits_.first; bit < bits_.first + bits_.count; ++bit) {
      AddPredicate(order_.at_bit[bit], bit);
    }
    ChooseEqual(equal_, tests_.equal);
    ChooseEqual(equal_folded_, tests_.equal_folded);
    ChooseEqual(names_, tests_.names);
    ChoosePlaces();
    ChooseFew(masked_, kMaxInlineMasks);
    ChooseFew(ranges_, kMaxInlineRanges);
    ChooseRegexes();
    MoveLeftOut();
    const bool has_tables =
        !tests_.equal.empty() || !tests_.equal_folded.empty() ||
        !tests_.names.empty() || !tests_.windows.empty() ||
        !tests_.literals.empty() || !tests_.automata.empty();
    if (has_tables) {
      tests_.gain = ValueTests::Gain::Much;
    } else if (!tests_.inlined.empty()) {
      tests_.gain = ValueTests::Gain::Little;
    }
    return std::move(tests_);
  }

 private:
  struct Candidate {
    InlineTest test;
    uint32_t predicate;
  };

  void AddPredicate(uint32_t index, uint32_t bit);
  void AddRegexes(uint32_t index, uint32_t bit);
  void AddText(const automata::PlainText& text, uint32_t index, uint32_t bit);
  void AddConstant(Candidate candidate);
  void AddOther(uint32_t predicate) {
    std::vector<uint32_t>& others = tests_.others;
    if (others.empty() || others.back() != predicate) {
      others.push_back(predicate);
    }
  }

  void ChooseEqual(std::vector<Candidate>& found, Dictionary& dictionary);
  void ChoosePlaces();
  void ChoosePlaced(const std::vector<Candidate>& found, bool from_end,
                    bool folds);
  void ChooseFew(std::vector<Candidate>& found, size_t most);
  void ChooseRegexes();
  bool BuildTogether(const std::vector<RegexTest>& regexes,
                     uint32_t max_states);
  bool AddSuspect(const RegexTest& test);
  void MoveLeftOut();

  void AddInline(const std::vector<Candidate>& found) {
    for (const Candidate& one : found) tests_.inlined.push_back(one.test);
  }
  void AddLiteral(const Candidate& one);

  const ir::Ruleset& ruleset_;
  const ir::PredicateOrder& order_;
  ir::BitRange bits_;
  ValueTests tests_;
  std::vector<Candidate> equal_;
  std::vector<Candidate> equal_folded_;
  std::vector<Candidate> names_;
  std::vector<Candidate> places_;
  std::vector<Candidate> masked_;
  std::vector<Candidate> ranges_;
  std::vector<RegexTest> anchored_;
  std::vector<RegexTest> searched_;
};

void TestSorter::AddPredicate(uint32_t index, uint32_t bit) {
  const ir::Predicate& predicate = ruleset_.predicates[index];
  switch (predicate.op) {
    case IOTPF_OP_PRESENT:
      tests_.present.push_back(bit);
      return;
    case IOTPF_OP_ABSENT:
    case IOTPF_OP_COUNT:
    case IOTPF_OP_RECORD_PRESENT:
      return;
    case IOTPF_OP_MATCHES:
      AddRegexes(index, bit);
      return;
    case IOTPF_OP_NOT_EQUAL:
      tests_.negated.push_back(bit);
      break;
    default:
      break;
  }
  const auto first = ruleset_.constants.begin() + predicate.first_constant;
  const std::span constants(first, first + predicate.constant_count);
  const bool is_long =
      std::ranges::any_of(constants, [](const ir::Constant& constant) {
        return constant.kind == IOTPF_CONSTANT_BYTES &&
               !constant.mask.empty() &&
               constant.bytes.size() > kMaxInlineBytes;
      });
  if (is_long) {
    AddOther(index);
    return;
  }
  for (const ir::Constant& constant : constants) {
    const iotpf_predicate_op op =
        predicate.op == IOTPF_OP_NOT_EQUAL ? IOTPF_OP_EQUAL : predicate.op;
    AddConstant({{op, predicate.number, constant, bit}, index});
  }
}

void TestSorter::AddConstant(Candidate candidate) {
  const ir::Constant& constant = candidate.test.constant;
  const bool is_bytes = constant.kind == IOTPF_CONSTANT_BYTES;
  if (constant.kind == IOTPF_CONSTANT_INTEGER && tests_.are_integers) {
    ranges_.push_back(std::move(candidate));
  } else if (constant.kind == IOTPF_CONSTANT_NETWORK && !tests_.are_integers) {
    masked_.push_back(std::move(candidate));
  } else if (!is_bytes || tests_.are_integers) {
    // Of another kind than the values: never true here.
  } else if (!constant.mask.empty() || constant.bytes.empty()) {
    masked_.push_back(std::move(candidate));
  } else if (candidate.test.op != IOTPF_OP_EQUAL) {
    places_.push_back(std::move(candidate));
  } else if ((constant.flags & IOTPF_CONSTANT_SUBTREE) != 0) {
    names_.push_back(std::move(candidate));
  } else if ((constant.flags & IOTPF_CONSTANT_NOCASE) != 0) {
    equal_folded_.push_back(std::move(candidate));
  } else {
    equal_.push_back(std::move(candidate));
  }
}

void TestSorter::AddText(const automata::PlainText& text, uint32_t index,
                         uint32_t bit) {
  InlineTest test;
  test.op = IOTPF_OP_CONTAINS;
  test.number = 0;
  test.constant.kind = IOTPF_CONSTANT_BYTES;
  test.constant.bytes = text.bytes;
  test.bit = bit;
  if (text.nocase) test.constant.flags = IOTPF_CONSTANT_NOCASE;
  if (text.at_start) test.op = IOTPF_OP_STARTS_WITH;
  if (text.at_end) test.op = IOTPF_OP_ENDS_WITH;
  if (text.at_start && text.at_end) test.op = IOTPF_OP_EQUAL;
  AddConstant({std::move(test), index});
}

void TestSorter::AddRegexes(uint32_t index, uint32_t bit) {
  const ir::Predicate& predicate = ruleset_.predicates[index];
  // More than one is an alternation that rules do not write.
  const ir::Constant& constant = ruleset_.constants[predicate.first_constant];
  if (predicate.constant_count != 1 || constant.kind != IOTPF_CONSTANT_REGEX) {
    AddOther(index);
    return;
  }
  const ir::Regex& row = ruleset_.regexes[static_cast<size_t>(constant.first)];
  auto regex =
      automata::ParseRegex(row.pattern, (row.flags & IOTPF_REGEX_NOCASE) != 0);
  if (!regex) {
    AddOther(index);
    return;
  }
  if (const auto text = automata::AsPlainText(*regex)) {
    AddText(*text, index, bit);
    return;
  }
  auto& list = automata::IsStartAnchored(*regex) ? anchored_ : searched_;
  list.push_back({std::move(*regex), index, bit});
}

void TestSorter::ChooseEqual(std::vector<Candidate>& found,
                             Dictionary& dictionary) {
  const bool are_short = std::ranges::all_of(found, [](const Candidate& one) {
    return one.test.constant.bytes.size() <= kMaxInlineBytes;
  });
  if (found.size() <= kMaxInlineEqual && are_short) {
    AddInline(found);
    return;
  }
  for (Candidate& one : found) {
    std::vector<uint32_t>& bits = dictionary[one.test.constant.bytes];
    if (bits.empty() || bits.back() != one.test.bit) {
      bits.push_back(one.test.bit);
    }
  }
}

void TestSorter::AddLiteral(const Candidate& one) {
  const ir::Constant& constant = one.test.constant;
  LiteralTest test;
  test.literal = {constant.bytes,
                  (constant.flags & IOTPF_CONSTANT_NOCASE) != 0};
  test.bit = one.test.bit;
  if (one.test.op == IOTPF_OP_STARTS_WITH || one.test.op == IOTPF_OP_AT) {
    test.says = LiteralTest::Says::HoldsAt;
    test.number = one.test.op == IOTPF_OP_AT ? one.test.number : 0;
  } else if (one.test.op == IOTPF_OP_ENDS_WITH) {
    test.says = LiteralTest::Says::HoldsAtEnd;
  }
  tests_.literals.push_back(std::move(test));
}

void TestSorter::ChoosePlaces() {
  // By how texts are told apart: at the start or the end, folded or not.
  std::array<std::vector<Candidate>, 4> placed;
  for (Candidate& one : places_) {
    if (one.test.op == IOTPF_OP_CONTAINS) {
      AddLiteral(one);
      continue;
    }
    const size_t from_end = one.test.op == IOTPF_OP_ENDS_WITH ? 1 : 0;
    const bool folds = (one.test.constant.flags & IOTPF_CONSTANT_NOCASE) != 0;
    placed[2 * from_end + (folds ? 1 : 0)].push_back(std::move(one));
  }
  for (size_t i = 0; i < placed.size(); ++i) {
    ChoosePlaced(placed[i], i / 2 == 1, i % 2 == 1);
  }
}

void TestSorter::ChoosePlaced(const std::vector<Candidate>& found,
                              bool from_end, bool folds) {
  const bool are_short = std::ranges::all_of(found, [](const Candidate& one) {
    return one.test.constant.bytes.size() <= kMaxInlineBytes;
  });
  if (found.size() <= kMaxInlinePlaces && are_short) {
    AddInline(found);
    return;
  }
  std::vector<PlacedText> texts;
  for (const Candidate& one : found) {
    const bool is_at = one.test.op == IOTPF_OP_AT;
    texts.push_back(
        {one.test.constant.bytes, is_at ? one.test.number : 0, one.test.bit});
  }
  if (auto set = MakeWindowSet(std::move(texts), from_end, folds)) {
    tests_.windows.push_back(std::move(*set));
    return;
  }
  for (const Candidate& one : found) AddLiteral(one);
}

void TestSorter::ChooseFew(std::vector<Candidate>& found, size_t most) {
  if (found.size() <= most) {
    AddInline(found);
    return;
  }
  for (const Candidate& one : found) AddOther(one.predicate);
}

bool TestSorter::BuildTogether(const std::vector<RegexTest>& regexes,
                               uint32_t max_states) {
  if (regexes.empty()) return true;
  std::vector<automata::DfaPattern> patterns;
  for (const RegexTest& test : regexes) {
    patterns.push_back({&test.regex, test.bit});
  }
  automata::DfaOptions options;
  options.max_states = max_states;
  auto dfa = automata::BuildDfa(patterns, options);
  if (!dfa) return false;
  tests_.automata.push_back(std::move(*dfa));
  return true;
}

// Whether what stands before a match matters to it.
bool LooksBack(const automata::Regex& regex) {
  return std::ranges::any_of(regex.nodes, [](const automata::RegexNode& node) {
    return node.kind == automata::RegexKind::Assertion &&
           node.assertion != automata::Assertion::InputEnd &&
           node.assertion != automata::Assertion::LineEnd;
  });
}

// A regex with literals that every match has, and a small automaton.
bool TestSorter::AddSuspect(const RegexTest& test) {
  const auto required = automata::FindRequiredLiterals(test.regex);
  if (!required) return false;
  SuspectRegex suspect;
  suspect.bit = test.bit;
  suspect.regex = static_cast<uint32_t>(
      ruleset_.constants[ruleset_.predicates[test.predicate].first_constant]
          .first);
  if (!LooksBack(test.regex)) suspect.distance = required->distance;
  const automata::DfaPattern pattern = {&test.regex, test.bit};
  automata::DfaOptions options;
  options.reports = automata::DfaReports::Kept;
  options.max_states = kMaxSearchStates;
  if (suspect.distance) options.search = automata::DfaSearch::AtFirstByte;
  auto dfa = automata::BuildDfa(std::span(&pattern, 1), options);
  if (!dfa || !FitsSuspectTables(*dfa)) return false;
  suspect.dfa = std::move(*dfa);
  for (const std::string& bytes : required->literals) {
    LiteralTest literal;
    literal.literal = {bytes, required->nocase};
    literal.says = suspect.distance ? LiteralTest::Says::SuspectBefore
                                    : LiteralTest::Says::Suspect;
    literal.number = suspect.distance.value_or(0);
    literal.bit = test.bit;
    literal.suspect = static_cast<uint32_t>(tests_.suspects.size());
    tests_.literals.push_back(std::move(literal));
  }
  tests_.suspects.push_back(std::move(suspect));
  return true;
}

void TestSorter::ChooseRegexes() {
  if (!BuildTogether(anchored_, kMaxAnchoredStates)) {
    for (RegexTest& test : anchored_) searched_.push_back(std::move(test));
  }
  std::vector<RegexTest> left;
  for (RegexTest& test : searched_) {
    if (!AddSuspect(test)) left.push_back(std::move(test));
  }
  if (BuildTogether(left, kMaxSearchStates)) return;
  // One that is too large must not keep the others from an automaton.
  for (RegexTest& test : left) {
    const uint32_t predicate = test.predicate;
    std::vector<RegexTest> alone;
    alone.push_back(std::move(test));
    if (!BuildTogether(alone, kMaxSearchStates)) AddOther(predicate);
  }
}

// Of some literals the scan may report one place alone. What asks for a certain
// place of them is tested there by the tables, or left to the host.
void TestSorter::MoveLeftOut() {
  std::vector<ScanLiteral> literals;
  for (const LiteralTest& test : tests_.literals) {
    literals.push_back(test.literal);
  }
  const std::vector<bool> may_leave_out = MayLeavePlacesOut(literals);
  std::vector<LiteralTest> kept;
  for (size_t i = 0; i < literals.size(); ++i) {
    LiteralTest& test = tests_.literals[i];
    if (may_leave_out[i] && (test.says == LiteralTest::Says::HoldsAt ||
                             test.says == LiteralTest::Says::HoldsAtEnd)) {
      AddOther(order_.at_bit[test.bit]);
      continue;
    }
    if (may_leave_out[i] && test.says == LiteralTest::Says::SuspectBefore) {
      test.says = LiteralTest::Says::Suspect;
    }
    kept.push_back(std::move(test));
  }
  tests_.literals = std::move(kept);
}

}  // namespace

ValueTests SortTests(const ir::Ruleset& ruleset,
                     const ir::PredicateOrder& order, uint32_t reading) {
  return TestSorter(ruleset, order, reading).Run();
}

}  // namespace iotpf::codegen
