// Frames of QUIC.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_FRAMES_H_
#define IOTPF_RUNTIME_QUIC_QUIC_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// A frame that carries something of use here.
struct QuicFrame {
  enum class Kind : uint8_t { Crypto, Stream, Reset, NewId };
  Kind kind = Kind::Crypto;
  uint64_t stream = 0;     // Stream, Reset
  uint64_t offset = 0;     // of `bytes`: Crypto, Stream
  std::string_view bytes;  // Crypto, Stream
  bool is_last = false;    // Stream: no byte follows them
  size_t id_bytes = 0;     // NewId: of the id
};

// Takes frames off the front of a packet's, up to one of use. nullopt at the
// end, or where the rest is no frame that is known: `is_malformed`.
//   Source   RFC 9000, 12.4 and 19; RFC 9221 (datagrams); IANA, QUIC Frame
//            Types.
std::optional<QuicFrame> TakeQuicFrame(std::string_view& frames,
                                       bool& is_malformed);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_FRAMES_H_
