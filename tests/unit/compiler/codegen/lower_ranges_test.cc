// Many ranges and networks as native code, at -O0 and -O2, against each
// constant by itself.
#include "runtime/match/native_match.h"
#include "tests/support/guarded_pages.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using runtime::NativeMatch;
using runtime::RegexSet;
using tests::ImageBuilder;
using tests::Slots;

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

bool LiesIn(const ir::Constant& range, int64_t number) {
  return range.first <= number && number <= range.last;
}

bool LiesIn(const ir::Constant& network, std::string_view address) {
  if (address.size() != network.bytes.size()) return false;
  for (int64_t bit = 0; bit < network.first; ++bit) {
    const auto byte = static_cast<size_t>(bit / 8);
    const int different = address[byte] ^ network.bytes[byte];
    if ((different >> (7 - bit % 8) & 1) != 0) return false;
  }
  return true;
}

// A predicate for each constant, and the values one after the other.
template <class Value, class Show>
void CheckAll(Field field, const std::vector<ir::Constant>& constants,
              const std::vector<Value>& values, const Show& show) {
  ImageBuilder builder;
  const uint32_t reading = builder.Reading(field);
  for (const ir::Constant& constant : constants) {
    builder.Provider("", builder.Test(IOTPF_OP_EQUAL, reading, {constant}));
  }
  for (const int level : {0, 2}) {
    const Result<Ruleset> ruleset = tests::LoadNative(builder.ruleset, level);
    REQUIRE(ruleset.has_value());
    const Result<RegexSet> regexes = RegexSet::Compile(ruleset->view());
    REQUIRE(regexes.has_value());
    NativeMatch match(*ruleset, *regexes);
    for (size_t v = 0; v < values.size(); ++v) {
      Slots slots(1);
      show(slots, values[v]);
      slots.SetRest(field, IOTPF_ABSENT);
      match.Advance(Stage::Flow, Stage::Stream, slots.session());
      std::set<uint32_t> found;
      for (const iotpf_scope& scope : match.Scopes()) {
        CHECK(scope.truth == IOTPF_TRUE);
        found.insert(scope.provider);
      }
      std::set<uint32_t> expected;
      for (uint32_t i = 0; i < constants.size(); ++i) {
        if (LiesIn(constants[i], values[v])) expected.insert(i);
      }
      CAPTURE(level);
      CAPTURE(v);
      CHECK(found == expected);
    }
  }
}

TEST_CASE("integers in many ranges") {
  std::vector<ir::Constant> ranges = {
      tests::Integers(kLeast, kLeast), tests::Integers(kMost, kMost),
      tests::Integers(kLeast, -1),     tests::Integers(0, kMost),
      tests::Integers(kLeast, kMost),  tests::Integers(-5, 5)};
  for (int64_t i = 0; i < 40; ++i) {
    ranges.push_back(tests::Integers(100 * i, 100 * i + i));
    ranges.push_back(tests::Integers(i, 1000 - i));
  }
  std::vector<int64_t> numbers;
  for (const ir::Constant& range : ranges) {
    numbers.insert(numbers.end(), {range.first, range.last});
    if (range.first != kLeast) numbers.push_back(range.first - 1);
    if (range.last != kMost) numbers.push_back(range.last + 1);
  }
  CheckAll(Field::ServerPort, ranges, numbers,
           [](Slots& slots, int64_t number) { slots.AddNumber(0, number); });
}

TEST_CASE("addresses in many networks of each size") {
  std::vector<ir::Constant> networks;
  std::vector<std::string> addresses = {"", "a", "abc", "abcde",
                                        std::string(17, 'a')};
  for (const size_t size : {4, 6, 16}) {
    for (uint32_t i = 0; i < 30; ++i) {
      const auto bits = static_cast<int64_t>(i * 8 * size / 29);
      std::string address(size, static_cast<char>(0x95 * (i % 3)));
      for (auto bit = static_cast<size_t>(bits); bit < 8 * size; ++bit) {
        address[bit / 8] &= static_cast<char>(~(0x80u >> bit % 8));
      }
      networks.push_back(tests::Network(address, bits));
      addresses.push_back(address);
      address.back() ^= 1;
      addresses.push_back(address);
      for (auto bit = static_cast<size_t>(bits); bit < 8 * size; ++bit) {
        address[bit / 8] |= static_cast<char>(0x80u >> bit % 8);
      }
      addresses.push_back(address);
      address.front() ^= 0x40;
      addresses.push_back(address);
    }
  }
  tests::GuardedPages pages;
  for (const bool at_end : {false, true}) {
    CheckAll(Field::ServerIp, networks, addresses,
             [&](Slots& slots, const std::string& address) {
               const char* data =
                   at_end ? pages.AtEnd(address) : pages.AtStart(address);
               slots.AddView(0, {data, address.size()});
             });
  }
}

}  // namespace
}  // namespace iotpf::codegen
