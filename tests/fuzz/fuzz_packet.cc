// Decodes packets of a link type that the input chooses, as one capture, so
// that fragments meet. What comes out lies within what went in or within what
// the decoder put together, and every packet is accounted for.

#include "runtime/capture/packet.h"

#include <iotpf/byte_cursor.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace iotpf::runtime;

namespace {

// Reads the first and last byte, which a sanitizer sees.
void Check(const DecodedPacket& packet) {
  if (packet.payload.size() > packet.payload_size) abort();
  if (packet.payload.empty()) return;
  volatile char last = packet.payload.front();
  last = packet.payload.back();
  static_cast<void>(last);
}

}  // namespace

// Two bytes of link type; then packets, each behind two bytes of length.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  iotpf::ByteCursor cursor({reinterpret_cast<const char*>(data), size});
  CaptureStatistics statistics;
  PacketDecoder decoder(statistics);
  CapturedPacket captured;
  captured.link_type = cursor.U16();
  DecodedPacket packet;
  uint64_t decoded = 0;
  while (!cursor.empty()) {
    const std::string_view taken = cursor.TakeBehindU16();
    // A copy of its own size, so that a sanitizer sees its end.
    const std::vector<char> bytes(taken.begin(), taken.end());
    captured.bytes = {bytes.data(), bytes.size()};
    captured.original_size = static_cast<uint32_t>(bytes.size() + 7);
    captured.time_ns += 1'000'000;
    ++captured.index;
    if (decoder.Decode(captured, packet)) Check(packet), ++decoded;
    while (decoder.has_more()) {
      if (decoder.DecodeMore(packet)) Check(packet), ++decoded;
    }
  }
  decoder.Finish();
  if (decoded != statistics.tcp_packets + statistics.udp_packets) abort();
  return 0;
}
