// Which bits a number finds, however the ranges overlap, and what that costs.
#include "compiler/codegen/range_table.h"

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using namespace std::string_view_literals;

constexpr uint64_t kAll = std::numeric_limits<uint64_t>::max();
constexpr WideNumber kLargest = {kAll, kAll};

NumberRange Narrow(uint64_t first, uint64_t last, uint32_t bit) {
  return {{0, first}, {0, last}, bit};
}

// The bits found, in the order in which they are found.
std::vector<uint32_t> Find(const RangeTable& table, WideNumber number) {
  const auto behind = std::ranges::upper_bound(table.starts, number);
  const auto segment = static_cast<size_t>(behind - table.starts.begin()) - 1;
  std::vector<uint32_t> found;
  for (uint32_t node = table.node_of[segment]; node != 0;
       node = table.nodes[node].above) {
    const RangeTable::Node& row = table.nodes[node];
    const auto first = table.bits.begin() + row.first_bit;
    found.insert(found.end(), first, first + row.bit_count);
  }
  return found;
}

std::vector<uint32_t> Expected(const std::vector<NumberRange>& ranges,
                               WideNumber number) {
  std::set<uint32_t> found;
  for (const NumberRange& range : ranges) {
    if (range.first <= number && number <= range.last) found.insert(range.bit);
  }
  return {found.begin(), found.end()};
}

TEST_CASE("a number finds the bits of its ranges, each once") {
  struct Row {
    std::string_view name;
    std::vector<NumberRange> ranges;
    size_t segments;
  };
  const Row rows[] = {
      {"none", {}, 1},
      {"from the first number", {Narrow(0, 3, 1)}, 2},
      {"up to the last of 64 bits", {Narrow(7, kAll, 1)}, 3},
      {"up to the last of all", {{{0, 7}, kLargest, 1}}, 2},
      {"everything", {{{0, 0}, kLargest, 1}}, 1},
      {"apart", {Narrow(2, 3, 1), Narrow(6, 6, 2)}, 5},
      {"side by side", {Narrow(2, 3, 1), Narrow(4, 5, 2)}, 4},
      {"side by side, of one bit", {Narrow(4, 5, 1), Narrow(2, 3, 1)}, 3},
      {"overlapping, of one bit", {Narrow(2, 5, 1), Narrow(3, 9, 1)}, 3},
      {"overlapping", {Narrow(2, 5, 1), Narrow(3, 9, 2)}, 5},
      {"nested", {Narrow(1, 9, 1), Narrow(3, 7, 2), Narrow(5, 5, 3)}, 7},
      {"nested, of one bit", {Narrow(1, 9, 1), Narrow(3, 7, 1)}, 3},
      {"equal", {Narrow(3, 7, 2), Narrow(3, 7, 1), Narrow(3, 7, 2)}, 3},
      {"around 64 bits", {{{0, kAll}, {1, 0}, 1}, {{1, 0}, {1, 5}, 2}}, 5},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const RangeTable table = BuildRangeTable(row.ranges);
    CHECK(table.starts.size() == row.segments);
    CHECK(table.starts.size() == table.node_of.size());
    std::vector<WideNumber> numbers = {{0, kAll}, {1, 0}, {1, 1},  {1, 5},
                                       {1, 6},    {7, 1}, kLargest};
    for (uint64_t low = 0; low < 12; ++low) numbers.push_back({0, low});
    for (const WideNumber& number : numbers) {
      CAPTURE(number.low);
      std::vector<uint32_t> found = Find(table, number);
      std::ranges::sort(found);
      CHECK(found == Expected(row.ranges, number));
    }
  }
}

TEST_CASE("random ranges, with every overlap there is") {
  uint64_t seed = 1;
  const auto below = [&seed](uint64_t end) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 33) % end;
  };
  for (int i = 0; i < 300; ++i) {
    std::vector<NumberRange> ranges;
    for (uint64_t count = 1 + below(30); count > 0; --count) {
      const uint64_t first = below(60);
      ranges.push_back(
          Narrow(first, first + below(20), static_cast<uint32_t>(below(8))));
    }
    const RangeTable table = BuildRangeTable(ranges);
    for (uint64_t number = 0; number < 90; ++number) {
      std::vector<uint32_t> found = Find(table, {0, number});
      std::ranges::sort(found);
      CAPTURE(i);
      CAPTURE(number);
      REQUIRE(found == Expected(ranges, {0, number}));
    }
  }
}

TEST_CASE("ranges that nest cost little more than ranges apart") {
  constexpr uint32_t kCount = 20'000;
  std::vector<NumberRange> nested;
  std::vector<NumberRange> crossed;
  std::vector<NumberRange> apart;
  for (uint32_t i = 0; i < kCount; ++i) {
    nested.push_back(Narrow(i, 4 * kCount - i, i));
    crossed.push_back(Narrow(i, kCount + i, i));
    apart.push_back(Narrow(4 * uint64_t{i}, 4 * uint64_t{i} + 1, i));
  }
  for (const auto& ranges : {nested, crossed}) {
    const RangeTable table = BuildRangeTable(ranges);
    CHECK(table.starts.size() <= 2 * kCount + 1);
    CHECK(table.bits.size() <= size_t{kCount} * 2 * 16);
    CHECK(Find(table, {0, kCount}).size() ==
          Expected(ranges, {0, kCount}).size());
  }
  const RangeTable table = BuildRangeTable(apart);
  CHECK(table.bits.size() == kCount);
  for (const RangeTable::Node& node : table.nodes) CHECK(node.above == 0);
}

TEST_CASE("what a constant means as a range") {
  const auto describe = [](const ir::Constant& constant) -> std::string {
    const auto range = RangeOf(constant, 5);
    if (!range) return "none";
    CHECK(range->bit == 5);
    return fmt::format("{:x}:{:x} {:x}:{:x}", range->first.high,
                       range->first.low, range->last.high, range->last.low);
  };
  struct Row {
    ir::Constant constant;
    std::string expected;
  };
  const std::string long_address = "\x20\x01" + std::string(14, '\0');
  const Row rows[] = {
      {tests::Integers(0, 1), "0:8000000000000000 0:8000000000000001"},
      {tests::Integers(INT64_MIN, -1), "0:0 0:7fffffffffffffff"},
      {tests::Integers(1, 0), "none"},
      {tests::Network("\x0a\x01\0\0"sv, 16), "0:a010000 0:a01ffff"},
      {tests::Network("\x0a\x01\x02\x03"sv, 32), "0:a010203 0:a010203"},
      {tests::Network("\0\0\0\0"sv, 0), "0:0 0:ffffffff"},
      {tests::Network("\xa4\xcf\x12\0\0\0"sv, 24),
       "0:a4cf12000000 0:a4cf12ffffff"},
      {tests::Network(long_address, 16),
       "2001000000000000:0 2001ffffffffffff:ffffffffffffffff"},
      {tests::Network(long_address, 65),
       "2001000000000000:0 2001000000000000:7fffffffffffffff"},
      {tests::Network(long_address, 0),
       "0:0 ffffffffffffffff:ffffffffffffffff"},
      {tests::Network("", 0), "none"},
      {tests::Network(std::string(17, '\0'), 8), "none"},
      {tests::Bytes("\x0a\x01\0\0"sv), "none"},
  };
  for (const Row& row : rows) CHECK(describe(row.constant) == row.expected);
}

}  // namespace
}  // namespace iotpf::codegen
