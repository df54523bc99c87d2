// Hash, displace, and compress: keys fall into small buckets by their hash;
// from the largest bucket down, a displacement is sought that puts all keys of
// a bucket into free slots. A lookup then reads one displacement and one slot.
// With two slots a key nearly every bucket finds its displacement at once.
//
// Source: Belazzougui, Botelho, Dietzfelbinger: Hash, displace, and compress
// (ESA 2009).

#include "compiler/codegen/dictionary_table.h"

#include "compiler/codegen/hash_constants.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <set>

namespace iotpf::codegen {
namespace {

constexpr size_t kKeysPerBucket = 2;
constexpr size_t kSlotsPerKey = 2;
// Tries for a bucket. One that finds no place, which takes hashes that are
// alike, leaves its keys out.
constexpr uint32_t kMaxDisplacements = 1 << 16;

uint64_t Load(std::string_view bytes, size_t offset, size_t size) {
  uint64_t word = 0;
  for (size_t i = size; i > 0; --i) {
    word = word << 8 | static_cast<uint8_t>(bytes[offset + i - 1]);
  }
  return word;
}

uint64_t Mixed(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * kHashFactor;
  return hash ^ hash >> kHashShift;
}

// The last word of a text, overlapping the one before; all of a short text.
uint64_t LastWord(std::string_view bytes) {
  const size_t size = bytes.size();
  if (size >= 8) return Load(bytes, size - 8, 8);
  const size_t half = size >= 4 ? 4 : size >= 2 ? 2 : size;
  return Load(bytes, 0, half) | Load(bytes, size - half, half) << 32;
}

uint64_t SlotOf(uint64_t hash, uint64_t displacement, size_t slots) {
  const uint64_t mixed = (hash ^ displacement * kHashFactor) * kSlotFactor;
  return mixed >> (64 - std::countr_zero(slots));
}

// The slots of the keys of a bucket, or nothing where one is taken or two meet.
bool FindSlots(const std::vector<uint32_t>& bucket,
               const std::vector<uint64_t>& hashes, uint32_t displacement,
               const std::vector<uint32_t>& slots,
               std::vector<uint64_t>& taken) {
  taken.clear();
  for (const uint32_t key : bucket) {
    const uint64_t slot = SlotOf(hashes[key], displacement, slots.size());
    if (slots[slot] != DictionaryTable::kEmpty ||
        std::ranges::find(taken, slot) != taken.end()) {
      return false;
    }
    taken.push_back(slot);
  }
  return true;
}

}  // namespace

uint64_t HashOf(std::string_view bytes) {
  uint64_t hash = bytes.size() * kHashFactor;
  for (size_t at = 0; at + 8 < bytes.size(); at += 8) {
    hash = Mixed(hash, Load(bytes, at, 8));
  }
  return Mixed(hash, LastWord(bytes));
}

DictionaryTable PlaceKeys(const Dictionary& dictionary,
                          std::vector<std::string>& left_out) {
  DictionaryTable table;
  std::vector<uint64_t> hashes;
  std::set<uint64_t> seen;
  for (const auto& [key, bits] : dictionary) {
    const uint64_t hash = HashOf(key);
    if (!seen.insert(hash).second) {
      left_out.push_back(key);
      continue;
    }
    hashes.push_back(hash);
    table.entries.push_back({static_cast<uint32_t>(table.keys.size()),
                             static_cast<uint32_t>(key.size()),
                             static_cast<uint32_t>(table.bits.size()),
                             static_cast<uint32_t>(bits.size())});
    table.keys += key;
    table.bits.insert(table.bits.end(), bits.begin(), bits.end());
    table.min_size = table.entries.size() == 1
                         ? key.size()
                         : std::min<uint64_t>(table.min_size, key.size());
    table.max_size = std::max<uint64_t>(table.max_size, key.size());
    if (key.size() < 64) table.sizes |= uint64_t{1} << key.size();
  }

  const size_t bucket_count = std::bit_ceil(hashes.size() / kKeysPerBucket + 1);
  table.displacements.resize(bucket_count);
  std::vector<std::vector<uint32_t>> buckets(bucket_count);
  for (uint32_t i = 0; i < hashes.size(); ++i) {
    buckets[hashes[i] >> kBucketShift & (bucket_count - 1)].push_back(i);
  }
  std::vector<uint32_t> order(bucket_count);
  for (uint32_t i = 0; i < bucket_count; ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) {
    return buckets[a].size() > buckets[b].size();
  });

  table.slots.assign(std::bit_ceil(hashes.size() * kSlotsPerKey + 1),
                     DictionaryTable::kEmpty);
  std::vector<uint64_t> taken;
  for (const uint32_t bucket : order) {
    uint32_t displacement = 0;
    while (
        displacement < kMaxDisplacements &&
        !FindSlots(buckets[bucket], hashes, displacement, table.slots, taken)) {
      ++displacement;
    }
    if (displacement == kMaxDisplacements) {
      for (const uint32_t key : buckets[bucket]) {
        const DictionaryTable::Entry& entry = table.entries[key];
        left_out.push_back(table.keys.substr(entry.key, entry.size));
      }
      continue;
    }
    table.displacements[bucket] = displacement;
    for (size_t i = 0; i < taken.size(); ++i) {
      table.slots[taken[i]] = buckets[bucket][i];
    }
  }
  return table;
}

}  // namespace iotpf::codegen
