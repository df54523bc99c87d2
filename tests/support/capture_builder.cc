// Sequence numbers are kept here, so that a test says only who sends what.
#include "tests/support/capture_builder.h"

#include <algorithm>
#include <utility>

namespace iotpf::tests {
namespace {

constexpr uint8_t kFin = 0x01;
constexpr uint8_t kSyn = 0x02;
constexpr uint8_t kPushAck = 0x18;
constexpr uint8_t kAck = 0x10;

std::string BehindU16(std::string_view bytes) {
  return U16(bytes.size()).append(bytes);
}

// Labels behind their lengths. Source: RFC 1035, 4.1.2.
std::string DnsName(std::string_view name) {
  std::string wire;
  while (!name.empty()) {
    const std::string_view label = name.substr(0, name.find('.'));
    wire += static_cast<char>(label.size());
    wire += label;
    name.remove_prefix(std::min(name.size(), label.size() + 1));
  }
  return wire + '\0';
}

}  // namespace

void CaptureBuilder::Open(Talk& talk) {
  Segment(talk, true, kSyn, {});
  ++talk.client_next;
  Segment(talk, false, kSyn | kAck, {});
  ++talk.server_next;
  Segment(talk, true, kAck, {});
}

void CaptureBuilder::FromClient(Talk& talk, std::string_view bytes) {
  Segment(talk, true, kPushAck, bytes);
}

void CaptureBuilder::FromServer(Talk& talk, std::string_view bytes) {
  Segment(talk, false, kPushAck, bytes);
}

void CaptureBuilder::Close(Talk& talk) {
  Segment(talk, true, kFin | kAck, {});
  ++talk.client_next;
  Segment(talk, false, kFin | kAck, {});
  ++talk.server_next;
  Segment(talk, true, kAck, {});
}

std::string CaptureBuilder::Pcapng(std::string_view key_log) const {
  constexpr uint32_t kSecretsBlock = 10;
  constexpr uint32_t kTlsKeyLog = 0x544c534b;
  constexpr uint16_t kEthernetLink = 1;
  PcapngSection section;
  section.Block(kSecretsBlock, section.Number32(kTlsKeyLog) +
                                   section.Number32(key_log.size()) +
                                   std::string(key_log));
  section.Interface(kEthernetLink);
  for (const PcapRecord& record : records_) {
    const uint64_t microseconds =
        uint64_t{record.seconds} * 1'000'000 + record.fraction;
    section.Enhanced(0, microseconds, record.bytes);
  }
  return section.bytes();
}

void CaptureBuilder::Segment(Talk& talk, bool from_client, uint8_t flags,
                             std::string_view payload) {
  uint32_t& sequence = from_client ? talk.client_next : talk.server_next;
  do {
    const std::string_view part = payload.substr(0, segment_bytes_);
    TcpFields fields;
    fields.source_port = from_client ? talk.client_port : talk.server_port;
    fields.destination_port = from_client ? talk.server_port : talk.client_port;
    fields.sequence = sequence;
    const bool has_ack = (flags & kAck) != 0;
    fields.acknowledgement =
        !has_ack ? 0 : (from_client ? talk.server_next : talk.client_next);
    fields.flags = flags;
    Send(from_client, kTcpNumber, Tcp(fields, part));
    sequence += static_cast<uint32_t>(part.size());
    payload.remove_prefix(part.size());
  } while (!payload.empty());
}

void CaptureBuilder::Datagram(const Talk& talk, bool from_client,
                              std::string_view payload) {
  const uint16_t source = from_client ? talk.client_port : talk.server_port;
  const uint16_t target = from_client ? talk.server_port : talk.client_port;
  Send(from_client, kUdpNumber, Udp(source, target, payload));
}

void CaptureBuilder::Send(bool from_client, uint8_t protocol,
                          std::string_view transport) {
  IpFields ip;
  ip.source = from_client ? kClient4 : kServer4;
  ip.destination = from_client ? kServer4 : kClient4;
  ip.protocol = protocol;
  PcapRecord record;
  record.seconds = seconds_;
  record.fraction = static_cast<uint32_t>(records_.size() % 1'000'000);
  record.bytes = Ethernet(Ipv4(ip, transport));
  records_.push_back(std::move(record));
}

// Source: RFC 8446, 4.1.2 and 5.1; RFC 6066, 3.
std::string ClientHello(std::string_view sni) {
  std::string extensions;
  if (!sni.empty()) {
    const std::string names = BehindU16(std::string(1, '\0') + BehindU16(sni));
    extensions += U16(0) + BehindU16(names);
  }
  extensions += U16(43) + BehindU16(std::string("\x02\x03\x04", 3));
  std::string body = U16(0x0303) + std::string(32, '\x07');
  body += '\0';                        // session id
  body += BehindU16(U16(0x1301));      // ciphers
  body += std::string("\x01\x00", 2);  // compression
  body += BehindU16(extensions);
  const std::string handshake =
      std::string("\x01\x00", 2) + BehindU16(body);  // 24 bits of length
  return std::string("\x16\x03\x01", 3) + BehindU16(handshake);
}

std::string DnsQuery(std::string_view name) {
  return U16(0x1234) + U16(0x0100) + U16(1) + U16(0) + U16(0) + U16(0) +
         DnsName(name) + U16(1) + U16(1);
}

std::string DnsResponse(std::string_view name, std::string_view address,
                        uint32_t ttl_seconds) {
  return U16(0x1234) + U16(0x8180) + U16(1) + U16(1) + U16(0) + U16(0) +
         DnsName(name) + U16(1) + U16(1) + DnsName(name) + U16(1) + U16(1) +
         U32(ttl_seconds) + BehindU16(address);
}

}  // namespace iotpf::tests
