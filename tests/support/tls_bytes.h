// Handshakes of TLS as bytes, for tests.
#ifndef IOTPF_TESTS_SUPPORT_TLS_BYTES_H_
#define IOTPF_TESTS_SUPPORT_TLS_BYTES_H_

#include "tests/support/stream_script.h"

#include <iotpf/hex_digit.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::tests {

// Bytes behind their number in `size` bytes.
inline std::string Behind(int size, const std::string& bytes) {
  return BigEndian(bytes.size(), size) + bytes;
}

inline std::string TlsExtension(uint16_t type, const std::string& content) {
  return BigEndian(type, 2) + Behind(2, content);
}

inline std::string TlsSni(const std::string& name, char type = 0) {
  return TlsExtension(0, Behind(2, type + Behind(2, name)));
}

// The body of a client hello of TLS 1.2; `extensions` with their length.
inline std::string ClientHelloBody(const std::string& extensions) {
  return BigEndian(0x0303, 2) + std::string(32, 'r') + Behind(1, "") +
         Behind(2, "\x13\x01") + Behind(1, std::string(1, '\0')) + extensions;
}

// The body of a server hello.
inline std::string ServerHelloBody(
    uint16_t cipher, const std::string& extensions = {},
    const std::string& random = std::string(32, 's')) {
  return BigEndian(0x0303, 2) + random + Behind(1, "") + BigEndian(cipher, 2) +
         std::string(1, '\0') +
         (extensions.empty() ? "" : Behind(2, extensions));
}

inline std::string TlsMessage(char type, const std::string& body) {
  return type + Behind(3, body);
}

// The content in records of at most `size` bytes.
inline std::string TlsRecords(const std::string& content, size_t size = 16000,
                              char type = 22) {
  std::string records;
  for (size_t i = 0; i < content.size(); i += size) {
    records +=
        type + std::string("\x03\x01") + Behind(2, content.substr(i, size));
  }
  return records;
}

// Bytes written as hex digits; spaces are passed over.
inline std::string FromHex(std::string_view digits) {
  std::string bytes;
  int high = -1;
  for (const char digit : digits) {
    const int value = HexDigit(digit);
    if (value < 0) continue;
    if (high >= 0) bytes += static_cast<char>(high << 4 | value);
    high = high < 0 ? value : -1;
  }
  return bytes;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_TLS_BYTES_H_
