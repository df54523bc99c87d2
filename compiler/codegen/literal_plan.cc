// Which windows of literals to look for.
//
// Of a literal with eight bytes some four-byte window begins at every fourth
// place of any value that it stands in. So a scan may look at every fourth
// place alone, if it knows the windows for all four ways to lie there:
//
//   value      . . . . | . . I D | = a b c | d . . .
//   literal              [ I D = a b c d ]    window "=abc", two bytes in
//
// The longer the shortest literal, the wider the stride or the window. A wide
// stride looks less often; a wide window is found by chance less often.
//
// A long literal has several windows for a way. The one that devices send
// least often is taken: by the bytes in it, and by how many literals share it,
// since what many literals share is a common word.

#include "compiler/codegen/literal_plan.h"

#include <iotpf/check.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kMaxStride = 8;
// Windows in all: more do not fit into the cache that they are looked up in.
constexpr size_t kMaxWindows = size_t{1} << 18;
// Windows that are compared for one way of one literal.
constexpr uint32_t kMaxCandidates = 16;

// Most frequent first, in requests, replies and JSON of devices.
constexpr std::string_view kByFrequency =
    "e taionsrl\"dc,mpu-.0/h1g:2f=3b5w4v6978yk_&A;>x<jCSETzDqIMPLRNO"
    "FBGHUXKVWJYZQ%{}()+[]?#!'*|@$\\^~`\r\n\t";

std::array<double, 256> MakeFrequencies() {
  std::array<double, 256> shares;
  shares.fill(0.0004);  // bytes of binary values
  for (size_t rank = 0; rank < kByFrequency.size(); ++rank) {
    shares[static_cast<uint8_t>(kByFrequency[rank])] =
        0.09 / (1.0 + 0.19 * static_cast<double>(rank));
  }
  return shares;
}

uint8_t Folded(const ScanLiteral& literal, size_t place, bool folds) {
  const auto byte = static_cast<uint8_t>(literal.bytes[place]);
  return folds ? byte | kFoldBit : byte;
}

// Windows narrower than this stand everywhere by chance. The more literals,
// the wider they must be.
uint32_t GoodWindowBytes(size_t literals) {
  return literals < 2'000 ? 4 : literals < 20'000 ? 5 : 6;
}

uint32_t ShortestOf(std::span<const ScanLiteral> literals) {
  IOTPF_CHECK(!literals.empty());
  size_t shortest = literals[0].bytes.size();
  for (const ScanLiteral& literal : literals) {
    shortest = std::min(shortest, literal.bytes.size());
  }
  IOTPF_CHECK(shortest != 0);
  return static_cast<uint32_t>(std::min(shortest, size_t{1} << 20));
}

class WindowChooser {
 public:
  WindowChooser(std::span<const ScanLiteral> literals, HashPlan& plan)
      : literals_(literals), plan_(plan) {
    for (size_t i = 0; i < bits_.size(); ++i) {
      const auto byte = static_cast<uint8_t>(i);
      const auto twin = static_cast<uint8_t>(byte ^ kFoldBit);
      // A folded byte stands for two.
      const double share =
          ByteFrequency(byte) + (plan.folds ? ByteFrequency(twin) : 0.0);
      bits_[i] = static_cast<float>(std::log2(share));
    }
    const size_t slots = std::bit_ceil(4 * literals.size() * plan.stride);
    uses_.resize(std::clamp(slots, size_t{1} << 10, size_t{1} << 20));
  }

  void Choose() {
    for (const ScanLiteral& literal : literals_) {
      ForEachCandidate(literal, [&](uint32_t, size_t place) {
        ++uses_[SlotOf(literal, place)];
      });
    }
    plan_.windows.reserve(literals_.size() * plan_.stride);
    for (const ScanLiteral& literal : literals_) {
      std::array<float, kMaxStride> best;
      std::array<uint32_t, kMaxStride> windows{};
      best.fill(1e9F);
      ForEachCandidate(literal, [&](uint32_t way, size_t place) {
        const float cost = Cost(literal, place);
        if (cost >= best[way]) return;
        best[way] = cost;
        windows[way] = static_cast<uint32_t>(place);
      });
      plan_.windows.insert(plan_.windows.end(), windows.begin(),
                           windows.begin() + plan_.stride);
    }
  }

 private:
  template <typename Visit>
  void ForEachCandidate(const ScanLiteral& literal, const Visit& visit) const {
    const size_t end =
        std::min<size_t>(literal.bytes.size() - plan_.window_bytes + 1,
                         size_t{kMaxCandidates} * plan_.stride);
    for (size_t place = 0; place < end; ++place) {
      visit(static_cast<uint32_t>(place % plan_.stride), place);
    }
  }
  size_t SlotOf(const ScanLiteral& literal, size_t place) const {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < plan_.window_bytes; ++i) {
      hash = (hash ^ Folded(literal, place + i, plan_.folds)) *
             0x9E3779B97F4A7C15U;
      hash ^= hash >> 29;
    }
    return hash & (uses_.size() - 1);
  }
  // Bits: one less is a window that is sent half as often.
  float Cost(const ScanLiteral& literal, size_t place) const {
    float cost = std::log2(static_cast<float>(uses_[SlotOf(literal, place)]));
    for (uint32_t i = 0; i < plan_.window_bytes; ++i) {
      cost += bits_[Folded(literal, place + i, plan_.folds)];
    }
    return cost;
  }

  std::span<const ScanLiteral> literals_;
  HashPlan& plan_;
  std::array<float, 256> bits_;
  std::vector<uint32_t> uses_;  // literals with a window of this hash
};

}  // namespace

double ByteFrequency(uint8_t byte) {
  static const std::array<double, 256> shares = MakeFrequencies();
  return shares[byte];
}

HashPlan PlanWindows(std::span<const ScanLiteral> literals,
                     uint32_t window_bytes, uint32_t stride) {
  HashPlan plan;
  for (const ScanLiteral& literal : literals) {
    plan.folds = plan.folds || literal.nocase;
  }
  plan.shortest = ShortestOf(literals);
  plan.stride = stride;
  plan.window_bytes = std::min(window_bytes, plan.shortest - stride + 1);
  WindowChooser(literals, plan).Choose();
  return plan;
}

uint32_t ChooseStride(std::span<const ScanLiteral> literals) {
  const uint32_t shortest = ShortestOf(literals);
  const uint32_t good = GoodWindowBytes(literals.size());
  uint32_t stride = kMaxStride;
  while (stride > 1 && (shortest < stride - 1 + good ||
                        literals.size() * stride > kMaxWindows)) {
    --stride;
  }
  return stride;
}

HashPlan PlanHashedWindows(std::span<const ScanLiteral> literals) {
  return PlanWindows(literals, kMaxWindowBytes, ChooseStride(literals));
}

}  // namespace iotpf::codegen
