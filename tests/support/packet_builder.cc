// Headers are written field by field in wire order, as their standards draw
// them. Check sums stay 0: nothing that reads captures relies on them, since
// network cards fill them in after the capture has seen the packet.
#include "tests/support/packet_builder.h"

#include <algorithm>

namespace iotpf::tests {
namespace {

std::string BigEndian(uint64_t value, int size) {
  std::string bytes;
  for (int i = size - 1; i >= 0; --i) {
    bytes += static_cast<char>(value >> (8 * i));
  }
  return bytes;
}

std::string Reversed(std::string bytes) {
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

std::string Padding(size_t size) { return std::string((4 - size % 4) % 4, 0); }

}  // namespace

std::string U16(uint64_t value) { return BigEndian(value, 2); }
std::string U32(uint64_t value) { return BigEndian(value, 4); }
std::string U16Little(uint64_t value) { return Reversed(U16(value)); }
std::string U32Little(uint64_t value) { return Reversed(U32(value)); }

std::string Tcp(const TcpFields& fields, std::string_view payload) {
  std::string bytes = U16(fields.source_port) + U16(fields.destination_port) +
                      U32(fields.sequence) + U32(fields.acknowledgement);
  bytes += static_cast<char>((5 + fields.options.size() / 4) << 4);
  bytes += static_cast<char>(fields.flags);
  bytes += U16(0xffff) + U16(0) + U16(0) + fields.options;
  return bytes.append(payload);
}

std::string Udp(uint16_t source_port, uint16_t destination_port,
                std::string_view payload) {
  std::string bytes = U16(source_port) + U16(destination_port) +
                      U16(8 + payload.size()) + U16(0);
  return bytes.append(payload);
}

std::string Ipv4(const IpFields& fields, std::string_view payload) {
  const size_t header = 20 + fields.options.size();
  std::string bytes;
  bytes += static_cast<char>(0x40 | header / 4);
  bytes += '\0';
  bytes += U16(header + payload.size()) + U16(fields.identification) +
           U16(fields.fragment);
  bytes += '\x40';
  bytes += static_cast<char>(fields.protocol);
  bytes += U16(0) + fields.source + fields.destination + fields.options;
  return bytes.append(payload);
}

std::string Ipv6(const IpFields& fields, std::string_view payload) {
  std::string bytes = U32(0x60000000) + U16(payload.size());
  bytes += static_cast<char>(fields.protocol);
  bytes += '\x40';
  bytes += fields.source + fields.destination;
  return bytes.append(payload);
}

std::string Ipv6Fragment(uint8_t next, uint16_t offset, bool more,
                         uint32_t identification, std::string_view part) {
  std::string bytes(1, static_cast<char>(next));
  bytes += '\0';
  bytes += U16(offset | (more ? 1 : 0)) + U32(identification);
  return bytes.append(part);
}

std::string Ethernet(std::string_view ip, std::string_view tags) {
  const bool is_ipv6 = !ip.empty() && (static_cast<uint8_t>(ip[0]) >> 4) == 6;
  std::string bytes = kServerMac + kClientMac;
  bytes.append(tags) += U16(is_ipv6 ? 0x86dd : 0x0800);
  return bytes.append(ip);
}

std::string VlanTag(uint16_t type, uint16_t vlan) {
  return U16(type) + U16(vlan);
}

std::string Pcap(const PcapFields& fields,
                 const std::vector<PcapRecord>& records) {
  const auto u16 = fields.is_big_endian ? U16 : U16Little;
  const auto u32 = fields.is_big_endian ? U32 : U32Little;
  std::string file = u32(fields.magic) + u16(2) + u16(4) + u32(0) + u32(0) +
                     u32(65535) + u32(fields.link_type);
  for (const PcapRecord& record : records) {
    const uint64_t size = record.bytes.size();
    file += u32(record.seconds) + u32(record.fraction) + u32(size) +
            u32(record.original_size == 0 ? size : record.original_size);
    if (fields.magic == 0xa1b2cd34) file += std::string(8, '\0');
    file += record.bytes;
  }
  return file;
}

PcapngSection::PcapngSection(bool is_big_endian)
    : is_big_endian_(is_big_endian) {
  Block(0x0a0d0d0a, Number32(0x1a2b3c4d) + Number16(1) + Number16(0) +
                        std::string(8, '\xff'));
}

std::string PcapngSection::Number16(uint64_t value) const {
  return is_big_endian_ ? U16(value) : U16Little(value);
}

std::string PcapngSection::Number32(uint64_t value) const {
  return is_big_endian_ ? U32(value) : U32Little(value);
}

std::string PcapngSection::Option(uint16_t code, std::string_view value) const {
  return Number16(code) + Number16(value.size()) + std::string(value) +
         Padding(value.size());
}

PcapngSection& PcapngSection::Block(uint32_t type, std::string_view body) {
  const std::string padding = Padding(body.size());
  const std::string length = Number32(12 + body.size() + padding.size());
  bytes_ += Number32(type) + length + std::string(body) + padding + length;
  return *this;
}

PcapngSection& PcapngSection::Interface(uint16_t link_type,
                                        uint32_t snap_length,
                                        std::string_view options) {
  return Block(1, Number16(link_type) + Number16(0) + Number32(snap_length) +
                      std::string(options));
}

PcapngSection& PcapngSection::Enhanced(uint32_t interface, uint64_t ticks,
                                       std::string_view bytes,
                                       uint32_t original_size) {
  return Block(6,
               Number32(interface) + Number32(ticks >> 32) + Number32(ticks) +
                   Number32(bytes.size()) +
                   Number32(original_size == 0 ? bytes.size() : original_size) +
                   std::string(bytes));
}

PcapngSection& PcapngSection::Simple(std::string_view bytes,
                                     uint32_t original_size) {
  return Block(3, Number32(original_size == 0 ? bytes.size() : original_size) +
                      std::string(bytes));
}

PcapngSection& PcapngSection::Obsolete(uint16_t interface, uint64_t ticks,
                                       std::string_view bytes) {
  return Block(2, Number16(interface) + Number16(0) + Number32(ticks >> 32) +
                      Number32(ticks) + Number32(bytes.size()) +
                      Number32(bytes.size()) + std::string(bytes));
}

}  // namespace iotpf::tests
