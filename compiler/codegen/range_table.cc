// A segment tree, kept without its empty parts.
//
// Ranges that overlap would give each segment a list as long as the overlap is
// deep: a thousand that nest, a million entries. In a binary tree over the
// segments a range is the union of a few whole subtrees, two a level, and is
// named at their roots alone; what holds in a segment stands on its way up.
//
//            [...............]            ranges    a: 0-7, b: 2-3, c: 3-6
//        [.......]       [.......]
//      [...]   [...]b  [...]c  [...]      a stands at the root, c at 4-5 and
//     [0] [1] [2] [3]c [4] [5] [6]c[7]    at the leaves 3 and 6
//
// Ranges that do not overlap are leaves: one step up, and the list is found.

#include "compiler/codegen/range_table.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace iotpf::codegen {
namespace {

constexpr uint64_t kAll = std::numeric_limits<uint64_t>::max();
constexpr WideNumber kLargest = {kAll, kAll};

WideNumber NumberOf(int64_t integer) {
  return {0, static_cast<uint64_t>(integer) ^ kSignBit};
}

// The one behind; `number` is not the largest.
WideNumber Next(WideNumber number) {
  ++number.low;
  if (number.low == 0) ++number.high;
  return number;
}

// Of an address of `bytes` bytes: all ones behind the first `bits` bits.
WideNumber TailOf(size_t bytes, int64_t bits) {
  const int64_t all = 8 * static_cast<int64_t>(bytes);
  const int64_t tail = all - std::clamp(bits, int64_t{0}, all);
  const auto ones = [](int64_t count) {
    return count <= 0 ? 0 : kAll >> (64 - std::min<int64_t>(count, 64));
  };
  return {ones(tail - 64), ones(tail)};
}

// One range for all that touch, of each bit; by bit and number.
std::vector<NumberRange> Joined(std::vector<NumberRange> ranges) {
  std::ranges::sort(ranges, {}, [](const NumberRange& range) {
    return std::tuple(range.bit, range.first, range.last);
  });
  std::vector<NumberRange> joined;
  for (const NumberRange& range : ranges) {
    NumberRange* const before = joined.empty() ? nullptr : &joined.back();
    const bool touches =
        before != nullptr && before->bit == range.bit &&
        (before->last == kLargest || range.first <= Next(before->last));
    if (touches) {
      before->last = std::max(before->last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

std::vector<WideNumber> StartsOf(std::span<const NumberRange> ranges) {
  std::vector<WideNumber> starts = {WideNumber{}};
  for (const NumberRange& range : ranges) {
    starts.push_back(range.first);
    if (range.last != kLargest) starts.push_back(Next(range.last));
  }
  std::ranges::sort(starts);
  const auto rest = std::ranges::unique(starts);
  starts.erase(rest.begin(), rest.end());
  return starts;
}

class TreeBuilder {
 public:
  explicit TreeBuilder(std::vector<WideNumber> starts)
      : starts_(std::move(starts)), leaves_(std::bit_ceil(starts_.size())) {}

  void Add(const NumberRange& range) {
    size_t left = leaves_ + SegmentAt(range.first);
    size_t right =
        leaves_ +
        (range.last == kLargest ? starts_.size() : SegmentAt(Next(range.last)));
    for (; left < right; left /= 2, right /= 2) {
      if (left % 2 == 1) marks_.emplace_back(left++, range.bit);
      if (right % 2 == 1) marks_.emplace_back(--right, range.bit);
    }
  }

  RangeTable Run() {
    std::ranges::sort(marks_);
    table_.nodes.push_back({0, 0, 0});
    std::vector<uint32_t> nearest(2 * leaves_);  // at the place, or above it
    size_t mark = 0;
    for (size_t place = 1; place < nearest.size(); ++place) {
      nearest[place] = nearest[place / 2];
      std::vector<uint32_t> bits;
      for (; mark < marks_.size() && marks_[mark].first == place; ++mark) {
        bits.push_back(marks_[mark].second);
      }
      if (!bits.empty()) {
        nearest[place] = NodeOf(std::move(bits), nearest[place / 2]);
      }
    }
    for (size_t i = 0; i < starts_.size(); ++i) {
      const uint32_t node = nearest[leaves_ + i];
      if (i > 0 && node == table_.node_of.back()) continue;
      table_.starts.push_back(starts_[i]);
      table_.node_of.push_back(node);
    }
    return std::move(table_);
  }

 private:
  size_t SegmentAt(const WideNumber& start) const {
    return static_cast<size_t>(std::ranges::lower_bound(starts_, start) -
                               starts_.begin());
  }
  uint32_t NodeOf(std::vector<uint32_t> bits, uint32_t above) {
    auto [known, is_new] =
        lists_.try_emplace(bits, static_cast<uint32_t>(table_.bits.size()));
    if (is_new) {
      table_.bits.insert(table_.bits.end(), bits.begin(), bits.end());
    }
    const RangeTable::Node node = {known->second,
                                   static_cast<uint32_t>(bits.size()), above};
    const auto [number, is_new_node] =
        numbers_.try_emplace(node, static_cast<uint32_t>(table_.nodes.size()));
    if (is_new_node) table_.nodes.push_back(node);
    return number->second;
  }

  std::vector<WideNumber> starts_;
  // Places of the tree: 1 is the root, 2i and 2i + 1 are below i, and segment i
  // is at leaves_ + i.
  size_t leaves_;
  std::vector<std::pair<size_t, uint32_t>> marks_;  // place, bit
  std::map<std::vector<uint32_t>, uint32_t> lists_;
  std::map<RangeTable::Node, uint32_t> numbers_;
  RangeTable table_;
};

}  // namespace

std::optional<NumberRange> RangeOf(const ir::Constant& constant, uint32_t bit) {
  if (constant.kind == IOTPF_CONSTANT_INTEGER) {
    if (constant.first > constant.last) return std::nullopt;
    return NumberRange{NumberOf(constant.first), NumberOf(constant.last), bit};
  }
  const size_t size = constant.bytes.size();
  if (constant.kind != IOTPF_CONSTANT_NETWORK || size == 0 ||
      size > kMaxAddressBytes) {
    return std::nullopt;
  }
  WideNumber address;
  for (const char byte : constant.bytes) {
    address.high = address.high << 8 | address.low >> 56;
    address.low = address.low << 8 | static_cast<uint8_t>(byte);
  }
  const WideNumber tail = TailOf(size, constant.first);
  return NumberRange{{address.high & ~tail.high, address.low & ~tail.low},
                     {address.high | tail.high, address.low | tail.low},
                     bit};
}

RangeTable BuildRangeTable(std::vector<NumberRange> ranges) {
  ranges = Joined(std::move(ranges));
  TreeBuilder tree(StartsOf(ranges));
  for (const NumberRange& range : ranges) tree.Add(range);
  return tree.Run();
}

}  // namespace iotpf::codegen
