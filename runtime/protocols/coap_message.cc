// CoAP messages.
//
// Options come sorted by number and each says only how much larger its number
// is, so a path is its segments in order, each an option of the same number.
// A transfer in blocks (RFC 7959) repeats the path in the request for each
// block; nothing here depends on which block it is.
//
//   delta, size: 4 bits each | 0 to 2 bytes more of each | value ... 0xff
//   payload

#include "runtime/protocols/coap_message.h"

#include "runtime/protocols/ascii.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {
namespace {

constexpr uint8_t kPayloadMarker = 0xff;  // RFC 7252, 3
// RFC 7252, 5.10.
constexpr uint32_t kUriPath = 11;
constexpr uint32_t kProxyUri = 35;
constexpr uint32_t kMaxOptionNumber = 65535;
constexpr uint8_t kMaxTokenBytes = 8;

// RFC 7252, 3.1: 13 and 14 say that one or two bytes follow, 15 is reserved.
bool ReadExtended(ByteCursor& cursor, uint32_t& value) {
  if (value == 15) return false;
  if (value == 13) value = 13 + cursor.U8();
  if (value == 14) value = 269 + cursor.U16();
  return cursor.ok();
}

// RFC 3986, 3.3: unreserved, sub-delims, `:` and `@`.
bool MayStandInSegment(char c) {
  const char lower = ToLowerAscii(c);
  if (IsDigit(c) || (lower >= 'a' && lower <= 'z')) return true;
  return std::string_view("-._~!$&'()*+,;=:@").find(c) !=
         std::string_view::npos;
}

void AppendSegment(std::string_view segment, std::string& path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  path += '/';
  for (const char c : segment) {
    if (MayStandInSegment(c)) {
      path += c;
      continue;
    }
    const auto byte = static_cast<uint8_t>(c);
    path += '%';
    path += kHex[byte >> 4];
    path += kHex[byte & 15];
  }
}

}  // namespace

std::optional<CoapOptions> ParseCoapOptions(std::string_view bytes) {
  CoapOptions options;
  ByteCursor cursor(bytes);
  uint32_t number = 0;
  while (!cursor.empty()) {
    const uint8_t first = cursor.U8();
    options.has_payload = first == kPayloadMarker;
    if (options.has_payload) break;
    uint32_t delta = first >> 4;
    uint32_t size = first & 15;
    if (!ReadExtended(cursor, delta) || !ReadExtended(cursor, size)) {
      return std::nullopt;
    }
    number += delta;
    const std::string_view value = cursor.Take(size);
    if (!cursor.ok() || number > kMaxOptionNumber) return std::nullopt;
    if (number == kUriPath) AppendSegment(value, options.path);
    if (number == kProxyUri) options.is_proxied = true;
  }
  if (options.path.empty()) options.path = "/";
  return options;
}

std::optional<CoapDatagram> ParseCoapDatagram(std::string_view bytes) {
  ByteCursor cursor(bytes);
  const uint8_t first = cursor.U8();
  CoapDatagram datagram;
  datagram.code.value = cursor.U8();
  cursor.U16();  // message id
  const uint8_t token_size = first & 15;
  cursor.Skip(token_size);
  const bool is_version_1 = first >> 6 == 1;
  if (!cursor.ok() || !is_version_1 || token_size > kMaxTokenBytes) {
    return std::nullopt;
  }
  datagram.options = cursor.rest();
  return datagram;
}

}  // namespace iotpf::runtime
