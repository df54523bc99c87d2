// The server hello of TLS and DTLS.
#ifndef IOTPF_RUNTIME_TLS_SERVER_HELLO_H_
#define IOTPF_RUNTIME_TLS_SERVER_HELLO_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

struct ServerHello {
  uint16_t version = 0;  // the one that both sides speak from here on
  uint16_t cipher = 0;   // IANA number
  std::string random;    // 32 bytes
  std::string session_id;
  uint8_t compression = 0;
  bool is_retry = false;  // asks for another client hello: RFC 8446, 4.1.4
  bool encrypt_then_mac = false;        // RFC 7366
  bool extended_master_secret = false;  // RFC 7627
  bool operator==(const ServerHello&) const = default;
};

// Parses the body of a ServerHello, after its handshake header. nullopt where
// it is malformed.
//   Source   RFC 8446, 4.1.3; RFC 5246, 7.4.1.3.
std::optional<ServerHello> ParseServerHello(std::string_view body);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_SERVER_HELLO_H_
