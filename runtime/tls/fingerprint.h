// JA3 and JA4: what a client hello says of the software that sent it.
#ifndef IOTPF_RUNTIME_TLS_FINGERPRINT_H_
#define IOTPF_RUNTIME_TLS_FINGERPRINT_H_

#include "runtime/tls/client_hello.h"

#include <string>

namespace iotpf::runtime {

// The text that a JA3 is the MD5 of: version, cipher suites, extensions,
// groups and point formats in decimal; GREASE is left out.
//   Source   https://github.com/salesforce/ja3, How it works.
std::string Ja3Text(const ClientHelloParts& hello);
// 32 hex digits.
std::string Ja3(const ClientHelloParts& hello);

// The fingerprint `a_b_c`.
//   Source   https://github.com/FoxIO-LLC/ja4, technical_details/JA4.md.
std::string Ja4(const ClientHelloParts& hello, TlsCarrier carrier);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_FINGERPRINT_H_
