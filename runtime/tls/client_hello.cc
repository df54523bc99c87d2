// A client hello is split into its parts once; the fields are then read from
// the few extensions that matter. A part of a hello is never shown: what is
// missing from it could be any extension, so one that does not end where it
// says is malformed as a whole.
#include "runtime/tls/client_hello.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr size_t kRandomBytes = 32;

// A name that no host can have is no server name. A dot at its end is not sent
// (RFC 6066, 3), and dropped where it is.
bool ReadServerName(ByteCursor extension, ClientHello& hello) {
  ByteCursor names(extension.TakeBehindU16());
  while (names.ok() && !names.empty()) {
    const uint8_t type = names.U8();
    std::string_view name = names.TakeBehindU16();
    if (type != 0 || !hello.sni.empty()) continue;
    const bool printable = std::all_of(
        name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.empty() || !printable) return false;
    hello.sni = name;
  }
  return extension.ok() && names.ok();
}

bool ReadAlpn(ByteCursor extension, ClientHello& hello) {
  const std::string_view list = extension.TakeBehindU16();
  if (hello.alpn.empty()) hello.alpn = list;
  ByteCursor names(list);
  while (names.ok() && !names.empty()) names.TakeBehindU8();
  return extension.ok() && names.ok();
}

// Only 0x03xx is a version of TLS, and 0xfexx of DTLS, which counts down:
// GREASE (0x?a?a) and drafts are passed over.
bool ReadSupportedVersions(ByteCursor extension, ClientHello& hello) {
  ByteCursor versions(extension.TakeBehindU8());
  uint16_t highest = 0;
  while (versions.ok() && !versions.empty()) {
    const uint16_t version = versions.U16();
    if (version >> 8 == 3) highest = std::max(highest, version);
    if (version >> 8 == 0xfe) {
      highest = highest == 0 ? version : std::min(highest, version);
    }
  }
  if (highest != 0) hello.version = highest;
  return extension.ok() && versions.ok();
}

bool ReadExtension(const HelloExtension& extension, ClientHello& hello) {
  const ByteCursor content(extension.content);
  switch (extension.type) {
    case kServerNameExtension:
      return ReadServerName(content, hello);
    case kAlpnExtension:
      return ReadAlpn(content, hello);
    case kSupportedVersionsExtension:
      return ReadSupportedVersions(content, hello);
    default:
      return true;
  }
}

}  // namespace

std::string_view TakeAlpn(std::string_view& names) {
  ByteCursor cursor(names);
  std::string_view name;
  while (name.empty() && !cursor.empty()) name = cursor.TakeBehindU8();
  names = cursor.rest();
  return name;
}

std::optional<std::string_view> ClientHelloParts::Find(uint16_t type) const {
  ByteCursor rest(extensions);
  while (!rest.empty()) {
    const HelloExtension extension = TakeHelloExtension(rest);
    if (extension.type == type) return extension.content;
  }
  return std::nullopt;
}

std::optional<ClientHelloParts> SplitClientHello(std::string_view body,
                                                 TlsCarrier carrier) {
  ClientHelloParts parts;
  ByteCursor cursor(body);
  parts.legacy_version = cursor.U16();
  parts.random = cursor.Take(kRandomBytes);
  parts.session_id = cursor.TakeBehindU8();
  if (carrier == TlsCarrier::Datagrams) cursor.TakeBehindU8();  // cookie
  parts.cipher_suites = cursor.TakeBehindU16();
  cursor.TakeBehindU8();  // compression methods
  if (!cursor.ok()) return std::nullopt;
  if (cursor.empty()) return parts;  // before extensions: RFC 5246, 7.4.1.2
  parts.extensions = cursor.TakeBehindU16();
  ByteCursor extensions(parts.extensions);
  while (extensions.ok() && !extensions.empty()) TakeHelloExtension(extensions);
  if (!cursor.ok() || !cursor.empty() || !extensions.ok()) return std::nullopt;
  return parts;
}

std::optional<ClientHello> ParseClientHello(std::string_view body,
                                            TlsCarrier carrier) {
  const auto parts = SplitClientHello(body, carrier);
  if (!parts) return std::nullopt;
  ClientHello hello;
  hello.version = parts->legacy_version;
  ByteCursor extensions(parts->extensions);
  while (!extensions.empty()) {
    const HelloExtension extension = TakeHelloExtension(extensions);
    if (!ReadExtension(extension, hello)) return std::nullopt;
  }
  return hello;
}

}  // namespace iotpf::runtime
