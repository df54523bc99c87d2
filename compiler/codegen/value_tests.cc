// The lowering of each test, chosen by its shape and by how many there are.
//
//   equality        a few: words compared; more: a dictionary
//   host names      a few: words compared; more: a dictionary asked per label
//   starts, ends,   a few: words compared; more: dictionaries of windows at one
//   at              place each; what none tells: literals of the scan; long or
//                   deeply nested ones: the tables
//   contains        few and short, without regexes: each searched for alone;
//                   else literals of the scan
//   integers,       a few: compared one by one; more: a search among the
//   networks        places where the answer changes
//   masked bytes    a few: words compared; more, or long ones: as regexes, or
//                   by the tables where those would be left to RE2
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

#include "compiler/automata/parse_regex.h"
#include "compiler/automata/query_regex.h"
#include "compiler/codegen/choose_places.h"
#include "compiler/codegen/choose_regexes.h"
#include "compiler/codegen/literal_tables.h"
#include "compiler/codegen/lower_bytes.h"
#include "compiler/codegen/masked_regex.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace iotpf::codegen {
namespace {

// Up to so many tests of one kind are compared one by one.
constexpr size_t kMaxInlineEqual = 4;
constexpr size_t kMaxSearchedTexts = 2;
constexpr size_t kMaxInlineMasks = 16;
constexpr size_t kMaxInlineRanges = 16;

class TestSorter {
 public:
  TestSorter(const ir::Ruleset& ruleset, const ir::PredicateOrder& order,
             uint32_t reading)
      : ruleset_(ruleset), order_(order), bits_(order.of_reading[reading]) {
    const Field field = ruleset.readings[reading].field;
    tests_.are_integers = InfoOf(field).type == ValueType::Int;
    has_key_ = InfoOf(field).key != KeyKind::NoKey;
  }

  ValueTests Run() {
    for (uint32_t bit = bits_.first; bit < bits_.first + bits_.count; ++bit) {
      AddPredicate(order_.at_bit[bit], bit);
    }
    ChooseEqual(equal_, tests_.equal);
    ChooseEqual(equal_folded_, tests_.equal_folded);
    ChooseEqual(names_, tests_.names);
    ChooseMasked();
    SortPlaces();
    for (const auto& [address_bytes, found] : ranges_) {
      ChooseRanges(address_bytes, found);
    }
    // Apart, so that neither passes the budgets of the other.
    for (std::vector<RegexTest>* regexes : {&regexes_, &masked_regexes_}) {
      for (const uint32_t predicate :
           ChooseRegexes(std::move(*regexes), tests_)) {
        AddOther(predicate);
      }
    }
    MoveLeftOut();
    const bool has_tables =
        !tests_.equal.empty() || !tests_.equal_folded.empty() ||
        !tests_.names.empty() || !tests_.windows.empty() ||
        !tests_.ranges.empty() || !tests_.literals.empty() ||
        !tests_.automata.empty();
    // Of fields with keys there are any number, and their values are short.
    const bool has_long_search = !tests_.searched.empty() && !has_key_;
    if (has_tables || has_long_search) {
      tests_.gain = ValueTests::Gain::Much;
    } else if (!tests_.inlined.empty() || !tests_.searched.empty()) {
      tests_.gain = ValueTests::Gain::Little;
    }
    return std::move(tests_);
  }

 private:
  struct Candidate {
    InlineTest test;
    uint32_t predicate;
  };
  static bool IsShort(const Candidate& one) {
    return one.test.constant.bytes.size() <= kMaxInlineBytes;
  }

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
  void SortPlaces();
  void ChooseAnywhere(const std::vector<Candidate>& found);
  void ChooseMasked();
  void ChooseRanges(size_t address_bytes, const std::vector<Candidate>& found);
  void MoveLeftOut();

  void AddInline(const std::vector<Candidate>& found) {
    for (const Candidate& one : found) tests_.inlined.push_back(one.test);
  }

