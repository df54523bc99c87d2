// A perfect hash over the constants of a reading.
#ifndef IOTPF_COMPILER_CODEGEN_DICTIONARY_TABLE_H_
#define IOTPF_COMPILER_CODEGEN_DICTIONARY_TABLE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {

// Bytes to the bits of the predicates that they make hold.
using Dictionary = std::map<std::string, std::vector<uint32_t>>;

// Where each key stands: the upper bits of (hash ^ displacement * kHashFactor)
// * kSlotFactor name its slot, with the displacement of the bucket that bits of
// the hash name. No two keys share a slot.
struct DictionaryTable {
  static constexpr uint32_t kEmpty = 0xFFFFFFFF;

  struct Entry {
    uint32_t key;  // where its bytes begin in `keys`
    uint32_t size;
    uint32_t first_bit;  // index into `bits`
    uint32_t bit_count;
  };

  std::vector<uint32_t> displacements;  // a power of two of them
  std::vector<uint32_t> slots;          // to entries, or kEmpty; a power of two
  std::vector<Entry> entries;
  std::vector<uint32_t> bits;
  std::string keys;
  // Sizes of keys, in bytes: the least, the greatest, and which of those below
  // 64 there are.
  uint64_t min_size = 0;
  uint64_t max_size = 0;
  uint64_t sizes = 0;
};

// The hash that lower_dictionary.cc writes. A size without keys is never looked
// up.
uint64_t HashOf(std::string_view bytes);

// Places the keys.
//
//   Output   `left_out`: keys whose hash is that of another, or that found no
//            slot; the table does not know them. There are none but by design.
//   Cost     linear in the bytes of the keys, and some tries for each.
DictionaryTable PlaceKeys(const Dictionary& dictionary,
                          std::vector<std::string>& left_out);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_DICTIONARY_TABLE_H_
