// Every key has a slot of its own or is left out, whatever the keys. That the
// compiled lookup computes the same is held by lower_predicate_test and by the
// agreement tests.
#include "compiler/codegen/dictionary_table.h"

#include "compiler/codegen/hash_constants.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <set>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kNone = DictionaryTable::kEmpty;

// The lookup that dictionary_table.h describes: an entry, or kNone.
uint32_t Find(const DictionaryTable& table, const std::string& key) {
  const uint64_t hash = HashOf(key);
  const uint64_t bucket =
      hash >> kBucketShift & (table.displacements.size() - 1);
  const uint64_t displacement = table.displacements[bucket];
  const uint64_t mixed = (hash ^ displacement * kHashFactor) * kSlotFactor;
  const int slot_bits = std::countr_zero(table.slots.size());
  const uint32_t number = table.slots[mixed >> (64 - slot_bits)];
  if (number == kNone) return kNone;
  const DictionaryTable::Entry& entry = table.entries[number];
  return table.keys.substr(entry.key, entry.size) == key ? number : kNone;
}

// Places the keys and checks what holds of any. Returns how many are left out.
size_t CheckKeys(const std::set<std::string>& keys) {
  Dictionary dictionary;
  for (const std::string& key : keys) {
    const auto bit = static_cast<uint32_t>(dictionary.size());
    dictionary[key] = {bit, bit + 7};
  }
  std::vector<std::string> left_out;
  const DictionaryTable table = PlaceKeys(dictionary, left_out);
  REQUIRE(std::has_single_bit(table.displacements.size()));
  REQUIRE(std::has_single_bit(table.slots.size()));
  size_t found = 0;
  for (const auto& [key, bits] : dictionary) {
    CAPTURE(key);
    const uint32_t number = Find(table, key);
    const bool is_left_out = std::ranges::find(left_out, key) != left_out.end();
    CHECK((number == kNone) == is_left_out);
    if (number == kNone) continue;
    ++found;
    const DictionaryTable::Entry& entry = table.entries[number];
    REQUIRE(entry.bit_count == bits.size());
    CHECK(std::equal(bits.begin(), bits.end(),
                     table.bits.begin() + entry.first_bit));
    CHECK(table.min_size <= key.size());
    CHECK(key.size() <= table.max_size);
    if (key.size() < 64) CHECK((table.sizes >> key.size() & 1) == 1);
    CHECK(Find(table, key + "x") == kNone);
  }
  CHECK(found + left_out.size() == keys.size());
  return left_out.size();
}

TEST_CASE("every key is found, and none is left out") {
  std::vector<size_t> counts = {100, 255, 256, 257, 1000, 5000};
  for (size_t count = 1; count <= 40; ++count) counts.push_back(count);
  for (const size_t count : counts) {
    CAPTURE(count);
    std::set<std::string> hosts;
    std::set<std::string> numbers;  // differ in their last bytes
    std::set<std::string> sizes;    // differ in their size
    for (size_t i = 0; i < count; ++i) {
      hosts.insert(fmt::format("device{}.eu.example.com", i));
      numbers.insert(fmt::format("{}", i));
      if (i < 300) sizes.insert(std::string(i, '\0'));
    }
    CHECK(CheckKeys(hosts) == 0);
    CHECK(CheckKeys(numbers) == 0);
    CHECK(CheckKeys(sizes) == 0);
  }
}

// The number that Mixed() makes `hash` of, before it adds a word.
uint64_t Unmixed(uint64_t hash) {
  uint64_t product = hash;
  for (int i = 0; i < 3; ++i) product = hash ^ product >> kHashShift;
  uint64_t inverse = kHashFactor;  // of an odd number, by Newton's method
  for (int i = 0; i < 6; ++i) inverse *= 2 - kHashFactor * inverse;
  return product * inverse;
}

// Sixteen bytes with this hash; another one for each number.
std::string KeyWithHash(uint64_t hash, uint64_t number) {
  uint64_t first = (16 * kHashFactor ^ number) * kHashFactor;
  first ^= first >> kHashShift;
  const uint64_t words[] = {number, Unmixed(hash) ^ first};
  std::string key(sizeof words, '\0');
  std::memcpy(key.data(), words, sizeof words);
  REQUIRE(HashOf(key) == hash);
  return key;
}

TEST_CASE("keys of one hash are left out but for one") {
  std::set<std::string> keys = {"another"};
  for (uint64_t i = 0; i < 50; ++i) keys.insert(KeyWithHash(0x1234567, i));
  CHECK(CheckKeys(keys) == 49);
}

TEST_CASE("keys of one bucket find slots or are left out") {
  for (const uint64_t count : {2, 8, 40, 300}) {
    CAPTURE(count);
    std::set<std::string> keys;
    for (uint64_t i = 0; i < count; ++i) {
      keys.insert(KeyWithHash(i << 40, i));
    }
    const size_t left_out = CheckKeys(keys);
    if (count <= 8) CHECK(left_out == 0);
  }
}

}  // namespace
}  // namespace iotpf::codegen
