// Who sent bytes, and where they come from.
#ifndef IOTPF_RUNTIME_PROTOCOLS_BYTE_ORIGIN_H_
#define IOTPF_RUNTIME_PROTOCOLS_BYTE_ORIGIN_H_

#include <cstddef>
#include <cstdint>

namespace iotpf::runtime {

// Which side of a flow sent the bytes.
enum class Sender : uint8_t { Client, Server };

constexpr size_t IndexOf(Sender sender) { return static_cast<size_t>(sender); }
constexpr Sender Other(Sender sender) {
  return sender == Sender::Client ? Sender::Server : Sender::Client;
}

// Where bytes come from. Decoders only hand it on.
struct ByteOrigin {
  int64_t time_ns = 0;  // nanoseconds since 1970 UTC
  uint64_t packet = 0;  // number of the packet in its input
  bool operator==(const ByteOrigin&) const = default;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_BYTE_ORIGIN_H_
