// Order, overlaps, holes, starts and ends of a stream, as the header promises.
#include "runtime/capture/tcp_stream.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

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

TEST_CASE("what a stream delivers") {
  struct Case {
    const char* name;
    std::vector<Segment> segments;
    std::string text;
  };
  const std::vector<Case> cases = {
      {"in order",
       {{'c', S, 9, ""},
        {'c', A, 10, "abc"},
        {'c', A, 13, "de"},
        {'c', F, 15, ""}},
       "abcde[fin]"},
      {"out of order",
       {{'c', S, 9, ""}, {'c', F, 13, "de"}, {'c', A, 10, "abc"}},
       "abcde[fin]"},
      {"the SYN comes last",
       {{'c', A, 13, "de"}, {'c', A, 10, "abc"}, {'c', S, 9, ""}},
       "abcde[cut]"},
      {"data on the SYN", {{'c', S, 9, "ab"}, {'c', F, 12, "c"}}, "abc[fin]"},
      {"wraparound",
       {{'c', S, 0xfffffffc, ""},
        {'c', A, 2, "fg"},
        {'c', A, 0xfffffffd, "abcde"},
        {'c', F, 4, ""}},
       "abcdefg[fin]"},
      {"retransmission, longer",
       {{'c', S, 9, ""}, {'c', A, 10, "abc"}, {'c', A, 10, "abcde"}},
       "abcde[cut]"},
      {"overlap: the first data wins",
       {{'c', S, 9, ""}, {'c', A, 12, "CDE"}, {'c', A, 10, "abcdefg"}},
       "abCDEfg[cut]"},
      {"a hole at the end of the flow",
       {{'c', S, 9, ""},
        {'c', A, 10, "ab"},
        {'c', A, 15, "fg"},
        {'c', F, 20, ""}},
       "ab[gap 3]fg[gap 3][fin]"},
      {"cut by the capture",
       {{'c', S, 9, ""}, {'c', A, 10, "ab", 0, 5}, {'c', A, 17, "cd"}},
       "ab[gap 5]cd[cut]"},
      {"cut by the capture, out of order",
       {{'c', S, 9, ""},
        {'c', A, 12, "cd", 0, 2},
        {'c', A, 16, "ef"},
        {'c', A, 10, "ab"}},
       "abcd[gap 2]ef[cut]"},
      {"reset",
       {{'c', S, 9, ""}, {'c', A, 10, "ab"}, {'c', R, 12, ""}},
       "ab[reset]"},
      {"reset before its data",
       {{'c', S, 9, ""}, {'c', R, 12, ""}, {'c', A, 10, "ab"}},
       "ab[reset]"},
      {"a reset nobody could take",
       {{'c', S, 9, ""},
        {'c', A, 10, "ab"},
        {'s', A, 1, "", 12},
        {'c', R, 10, ""},
        {'c', A, 12, "cd"}},
       "abcd[cut]"},
      {"data behind the end",
       {{'c', S, 9, ""},
        {'c', A, 12, "cdXX"},
        {'c', F, 14, ""},
        {'c', A, 10, "ab"}},
       "abcd[fin]"},
      {"refused", {{'c', R | A, 0, ""}}, "[reset]"},
      {"nothing", {}, "[cut]"},
      {"from the middle",
       {{'c', A, 10, "ab"}, {'c', A, 12, "cd"}},
       "~abcd[cut]"},
      {"from the middle, out of order",
       {{'c', A, 14, "ef"}, {'c', A, 12, "cd"}, {'c', A, 10, "ab"}},
       "~abcdef[cut]"},
      {"from the middle: an acknowledgement settles the start",
       {{'c', A, 12, "cd"}, {'s', A, 1, "", 14}, {'c', A, 10, "ab"}},
       "~cd[cut]"},
      {"from the middle, the end alone", {{'c', F, 10, ""}}, "[fin]"},
      {"the SYN+ACK of the other side tells the start",
       {{'s', S | A, 70, "", 10}, {'c', A, 12, "cd"}, {'c', A, 10, "ab"}},
       "abcd[cut]"},
      {"far ahead",
       {{'c', S, 9, ""}, {'c', A, 0x50000000, "x"}, {'c', A, 10, "ab"}},
       "ab[cut]"},
      {"keep-alive",
       {{'c', S, 9, ""},
        {'c', A, 10, "ab"},
        {'c', A, 11, "?"},
        {'c', A, 12, "cd"}},
       "abcd[cut]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CaptureStatistics statistics;
    TcpShard shard(statistics);
    Transcript client, server;
    {
      TcpConnection connection(shard);
      for (const Segment& segment : c.segments) {
        connection.Add(Of(segment), segment.side == 'c', client, server);
      }
      connection.Finish(client, server);
      CHECK(client.text == c.text);
      CHECK(client.ends == 1);
      CHECK(server.ends == 1);
    }
    CHECK(shard.held_bytes == 0);
  }
}

TEST_CASE("a hole is skipped once the other side has acknowledged it") {
  CaptureStatistics statistics;
  TcpShard shard(statistics);
  Transcript sink, unused;
  TcpConnection connection(shard);
  const auto add = [&](const Segment& segment) {
    connection.Add(Of(segment), segment.side == 'c', sink, unused);
  };
  add({'c', S, 9, ""});
  add({'c', A, 13, "d"});
  for (uint32_t i = 0; i < 2 * kTcpAckedSegments; ++i) add({'c', A, 14, ""});
  CHECK(sink.text == "");  // nobody says that it arrived
  add({'s', A, 1, "", 14});
  for (uint32_t i = 1; i < kTcpAckedSegments; ++i) add({'c', A, 14, ""});
  CHECK(sink.text == "");
  add({'c', A, 14, "e"});
  CHECK(sink.text == "[gap 3]de");
  CHECK(statistics.tcp_gaps == 1);
  CHECK(statistics.tcp_gap_bytes == 3);
}

TEST_CASE("what waits behind a hole is capped") {
  CaptureStatistics statistics;
  TcpShard shard(statistics);
  Transcript sink;
  SUBCASE("bytes of a stream") {
    TcpStream stream(shard);
    stream.Add(Of({'c', S, 9, ""}), sink);
    const std::string part(1024, 'x');
    for (uint32_t i = 0; i * part.size() <= kTcpHeldBytes; ++i) {
      CHECK(sink.text == "");
      stream.Add(Of({'c', A, 11 + i * 1024, part}), sink);
    }
    CHECK(sink.text.starts_with("[gap 1]x"));
    CHECK(statistics.tcp_hold_over_cap == 1);
    CHECK(shard.held_bytes == 0);
  }
  SUBCASE("pieces of a stream") {
    TcpStream stream(shard);
    stream.Add(Of({'c', S, 9, ""}), sink);
    for (uint32_t i = 0; i <= kTcpHeldSegments; ++i) {
      CHECK(sink.text == "");
      stream.Add(Of({'c', A, 11 + i * 2, "x"}), sink);
    }
    CHECK(sink.text == "[gap 1]x");
  }
  SUBCASE("bytes of a shard") {
    std::vector<std::unique_ptr<TcpStream>> streams;
    const std::string part(60000, 'x');
    for (int i = 0; i < 200; ++i) {
      streams.push_back(std::make_unique<TcpStream>(shard));
      streams.back()->Add(Of({'c', S, 9, ""}), sink);
      streams.back()->Add(Of({'c', A, 11, part}), sink);
      CHECK(shard.held_bytes <= kTcpHeldBytesPerShard);
    }
    CHECK(statistics.tcp_hold_over_cap > 0);
    streams.clear();
    CHECK(shard.held_bytes == 0);
  }
}

TEST_CASE("a connection is finished by two FINs or one reset") {
  struct Case {
    std::vector<Segment> segments;
    bool is_finished;
  };
  const std::vector<Case> cases = {
      {{{'c', S, 9, ""}, {'c', F, 10, ""}}, false},
      {{{'c', S, 9, ""},
        {'s', S | A, 70, "", 10},
        {'c', F, 10, ""},
        {'s', F, 71, "", 11}},
       true},
      {{{'c', S, 9, ""}, {'s', R | A, 0, "", 10}}, true},
      {{{'c', S, 9, ""}, {'c', F, 10, ""}, {'c', R, 11, ""}}, true},
  };
  for (const Case& c : cases) {
    CaptureStatistics statistics;
    TcpShard shard(statistics);
    TcpConnection connection(shard);
    Transcript client, server;
    for (const Segment& segment : c.segments) {
      connection.Add(Of(segment), segment.side == 'c', client, server);
    }
    CHECK(connection.finished() == c.is_finished);
  }
}

}  // namespace
}  // namespace iotpf::runtime
