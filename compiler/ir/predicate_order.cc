// One sort; the ranges follow from it.

#include "compiler/ir/predicate_order.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace iotpf::ir {
namespace {

bool IsOfRecord(const Predicate& predicate) {
  return predicate.op == IOTPF_OP_RECORD_PRESENT;
}

void Extend(BitRange& range, uint32_t bit) {
  if (range.count == 0) range.first = bit;
  ++range.count;
}

}  // namespace

PredicateOrder OrderPredicates(const Ruleset& ruleset) {
  const auto key = [&](uint32_t index) {
    const Predicate& predicate = ruleset.predicates[index];
    const bool is_of_record = IsOfRecord(predicate);
    const uint32_t field =
        is_of_record
            ? 0
            : static_cast<uint32_t>(ruleset.readings[predicate.reading].field);
    return std::tuple(predicate.stage, !is_of_record, field, predicate.reading,
                      index);
  };
  PredicateOrder order;
  order.at_bit.resize(ruleset.predicates.size());
  std::iota(order.at_bit.begin(), order.at_bit.end(), 0);
  std::ranges::sort(order.at_bit, {}, key);

  order.bit_of.resize(ruleset.predicates.size());
  order.of_reading.resize(ruleset.readings.size());
  for (uint32_t bit = 0; bit < order.at_bit.size(); ++bit) {
    order.bit_of[order.at_bit[bit]] = bit;
    const Predicate& predicate = ruleset.predicates[order.at_bit[bit]];
    if (IsOfRecord(predicate)) continue;
    const Field field = ruleset.readings[predicate.reading].field;
    Extend(order.of_reading[predicate.reading], bit);
    Extend(order.of_field[static_cast<size_t>(field)], bit);
  }
  return order;
}

}  // namespace iotpf::ir
