// Protects what DHCP clients say of themselves, for IPv4 and IPv6.

#include "runtime/protocols/dhcp_flow.h"

#include "tests/support/datagram_run.h"
#include "tests/support/dns_bytes.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::Datagrams;

struct Case {
  std::string what;
  Datagrams datagrams;
  std::string expected;  // vendor class; host name; params
};

void Check(const std::vector<Case>& cases, DhcpFlow::Parser parse) {
  for (const Case& test : cases) {
    CAPTURE(test.what);
    DecodeCounters counters;
    DhcpFlow flow(counters, parse);
    CHECK(tests::RunDatagrams(flow, counters, test.datagrams,
                              {Field::DhcpVendorClass, Field::DhcpHostname,
                               Field::DhcpParams}) == test.expected);
  }
}

// ---- IPv4

std::string Option(uint8_t code, std::string_view data) {
  return BigEndian(code, 1) + BigEndian(data.size(), 1) + std::string(data);
}

struct Places {
  std::string options;
  std::string file = {};
  std::string server_name = {};
  uint8_t operation = 1;
  uint8_t client = 1;  // last byte of its hardware address
};
std::string Message(const Places& places) {
  const auto padded = [](std::string bytes, size_t size) {
    bytes.resize(size);
    return bytes;
  };
  return BigEndian(places.operation, 1) + std::string("\1\6\0", 3) +
         std::string(24, '\0') +
         padded(std::string("\2\0\0\0\0", 5) + BigEndian(places.client, 1),
                16) +
         padded(places.server_name, 64) + padded(places.file, 128) +
         BigEndian(0x63825363, 4) + places.options;
}

TEST_CASE("DHCP for IPv4") {
  const std::string discover = Option(53, "\1") + Option(60, "udhcp 1.24.2") +
                               Option(12, "lamp-1") + Option(55, "\1\3\x2a") +
                               "\xff";
  const std::string request =
      Option(53, "\3") + Option(12, "lamp-2") + Option(55, "\3\x1c") + "\xff";
  Check(
      {
          {"one message",
           {{Message({discover})}},
           "udhcp 1.24.2; lamp-1; 1|3|42"},
          {"the first name, all codes",
           {{Message({discover}), Message({request})}},
           "udhcp 1.24.2; lamp-1; 1|3|42|28"},
          {"a field that comes late",
           {{Message({request}), Message({discover})}},
           "udhcp 1.24.2; lamp-2; 3|28|1|42"},
          {"the capture ended",
           {{Message({request})}, false, false},
           "unobserved; lamp-2; 3|28..."},
          {"nothing said",
           {{Message({Option(53, "\1") + "\xff"})}},
           "absent; absent; absent"},
          {"zero bytes behind text, pads, no end",
           {{Message({std::string(3, '\0') +
                      Option(12, std::string_view("a\0\0", 3)) +
                      Option(60, std::string_view("\0", 1))})}},
           "absent; a; absent"},
          // RFC 3396, 5: options, then file, then sname.
          {"parts in three places",
           {{Message({Option(52, "\3") + Option(60, "one ") + "\xff",
                      Option(60, "two ") + Option(12, "x") + "\xff",
                      Option(60, "three") + "\xff"})}},
           "one two three; x; absent"},
          {"in sname alone",
           {{Message({Option(52, "\2") + "\xff", Option(12, "no"),
                      Option(12, "yes")})}},
           "absent; yes; absent"},
          {"a boot file is no option",
           {{Message({Option(53, "\1") + "\xff", Option(12, "no")})}},
           "absent; absent; absent"},
          {"another client",
           {{Message({request, "", "", 1, 1}),
             Message({discover, "", "", 1, 2})}},
           "absent; lamp-2; 3|28; dhcp_other_clients=1"},
          {"a server alone",
           {{Message({discover, "", "", 2})}},
           "unobserved; unobserved; unobserved"},
          {"an option that does not end",
           {{Message({Option(12, "a") + "\x3c\x20udhcp"})}},
           "unobserved; a; unobserved; dhcp_malformed_messages=1"},
          {"cut by the capture",
           {{Message({Option(12, "a") + "\x3c\x20udhcp"})}, true},
           "unobserved; a; unobserved"},
          {"BOOTP without a cookie",
           {{Message({discover}).substr(0, 236) + std::string(64, '\0')}},
           "unobserved; unobserved; unobserved; dhcp_malformed_messages=1"},
          {"too short",
           {{"\1\1\6"}},
           "unobserved; unobserved; unobserved; dhcp_malformed_messages=1"},
      },
      ParseDhcp);
}

