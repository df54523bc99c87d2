// The tables of a scan by hashed windows, as the compiled code reads them.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_TABLES_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_TABLES_H_

#include "compiler/codegen/literal_plan.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace iotpf::codegen {

// A word of eight bytes of a value, the first one lowest, shifted so that the
// bytes of the window alone are left, times this: the hash, in its top bits.
inline constexpr uint64_t kHashMultiplier = 0x9E3779B97F4A7C15;

inline constexpr uint32_t kNoEntry = ~uint32_t{0};

// Literals that have the same window at the same distance from their start.
struct LiteralGroup {
  uint64_t window;    // shifted to the top of the word
  uint32_t before;    // bytes of the literals before the window
  uint32_t entries;   // the first; the next group's is the end
  uint32_t shortest;  // bytes of the shortest literal
  uint32_t single;    // row of the only literal if it is short, or kNoEntry
};

// A literal of a group. They are sorted by their bytes, letters in lower case.
struct LiteralEntry {
  uint32_t row;
  // The nearest entry of the group, counted in the table, that this one begins
  // with or equals, or kNoEntry. It stands wherever this one does, but for the
  // case of letters.
  uint32_t parent;
};

struct LiteralRow {
  uint32_t id;       // what the caller knows it by
  uint32_t text;     // bytes, in lower case where the scan folds
  uint32_t exact;    // bytes as written, to be compared too, or kNoEntry
  uint32_t size;     // bytes
  uint32_t settled;  // ScanLiteral
};

// The tables begin with this. Each number is that of the byte where a table
// begins, counted from the header.
//
// The hash's top `filter_bits` - 5 bits are the number of a word of `filter`,
// and the window's first byte modulo 32 is the number of a bit of it, which is
// set where some literal has such a window. The hash's top 64 - `bucket_shift`
// bits are a number i: the groups of such windows are those from `buckets[i]`
// to `buckets[i + 1]`.
struct LiteralHeader {
  uint64_t fold;  // all bits where letters are compared in lower case
  uint64_t bucket_shift;
  uint32_t filter;   // uint32_t
  uint32_t buckets;  // uint32_t
  uint32_t groups;   // LiteralGroup, and one more for its `entries`
  uint32_t entries;  // LiteralEntry
  uint32_t rows;     // LiteralRow, one a literal
  uint32_t text;
};

struct LiteralTables {
  std::string bytes;  // a LiteralHeader and the tables
  // Some literal is long, or many are inside of each other: a scan remembers
  // what it has reported.
  bool needs_memory = false;
  uint32_t filter = 0;
  uint32_t filter_bits = 0;
};
inline constexpr uint32_t kTableAlignment = 64;

// Literals that begin with each other, and bytes of a literal, that are looked
// at wherever they stand. Beyond these a scan remembers what it has reported:
// entry i, when all that it begins with is reported, as i + 1 at place i modulo
// kRememberedEntries. Zero is nothing.
inline constexpr uint32_t kMaxPlainDepth = 8;
inline constexpr uint32_t kMaxPlainBytes = 256;
inline constexpr uint32_t kRememberedEntries = 64;

// By literal, whether a scan that remembers may leave out places of it: those
// that are beyond these bounds, and those that such a one begins with.
//
//   Cost   a sort.
std::vector<bool> MayLeavePlacesOut(std::span<const ScanLiteral> literals);

//   Requires  `ids` has one for each of the `literals`.
LiteralTables BuildLiteralTables(std::span<const ScanLiteral> literals,
                                 std::span<const uint32_t> ids,
                                 const HashPlan& plan);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_TABLES_H_
