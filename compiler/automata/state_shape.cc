// Rows read as sets of bytes.
//
// A chain is a run of states of which each has one way on:
//
//   /^[ab]-cam\.(com|net)/    [ab]  -  c  a  m  .    then c or n
//
// A set of bytes is compared under a mask where it is all values of some bits:
// one byte, a letter in both cases, [0-3]. `[ab]` is none, since 0x61 and 0x62
// differ in two bits.

#include "compiler/automata/state_shape.h"

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

namespace iotpf::automata {
namespace {

struct MaskedByte {
  uint8_t byte;
  uint8_t mask;
};

// The set as all bytes of which the bits of a mask have one value.
std::optional<MaskedByte> AsMaskedByte(const ByteSet& bytes) {
  uint32_t all = 0xFF;
  uint32_t any = 0;
  bytes.ForEach([&](uint32_t byte) {
    all &= byte;
    any |= byte;
  });
  const uint32_t differing = any & ~all;
  if (bytes.Count() != 1u << std::popcount(differing)) return std::nullopt;
  return MaskedByte{static_cast<uint8_t>(all),
                    static_cast<uint8_t>(~differing)};
}

std::span<const uint32_t> RowOf(const Dfa& dfa, uint32_t state) {
  return std::span(dfa.next).subspan(size_t{state} * dfa.class_count,
                                     dfa.class_count);
}

// The one state other than the dead one that `state` leads to.
std::optional<uint32_t> OnlyTarget(const Dfa& dfa, uint32_t state) {
  std::optional<uint32_t> target;
  for (const uint32_t next : RowOf(dfa, state)) {
    if (next == dfa.dead || next == target) continue;
    if (target) return std::nullopt;
    target = next;
  }
  return target;
}

ByteSet BytesTo(const Dfa& dfa, uint32_t state, uint32_t target) {
  ByteSet bytes;
  for (uint32_t byte = 0; byte < kByteValues; ++byte) {
    if (dfa.Next(state, static_cast<uint8_t>(byte)) == target) bytes.Add(byte);
  }
  return bytes;
}

}  // namespace

std::vector<ByteRange> RangesOf(const ByteSet& bytes) {
  std::vector<ByteRange> ranges;
  bytes.ForEach([&](uint32_t byte) {
    const auto high = static_cast<uint8_t>(byte);
    if (!ranges.empty() && ranges.back().high + 1u == byte) {
      ranges.back().high = high;
    } else {
      ranges.push_back({high, high});
    }
  });
  return ranges;
}

bool IsLast(const Dfa& dfa, uint32_t state) {
  if (dfa.at_end[state] != 0) return false;
  return std::ranges::all_of(RowOf(dfa, state), [&](uint32_t next) {
    return next == dfa.dead || next == state;
  });
}

std::vector<Branch> BranchesOf(const Dfa& dfa, uint32_t state) {
  const auto row = RowOf(dfa, state);
  std::vector<uint32_t> targets(row.begin(), row.end());
  std::ranges::sort(targets);
  const auto repeated = std::ranges::unique(targets);
  targets.erase(repeated.begin(), repeated.end());
  std::erase(targets, dfa.dead);
  std::vector<Branch> branches;
  for (const uint32_t target : targets) branches.push_back({target, {}});
  std::vector<size_t> of_class(dfa.class_count, branches.size());
  for (uint32_t column = 0; column < dfa.class_count; ++column) {
    const auto place = std::ranges::lower_bound(targets, row[column]);
    if (place == targets.end() || *place != row[column]) continue;
    of_class[column] = static_cast<size_t>(place - targets.begin());
  }
  for (uint32_t byte = 0; byte < kByteValues; ++byte) {
    const size_t branch = of_class[dfa.classes[byte]];
    if (branch < branches.size()) branches[branch].bytes.Add(byte);
  }
  return branches;
}

std::optional<Skip> FindSkip(const Dfa& dfa, uint32_t state,
                             size_t max_ranges) {
  const ByteSet leaving = LeavingBytes(dfa, state);
  if (leaving.Count() + 1 >= kByteValues) return std::nullopt;
  std::vector<ByteRange> left = RangesOf(leaving);
  std::vector<ByteRange> stayed = RangesOf(leaving.Complement());
  const bool stays = left.empty() || stayed.size() < left.size();
  std::vector<ByteRange>& fewer = stays ? stayed : left;
  if (fewer.size() > max_ranges) return std::nullopt;
  return Skip{std::move(fewer), stays};
}

Chain FindChain(const Dfa& dfa, uint32_t state, size_t max_bytes) {
  Chain chain;
  chain.target = state;
  while (chain.bytes.size() < max_bytes) {
    const uint32_t here = chain.target;
    const bool is_inside = !chain.bytes.empty();
    if (dfa.at_end[here] != 0 || (is_inside && dfa.certain[here] != 0)) break;
    const auto target = OnlyTarget(dfa, here);
    if (!target || *target == here) break;
    const auto next = AsMaskedByte(BytesTo(dfa, here, *target));
    if (!next) break;
    chain.bytes += static_cast<char>(next->byte);
    chain.mask += static_cast<char>(next->mask);
    chain.target = *target;
  }
  return chain;
}

}  // namespace iotpf::automata
