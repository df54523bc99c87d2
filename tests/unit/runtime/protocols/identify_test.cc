// Protects the names of protocols, and that they do not depend on cuts.

#include "runtime/protocols/identify.h"

#include "runtime/limits.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;

struct TcpCase {
  std::string client;
  std::string server;
  uint16_t port;
  std::string expected;
};

std::vector<TcpCase> TcpCases() {
  const std::string long_path(2 * kIdentifyBytes, 'p');
  return {
      {std::string("\x16\x03\x01\x02\x00\x01", 6), "", 8443, "tls"},
      {std::string("\x17\x03\x03\x02\x00", 5), "", 443, "tls"},
      {std::string("\x16\x04\x01\x02\x00", 5), "", 443, ""},
      {"GET / HTTP/1.1\r\n", "", 8080, "http"},
      {"GET /" + long_path, "", 80, "http"},
      {"GET http://a/b HTTP/1.0\r\n", "", 3128, "http"},
      {"OPTIONS * HTTP/1.1\r\n", "", 80, "http"},
      {"CONNECT a:443 HTTP/1.1\r\n", "", 80, "http"},
      {"X-NEW /a HTTP/1.1\r\n", "", 80, "http"},
      {"X-NEW " + long_path, "", 80, ""},
      {"hello world\r\n", "", 80, ""},
      {"PRI * HTTP/2.0\r\n\r\n", "", 80, "http2"},
      {"", "HTTP/1.1 200 OK\r\n", 80, "http"},
      {"\x01\x02", "HTTP/1.1 200 OK\r\n", 80, "http"},
      {"OPTIONS rtsp://a/b RTSP/1.0\r\n", "", 554, "rtsp"},
      {"OPTIONS * RTSP/1.0\r\n", "", 554, "rtsp"},
      {"REGISTER sip:a SIP/2.0\r\n", "", 5060, "sip"},
      {std::string("\x10\x10\0\4MQTT\4", 9), "", 1884, "mqtt"},
      {std::string("\x10\x90\x01\0\6MQIsdp\3", 12), "", 1884, "mqtt"},
      {std::string("\x30\x08\0\3a/bxxx", 10), "", 1883, "mqtt"},
      {std::string("\x30\x08\0\3a/bxxx", 10), "", 9999, ""},
      {"", std::string("\x20\2\0\0", 4), 1883, "mqtt"},
      {BigEndian(29, 2) + "\x12\x34\x01" + BigEndian(0, 1) + BigEndian(1, 2),
       "", 53, "dns"},
      {std::string("\0\xe1", 2), "", 5683, "coap"},
      {"\x31\xe1t\x22\x04\x80", "", 5683, "coap"},
      {std::string("\xd1\x01\xe1t", 4), "", 5683, "coap"},
      {std::string("\0\x01", 2), "", 5683, ""},
      {std::string("\0\xe1", 2), "", 5684, ""},
      {"SSH-2.0-OpenSSH\r\n", "", 2222, "ssh"},
      {"", "SSH-2.0-dropbear\r\n", 22, "ssh"},
      {"EHLO a\r\n", "220 x ESMTP\r\n", 26, "smtp"},
      {"", "220 x\r\n", 25, "smtp"},
      {"USER a\r\n", "220 x\r\n", 21, "ftp"},
      {"AUTH TLS\r\n", "220 x\r\n", 2121, "ftp"},
      {"AUTH a\r\n", "220 x\r\n", 2121, ""},
      {"", "220 x\r\n", 21, "ftp"},
      {"USER a\r\n", "+OK\r\n", 110, "pop3"},
      {"a1 LOGIN x y\r\n", "* OK ready\r\n", 143, "imap"},
      {"<?xml version='1.0'?><stream:stream to='a'>", "", 5222, "xmpp"},
      {"CONNECT\naccept-version:1.2\n", "", 61613, "stomp"},
      {std::string("AMQP\0\0\x09\1", 8), "", 5672, "amqp"},
      {"\x13"
       "BitTorrent protocol",
       "", 6881, "bittorrent"},
      {"CNXN", "", 5555, "adb"},
      {"\xff\xfd\x18", "", 23, "telnet"},
      {"\x03zzzz", "", 1935, "rtmp"},
      {std::string("\0\0\0\x55\xfeSMB", 8), "", 445, "smb"},
      {std::string("\3\0\0\x13", 4), "", 3389, "rdp"},
      {std::string("\0\1\0\0\0\6\1\3", 8), "", 502, "modbus"},
      {std::string("\5\1\0", 3), "", 1080, "socks5"},
      {std::string("\4\1\0\x50", 4), "", 1080, "socks4"},
      {std::string("\4\1\0\x50", 4), "", 1081, ""},
      {"PROXY TCP4 1.2.3.4 5.6.7.8 1 443\r\n\x16\x03", "", 443, "proxy"},
      {std::string("\r\n\r\n\0\r\nQUIT\n\x21", 13), "", 80, "proxy"},
      {"PROXY /a HTTP/1.1\r\n", "", 80, "http"},
      {std::string("\5\2\0\2\5\1\0\3", 8), "", 9050, "socks5"},
      {std::string("\5\1\2\1", 4), "", 9050, "socks5"},
      {std::string("\5\1\0\1", 4), "", 9050, ""},
      {std::string("\5\1\0\5\1\0\2", 7), "", 9050, ""},
      {std::string("\x30\x0c\2\1\1\x60", 6), "", 389, "ldap"},
      {std::string("\x30\x84\0\0\0\x20\2\1\1", 9), "", 389, "ldap"},
      {std::string(16, '\xff') + std::string("\0\x1d\1", 3), "", 179, "bgp"},
      {"",
       std::string("\x4a\0\0\0\x0a"
                   "8.0.32",
                   11),
       3306, "mysql"},
      {std::string("\0\0\0\x08\4\xd2\x16\x2f", 8), "", 5432, "postgresql"},
      {std::string("\0\0\0\x29\0\3\0\0user", 12), "", 5432, "postgresql"},
      {"*1\r\n$4\r\nPING\r\n", "", 6379, "redis"},
      {"\x05\x64\x05\xc0", "", 20000, "dnp3"},
      {"", "RFB 003.008\n", 5900, "vnc"},
      {"NICK a\r\n", "", 6667, "irc"},
      {std::string("\5\0\x0b\3", 4), "", 135, "dcerpc"},
      {"\x55\xcc\x01", "\x55\xcc\x01", 2002, ""},
      {"", "", 80, ""},
  };
}

