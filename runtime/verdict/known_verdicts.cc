// Claims and scopes are functions of the state, and working them out costs as
// much as thousands of tests where much is unobserved: every fingerprint that
// may still belong is looked at. But sessions differ in few tests: of 160,000
// flows of a capture all but some hundred leave a state that was seen before.
//
// A table of a few entries a place, the newest first: a collision costs a
// verdict that is worked out again, never a wrong one, since the whole state is
// compared.
#include "runtime/verdict/known_verdicts.h"

#include <iotpf/check.h>
#include "runtime/limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iotpf::runtime {
namespace {

constexpr size_t kEntriesPerPlace = 4;
static_assert(kMaxKnownVerdicts % kEntriesPerPlace == 0);

// The two halves of a product, folded. Source: wyhash, by Wang Yi, for the
// steps; any odd constants do, and these are digits of pi.
__extension__ using Uint128 = unsigned __int128;
uint64_t Fold(uint64_t a, uint64_t b) {
  const auto product = static_cast<Uint128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Two lanes that do not wait for each other, of two words each.
uint64_t HashOf(std::span<const uint64_t> state, Stage stage) {
  constexpr std::array<uint64_t, 4> kDigits = {
      0x243F6A8885A308D3, 0x13198A2E03707345, 0xA4093822299F31D1,
      0x082EFA98EC4E6C89};
  uint64_t a = kDigits[0] ^ static_cast<uint64_t>(stage);
  uint64_t b = kDigits[1];
  size_t i = 0;
  for (; i + 4 <= state.size(); i += 4) {
    a = Fold(state[i] ^ kDigits[2], state[i + 1] ^ a);
    b = Fold(state[i + 2] ^ kDigits[3], state[i + 3] ^ b);
  }
  for (; i < state.size(); ++i) a = Fold(state[i] ^ kDigits[2], a);
  return Fold(a ^ kDigits[3], b ^ kDigits[2]);
}

}  // namespace

KnownVerdicts::KnownVerdicts() : entries_(kMaxKnownVerdicts) {}

const Verdict* KnownVerdicts::Find(std::span<const uint64_t> state,
                                   Stage stage) {
  const uint64_t hash = HashOf(state, stage);
  const auto place = std::span(entries_).subspan(
      hash % (entries_.size() / kEntriesPerPlace) * kEntriesPerPlace,
      kEntriesPerPlace);
  for (const Entry& entry : place) {
    if (entry.hash == hash && entry.stage == stage &&
        std::equal(state.begin(), state.end(), entry.state.begin(),
                   entry.state.end())) {
      return &entry.verdict;
    }
  }
  std::rotate(place.begin(), place.end() - 1, place.end());
  Entry& entry = place.front();
  entry.hash = hash;
  entry.stage = stage;
  entry.state.assign(state.begin(), state.end());
  missing_ = &entry;
  return nullptr;
}

void KnownVerdicts::Add(const Verdict& verdict) {
  IOTPF_CHECK(missing_ != nullptr);
  missing_->verdict = verdict;
  missing_ = nullptr;
}

}  // namespace iotpf::runtime
