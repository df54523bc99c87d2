// DHCP messages, for IPv4 and for IPv6: what a client says of itself.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DHCP_MESSAGE_H_
#define IOTPF_RUNTIME_PROTOCOLS_DHCP_MESSAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

struct DhcpMessage {
  bool from_client = false;  // otherwise the rest is empty
  std::string client;  // hardware address or, of DHCPv6, the identifier (DUID)
  std::optional<std::string> vendor_class;
  std::optional<std::string> hostname;
  std::vector<uint16_t> params;  // in wire order
  bool is_whole = true;          // else an option is malformed or cut
  bool operator==(const DhcpMessage&) const = default;
};

// Parses one message of DHCP for IPv4.
//
//   Output   options 12, 55 and 60, also where option 52 puts them into the
//            fields `file` and `sname`; parts of one option joined; zero bytes
//            behind text taken off.
//   Errors   nullopt: no DHCP message.
//   Source   RFC 2131, 2 and 4.1; RFC 2132, 2, 3.14, 9.3, 9.8 and 9.13; RFC
//            3396, 5 and 7.
std::optional<DhcpMessage> ParseDhcp(std::string_view bytes);

// Parses one message of DHCPv6; of a relayed one, the message of the client.
//
//   Output   options 6 (params), 16 (vendor_class: the first item) and 39
//            (hostname, without the dot of the root).
//   Errors   nullopt: no DHCPv6 message, or more than eight relays.
//   Source   RFC 8415, 8, 9, 21.2, 21.7 and 21.16; RFC 4704, 4.
std::optional<DhcpMessage> ParseDhcpv6(std::string_view bytes);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DHCP_MESSAGE_H_