TEST_CASE("flows over TCP seen from the middle") {
  struct Case {
    std::string client;
    std::string server;
    uint16_t port;
    std::string expected;
  };
  for (const Case& test : std::vector<Case>{
           {std::string("\x16\x03\x01\x02\x00\x01", 6), "", 8443, "tls"},
           {std::string("\x17\x03\x03\x02\x00", 5), "", 443, "tls"},
           {"GET / HTTP/1.1\r\n", "", 8080, "http"},
           {"", "HTTP/1.1 200 OK\r\n", 80, "http"},
           {std::string("\x10\x10\0\4MQTT\4", 9), "", 1884, "mqtt"},
           {std::string("\x30\x08\0\3a/bxxx", 10), "", 1883, "mqtt"},
           {"PROXY TCP4 1.2.3.4 5.6.7.8 1 443\r\n", "", 443, "proxy"},
           {"EHLO a\r\n", "", 25, ""},
           {"CNXN", "", 5555, ""},
           {"+OK", "+OK\r\n", 110, ""},
       }) {
    CAPTURE(test.client);
    const Identification found =
        IdentifyTcp({test.client, true}, {test.server, true}, test.port, false);
    REQUIRE(found.decided);
    CHECK(NameOf(found.protocol) == test.expected);
  }
}

