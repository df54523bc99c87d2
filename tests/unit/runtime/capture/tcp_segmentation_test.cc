// A stream is the same however it was cut, shuffled and repeated; segments
// without sense do no harm.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "runtime/capture/tcp_stream.h"
#include "runtime/limits.h"
#include "tests/support/tcp_transcript.h"

namespace iotpf::runtime {
namespace {

using tests::A;
using tests::F;
using tests::Of;
using tests::R;
using tests::S;
using tests::Segment;
using tests::Transcript;

// The order in which a random cut of a stream arrives: shuffled, with repeats
// and overlaps that agree.
std::vector<Segment> RandomSegments(const std::string& stream,
                                    uint32_t initial_sequence,
                                    std::mt19937& random) {
  std::vector<Segment> segments = {{'c', S, initial_sequence, ""}};
  const auto size = static_cast<uint32_t>(stream.size());
  const auto add = [&](uint32_t at, uint32_t length) {
    const bool is_last = at + length == size;
    segments.push_back({'c', is_last ? F : A, initial_sequence + 1 + at,
                        stream.substr(at, length)});
  };
  for (uint32_t at = 0; at < size;) {
    const uint32_t length =
        std::min<uint32_t>(size - at, 1 + static_cast<uint32_t>(random() % 40));
    add(at, length);
    at += length;
  }
  const size_t repeats = random() % 20;
  for (size_t i = 0; i < repeats; ++i) {
    const auto at = static_cast<uint32_t>(random() % size);
    add(at, 1 + static_cast<uint32_t>(random() % (size - at)));
  }
  std::shuffle(segments.begin(), segments.end(), random);
  // The start of a stream is looked for in its first segments only.
  const auto syn = std::find_if(segments.begin(), segments.end(),
                                [](const Segment& s) { return s.flags == S; });
  const auto place =
      segments.begin() + static_cast<long>(random() % kTcpStartSegments);
  if (syn > place) std::rotate(place, syn, syn + 1);
  return segments;
}

TEST_CASE("any cut, order and repetition of a stream delivers its bytes") {
  constexpr uint32_t kSeed = 20240607;
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    std::string stream;
    const size_t size = 1 + random() % 2000;
    for (size_t i = 0; i < size; ++i) stream += static_cast<char>(random());
    // Half of the streams wrap around.
    const uint32_t initial_sequence =
        round % 2 == 0 ? static_cast<uint32_t>(random())
                       : 0u - static_cast<uint32_t>(random() % 2000);
    CaptureStatistics statistics;
    TcpShard shard(statistics);
    TcpStream tcp(shard);
    Transcript sink;
    for (const Segment& segment :
         RandomSegments(stream, initial_sequence, random)) {
      tcp.Add(Of(segment), sink);
    }
    CAPTURE(round);
    const bool is_same = sink.text == stream + "[fin]";
    REQUIRE(is_same);
    CHECK(statistics.tcp_gaps == 0);
    CHECK(tcp.from_start());
    CHECK(tcp.delivered() == size);
    CHECK(shard.held_bytes == 0);
  }
}

TEST_CASE("hostile segments deliver in order and end once") {
  constexpr uint32_t kSeed = 99;
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    CaptureStatistics statistics;
    TcpShard shard(statistics);
    TcpConnection connection(shard);
    Transcript client, server;
    for (int i = 0; i < 60; ++i) {
      Segment segment{'c',
                      static_cast<uint8_t>(random()),
                      static_cast<uint32_t>(random() % 64),
                      std::string(random() % 16, 'x'),
                      static_cast<uint32_t>(random() % 64),
                      static_cast<uint32_t>(random() % 3)};
      if (random() % 8 == 0) segment.sequence = static_cast<uint32_t>(random());
      if (random() % 8 == 0) {
        segment.acknowledgement = static_cast<uint32_t>(random());
      }
      if (random() % 4 != 0) segment.flags &= static_cast<uint8_t>(~(R | S));
      connection.Add(Of(segment), random() % 2 == 0, client, server);
    }
    connection.Finish(client, server);
    CHECK(client.ends == 1);
    CHECK(server.ends == 1);
    CHECK(shard.held_bytes == 0);
  }
}

}  // namespace
}  // namespace iotpf::runtime
