// Where things stand in the state that a match keeps between stages.
#ifndef IOTPF_COMPILER_CODEGEN_STATE_LAYOUT_H_
#define IOTPF_COMPILER_CODEGEN_STATE_LAYOUT_H_

#include <iotpf/field.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace iotpf::codegen {

// Arrays of 64-bit words; a bit of the first four is a predicate's.
//
//   holds     known to hold
//   known     known to hold or not to hold
//   doubted   not what its field says: shown, but in part
//   suspects  of one value: a regex whose literal was seen in it
//   roots     fingerprints, then scopes: what must be worked out
//   scratch   bytes for the nodes of one root, if some is large
//
// `holds` and `known` go on, from word `predicate_words`, with a bit for each
// field and each record: never in `holds`, and in `known` once nothing of it is
// open. They stand for all predicates on what a session does not show.
struct StateLayout {
  static constexpr uint32_t kWordBits = 64;
  static constexpr uint32_t kPlaceBits =
      static_cast<uint32_t>(kFieldCount + kRecordCount);
  static constexpr uint32_t kPlaceWords =
      (kPlaceBits + kWordBits - 1) / kWordBits;

  StateLayout(uint32_t predicates, uint32_t root_count)
      : predicate_words((predicates + kWordBits - 1) / kWordBits),
        root_words((root_count + kWordBits - 1) / kWordBits) {}

  // Room for a root of so many nodes.
  void AddScratch(size_t nodes) {
    scratch_words =
        std::max(scratch_words, static_cast<uint32_t>((nodes + 7) / 8));
  }

  uint32_t predicate_words;
  uint32_t root_words;
  uint32_t scratch_words = 0;

  // Bytes from the start of the state.
  uint64_t holds() const { return 0; }
  uint64_t known() const { return 8 * uint64_t{truth_words()}; }
  uint64_t has_doubts() const { return 2 * known(); }  // a word: 0 or 1
  // A word: 1 once `roots` say what the last stage left to be worked out.
  uint64_t has_roots() const { return has_doubts() + 8; }
  // A word: 1 where some bit of `suspects` is set.
  uint64_t has_suspects() const { return has_roots() + 8; }
  uint64_t doubted() const { return has_suspects() + 8; }
  uint64_t suspects() const {
    return doubted() + 8 * uint64_t{predicate_words};
  }
  uint64_t roots() const { return suspects() + 8 * uint64_t{predicate_words}; }
  uint64_t scratch() const { return roots() + 8 * uint64_t{root_words}; }
  uint32_t words() const {
    return static_cast<uint32_t>(scratch() / 8) + scratch_words;
  }

  uint32_t truth_words() const { return predicate_words + kPlaceWords; }
  uint32_t BitOf(Field field) const {
    return kWordBits * predicate_words + static_cast<uint32_t>(field);
  }
  uint32_t BitOf(Record record) const {
    return kWordBits * predicate_words + static_cast<uint32_t>(kFieldCount) +
           static_cast<uint32_t>(record);
  }
};

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_STATE_LAYOUT_H_
