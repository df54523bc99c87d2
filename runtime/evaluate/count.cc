// A list of which more may follow has any number of values from the number seen
// on. So the answer is known only where all of those numbers answer the same:
// each lies in some range, or none does.
#include "runtime/evaluate/count.h"

#include "runtime/evaluate/kleene.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace iotpf::runtime {
namespace {

using Ranges = std::span<const iotpf_constant>;

bool HasNumber(Ranges ranges, int64_t number) {
  return std::ranges::any_of(ranges, [=](const iotpf_constant& range) {
    return range.first <= number && number <= range.last;
  });
}

// Whether every number from `number` on lies in some range.
bool HasAllFrom(Ranges ranges, int64_t number) {
  std::vector<iotpf_constant> sorted(ranges.begin(), ranges.end());
  std::ranges::sort(sorted, {}, &iotpf_constant::first);
  for (const iotpf_constant& range : sorted) {
    if (range.first > number) return false;
    if (range.last == std::numeric_limits<int64_t>::max()) return true;
    number = std::max(number, range.last + 1);
  }
  return false;
}

// Whether some number from `number` on lies in a range.
bool HasSomeFrom(Ranges ranges, int64_t number) {
  return std::ranges::any_of(ranges, [=](const iotpf_constant& range) {
    return std::max(range.first, number) <= range.last;
  });
}

}  // namespace

iotpf_truth EvaluateCount(Ranges ranges, const iotpf_slot& slot) {
  if (slot.presence == IOTPF_UNOBSERVED) return IOTPF_UNKNOWN;
  if (slot.presence == IOTPF_ABSENT) return TruthOf(HasNumber(ranges, 0));
  if (slot.open == 0) return TruthOf(HasNumber(ranges, slot.count));
  if (HasAllFrom(ranges, slot.count)) return IOTPF_TRUE;
  return HasSomeFrom(ranges, slot.count) ? IOTPF_UNKNOWN : IOTPF_FALSE;
}

}  // namespace iotpf::runtime
