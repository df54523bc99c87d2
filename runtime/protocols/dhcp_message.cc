// DHCP messages for IPv4.
//
// The message has a fixed part and options behind it. A long option continues
// in another one of its number, and options that do not fit go on in two fields
// of the fixed part that nothing else needs: first `file`, then `sname`. So all
// places are read as one list, and parts of an option are joined in its order.
//
//   0      28      44     108     236     240
//   | ... | chaddr | sname | file | cookie | options: code, size, data ... 255

#include "runtime/protocols/dhcp_message.h"

#include <iotpf/byte_cursor.h>

#include <utility>

namespace iotpf::runtime {
namespace {

constexpr uint8_t kBootRequest = 1;       // RFC 2131, 2
constexpr uint32_t kCookie = 0x63825363;  // RFC 2131, 3
constexpr size_t kHardwareAddressBytes = 16;
constexpr size_t kServerNameOffset = 44;
constexpr size_t kServerNameBytes = 64;
constexpr size_t kFileOffset = 108;
constexpr size_t kFileBytes = 128;
constexpr size_t kCookieOffset = 236;

// RFC 2132.
constexpr uint8_t kPad = 0;
constexpr uint8_t kHostname = 12;
constexpr uint8_t kOverload = 52;
constexpr uint8_t kParams = 55;
constexpr uint8_t kVendorClass = 60;
constexpr uint8_t kEnd = 255;

// The options that are read, parts joined; null where there is none.
struct Options {
  std::optional<std::string> hostname;
  std::optional<std::string> overload;
  std::optional<std::string> params;
  std::optional<std::string> vendor_class;

  std::optional<std::string>* Find(uint8_t code) {
    switch (code) {
      case kHostname:
        return &hostname;
      case kOverload:
        return &overload;
      case kParams:
        return &params;
      case kVendorClass:
        return &vendor_class;
      default:
        return nullptr;
    }
  }
};

// False where an option does not end within `bytes`.
bool ReadOptions(std::string_view bytes, Options& options) {
  ByteCursor cursor(bytes);
  while (!cursor.empty()) {
    const uint8_t code = cursor.U8();
    if (code == kPad) continue;
    if (code == kEnd) return true;
    const std::string_view data = cursor.TakeBehindU8();
    if (!cursor.ok()) return false;
    if (std::optional<std::string>* const option = options.Find(code)) {
      if (!*option) option->emplace();
      **option += data;
    }
  }
  return true;  // without an end, as some send it
}

// RFC 2132, 2: text may end with zero bytes, which are no part of it. Nullopt
// where nothing is left.
std::optional<std::string> TextOf(std::optional<std::string> option) {
  while (option && option->ends_with('\0')) option->pop_back();
  if (option && option->empty()) option.reset();
  return option;
}

}  // namespace

std::optional<DhcpMessage> ParseDhcp(std::string_view bytes) {
  ByteCursor cursor(bytes);
  const uint8_t operation = cursor.U8();
  cursor.U8();  // hardware type
  const uint8_t address_size = cursor.U8();
  cursor.Skip(25);
  const std::string_view address = cursor.Take(kHardwareAddressBytes);
  cursor.Skip(kCookieOffset - kServerNameOffset);
  if (cursor.U32() != kCookie || !cursor.ok()) return std::nullopt;
  DhcpMessage message;
  message.from_client = operation == kBootRequest;
  if (!message.from_client) return message;
  message.client = address.substr(0, address_size);

  Options options;
  message.is_whole = ReadOptions(cursor.rest(), options);
  const std::string overload = options.overload.value_or("");
  const char places = overload.size() == 1 ? overload[0] : '\0';
  if ((places & 1) != 0) {
    message.is_whole &=
        ReadOptions(bytes.substr(kFileOffset, kFileBytes), options);
  }
  if ((places & 2) != 0) {
    message.is_whole &=
        ReadOptions(bytes.substr(kServerNameOffset, kServerNameBytes), options);
  }
  message.vendor_class = TextOf(std::move(options.vendor_class));
  message.hostname = TextOf(std::move(options.hostname));
  for (const char code : options.params.value_or("")) {
    message.params.push_back(static_cast<uint8_t>(code));
  }
  return message;
}

}  // namespace iotpf::runtime
