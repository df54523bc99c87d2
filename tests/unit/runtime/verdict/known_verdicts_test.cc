// What was worked out for a state is found for that state alone.
#include "runtime/verdict/known_verdicts.h"

#include "runtime/limits.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace iotpf::runtime {
namespace {

using State = std::vector<uint64_t>;

Verdict Of(uint32_t provider) {
  Verdict verdict;
  verdict.label = LabelKind::Provider;
  verdict.providers = {provider};
  return verdict;
}

TEST_CASE("a verdict is known by the whole state and its stage") {
  KnownVerdicts known;
  const State state = {1, 2, 3, 4, 5};
  CHECK(known.Find(state, Stage::Hello) == nullptr);
  known.Add(Of(7));
  const Verdict* found = known.Find(state, Stage::Hello);
  REQUIRE(found != nullptr);
  CHECK(*found == Of(7));
  CHECK(known.Find(state, Stage::Payload) == nullptr);
  known.Add(Of(8));
  for (size_t word = 0; word < state.size(); ++word) {
    State other = state;
    other[word] ^= uint64_t{1} << 63;
    CAPTURE(word);
    CHECK(known.Find(other, Stage::Hello) == nullptr);
    known.Add(Of(9));
  }
}

TEST_CASE("more verdicts than there is room for are never mixed up") {
  KnownVerdicts known;
  const auto count = static_cast<uint32_t>(3 * kMaxKnownVerdicts / 2);
  size_t hits = 0;
  for (int round = 0; round < 2; ++round) {
    for (uint32_t i = 0; i < count; ++i) {
      const State state = {i, 0, i / 2};
      const Verdict* const found = known.Find(state, Stage::Hello);
      if (found == nullptr) {
        known.Add(Of(i));
        continue;
      }
      ++hits;
      CHECK(*found == Of(i));
    }
  }
  CHECK(hits > 0);
}

}  // namespace
}  // namespace iotpf::runtime
