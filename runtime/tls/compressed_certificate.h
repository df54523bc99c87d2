// Certificate messages that were compressed.
#ifndef IOTPF_RUNTIME_TLS_COMPRESSED_CERTIFICATE_H_
#define IOTPF_RUNTIME_TLS_COMPRESSED_CERTIFICATE_H_

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// The body of the Certificate message in a CompressedCertificate message.
// nullopt where it is malformed, of an algorithm that is not known, or longer
// than kMaxTlsHandshakeBytes.
//
//   Input    the body of the message.
//   Source   RFC 8879, 4.
std::optional<std::string> ExpandCertificate(std::string_view body);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_COMPRESSED_CERTIFICATE_H_
