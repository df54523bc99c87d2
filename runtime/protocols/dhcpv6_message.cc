// DHCPv6 messages.
//
// A message is its type, a transaction and options. Relays wrap it into a
// message of their own, as an option, so the client's message lies some options
// deep: the walk goes down to it and reads there.
//
//   relay-forward | ... | option 9: solicit | ... | options 1, 6, 16, 39

#include "runtime/protocols/dhcp_message.h"
#include "runtime/protocols/dns_wire.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>
#include <string>

namespace iotpf::runtime {
namespace {

// RFC 8415, 7.3. Those that a client sends are 1, 3 to 6, 8, 9 and 11.
constexpr uint8_t kRelayForward = 12;
constexpr uint8_t kRelayReply = 13;
constexpr uint32_t kFromClient = 1u << 1 | 1u << 3 | 1u << 4 | 1u << 5 |
                                 1u << 6 | 1u << 8 | 1u << 9 | 1u << 11;
constexpr int kMaxRelays = 8;             // RFC 8415, 7.6: HOP_COUNT_LIMIT
constexpr size_t kRelayHeaderBytes = 33;  // RFC 8415, 9, behind the type

constexpr uint16_t kClientId = 1;      // RFC 8415, 21.2
constexpr uint16_t kParams = 6;        // RFC 8415, 21.7
constexpr uint16_t kRelayMessage = 9;  // RFC 8415, 21.10
constexpr uint16_t kVendorClass = 16;  // RFC 8415, 21.16
constexpr uint16_t kClientName = 39;   // RFC 4704, 4

struct Option {
  uint16_t code = 0;
  std::string_view data;
};

// False where no whole option follows.
bool ReadOption(ByteCursor& cursor, Option& option) {
  if (cursor.empty()) return false;
  option.code = cursor.U16();
  option.data = cursor.TakeBehindU16();
  return cursor.ok();
}

// The message that a relay has wrapped, or nothing.
std::string_view RelayedBy(std::string_view bytes) {
  ByteCursor cursor(bytes);
  cursor.Skip(1 + kRelayHeaderBytes);
  for (Option option; ReadOption(cursor, option);) {
    if (option.code == kRelayMessage) return option.data;
  }
  return {};
}

// A partial name lacks the root that would end it.
std::optional<std::string> NameOf(std::string_view data) {
  const std::string wire =
      std::string(data.substr(std::min<size_t>(data.size(), 1))) + '\0';
  ByteCursor cursor(wire);
  DnsName name{};
  if (!ReadDnsName(wire, cursor, name)) return std::nullopt;
  std::string text;
  AppendDnsName(wire, name, text);
  if (text.empty()) return std::nullopt;
  return text;
}

// False where the option is malformed.
bool AddOption(const Option& option, DhcpMessage& message) {
  ByteCursor cursor(option.data);
  switch (option.code) {
    case kClientId:
      message.client = option.data;
      return true;
    case kParams:
      while (cursor.remaining() >= 2) message.params.push_back(cursor.U16());
      return cursor.empty();
    case kVendorClass: {
      cursor.U32();  // enterprise number
      const std::string_view first = cursor.TakeBehindU16();
      if (!cursor.ok()) return false;
      if (!message.vendor_class && !first.empty()) message.vendor_class = first;
      return true;
    }
    case kClientName:
      if (!message.hostname) message.hostname = NameOf(option.data);
      return true;
    default:
      return true;
  }
}

}  // namespace

std::optional<DhcpMessage> ParseDhcpv6(std::string_view bytes) {
  for (int relays = 0; !bytes.empty() && bytes[0] == kRelayForward; ++relays) {
    if (relays == kMaxRelays) return std::nullopt;
    bytes = RelayedBy(bytes);
  }
  ByteCursor cursor(bytes);
  const uint8_t type = cursor.U8();
  cursor.Skip(3);  // transaction
  if (!cursor.ok() || type == 0 || type > kRelayReply) return std::nullopt;
  DhcpMessage message;
  message.from_client = (kFromClient >> type & 1) != 0;
  if (!message.from_client) return message;
  Option option;
  while (ReadOption(cursor, option)) {
    if (!AddOption(option, message)) message.is_whole = false;
  }
  if (!cursor.ok()) message.is_whole = false;
  return message;
}

}  // namespace iotpf::runtime
