// Segments in short, and what a stream makes of them as text.
#ifndef IOTPF_TESTS_SUPPORT_TCP_TRANSCRIPT_H_
#define IOTPF_TESTS_SUPPORT_TCP_TRANSCRIPT_H_

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/capture/tcp_stream.h"

namespace iotpf::tests {

// Writes what a stream delivers: bytes, "[gap N]", "[fin]", "[reset]", "[cut]";
// "~" in front where the stream is not known from its first byte.
class Transcript : public runtime::TcpSink {
 public:
  void OnBytes(std::string_view bytes, bool from_start) override {
    Mark(from_start);
    CHECK(!bytes.empty());
    text.append(bytes);
  }
  void OnGap(uint64_t size, bool from_start) override {
    Mark(from_start);
    text += "[gap " + std::to_string(size) + "]";
  }
  void OnEnd(runtime::TcpEnd end) override {
    constexpr const char* kNames[] = {"[fin]", "[reset]", "[cut]"};
    text += kNames[static_cast<int>(end)];
    ++ends;
  }

  std::string text;
  int ends = 0;

 private:
  void Mark(bool from_start) {
    CHECK(ends == 0);
    if (text.empty() && !from_start) text = "~";
  }
};

struct Segment {
  char side;  // 'c': the stream under test; 's': the other side
  uint8_t flags;
  uint32_t sequence;
  std::string payload;
  uint32_t acknowledgement = 0;
  uint32_t cut = 0;  // bytes of payload that the capture left out
};

inline runtime::DecodedPacket Of(const Segment& segment) {
  runtime::DecodedPacket packet;
  packet.tcp_flags = segment.flags;
  packet.sequence = segment.sequence;
  packet.acknowledgement = segment.acknowledgement;
  packet.payload = segment.payload;
  packet.payload_size =
      static_cast<uint32_t>(segment.payload.size()) + segment.cut;
  return packet;
}

// Flags in short.
inline constexpr uint8_t A = runtime::kTcpAck;
inline constexpr uint8_t S = runtime::kTcpSyn;
inline constexpr uint8_t F = runtime::kTcpFin | runtime::kTcpAck;
inline constexpr uint8_t R = runtime::kTcpRst;

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_TCP_TRANSCRIPT_H_
