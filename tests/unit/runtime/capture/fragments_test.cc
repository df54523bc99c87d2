// Fragments in any order make one datagram; contradictions and floods are
// counted and stay within the caps.
#include "runtime/capture/fragments.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "runtime/limits.h"
#include "tests/support/packet_builder.h"

namespace iotpf::runtime {
namespace {

constexpr int64_t kSecond = 1'000'000'000;

struct Part {
  uint32_t offset;
  bool more;
  std::string payload;
  uint32_t identification = 1;
  int64_t time_ns = 0;
};

Fragment Of(const Part& part, const std::string& source = tests::kClient4) {
  Fragment fragment;
  fragment.source = IpAddress::From(source);
  fragment.destination =
      IpAddress::From(source.size() == 4 ? tests::kServer4 : tests::kServer6);
  fragment.protocol = tests::kUdpNumber;
  fragment.identification = part.identification;
  fragment.offset = part.offset;
  fragment.more = part.more;
  fragment.time_ns = part.time_ns;
  fragment.payload = part.payload;
  return fragment;
}

TEST_CASE("fragments make a datagram, or a counter says why not") {
  struct Case {
    const char* name;
    std::vector<Part> parts;
    std::vector<std::string> datagrams;
    CaptureStatistics counted;
  };
  const std::string a(8, 'a'), b(8, 'b'), c(3, 'c'), x(8, 'x');
  const std::vector<Case> cases = {
      {"in order",
       {{0, true, a}, {8, true, b}, {16, false, c}},
       {a + b + c},
       {.fragments = 3, .datagrams_reassembled = 1}},
      {"backwards",
       {{16, false, c}, {8, true, b}, {0, true, a}},
       {a + b + c},
       {.fragments = 3, .datagrams_reassembled = 1}},
      {"twice",
       {{0, true, a}, {0, true, a}, {8, false, c}},
       {a + c},
       {.fragments = 3,
        .fragments_overlapping = 1,
        .datagrams_reassembled = 1}},
      {"overlapping: the first data wins",
       {{8, true, b}, {0, true, x + x + x}, {24, false, c}},
       {x + b + x + c},
       {.fragments = 3,
        .fragments_overlapping = 1,
        .datagrams_reassembled = 1}},
      {"two datagrams, mixed",
       {{0, true, a}, {0, true, b, 2}, {8, false, c, 2}, {8, false, c}},
       {b + c, a + c},
       {.fragments = 4, .datagrams_reassembled = 2}},
      {"never whole",
       {{0, true, a}, {16, false, c}},
       {},
       {.fragments = 2, .datagrams_incomplete = 1}},
      {"too late",
       {{0, true, a}, {8, false, c, 1, 61 * kSecond}},
       {},
       {.fragments = 2, .datagrams_incomplete = 2}},
      {"in time",
       {{0, true, a}, {8, false, c, 1, 59 * kSecond}},
       {a + c},
       {.fragments = 2, .datagrams_reassembled = 1}},
      {"past the largest datagram",
       {{65528, false, a}},
       {},
       {.fragments = 1, .fragments_malformed = 1}},
      {"empty, and of odd length",
       {{8, false, ""}, {0, true, c}},
       {},
       {.fragments = 2, .fragments_malformed = 2}},
      {"two ends",
       {{8, false, c}, {8, false, a}, {16, true, a}, {0, true, a}},
       {a + c},
       {.fragments = 4, .fragments_malformed = 2, .datagrams_reassembled = 1}},
      {"an end before what is held",
       {{16, true, a}, {8, false, c}},
       {},
       {.fragments = 2, .fragments_malformed = 1, .datagrams_incomplete = 1}},
  };
  for (const std::string& source : {tests::kClient4, tests::kClient6}) {
    for (const Case& test : cases) {
      CAPTURE(test.name);
      CaptureStatistics statistics;
      FragmentReassembler reassembler(statistics);
      std::vector<std::string> datagrams;
      for (const Part& part : test.parts) {
        if (const auto datagram = reassembler.Add(Of(part, source))) {
          CHECK(datagram->protocol == tests::kUdpNumber);
          datagrams.emplace_back(datagram->payload);
        }
      }
      reassembler.Finish();
      CHECK(datagrams == test.datagrams);
      CHECK(statistics == test.counted);
    }
  }
}

TEST_CASE("floods of fragments stay within the caps") {
  CaptureStatistics statistics;
  FragmentReassembler reassembler(statistics);
  SUBCASE("many datagrams") {
    for (uint32_t i = 0; i < kMaxPendingDatagrams + 5; ++i) {
      reassembler.Add(Of({0, true, std::string(8, 'a'), i}));
    }
    CHECK(statistics.datagrams_over_cap == 5);
    reassembler.Finish();
    CHECK(statistics.datagrams_incomplete == kMaxPendingDatagrams);
  }
  SUBCASE("many bytes") {
    const std::string part(64000, 'a');
    const auto fit = static_cast<uint32_t>(kMaxFragmentBytes / part.size());
    for (uint32_t i = 0; i < fit + 3; ++i) {
      reassembler.Add(Of({0, true, part, i}));
    }
    CHECK(statistics.datagrams_over_cap == 3);
  }
  SUBCASE("many pieces") {
    for (uint32_t i = 0; i <= kMaxFragmentsPerDatagram; ++i) {
      reassembler.Add(Of({i * 16 + 8, true, std::string(8, 'a')}));
    }
    CHECK(statistics.datagrams_over_cap == 1);
    reassembler.Finish();
    CHECK(statistics.datagrams_incomplete == 0);
  }
}

}  // namespace
}  // namespace iotpf::runtime
