// HTTP/2 frames in bytes, for tests.
#ifndef IOTPF_TESTS_SUPPORT_HTTP2_BYTES_H_
#define IOTPF_TESTS_SUPPORT_HTTP2_BYTES_H_

#include "tests/support/stream_script.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::tests {

inline const std::string kHttp2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

// Flags: RFC 9113, 6.1 and 6.2.
inline constexpr uint8_t kEndStream = 0x1;
inline constexpr uint8_t kEndHeaders = 0x4;
inline constexpr uint8_t kPadded = 0x8;
inline constexpr uint8_t kPriority = 0x20;

inline std::string Http2Frame(uint8_t type, uint8_t flags, uint32_t stream,
                              const std::string& payload) {
  return BigEndian(payload.size(), 3) + BigEndian(type, 1) +
         BigEndian(flags, 1) + BigEndian(stream, 4) + payload;
}
inline std::string Http2Data(uint8_t flags, uint32_t stream,
                             const std::string& payload) {
  return Http2Frame(0, flags, stream, payload);
}
inline std::string Http2Headers(uint8_t flags, uint32_t stream,
                                const std::string& block) {
  return Http2Frame(1, flags, stream, block);
}
inline std::string Http2Reset(uint32_t stream) {
  return Http2Frame(3, 0, stream, BigEndian(8, 4));
}
inline const std::string kHttp2Settings = Http2Frame(4, 0, 0, "");

// Fields as literals that enter no table; names and values below 127 bytes.
// RFC 7541, 6.2.2.
inline std::string HpackLiterals(
    std::initializer_list<std::pair<std::string_view, std::string_view>>
        fields) {
  std::string block;
  for (const auto& [name, value] : fields) {
    block += BigEndian(0, 1) + BigEndian(name.size(), 1) + std::string(name) +
             BigEndian(value.size(), 1) + std::string(value);
  }
  return block;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_HTTP2_BYTES_H_
