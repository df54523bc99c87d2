// Literals in eight buckets.
//
// A vector instruction looks sixteen halves of bytes up at once, in a table of
// sixteen bytes: eight bits for each half. So the windows of all literals are
// put into eight buckets, and a bucket knows which halves may stand at each
// place of its windows. The fewer they are, the fewer places are candidates by
// chance: windows that share halves belong together.
//
// Each window starts in a bucket of its own. The two buckets whose union adds
// the fewest expected candidates become one, until eight are left.
//
// One to three literals need no buckets: two bytes of each, the rarest of its
// window, are compared as they are, which is half of the work.

#include "compiler/codegen/literal_vector_plan.h"

#include <iotpf/check.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <numeric>
#include <utility>

namespace iotpf::codegen {
namespace {

// Cycles of one core, measured: a place of the hashed scan; what a byte of the
// value costs the scan with vectors for each byte of the windows; and what a
// place costs that is a candidate by chance, a branch that is guessed wrong.
constexpr double kHashCycles = 1.5;
constexpr double kVectorCycles = 0.033;
constexpr double kCandidateCycles = 20;
constexpr uint32_t kMinBucketBytes = 3;

struct Halves {
  uint16_t low = 0;
  uint16_t high = 0;
};

struct Bucket {
  std::array<Halves, kMaxBucketBytes> bytes;
  double share = 0;  // of all places, that it takes for its own
};

class BucketMaker {
 public:
  BucketMaker(std::span<const ScanLiteral> literals, VectorPlan& plan)
      : literals_(literals), plan_(plan) {
    for (size_t byte = 0; byte < 256; ++byte) {
      shares_[byte] = ByteFrequency(static_cast<uint8_t>(byte));
    }
  }

  void Make() {
    for (size_t i = 0; i < literals_.size(); ++i) AddBucket(i);
    FillCosts();
    while (buckets_.size() > kBuckets) MergeCheapest();
    for (const Bucket& bucket : buckets_) plan_.candidates += bucket.share;
    WriteMasks();
  }

 private:
  void AddBucket(size_t literal);
  double ShareOf(const Halves& halves) const;
  double ShareOf(const Bucket& bucket) const;
  Bucket Union(const Bucket& a, const Bucket& b) const;
  double MergeCost(size_t a, size_t b) const {
    return Union(buckets_[a], buckets_[b]).share - buckets_[a].share -
           buckets_[b].share;
  }
  void FillCosts();
  void MergeCheapest();
  void WriteMasks();

