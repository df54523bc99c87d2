// What a server's certificate says of it.
#ifndef IOTPF_RUNTIME_TLS_CERTIFICATE_H_
#define IOTPF_RUNTIME_TLS_CERTIFICATE_H_

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

struct Certificate {
  std::string subject;  // as text of RFC 4514, in UTF-8; may be empty
  std::string issuer;   // the same
  std::string names;    // DNS names it is for, in order, a space between
  bool operator==(const Certificate&) const = default;
};

// Parses a certificate in DER. nullopt where it is none, or where its names
// cannot be read; its key, its dates and its signature are not looked at.
//
//   Cost     of its names.
//   Source   RFC 5280, 4.1 and 4.2.1.6; RFC 4514, 2.
std::optional<Certificate> ParseCertificate(std::string_view der);

// The first certificate of a Certificate message, which is the server's own;
// empty where the server has none. nullopt where the message is malformed.
//
//   Input    the body of the message. `is_tls13`: as TLS 1.3 writes it.
//   Source   RFC 5246, 7.4.2; RFC 8446, 4.4.2.
std::optional<std::string_view> FirstCertificate(std::string_view body,
                                                 bool is_tls13);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_CERTIFICATE_H_
