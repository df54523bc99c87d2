// Names the application protocol of a UDP flow.
//
// A datagram comes whole, so each protocol is one question about its bytes and
// ports. The order matters only where two could say yes: what has a magic
// number comes before what needs its port.

#include "runtime/protocols/identify.h"

#include "runtime/protocols/ascii.h"
#include "runtime/protocols/dns_message.h"

#include <iotpf/byte_cursor.h>

#include <array>

namespace iotpf::runtime {
namespace {

struct Datagram {
  std::string_view bytes;
  uint16_t client_port;
  uint16_t server_port;

  uint8_t at(size_t index) const { return static_cast<uint8_t>(bytes[index]); }
  bool has_port(uint16_t port) const {
    return client_port == port || server_port == port;
  }
  bool starts(std::string_view prefix) const {
    return bytes.starts_with(prefix);
  }
  uint16_t U16At(size_t index) const {
    return ByteCursor(bytes.substr(index)).U16();
  }
  uint32_t U32At(size_t index) const {
    return ByteCursor(bytes.substr(index)).U32();
  }
};

bool IsDhcp(const Datagram& d) {  // RFC 2131, 2 and 3
  constexpr size_t kCookieOffset = 236;
  return d.bytes.size() >= kCookieOffset + 4 &&
         (d.at(0) == 1 || d.at(0) == 2) && d.U32At(kCookieOffset) == 0x63825363;
}

bool IsSsdp(const Datagram& d) {  // UPnP Device Architecture 2.0, 1
  if (d.starts("M-SEARCH * HTTP/1.") || d.starts("NOTIFY * HTTP/1.")) {
    return true;
  }
  return d.has_port(1900) && d.starts("HTTP/1.");
}

bool IsStun(const Datagram& d) {  // RFC 8489, 5
  return d.bytes.size() >= 20 && (d.at(0) & 0xc0) == 0 &&
         d.U32At(4) == 0x2112a442 && d.U16At(2) % 4 == 0 &&
         d.U16At(2) + size_t{20} <= d.bytes.size();
}

bool IsDtls(const Datagram& d) {  // RFC 9147, 4; RFC 6347, 4.1
  if (d.bytes.size() < 13 || d.at(0) < 20 || d.at(0) > 25) return false;
  // 1.0, 1.2, and 1.0 as OpenSSL spoke it before it was specified.
  const uint16_t number = d.U16At(1);
  const bool version = number == 0xfeff || number == 0xfefd || number == 0x0100;
  return version && d.U16At(11) > 0 &&
         d.U16At(11) + size_t{13} <= d.bytes.size();
}

// The long header, in a version that exists: 1, 2, the drafts, that of mvfst,
// and those that ask a server for the versions it speaks (RFC 9000, 15).
bool IsQuic(const Datagram& d) {  // RFC 9000, 17.2; RFC 9369, 3
  if (d.bytes.size() < 7 || (d.at(0) & 0x80) == 0) return false;
  const uint32_t version = d.U32At(1);
  const bool exists = version == 1 || version == 0x6b3343cf ||
                      version == 0x709a50c4 || version >> 8 == 0xff0000 ||
                      version == 0xfaceb002 ||
                      (version & 0x0f0f0f0f) == 0x0a0a0a0a;
  return exists && (d.at(0) & 0x40) != 0 && d.at(5) <= 20;
}

bool IsWireGuard(const Datagram& d) {  // wireguard.com/protocol
  if (d.bytes.size() < 4) return false;
  const uint32_t type = ByteCursor(d.bytes).U32Little();
  return (type == 1 && d.bytes.size() == 148) ||
         (type == 2 && d.bytes.size() == 92);
}

// Magic, then the length of the datagram. Source: the miIO protocol as
// documented at github.com/OpenMiHome/mihome-binary-protocol.
bool IsMiio(const Datagram& d) {
  return d.bytes.size() >= 32 && d.starts("\x21\x31") &&
         d.U16At(2) == d.bytes.size();
}

bool IsSip(const Datagram& d) {  // RFC 3261, 7
  if (d.starts("SIP/2.0 ")) return true;
  const size_t space = d.bytes.substr(0, 24).find(' ');
  return space != std::string_view::npos && space > 0 &&
         d.bytes.substr(space + 1).starts_with("sip:");
}

bool IsDns(const Datagram& d) {
  return d.has_port(53) && IsDnsMessage(d.bytes);
}
bool IsMdns(const Datagram& d) {  // RFC 6762
  return d.has_port(5353) && IsDnsMessage(d.bytes);
}
bool IsLlmnr(const Datagram& d) {  // RFC 4795
  return d.has_port(5355) && IsDnsMessage(d.bytes);
}
bool IsNbns(const Datagram& d) {  // RFC 1002, 4.2
  return d.has_port(137) && d.bytes.size() >= 12;
}

bool IsNtp(const Datagram& d) {  // RFC 5905, 7.3
  if (!d.has_port(123) || d.bytes.empty()) return false;
  const unsigned version = d.at(0) >> 3 & 7u;
  const unsigned mode = d.at(0) & 7u;
  // Control messages (6 and 7) are shorter than the others.
  return version >= 1 && version <= 4 && mode >= 1 &&
         d.bytes.size() >= (mode >= 6 ? 8u : 48u);
}

bool IsDhcpv6(const Datagram& d) {  // RFC 8415, 7.2 and 7.3
  return (d.has_port(546) || d.has_port(547)) && d.bytes.size() >= 4 &&
         d.at(0) >= 1 && d.at(0) <= 13;
}

// Port 5684 is that of DTLS, within which the ports are the same.
bool IsCoap(const Datagram& d) {  // RFC 7252, 3 and 6
  const bool has_port = d.has_port(5683) || d.has_port(5684);
  if (!has_port || d.bytes.size() < 4) return false;
  const unsigned code_class = d.at(1) >> 5;
  const bool class_exists =
      code_class == 0 || code_class == 2 || code_class == 4 || code_class == 5;
  return d.at(0) >> 6 == 1 && (d.at(0) & 0x0f) <= 8 && class_exists;
}

bool IsSnmp(const Datagram& d) {  // RFC 3417, 3.1: a BER sequence
  return (d.has_port(161) || d.has_port(162)) && d.starts("\x30") &&
         d.bytes.size() >= 8;
}

bool IsTftp(const Datagram& d) {  // RFC 1350, 5
  return d.has_port(69) && d.bytes.size() >= 4 &&
         (d.U16At(0) == 1 || d.U16At(0) == 2);
}

bool IsSyslog(const Datagram& d) {  // RFC 5424, 6
  return d.has_port(514) && d.bytes.size() >= 3 && d.starts("<") &&
         IsDigit(d.bytes[1]) &&
         d.bytes.substr(0, 5).find('>') != std::string_view::npos;
}

bool IsIke(const Datagram& d) {  // RFC 7296, 3.1; RFC 3948, 2.2
  std::string_view bytes = d.bytes;
  if (d.has_port(4500) && bytes.starts_with(std::string_view("\0\0\0\0", 4))) {
    bytes.remove_prefix(4);
  } else if (!d.has_port(500)) {
    return false;
  }
  if (bytes.size() < 28) return false;
  ByteCursor cursor(bytes.substr(17));
  const uint8_t major = cursor.U8() >> 4;
  cursor.Skip(6);  // exchange, flags, message id
  return (major == 1 || major == 2) && cursor.U32() == bytes.size();
}

bool IsBacnet(const Datagram& d) {  // ASHRAE 135, annex J.2
  return d.has_port(47808) && d.bytes.size() >= 4 && d.at(0) == 0x81 &&
         d.U16At(2) == d.bytes.size();
}

bool IsNbDgm(const Datagram& d) {  // RFC 1002, 4.4.1
  return d.has_port(138) && d.bytes.size() >= 14 && d.at(0) >= 0x10 &&
         d.at(0) <= 0x16;
}

bool IsRadius(const Datagram& d) {  // RFC 2865, 3; 1645 and 1646 before it
  const bool has_port = d.has_port(1812) || d.has_port(1813) ||
                        d.has_port(1645) || d.has_port(1646);
  return has_port && d.bytes.size() >= 20 && d.at(0) >= 1 && d.at(0) <= 45 &&
         d.U16At(2) >= 20 && d.U16At(2) <= d.bytes.size();
}

bool IsRip(const Datagram& d) {  // RFC 2453, 3.6
  return d.has_port(520) && d.bytes.size() >= 24 && d.bytes.size() % 20 == 4 &&
         (d.at(0) == 1 || d.at(0) == 2) && (d.at(1) == 1 || d.at(1) == 2) &&
         d.U16At(2) == 0;
}

// An application tag of the messages that are exchanged. RFC 4120, 5.10.
bool IsKerberos(const Datagram& d) {
  if (!d.has_port(88) || d.bytes.size() < 8) return false;
  return (d.at(0) >= 0x6a && d.at(0) <= 0x6f) || d.at(0) == 0x7e;
}

bool IsGtp(const Datagram& d) {  // 3GPP TS 29.281, 5.1; TS 29.274, 5.1
  const bool has_port = d.has_port(2123) || d.has_port(2152);
  const unsigned version = d.bytes.empty() ? 0u : d.at(0) >> 5;
  return has_port && d.bytes.size() >= 8 && (version == 1 || version == 2) &&
         d.U16At(2) <= d.bytes.size();
}

bool IsPtp(const Datagram& d) {  // IEEE 1588-2008, 13.3
  return (d.has_port(319) || d.has_port(320)) && d.bytes.size() >= 34 &&
         (d.at(1) & 0x0f) == 2 && d.U16At(2) <= d.bytes.size();
}

bool IsHsrp(const Datagram& d) {  // RFC 2281, 5; version 2 is of Cisco
  if (!d.has_port(1985) || d.bytes.size() < 20) return false;
  return (d.at(0) == 0 && d.at(1) <= 2) || (d.at(0) == 1 && d.at(1) == 40);
}

bool IsBfd(const Datagram& d) {  // RFC 5880, 4.1; RFC 5881, 4
  return (d.has_port(3784) || d.has_port(4784)) && d.bytes.size() >= 24 &&
         d.at(0) >> 5 == 1 && d.at(3) >= 24 && d.at(3) <= d.bytes.size();
}

bool IsWsDiscovery(const Datagram& d) {  // WS-Discovery 1.1, 2.4: SOAP
  return d.has_port(3702) && d.starts("<") &&
         d.bytes.find("Envelope") != std::string_view::npos;
}

bool IsNatPmp(const Datagram& d) {  // RFC 6886, 3; RFC 6887, 7 (PCP)
  if (!d.has_port(5351) || d.bytes.size() < 2) return false;
  return d.at(0) <= 2 && (d.at(1) & 0x7f) <= 3;
}

// LAN sync: JSON that names its host. Source: its own announcements.
bool IsDropbox(const Datagram& d) {
  return d.has_port(17500) && d.starts("{\"") &&
         d.bytes.find("\"host_int\"") != std::string_view::npos;
}

// JSON, each byte combined with the one before it, the first with 171: `{"`.
// Source: github.com/softScheck/tplink-smartplug.
bool IsKasa(const Datagram& d) {
  return d.has_port(9999) && d.starts("\xd0\xf2");
}

// A call of version 2, or its answer, to the port mapper or NFS. RFC 5531, 9.
bool IsSunRpc(const Datagram& d) {
  if (!d.has_port(111) && !d.has_port(2049)) return false;
  if (d.bytes.size() < 24) return false;
  return (d.U32At(4) == 0 && d.U32At(8) == 2) ||
         (d.U32At(4) == 1 && d.U32At(8) <= 1);
}

struct Row {
  Protocol protocol;
  bool (*matcher)(const Datagram& datagram);
};

constexpr auto kRows = std::to_array<Row>({
    {Protocol::Dhcp, IsDhcp},
    {Protocol::Ssdp, IsSsdp},
    {Protocol::Stun, IsStun},
    {Protocol::Dtls, IsDtls},
    {Protocol::Quic, IsQuic},
    {Protocol::Miio, IsMiio},
    {Protocol::Sip, IsSip},
    {Protocol::Dns, IsDns},
    {Protocol::Mdns, IsMdns},
    {Protocol::Llmnr, IsLlmnr},
    {Protocol::Nbns, IsNbns},
    {Protocol::Ntp, IsNtp},
    {Protocol::Dhcpv6, IsDhcpv6},
    {Protocol::Coap, IsCoap},
    {Protocol::Snmp, IsSnmp},
    {Protocol::Tftp, IsTftp},
    {Protocol::Syslog, IsSyslog},
    {Protocol::Ike, IsIke},
    {Protocol::Bacnet, IsBacnet},
    {Protocol::NbDgm, IsNbDgm},
    {Protocol::Radius, IsRadius},
    {Protocol::Rip, IsRip},
    {Protocol::Kerberos, IsKerberos},
    {Protocol::Gtp, IsGtp},
    {Protocol::Ptp, IsPtp},
    {Protocol::Hsrp, IsHsrp},
    {Protocol::Bfd, IsBfd},
    {Protocol::WsDiscovery, IsWsDiscovery},
    {Protocol::NatPmp, IsNatPmp},
    {Protocol::Dropbox, IsDropbox},
    {Protocol::Kasa, IsKasa},
    {Protocol::SunRpc, IsSunRpc},
    {Protocol::WireGuard, IsWireGuard},
});

}  // namespace

Protocol IdentifyUdp(std::string_view datagram, uint16_t client_port,
                     uint16_t server_port) {
  const Datagram view{datagram, client_port, server_port};
  for (const Row& row : kRows) {
    if (row.matcher(view)) return row.protocol;
  }
  return Protocol::Unknown;
}

}  // namespace iotpf::runtime
