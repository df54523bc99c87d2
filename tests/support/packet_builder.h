// Packets and capture files made in memory, for tests of everything that reads
// traffic.
#ifndef IOTPF_TESTS_SUPPORT_PACKET_BUILDER_H_
#define IOTPF_TESTS_SUPPORT_PACKET_BUILDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// ---- integers as bytes; the first byte is the most significant unless the
// name says little

std::string U16(uint64_t value);
std::string U32(uint64_t value);
std::string U16Little(uint64_t value);
std::string U32Little(uint64_t value);

// ---- transport

struct TcpFields {
  uint16_t source_port = 40000;
  uint16_t destination_port = 80;
  uint32_t sequence = 0;
  uint32_t acknowledgement = 0;
  uint8_t flags = 0x10;
  std::string options = {};  // a multiple of 4 bytes
};
std::string Tcp(const TcpFields& fields, std::string_view payload = {});
std::string Udp(uint16_t source_port, uint16_t destination_port,
                std::string_view payload = {});

// ---- network; addresses are 4 or 16 bytes

inline const std::string kClient4("\x0a\x00\x00\x01", 4);
inline const std::string kServer4("\x0a\x00\x00\x02", 4);
inline const std::string kClient6("\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01", 16);
inline const std::string kServer6("\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02", 16);

inline constexpr uint8_t kTcpNumber = 6;
inline constexpr uint8_t kUdpNumber = 17;

struct IpFields {
  std::string source = kClient4;
  std::string destination = kServer4;
  uint8_t protocol = kTcpNumber;
  uint16_t identification = 0;
  uint16_t fragment = 0;     // flags and offset, as on the wire
  std::string options = {};  // a multiple of 4 bytes
};
std::string Ipv4(const IpFields& fields, std::string_view payload);
// `payload` begins with what `protocol` says: extension headers or transport.
std::string Ipv6(const IpFields& fields, std::string_view payload);
// An IPv6 fragment header in front of its part of a datagram.
std::string Ipv6Fragment(uint8_t next, uint16_t offset, bool more,
                         uint32_t identification, std::string_view part);

// ---- link

inline const std::string kClientMac("\x02\x00\x00\x00\x00\x01", 6);
inline const std::string kServerMac("\x02\x00\x00\x00\x00\x02", 6);

std::string Ethernet(std::string_view ip, std::string_view tags = {});
std::string VlanTag(uint16_t type, uint16_t vlan);

// ---- files

struct PcapFields {
  bool is_big_endian = false;
  uint32_t magic = 0xa1b2c3d4;
  uint32_t link_type = 1;
};
struct PcapRecord {
  uint32_t seconds = 0;
  uint32_t fraction = 0;
  std::string bytes;
  uint32_t original_size = 0;  // 0: that of `bytes`
};
std::string Pcap(const PcapFields& fields,
                 const std::vector<PcapRecord>& records);

// Blocks of a pcapng file in the order of bytes of one section.
class PcapngSection {
 public:
  explicit PcapngSection(bool is_big_endian = false);
  PcapngSection& Block(uint32_t type, std::string_view body);
  PcapngSection& Interface(uint16_t link_type, uint32_t snap_length = 0,
                           std::string_view options = {});
  PcapngSection& Enhanced(uint32_t interface, uint64_t ticks,
                          std::string_view bytes, uint32_t original_size = 0);
  PcapngSection& Simple(std::string_view bytes, uint32_t original_size = 0);
  PcapngSection& Obsolete(uint16_t interface, uint64_t ticks,
                          std::string_view bytes);
  std::string Option(uint16_t code, std::string_view value) const;
  std::string Number16(uint64_t value) const;
  std::string Number32(uint64_t value) const;
  const std::string& bytes() const { return bytes_; }

 private:
  bool is_big_endian_;
  std::string bytes_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_PACKET_BUILDER_H_
