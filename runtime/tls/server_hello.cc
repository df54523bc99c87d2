// A server hello looks the same in all versions; from TLS 1.3 on the version is
// in an extension, and a certain random says that it is no answer but a request
// for another client hello.
#include "runtime/tls/server_hello.h"

#include "runtime/tls/client_hello.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {
namespace {

// SHA-256 of "HelloRetryRequest". Source: RFC 8446, 4.1.3.
constexpr std::string_view kRetryRandom(
    "\xCF\x21\xAD\x74\xE5\x9A\x61\x11\xBE\x1D\x8C\x02\x1E\x65\xB8\x91"
    "\xC2\xA2\x11\x16\x7A\xBB\x8C\x5E\x07\x9E\x09\xE2\xC8\xA8\x33\x9C",
    32);

}  // namespace

std::optional<ServerHello> ParseServerHello(std::string_view body) {
  ServerHello hello;
  ByteCursor cursor(body);
  hello.version = cursor.U16();
  hello.random = cursor.Take(kRetryRandom.size());
  hello.session_id = cursor.TakeBehindU8();
  hello.cipher = cursor.U16();
  hello.compression = cursor.U8();
  hello.is_retry = hello.random == kRetryRandom;
  if (!cursor.ok()) return std::nullopt;
  if (cursor.empty()) return hello;
  ByteCursor extensions(cursor.TakeBehindU16());
  if (!cursor.ok() || !cursor.empty()) return std::nullopt;
  while (extensions.ok() && !extensions.empty()) {
    const uint16_t type = extensions.U16();
    ByteCursor content(extensions.TakeBehindU16());
    if (type == kSupportedVersionsExtension) hello.version = content.U16();
    if (type == kEncryptThenMacExtension) hello.encrypt_then_mac = true;
    if (type == kExtendedMasterSecretExtension) {
      hello.extended_master_secret = true;
    }
    if (!content.ok()) return std::nullopt;
  }
  if (!extensions.ok()) return std::nullopt;
  return hello;
}

}  // namespace iotpf::runtime