TEST_CASE("flows over TCP") {
  for (const TcpCase& test : TcpCases()) {
    CAPTURE(test.client);
    CAPTURE(test.server);
    const Identification last =
        IdentifyTcp({test.client, true}, {test.server, true}, test.port);
    CHECK(last.decided);
    CHECK(NameOf(last.protocol) == test.expected);
    // Whatever was seen so far, what is decided is the last answer.
    for (size_t c = 0; c <= test.client.size(); ++c) {
      for (size_t s = 0; s <= test.server.size(); ++s) {
        const Identification early = IdentifyTcp(
            {test.client.substr(0, c), c == test.client.size()},
            {test.server.substr(0, s), s == test.server.size()}, test.port);
        if (early.decided) CHECK(early == last);
      }
    }
  }
}

TEST_CASE("every answer is there after the stated number of bytes") {
  std::mt19937 random(7);
  for (const TcpCase& test : TcpCases()) {
    for (int i = 0; i < 50; ++i) {
      std::string bytes = tests::Mutate(test.client, random);
      bytes.resize(kIdentifyBytes, 'x');
      const StreamStart start{bytes, false};
      CHECK(IdentifyTcp(start, start, test.port).decided);
      for (size_t size = 0; size < bytes.size(); size += 3) {
        const Identification early =
            IdentifyTcp({bytes.substr(0, size), false}, {"", true}, test.port);
        if (!early.decided) continue;
        CHECK(early == IdentifyTcp(start, {"", true}, test.port));
      }
    }
  }
}

struct UdpCase {
  std::string datagram;
  uint16_t client_port;
  uint16_t server_port;
  std::string expected;
};

std::vector<UdpCase> UdpCases() {
  const std::string query = BigEndian(7, 2) + BigEndian(0x0100, 2) +
                            BigEndian(1, 2) + std::string(6, '\0') +
                            std::string("\1a\0\0\1\0\1", 7);
  const std::string dhcp =
      "\x01" + std::string(235, '\0') + BigEndian(0x63825363, 4) + "\x35\1\1";
  const std::string stun = std::string("\0\1\0\0", 4) +
                           BigEndian(0x2112a442, 4) + std::string(12, 't');
  const std::string quic =
      "\xc3" + BigEndian(1, 4) + "\x08" + std::string(1200, 'q');
  const std::string miio =
      "\x21\x31" + BigEndian(32, 2) + std::string(28, '\xff');
  const std::string ike = std::string(16, 'i') + "\x21\x20\x22\x08" +
                          BigEndian(0, 4) + BigEndian(28, 4);
  return {
      {query, 40000, 53, "dns"},
      {query, 5353, 5353, "mdns"},
      {query, 40000, 5355, "llmnr"},
      {query, 137, 137, "nbns"},
      {query, 40000, 9999, ""},
      {"\x23" + std::string(47, '\0'), 123, 123, "ntp"},
      {"\x23" + std::string(20, '\0'), 123, 123, ""},
      {dhcp, 68, 67, "dhcp"},
      {"\x01"
       "abc",
       546, 547, "dhcpv6"},
      {"M-SEARCH * HTTP/1.1\r\n", 40000, 1900, "ssdp"},
      {"NOTIFY * HTTP/1.1\r\n", 40000, 1900, "ssdp"},
      {std::string("\x40\1\0\1", 4), 40000, 5683, "coap"},
      {stun, 40000, 3478, "stun"},
      {quic, 40000, 443, "quic"},
      {"\x16\xfe\xff" + std::string(8, '\0') + BigEndian(5, 2) + "hello", 40000,
       5684, "dtls"},
      {miio, 40000, 54321, "miio"},
      {"\x30\x26\2\1\1\4\6public", 40000, 161, "snmp"},
      {std::string("\0\1a\0octet\0", 10), 40000, 69, "tftp"},
      {"<34>Oct 11 22:14:15 x", 40000, 514, "syslog"},
      {ike, 500, 500, "ike"},
      {std::string(4, '\0') + ike, 4500, 4500, "ike"},
      {std::string("\1\0\0\0", 4) + std::string(144, 'w'), 1, 2, "wireguard"},
      {"\x81\x0b" + BigEndian(8, 2) + "abcd", 47808, 47808, "bacnet"},
      {"REGISTER sip:a SIP/2.0\r\n", 5060, 5060, "sip"},
      {"\x11\x0a" + std::string(80, '\0'), 138, 138, "nbdgm"},
      {"\1\7" + BigEndian(20, 2) + std::string(16, 'a'), 40000, 1812, "radius"},
      {std::string("\2\2\0\0", 4) + std::string(20, 'r'), 520, 520, "rip"},
      {"\x6a\x81\x80" + std::string(128, 'k'), 40000, 88, "kerberos"},
      {"\x32\1" + BigEndian(4, 2) + std::string(8, 'g'), 2123, 2123, "gtp"},
      {"\1\2" + BigEndian(44, 2) + std::string(40, 'p'), 319, 319, "ptp"},
      {std::string("\0\0\x10\3", 4) + std::string(16, 'h'), 1985, 1985, "hsrp"},
      {"\x20\xc8\3\x18" + std::string(20, 'b'), 49152, 3784, "bfd"},
      {"<?xml version='1.0'?><soap:Envelope>", 40000, 3702, "ws-discovery"},
      {std::string("\0\0", 2), 40000, 5351, "nat-pmp"},
      {"{\"host_int\": 1, \"version\": [2, 0]}", 17500, 17500, "dropbox"},
      {"\xd0\xf2\x81\xf8", 40000, 9999, "kasa"},
      {BigEndian(7, 4) + BigEndian(0, 4) + BigEndian(2, 4) +
           std::string(12, '\0'),
       40000, 111, "sunrpc"},
      {"\x31\x21"
       "abc",
       40000, 8053, ""},
      {"", 40000, 53, ""},
  };
}

