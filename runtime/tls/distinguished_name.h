// The names of subjects and issuers in certificates.
#ifndef IOTPF_RUNTIME_TLS_DISTINGUISHED_NAME_H_
#define IOTPF_RUNTIME_TLS_DISTINGUISHED_NAME_H_

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// A Name in DER as text, in UTF-8. nullopt where it is none.
//
//   Output   the last attribute first: `CN=lamp.example,O=Lamps,C=DE`. Letters
//            outside ASCII stay what they are, since rules are written in it.
//   Source   RFC 5280, 4.1.2.4; RFC 4514, 2.
std::optional<std::string> NameText(std::string_view der);

// The same by OpenSSL alone: what the other one does where a name is not plain.
std::optional<std::string> NameTextByOpenSsl(std::string_view der);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_DISTINGUISHED_NAME_H_