  std::span<const ScanLiteral> literals_;
  VectorPlan& plan_;
  std::array<double, 256> shares_;
  std::vector<Bucket> buckets_;
  std::vector<std::vector<double>> costs_;  // of merging i with a lower j
};

void BucketMaker::AddBucket(size_t literal) {
  Bucket bucket;
  const ScanLiteral& from = literals_[literal];
  for (uint32_t k = 0; k < plan_.windows.window_bytes; ++k) {
    const auto byte =
        static_cast<uint8_t>(from.bytes[plan_.windows.windows[literal] + k]);
    Halves& halves = bucket.bytes[k];
    halves.low = static_cast<uint16_t>(1U << (byte & 15));
    halves.high = static_cast<uint16_t>(1U << (byte >> 4));
    if (from.nocase && byte >= 'a' && byte <= 'z') {
      halves.high |= static_cast<uint16_t>(1U << ((byte ^ kFoldBit) >> 4));
    }
    plan_.is_ascii = plan_.is_ascii && byte < 128;
  }
  bucket.share = ShareOf(bucket);
  buckets_.push_back(bucket);
}

double BucketMaker::ShareOf(const Halves& halves) const {
  double share = 0;
  for (uint32_t high = halves.high; high != 0; high &= high - 1) {
    const auto row = static_cast<size_t>(16 * std::countr_zero(high));
    for (uint32_t low = halves.low; low != 0; low &= low - 1) {
      share += shares_[row + static_cast<size_t>(std::countr_zero(low))];
    }
  }
  return share;
}

double BucketMaker::ShareOf(const Bucket& bucket) const {
  double share = 1;
  for (uint32_t k = 0; k < plan_.windows.window_bytes; ++k) {
    share *= ShareOf(bucket.bytes[k]);
  }
  return share;
}

Bucket BucketMaker::Union(const Bucket& a, const Bucket& b) const {
  Bucket bucket = a;
  for (uint32_t k = 0; k < plan_.windows.window_bytes; ++k) {
    bucket.bytes[k].low |= b.bytes[k].low;
    bucket.bytes[k].high |= b.bytes[k].high;
  }
  bucket.share = ShareOf(bucket);
  return bucket;
}

void BucketMaker::FillCosts() {
  costs_.resize(buckets_.size());
  for (size_t i = 0; i < buckets_.size(); ++i) {
    for (size_t j = 0; j < i; ++j) costs_[i].push_back(MergeCost(i, j));
  }
}

void BucketMaker::MergeCheapest() {
  size_t from = 1;
  size_t into = 0;
  for (size_t i = 1; i < buckets_.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (costs_[i][j] < costs_[from][into]) from = i, into = j;
    }
  }
  buckets_[into] = Union(buckets_[into], buckets_[from]);
  // The last bucket takes the place of the one that is gone.
  const size_t last = buckets_.size() - 1;
  buckets_[from] = buckets_[last];
  for (size_t j = 0; j < last; ++j) {
    if (j < from) costs_[from][j] = costs_[last][j];
    if (j > from) costs_[j][from] = costs_[last][j];
  }
  buckets_.pop_back();
  costs_.pop_back();
  if (into == last) into = from;
  for (size_t j = 0; j < buckets_.size(); ++j) {
    if (j < into) costs_[into][j] = MergeCost(into, j);
    if (j > into) costs_[j][into] = MergeCost(j, into);
  }
}

void BucketMaker::WriteMasks() {
  plan_.bytes.resize(plan_.windows.window_bytes);
  for (size_t b = 0; b < buckets_.size(); ++b) {
    for (size_t k = 0; k < plan_.bytes.size(); ++k) {
      for (size_t half = 0; half < 16; ++half) {
        const Halves& halves = buckets_[b].bytes[k];
        const auto low = static_cast<uint8_t>((halves.low >> half & 1U) << b);
        const auto high = static_cast<uint8_t>((halves.high >> half & 1U) << b);
        plan_.bytes[k].low[half] |= low;
        plan_.bytes[k].high[half] |= high;
      }
    }
  }
}

// The two rarest bytes of the window, or the one that there is.
std::vector<ComparedByte> RarestBytes(const ScanLiteral& literal,
                                      uint32_t window, uint32_t window_bytes) {
  const auto byte_at = [&](uint32_t k) {
    return static_cast<uint8_t>(literal.bytes[window + k]);
  };
  std::vector<uint32_t> places(window_bytes);
  std::iota(places.begin(), places.end(), 0u);
  std::ranges::stable_sort(
      places, {}, [&](uint32_t k) { return ByteFrequency(byte_at(k)); });
  std::vector<ComparedByte> bytes;
  for (const uint32_t k : places) {
    if (bytes.size() == 2) break;
    const uint8_t byte = byte_at(k);
    const bool folds = literal.nocase && byte >= 'a' && byte <= 'z';
    bytes.push_back({k, byte, folds});
  }
  return bytes;
}

void CompareBytes(std::span<const ScanLiteral> literals, VectorPlan& plan) {
  for (size_t i = 0; i < literals.size(); ++i) {
    plan.compared.push_back(RarestBytes(literals[i], plan.windows.windows[i],
                                        plan.windows.window_bytes));
    double share = 1;
    for (const ComparedByte& compared : plan.compared.back()) {
      share *= ByteFrequency(compared.byte);
    }
    plan.candidates += share;
  }
}

// For each byte of a value.
double CyclesOf(const VectorPlan& plan) {
  return kVectorCycles * plan.windows.window_bytes +
         kCandidateCycles * plan.candidates;
}

VectorPlan PlanWithWindows(std::span<const ScanLiteral> literals,
                           uint32_t window_bytes) {
  VectorPlan plan;
  plan.windows = PlanWindows(literals, window_bytes, 1);
  if (literals.size() <= kMaxComparedLiterals) {
    CompareBytes(literals, plan);
  } else {
    BucketMaker(literals, plan).Make();
  }
  return plan;
}

}  // namespace

VectorPlan PlanVectors(std::span<const ScanLiteral> literals) {
  IOTPF_CHECK(literals.size() <= kMaxBucketLiterals);
  VectorPlan best = PlanWithWindows(literals, kMinBucketBytes);
  if (!best.compared.empty()) return best;
  VectorPlan wider = PlanWithWindows(literals, kMaxBucketBytes);
  if (CyclesOf(wider) < CyclesOf(best)) best = std::move(wider);
  return best;
}

std::optional<VectorPlan> PlanVectorsIfFast(
    std::span<const ScanLiteral> literals) {
  if (literals.empty() || literals.size() > kMaxBucketLiterals) {
    return std::nullopt;
  }
  VectorPlan plan = PlanVectors(literals);
  const double hashes = kHashCycles / ChooseStride(literals);
  if (CyclesOf(plan) > hashes) return std::nullopt;
  return plan;
}

}  // namespace iotpf::codegen
