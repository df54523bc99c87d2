// Datagrams of DTLS in bytes, for tests.
#ifndef IOTPF_TESTS_SUPPORT_DTLS_BYTES_H_
#define IOTPF_TESTS_SUPPORT_DTLS_BYTES_H_

#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace iotpf::tests {

inline std::string DtlsRecord(char type, uint16_t epoch,
                              const std::string& content) {
  return type + std::string("\xfe\xfd") + BigEndian(epoch, 2) +
         std::string(6, '\0') + Behind(2, content);
}

// A fragment of a handshake message.
inline std::string DtlsFragment(char type, uint16_t number,
                                const std::string& body, size_t offset = 0,
                                size_t size = 9999) {
  return DtlsRecord(22, 0,
                    type + BigEndian(body.size(), 3) + BigEndian(number, 2) +
                        BigEndian(offset, 3) +
                        Behind(3, body.substr(offset, size)));
}

// The body of a client hello that asks for lamp.example.
inline std::string DtlsHello(const std::string& cookie) {
  return BigEndian(0xfefd, 2) + std::string(32, 'r') + Behind(1, "") +
         Behind(1, cookie) + Behind(2, "\xc0\xa8") +
         Behind(1, std::string(1, '\0')) + Behind(2, TlsSni("lamp.example"));
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_DTLS_BYTES_H_
