// One packet through the decoder, and what was counted on its way.
#ifndef IOTPF_TESTS_SUPPORT_DECODE_PACKET_H_
#define IOTPF_TESTS_SUPPORT_DECODE_PACKET_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/capture/packet.h"

namespace iotpf::tests {

// Counters that are not 0, but for those of every packet: "name=value ...".
inline std::string Counted(const runtime::CaptureStatistics& statistics) {
  std::string text;
  statistics.ForEach(
      [&](std::string_view name, uint64_t value, std::string_view) {
        if (value == 0 || name == "packets") return;
        text += (text.empty() ? "" : " ") + std::string(name) + "=" +
                std::to_string(value);
      });
  return text;
}

struct Decoding {
  bool is_decoded;
  runtime::DecodedPacket packet;  // views are valid while the bytes passed are
  std::string counted;
};

// `original_size` 0: that of `bytes`.
inline Decoding Decode(uint32_t link_type, std::string_view bytes,
                       uint32_t original_size = 0) {
  runtime::CaptureStatistics statistics;
  runtime::PacketDecoder decoder(statistics);
  runtime::CapturedPacket captured;
  captured.link_type = link_type;
  captured.bytes = bytes;
  captured.original_size =
      original_size > 0 ? original_size : static_cast<uint32_t>(bytes.size());
  Decoding result;
  result.is_decoded = decoder.Decode(captured, result.packet);
  result.counted = Counted(statistics);
  return result;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_DECODE_PACKET_H_
