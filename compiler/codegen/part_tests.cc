// What each operation says of a part, apart from what it says of a whole value:
//
//   equality      open while the part is the start of the constant, else false
//   starts, at    open while the part ends within the constant; where it does
//                 not, the test of whole values decides
//   ends          open, whatever the part ends with
//   contains      open until the constant is seen
//   regexes       open until one is found that does not look at the end
//   host names,   open
//   networks
//
// These are the words of runtime/evaluate/predicate.cc.

#include "compiler/codegen/part_tests.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <utility>

namespace iotpf::codegen {
namespace {

constexpr size_t kMaxAwaitedPlaces = 16;  // of a reading

class PartSorter {
 public:
  PartSorter(const ir::Ruleset& ruleset, const ir::PredicateOrder& order,
             uint32_t reading)
      : ruleset_(ruleset), order_(order), reading_(reading) {}

  std::optional<PartTests> Run() {
    const ir::BitRange bits = order_.of_reading[reading_];
    for (uint32_t bit = bits.first; bit < bits.first + bits.count; ++bit) {
      if (!AddPredicate(order_.at_bit[bit], bit)) return std::nullopt;
    }
    for (auto& [place, texts] : awaited_) {
      // Each place is code of its own.
      if (tests_.awaited.size() == kMaxAwaitedPlaces) {
        for (const auto& text : texts) {
          AddOther(order_.at_bit[text.bit], place.first, text.bytes.size());
        }
        continue;
      }
      std::ranges::sort(texts);
      const auto rest = std::ranges::unique(texts);
      texts.erase(rest.begin(), rest.end());
      tests_.awaited.push_back({place.first, place.second, std::move(texts)});
    }
    std::ranges::sort(tests_.others);
    const auto twins = std::ranges::unique(tests_.others);
    tests_.others.erase(twins.begin(), twins.end());
    return std::move(tests_);
  }

 private:
  // A predicate stands once in a list, whatever its constants.
  static void AddTo(std::vector<uint32_t>& list, uint32_t number) {
    if (list.empty() || list.back() != number) list.push_back(number);
  }

  void AddOther(uint32_t index, uint64_t place, size_t size) {
    tests_.others.push_back(index);
    tests_.others_reach = std::max(tests_.others_reach, place + size);
  }

  // Whether it is one that rules write.
  bool AddPredicate(uint32_t index, uint32_t bit);
  bool AddRegex(const ir::Predicate& predicate, uint32_t bit);
  void AddBytes(const ir::Constant& constant, uint32_t index, uint32_t bit);

  const ir::Ruleset& ruleset_;
  const ir::PredicateOrder& order_;
  uint32_t reading_;
  PartTests tests_;
  // By place, and whether letters are folded.
  std::map<std::pair<uint64_t, bool>, std::vector<AwaitedTexts::Text>> awaited_;
};

bool PartSorter::AddPredicate(uint32_t index, uint32_t bit) {
  const ir::Predicate& predicate = ruleset_.predicates[index];
  switch (predicate.op) {
    case IOTPF_OP_PRESENT:
    case IOTPF_OP_ABSENT:
    case IOTPF_OP_COUNT:
    case IOTPF_OP_RECORD_PRESENT:
      return true;
    default:
      break;
  }
  tests_.asked.push_back(bit);
  // Integers come whole.
  if (InfoOf(ruleset_.readings[reading_].field).type == ValueType::Int) {
    return true;
  }
  if (predicate.op == IOTPF_OP_MATCHES) return AddRegex(predicate, bit);

  const auto first = ruleset_.constants.begin() + predicate.first_constant;
  const std::span constants(first, first + predicate.constant_count);
  for (const ir::Constant& constant : constants) {
    switch (constant.kind) {
      case IOTPF_CONSTANT_BYTES:
        AddBytes(constant, index, bit);
        break;
      case IOTPF_CONSTANT_NETWORK:
        AddTo(tests_.unproven, bit);
        AddTo(tests_.open, bit);
        break;
      case IOTPF_CONSTANT_REGEX:
        return false;
      default:
        AddTo(tests_.of_other_kinds, index);
    }
  }
  // Each value ends with the empty text.
  const bool ends_always =
      predicate.op == IOTPF_OP_ENDS_WITH &&
      std::ranges::any_of(constants, [](const ir::Constant& constant) {
        return constant.kind == IOTPF_CONSTANT_BYTES && constant.bytes.empty();
      });
  if (ends_always && !tests_.unproven.empty() &&
      tests_.unproven.back() == bit) {
    tests_.unproven.pop_back();
  }
  return true;
}

bool PartSorter::AddRegex(const ir::Predicate& predicate, uint32_t bit) {
  if (predicate.constant_count != 1) return false;
  const ir::Constant& constant = ruleset_.constants[predicate.first_constant];
  if (constant.kind != IOTPF_CONSTANT_REGEX) return false;
  const ir::Regex& regex =
      ruleset_.regexes[static_cast<size_t>(constant.first)];
  tests_.open.push_back(bit);
  if ((regex.flags & IOTPF_REGEX_END_SENSITIVE) != 0) {
    tests_.unproven.push_back(bit);
  }
  return true;
}

void PartSorter::AddBytes(const ir::Constant& constant, uint32_t index,
                          uint32_t bit) {
  const ir::Predicate& predicate = ruleset_.predicates[index];
  const bool is_equality =
      predicate.op == IOTPF_OP_EQUAL || predicate.op == IOTPF_OP_NOT_EQUAL;
  if (is_equality || predicate.op == IOTPF_OP_ENDS_WITH) {
    AddTo(tests_.unproven, bit);
  }
  const bool is_name =
      is_equality && (constant.flags & IOTPF_CONSTANT_SUBTREE) != 0;
  if (is_name || predicate.op == IOTPF_OP_ENDS_WITH ||
      predicate.op == IOTPF_OP_CONTAINS) {
    AddTo(tests_.open, bit);
    return;
  }
  const uint64_t number = predicate.op == IOTPF_OP_AT ? predicate.number : 0;
  if (!constant.mask.empty()) {
    // A part that is all of the constant may go on.
    AddOther(index, number, constant.bytes.size() + (is_equality ? 1 : 0));
  } else {
    const bool folds = (constant.flags & IOTPF_CONSTANT_NOCASE) != 0;
    awaited_[{number, folds}].push_back({constant.bytes, bit});
  }
}

}  // namespace

std::optional<PartTests> SortPartTests(const ir::Ruleset& ruleset,
                                       const ir::PredicateOrder& order,
                                       uint32_t reading) {
  return PartSorter(ruleset, order, reading).Run();
}

}  // namespace iotpf::codegen