// ---- IPv6

std::string Option6(uint16_t code, std::string_view data) {
  return BigEndian(code, 2) + BigEndian(data.size(), 2) + std::string(data);
}
std::string Message6(uint8_t type, const std::string& options) {
  return BigEndian(type, 1) + "\1\2\3" + options;
}
std::string Relayed(const std::string& message) {
  return BigEndian(12, 1) + std::string(33, '\0') + Option6(18, "port") +
         Option6(9, message);
}
std::string Client(char id) {
  return Option6(1, std::string("\0\3\0\1", 4) + id);
}

TEST_CASE("DHCPv6") {
  const std::string vendor =
      Option6(16, BigEndian(311, 4) + std::string("\0\x08MSFT 5.0\0\1x", 13));
  const std::string name = Option6(39, '\1' + tests::DnsName("lamp.home"));
  const std::string partial = Option6(39, std::string("\0\4lamp", 6));
  const std::string asked = Option6(6, std::string("\0\x17\0\x18\1\0", 6));
  const std::string solicit = Message6(1, Client('a') + vendor + name + asked);
  std::string deep = solicit;
  for (int i = 0; i < 9; ++i) deep = Relayed(deep);
  Check(
      {
          {"one message", {{solicit}}, "MSFT 5.0; lamp.home; 23|24|256"},
          {"a partial name",
           {{Message6(11, Client('a') + partial)}},
           "absent; lamp; absent"},
          {"an empty name",
           {{Message6(1, Client('a') + Option6(39, std::string("\0\0", 2)))}},
           "absent; absent; absent"},
          {"relayed twice",
           {{Relayed(Relayed(solicit))}},
           "MSFT 5.0; lamp.home; 23|24|256"},
          {"another client behind the relay",
           {{Relayed(Message6(1, Client('b'))), Relayed(solicit)}},
           "absent; absent; absent; dhcp_other_clients=1"},
          {"relayed too often",
           {{deep}},
           "unobserved; unobserved; unobserved; dhcp_malformed_messages=1"},
          {"a reply",
           {{Message6(7, Client('a') + vendor)}},
           "unobserved; unobserved; unobserved"},
          {"half an option code",
           {{Message6(1,
                      asked.substr(0, 3) + "\3" + std::string("\0\x17\0", 3))}},
           "unobserved; unobserved; 23...; dhcp_malformed_messages=1"},
          {"an option that does not end",
           {{Message6(1, asked + std::string("\0\x10\0\x20", 4))}},
           "unobserved; unobserved; 23|24|256...; dhcp_malformed_messages=1"},
          {"no message",
           {{std::string("\x20\0\0\0", 4)}},
           "unobserved; unobserved; unobserved; dhcp_malformed_messages=1"},
      },
      ParseDhcpv6);
}

TEST_CASE("codes are capped and counted") {
  std::string codes;
  for (uint64_t i = 0; i < 300; ++i) codes += BigEndian(i, 2);
  DecodeCounters counters;
  DhcpFlow flow(counters, ParseDhcpv6);
  const std::string text = tests::RunDatagrams(
      flow, counters, {{Message6(1, Option6(6, codes))}}, {Field::DhcpParams});
  CHECK(text.find("|255...;") != std::string::npos);
  CHECK(text.ends_with("; dhcp_dropped_params=44"));
}

}  // namespace
}  // namespace iotpf::runtime
