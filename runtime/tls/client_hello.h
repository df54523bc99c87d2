// The client hello of TLS, DTLS and QUIC.
#ifndef IOTPF_RUNTIME_TLS_CLIENT_HELLO_H_
#define IOTPF_RUNTIME_TLS_CLIENT_HELLO_H_

#include <iotpf/byte_cursor.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// What carries a handshake.
enum class TlsCarrier : uint8_t { Tcp, Datagrams, Quic };

// What rules and reports see of a client hello: views of its body.
struct ClientHello {
  std::string_view sni;   // the name of type host_name; case as sent
  std::string_view alpn;  // in order of preference: TakeAlpn()
  uint16_t version = 0;   // highest offered: 0x0303, 0x0304, 0xfefd
  bool operator==(const ClientHello&) const = default;
};

// Takes the first name off a list of ClientHello::alpn. Empty at the end.
std::string_view TakeAlpn(std::string_view& names);

// Parses the body of a ClientHello, after its handshake header. nullopt where
// it is malformed.
//
//   Source   RFC 8446, 4.1.2; RFC 6347, 4.2.1 (the cookie of DTLS); RFC 6066,
//            3; RFC 7301, 3.1; RFC 8701 (GREASE).
std::optional<ClientHello> ParseClientHello(
    std::string_view body, TlsCarrier carrier = TlsCarrier::Tcp);

struct HelloExtension {
  uint16_t type = 0;
  std::string_view content;
};
// Takes the next extension off a list.
inline HelloExtension TakeHelloExtension(ByteCursor& extensions) {
  const uint16_t type = extensions.U16();
  return {type, extensions.TakeBehindU16()};
}

// All of a well-formed client hello: views of `body`.
struct ClientHelloParts {
  uint16_t legacy_version = 0;
  std::string_view random;  // 32 bytes
  std::string_view session_id;
  std::string_view cipher_suites;  // two bytes each
  std::string_view extensions;     // behind each other, as sent

  // The content of the first extension of a type.
  std::optional<std::string_view> Find(uint16_t type) const;
};

std::optional<ClientHelloParts> SplitClientHello(std::string_view body,
                                                 TlsCarrier carrier);

// Values that clients send for servers to pass over. Source: RFC 8701, 2.
constexpr bool IsGrease(uint16_t value) {
  return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

// Numbers of extensions. Source: IANA, TLS ExtensionType Values.
inline constexpr uint16_t kServerNameExtension = 0;
inline constexpr uint16_t kGroupsExtension = 10;
inline constexpr uint16_t kPointFormatsExtension = 11;
inline constexpr uint16_t kSignatureAlgorithmsExtension = 13;
inline constexpr uint16_t kAlpnExtension = 16;
inline constexpr uint16_t kEncryptThenMacExtension = 22;
inline constexpr uint16_t kExtendedMasterSecretExtension = 23;
inline constexpr uint16_t kSessionTicketExtension = 35;
inline constexpr uint16_t kEarlyDataExtension = 42;
inline constexpr uint16_t kSupportedVersionsExtension = 43;

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_CLIENT_HELLO_H_