  const ir::Ruleset& ruleset_;
  const ir::PredicateOrder& order_;
  ir::BitRange bits_;
  bool has_key_ = false;
  ValueTests tests_;
  std::vector<Candidate> equal_;
  std::vector<Candidate> equal_folded_;
  std::vector<Candidate> names_;
  std::vector<Candidate> places_;
  std::vector<Candidate> masked_;
  std::map<size_t, std::vector<Candidate>> ranges_;  // by size of address
  std::vector<RegexTest> regexes_;
  std::vector<RegexTest> masked_regexes_;
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
  for (const ir::Constant& constant : constants) {
    const iotpf_predicate_op op =
        predicate.op == IOTPF_OP_NOT_EQUAL ? IOTPF_OP_EQUAL : predicate.op;
    AddConstant({{op, predicate.number, constant, bit}, index});
  }
}

void TestSorter::AddConstant(Candidate candidate) {
  const ir::Constant& constant = candidate.test.constant;
  const bool is_bytes = constant.kind == IOTPF_CONSTANT_BYTES;
  const bool is_network = constant.kind == IOTPF_CONSTANT_NETWORK;
  if (tests_.are_integers) {
    // Constants of another kind are never true here, nor below.
    if (constant.kind == IOTPF_CONSTANT_INTEGER) {
      ranges_[0].push_back(std::move(candidate));
    }
  } else if (is_network && RangeOf(constant, 0)) {
    ranges_[constant.bytes.size()].push_back(std::move(candidate));
  } else if (!is_bytes && !is_network) {
    return;
  } else if (is_network || !constant.mask.empty() || constant.bytes.empty()) {
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
  if (predicate.constant_count != 1) {
    AddOther(index);
    return;
  }
  const ir::Constant& constant = ruleset_.constants[predicate.first_constant];
  if (constant.kind != IOTPF_CONSTANT_REGEX) {
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
  regexes_.push_back(
      {std::move(*regex), static_cast<uint32_t>(constant.first), index, bit});
}

void TestSorter::ChooseEqual(std::vector<Candidate>& found,
                             Dictionary& dictionary) {
  const bool are_short = std::ranges::all_of(found, IsShort);
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

void TestSorter::SortPlaces() {
  // By how texts are told apart: at the start or the end, folded or not.
  std::array<std::vector<PlacedText>, 4> placed;
  std::vector<Candidate> anywhere;
  for (Candidate& one : places_) {
    const InlineTest& test = one.test;
    if (test.op == IOTPF_OP_CONTAINS) {
      anywhere.push_back(std::move(one));
      continue;
    }
    const size_t from_end = test.op == IOTPF_OP_ENDS_WITH ? 1 : 0;
    const bool folds = (test.constant.flags & IOTPF_CONSTANT_NOCASE) != 0;
    const uint64_t number = test.op == IOTPF_OP_AT ? test.number : 0;
    placed[2 * from_end + (folds ? 1 : 0)].push_back(
        {test.constant.bytes, number, test.bit});
  }
  for (size_t i = 0; i < placed.size(); ++i) {
    ChoosePlaces(std::move(placed[i]), i / 2 == 1, i % 2 == 1, tests_);
  }
  ChooseAnywhere(anywhere);
}

// Without regexes, whose literals need the scan, few texts need none.
void TestSorter::ChooseAnywhere(const std::vector<Candidate>& found) {
  const bool are_few = found.size() <= kMaxSearchedTexts && regexes_.empty();
  for (const Candidate& one : found) {
    if (are_few && IsShort(one)) {
      tests_.searched.push_back(one.test);
    } else {
      const ir::Constant& constant = one.test.constant;
      LiteralTest test;
      test.literal = {constant.bytes,
                      (constant.flags & IOTPF_CONSTANT_NOCASE) != 0};
      test.bit = one.test.bit;
      tests_.literals.push_back(std::move(test));
    }
  }
}

// What may stand anywhere is searched for at every byte if it is inlined: only
// in fields with keys, whose values are short, is that better than a scan.
void TestSorter::ChooseMasked() {
  const auto is_simple = [&](const Candidate& one) {
    const bool is_anywhere = one.test.op == IOTPF_OP_CONTAINS;
    return IsShort(one) && (!is_anywhere || has_key_);
  };
  if (masked_.size() <= kMaxInlineMasks &&
      std::ranges::all_of(masked_, is_simple)) {
    AddInline(masked_);
    return;
  }
  // All of one predicate are one regex, which has one bit.
  for (auto first = masked_.begin(); first != masked_.end();) {
    const uint32_t predicate = first->predicate;
    std::vector<InlineTest> tests;
    for (; first != masked_.end() && first->predicate == predicate; ++first) {
      tests.push_back(std::move(first->test));
    }
    if (auto regex = MaskedRegex(tests)) {
      masked_regexes_.push_back(
          {*std::move(regex), ir::kNone, predicate, tests[0].bit});
    } else {
      AddOther(predicate);
    }
  }
}

void TestSorter::ChooseRanges(size_t address_bytes,
                              const std::vector<Candidate>& found) {
  if (found.size() <= kMaxInlineRanges) {
    AddInline(found);
    return;
  }
  RangeTests tests{address_bytes, {}};
  for (const Candidate& one : found) {
    const auto range = RangeOf(one.test.constant, one.test.bit);
    if (range) tests.ranges.push_back(*range);
  }
  tests_.ranges.push_back(std::move(tests));
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
      if (tests_.suspects[test.suspect].regex == ir::kNone) {
        AddOther(order_.at_bit[test.bit]);
        continue;
      }
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