TEST_CASE("flows over UDP") {
  for (const UdpCase& test : UdpCases()) {
    CAPTURE(test.datagram);
    CHECK(NameOf(IdentifyUdp(test.datagram, test.client_port,
                             test.server_port)) == test.expected);
  }
}

TEST_CASE("datagrams cut or mutated stay harmless") {
  std::mt19937 random(7);
  for (const UdpCase& test : UdpCases()) {
    for (size_t size = 0; size <= test.datagram.size(); ++size) {
      IdentifyUdp(test.datagram.substr(0, size), test.client_port,
                  test.server_port);
    }
    for (int i = 0; i < 500; ++i) {
      IdentifyUdp(tests::Mutate(test.datagram, random), test.client_port,
                  test.server_port);
    }
  }
}

TEST_CASE("records that a protocol may hold") {
  CHECK(MayHold(Protocol::Unknown, Record::HttpRequest));
  CHECK(MayHold(Protocol::Tls, Record::HttpResponse));
  CHECK(MayHold(Protocol::Http, Record::HttpResponse));
  CHECK(!MayHold(Protocol::Http, Record::Mqtt));
  CHECK(!MayHold(Protocol::Dns, Record::Tls));
  CHECK(MayHold(Protocol::Ntp, Record::Payload));
  CHECK(MayHold(Protocol::Dtls, Record::Coap));
  CHECK(!MayHold(Protocol::Http, Record::Coap));
  CHECK(MayHold(Protocol::Mdns, Record::Mdns));
  CHECK(!MayHold(Protocol::Dns, Record::Mdns));
  CHECK(MayHold(Protocol::Ssdp, Record::Ssdp));
  CHECK(!MayHold(Protocol::Coap, Record::Ssdp));
  CHECK(MayHold(Protocol::Dhcp, Record::Dhcp));
  CHECK(MayHold(Protocol::Dhcpv6, Record::Dhcp));
}

}  // namespace
}  // namespace iotpf::runtime
