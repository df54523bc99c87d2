// Protects which names of mDNS messages speak of a type of service, and when
// the list is whole.

#include "runtime/protocols/mdns.h"

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
using tests::DnsName;

TEST_CASE("the type of service that a name ends with") {
  struct NameCase {
    std::string_view name;
    std::string_view service;
  };
  const std::vector<NameCase> cases = {
      {"_hap._tcp.local", "_hap._tcp.local"},
      {"Lamp\\0321._hap._tcp.local", "_hap._tcp.local"},
      {"a\\._b._hap._UDP.local", "_hap._UDP.local"},
      {"_sub1._sub._hap._tcp.local", "_hap._tcp.local"},
      {"_services._dns-sd._udp.local", "_services._dns-sd._udp.local"},
      {"_Services._DNS-SD._udp.local", "_Services._DNS-SD._udp.local"},
      {"_tcp._http._tcp.example.com", "_http._tcp.example.com"},
      {"lamp.local", ""},
      {"_tcp.local", ""},
      {"lamp._tcp.local", ""},
      {"_hap._tcp", ""},  // no domain
      {"5.1.168.192.in-addr.arpa", ""},
      {"a\\._hap\\._tcp\\.local", ""},  // one label
      {"", ""},
      {"\\", ""},
  };
  for (const NameCase& test : cases) {
    CAPTURE(test.name);
    CHECK(ServiceTypeOf(test.name) == test.service);
  }
}

std::string Header(bool response, int questions, int answers, int authorities,
                   int additionals) {
  return BigEndian(0, 2) + BigEndian(response ? 0x8400 : 0, 2) +
         BigEndian(static_cast<uint64_t>(questions), 2) +
         BigEndian(static_cast<uint64_t>(answers), 2) +
         BigEndian(static_cast<uint64_t>(authorities), 2) +
         BigEndian(static_cast<uint64_t>(additionals), 2);
}
std::string Ask(std::string_view name) {
  // QU: RFC 6762, 5.4.
  return DnsName(name) + BigEndian(12, 2) + BigEndian(0x8001, 2);
}
std::string Record(const std::string& owner, uint16_t type,
                   const std::string& data) {
  // Cache flush: RFC 6762, 10.2.
  return owner + BigEndian(type, 2) + BigEndian(0x8001, 2) + BigEndian(120, 4) +
         BigEndian(data.size(), 2) + data;
}

// RFC 6763, 13 in the form that a device sends it: the instance shares the end
// of the type, at offset 12.
std::string Announcement() {
  const std::string type = DnsName("_hap._tcp.local");
  const std::string instance = std::string("\4Lamp\xc0\x0c", 7);
  return Header(true, 0, 1, 0, 2) + Record(type, 12, instance) +
         Record(instance, 33, BigEndian(0, 6) + DnsName("lamp.local")) +
         Record(DnsName("lamp.local"), 1, "\x0a\1\2\3");
}

std::string RunMdns(const Datagrams& datagrams) {
  DecodeCounters counters;
  MdnsFlow flow(counters);
  return tests::RunDatagrams(flow, counters, datagrams, {Field::MdnsService});
}

TEST_CASE("questions and records of every section") {
  const std::string question =
      Header(false, 2, 0, 0, 0) + Ask("_http._tcp.local") + Ask("lamp.local");
  const std::string list = Header(true, 0, 2, 0, 0) +
                           Record(DnsName("_services._dns-sd._udp.local"), 12,
                                  DnsName("_ipp._tcp.local")) +
                           Record(DnsName("_services._dns-sd._udp.local"), 12,
                                  DnsName("_hap._tcp.local"));
  const std::string probe = Header(false, 1, 0, 1, 0) + Ask("lamp.local") +
                            Record(DnsName("Lamp._coap._udp.local"), 33,
                                   BigEndian(0, 6) + DnsName("lamp.local"));
  const std::string hosts = Header(false, 1, 0, 0, 0) + Ask("lamp.local");
  struct Case {
    std::string what;
    Datagrams datagrams;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"announced", {{Announcement()}}, "_hap._tcp.local"},
      {"asked, then announced",
       {{question, Announcement(), question}},
       "_http._tcp.local|_hap._tcp.local"},
      {"types listed",
       {{list}},
       "_services._dns-sd._udp.local|_ipp._tcp.local|_hap._tcp.local"},
      {"probed", {{probe}}, "_coap._udp.local"},
      {"the capture ended", {{question}, false, false}, "_http._tcp.local..."},
      {"hosts alone", {{hosts}}, "absent"},
      {"hosts alone, the capture ended", {{hosts}, false, false}, "unobserved"},
      {"cut by the capture",
       {{Announcement().substr(0, 50)}, true},
       "_hap._tcp.local..."},
      {"broken in its second record",
       {{Announcement().substr(0, 50)}},
       "_hap._tcp.local...; mdns_malformed_messages=1"},
      {"no message", {{"abc"}}, "unobserved; mdns_malformed_messages=1"},
      {"nothing", {}, "unobserved"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.what);
    CHECK(RunMdns(test.datagrams) == test.expected);
  }
}

TEST_CASE("services are capped and counted") {
  Datagrams datagrams;
  for (int i = 0; i < 300; ++i) {
    datagrams.sent.push_back(Header(false, 1, 0, 0, 0) +
                             Ask("_s" + std::to_string(i) + "._tcp.local"));
  }
  const std::string text = RunMdns(datagrams);
  CHECK(text.find("_s255._tcp.local...") != std::string::npos);
  CHECK(text.ends_with("; mdns_dropped_services=44"));
}

}  // namespace
}  // namespace iotpf::runtime
