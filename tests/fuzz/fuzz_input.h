// Bytes of a fuzzer as traffic: what targets of protocol decoders share.
//
// Datagrams: | 1 byte: bit 0 the sender, bit 1 cut by the capture | size in 2
// bytes | bytes |, again and again. Streams: | 1 byte: bit 0 the sender, bits 1
// and 2 what: bytes, gap, clean end, unclean end | size in 2 bytes | bytes |.
#ifndef IOTPF_TESTS_FUZZ_FUZZ_INPUT_H_
#define IOTPF_TESTS_FUZZ_FUZZ_INPUT_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/stream_decoder.h"
#include "runtime/protocols/stream_pieces.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/describe_session.h"

#include <iotpf/byte_cursor.h>
#include <iotpf/check.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

inline std::string_view AsText(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline runtime::Sender SenderOf(uint8_t what) {
  return (what & 1) == 0 ? runtime::Sender::Client : runtime::Sender::Server;
}

// All fields of a session, so that they are read.
inline std::string DescribeAll(const Session& session) {
  std::string text;
  for (size_t i = 0; i < kFieldCount; ++i) {
    text += Describe(session, static_cast<Field>(i)) + "\n";
  }
  return text;
}

// Feeds the datagrams of `input` and reads what came out.
inline void FuzzDatagrams(std::string_view input,
                          runtime::DatagramDecoder& decoder) {
  ByteCursor cursor(input);
  while (!cursor.empty()) {
    const uint8_t what = cursor.U8();
    const size_t size = cursor.U16();
    const std::string_view rest = cursor.rest();
    decoder.OnDatagram(SenderOf(what), cursor.Take(std::min(size, rest.size())),
                       (what & 2) != 0, {});
  }
  decoder.OnEnd(input.size() % 2 == 0);
  Session session;
  decoder.Write(session);
  DescribeAll(session);
}

// One direction of a stream.
struct FuzzSide {
  std::vector<runtime::StreamPieceView> steps;
  bool has_ended = false;
};

inline std::array<FuzzSide, 2> FuzzSidesOf(std::string_view input) {
  using Kind = runtime::StreamPieceKind;
  std::array<FuzzSide, 2> sides;
  ByteCursor cursor(input);
  while (!cursor.empty()) {
    const uint8_t first = cursor.U8();
    const size_t size = cursor.U16();
    runtime::StreamPieceView step{.kind = static_cast<Kind>(first >> 1 & 3)};
    FuzzSide& side = sides[first & 1];
    if (step.kind == Kind::Gap) step.gap_size = size;
    if (step.kind == Kind::Bytes) {
      step.bytes = cursor.Take(std::min(size, cursor.remaining()));
    }
    if (side.has_ended) continue;
    side.has_ended = step.kind >= Kind::CleanEnd;
    side.steps.push_back(step);
  }
  return sides;
}

// Feeds one direction in pieces of at most `piece` bytes.
inline void FeedSide(const FuzzSide& side, runtime::Sender sender, size_t piece,
                     runtime::StreamDecoder& decoder) {
  for (const runtime::StreamPieceView& step : side.steps) {
    if (step.kind != runtime::StreamPieceKind::Bytes) {
      Give(step, sender, decoder);
      continue;
    }
    std::string_view bytes = step.bytes;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
      decoder.OnBytes(sender, bytes.substr(0, piece), {});
    }
  }
  if (!side.has_ended) decoder.OnEnd(sender, false);
}

// Decodes the streams of `input` whole, and again byte by byte with the server
// first. `run` makes a decoder, has it fed, and says what came out: both times
// the same. Nullopt: a cap was reached whose effect depends on the order.
using FuzzFeed = std::function<void(runtime::StreamDecoder& decoder)>;
using FuzzRun = std::function<std::optional<std::string>(const FuzzFeed& feed)>;
inline void FuzzStreams(std::string_view input, const FuzzRun& run) {
  const std::array<FuzzSide, 2> sides = FuzzSidesOf(input);
  using runtime::Sender;
  const auto whole = run([&sides](runtime::StreamDecoder& decoder) {
    FeedSide(sides[0], Sender::Client, size_t{1} << 20, decoder);
    FeedSide(sides[1], Sender::Server, size_t{1} << 20, decoder);
  });
  const auto cut = run([&sides](runtime::StreamDecoder& decoder) {
    FeedSide(sides[1], Sender::Server, 1, decoder);
    FeedSide(sides[0], Sender::Client, 1, decoder);
  });
  IOTPF_CHECK(!whole || !cut || *whole == *cut);
}

// All exchanges so far as text; nullopt as above.
inline std::optional<std::string> DescribeExchanges(
    runtime::StreamDecoder& decoder, const runtime::DecodeCounters& counters) {
  const std::string text = Describe(decoder.TakeExchanges());
  const uint64_t capped =
      counters.http_held_overflows + counters.http_pipeline_overflows +
      counters.http2_streams_over_cap + counters.http2_tunnels_over_cap +
      counters.http2_exchanges_early;
  return capped == 0 ? std::optional(text) : std::nullopt;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_FUZZ_FUZZ_INPUT_H_
