// Streams of HTTP/3 as bytes, for tests.
#ifndef IOTPF_TESTS_SUPPORT_HTTP3_BYTES_H_
#define IOTPF_TESTS_SUPPORT_HTTP3_BYTES_H_

#include "tests/support/stream_script.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::tests {

// A number of QUIC in four bytes, whatever it is. Source: RFC 9000, 16.
inline std::string QuicNumber(uint64_t value) {
  return BigEndian(0x80000000u | value, 4);
}

inline std::string Http3Frame(uint64_t type, const std::string& payload) {
  return QuicNumber(type) + QuicNumber(payload.size()) + payload;
}

// A block whose fields are written out, names and all. Source: RFC 9204, 4.5.6.
inline std::string QpackBlock(
    const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string block(2, '\0');
  for (const auto& [name, value] : fields) {
    // 7 or more: what is above follows; the values here are below 127.
    block += name.size() < 7
                 ? std::string(1, static_cast<char>(0x20 + name.size()))
                 : std::string("\x27") + static_cast<char>(name.size() - 7);
    block += name + static_cast<char>(value.size()) + value;
  }
  return block;
}

inline std::string Http3Request(const std::string& path,
                                const std::string& method = "GET") {
  return Http3Frame(1, QpackBlock({{":method", method},
                                   {":scheme", "https"},
                                   {":authority", "a.example"},
                                   {":path", path}}));
}

inline std::string Http3Response(const std::string& status = "200") {
  return Http3Frame(1, QpackBlock({{":status", status}}));
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_HTTP3_BYTES_H_
