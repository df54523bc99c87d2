// States of an automaton as tables, for the loop of lower_state_tables.h.
#ifndef IOTPF_COMPILER_CODEGEN_STATE_TABLES_H_
#define IOTPF_COMPILER_CODEGEN_STATE_TABLES_H_

#include "compiler/automata/dfa.h"
#include "compiler/automata/state_shape.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace iotpf::codegen {

// Bytes that a stop compares at once.
inline constexpr size_t kMaxStopChain = 8;

// The tables are one piece of memory that begins with this. Offsets are bytes
// from its start.
//
// An entry says what follows a byte. It is 0: nothing is reported any more; or
// the place of a row, its number times class_count, numbers from 1; or, from
// first_stop on, a stop.
struct StateTablesHeader {
  uint32_t class_count;  // columns of a row
  uint32_t first_stop;
  uint32_t next;         // rows of entries of 16 or 32 bits
  uint32_t at_end;       // uint32_t by number of the row: a list
  uint32_t stops;        // StopRow
  uint32_t list_begins;  // uint32_t by list, one more than there are: a mask
  uint32_t masks;        // ListedMask
  uint32_t reserved;
  std::array<uint8_t, automata::kByteValues> classes;
};

// What a state has to do that a row cannot say: report, then compare bytes or
// skip some, then go on.
struct StopRow {
  uint32_t certain;  // a list; 0: none
  uint32_t then;     // an entry
  uint32_t length;   // bytes to compare as (word & mask) == bytes; 0: none
  uint32_t skip;     // SkipRow: a run to skip; 0: none
  uint64_t bytes;
  uint64_t mask;
};

// Bits of a match list that share a word of 64.
struct ListedMask {
  uint64_t word;
  uint64_t mask;
};

// A run of bytes, sixteen times: what to take off a byte, and what it may then
// be at most, for each range; all ones where bytes outside of them leave.
struct SkipRow {
  static constexpr size_t kLanes = 16;
  using Lanes = std::array<uint8_t, kLanes>;
  std::array<Lanes, 3> lows;
  std::array<Lanes, 3> widths;
  Lanes stays;
};

// At most kMaxSkipRanges ranges.
SkipRow SkipRowOf(const automata::Skip& skip);

struct StateTables {
  std::string bytes;
  std::vector<uint32_t> entries;  // by state, for those that have one
  bool is_narrow = false;         // entries of 16 bits
  uint32_t row_count = 0;
  uint32_t stop_count = 0;
};

// The tables of all states that are reached from `entered`.
//
//   Cost  near-linear in the entries of the automaton.
StateTables BuildStateTables(const automata::Dfa& dfa,
                             std::span<const uint32_t> entered);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_STATE_TABLES_H_
