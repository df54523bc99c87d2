// The length in the IP header decides, not the frame's: short frames are
// padded, and some carry a check sum. A length of 0 stands in packets that the
// network card was still going to cut (segmentation offload): there the frame
// decides. A packet longer than its frame is treated as cut by the capture,
// which tools that shorten captures forget to say.
//
// Source: RFC 791; RFC 8200, section 4; RFC 4302 for the authentication header.
#include "runtime/capture/ip_header.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

constexpr uint8_t kHopByHop = 0;
constexpr uint8_t kRouting = 43;
constexpr uint8_t kFragmentHeader = 44;
constexpr uint8_t kEncrypted = 50;
constexpr uint8_t kAuthentication = 51;
constexpr uint8_t kDestinationOptions = 60;

bool Malformed(CaptureStatistics& statistics) {
  ++statistics.ip_header_malformed;
  return false;
}

bool DecodeIpv4(std::string_view bytes, uint64_t wire_size, IpPacket& packet,
                CaptureStatistics& statistics) {
  ByteCursor cursor(bytes);
  const uint64_t header_size = (cursor.U8() & 0x0Fu) * 4;
  cursor.Skip(1);
  uint64_t total = cursor.U16();
  packet.identification = cursor.U16();
  const uint16_t fragment = cursor.U16();
  cursor.Skip(1);
  packet.protocol = cursor.U8();
  cursor.Skip(2);
  packet.source = IpAddress::From(cursor.Take(4));
  packet.destination = IpAddress::From(cursor.Take(4));
  if (total == 0) total = wire_size;
  if (!cursor.ok() || header_size < 20 || total < header_size) {
    return Malformed(statistics);
  }
  packet.fragment_offset = (fragment & 0x1FFFu) * 8;
  packet.more_fragments = (fragment & 0x2000) != 0;
  packet.is_fragment = packet.more_fragments || packet.fragment_offset > 0;
  packet.payload_size = total - header_size;
  packet.payload = bytes.substr(std::min<uint64_t>(header_size, bytes.size()));
  return true;
}

bool DecodeIpv6(std::string_view bytes, uint64_t wire_size, IpPacket& packet,
                CaptureStatistics& statistics) {
  ByteCursor cursor(bytes);
  cursor.Skip(4);
  packet.payload_size = cursor.U16();
  packet.protocol = cursor.U8();
  cursor.Skip(1);
  packet.source = IpAddress::From(cursor.Take(16));
  packet.destination = IpAddress::From(cursor.Take(16));
  if (!cursor.ok()) return Malformed(statistics);
  if (packet.payload_size == 0) packet.payload_size = wire_size - 40;
  packet.payload = cursor.rest();
  return true;
}

// The extension header at the front of the payload; `size` is its length.
bool ReadExtension(IpPacket& packet, size_t& size) {
  ByteCursor cursor(packet.payload);
  const uint8_t kind = packet.protocol;
  packet.protocol = cursor.U8();
  const size_t length = cursor.U8();
  if (kind == kFragmentHeader) {
    const uint16_t place = cursor.U16();
    packet.identification = cursor.U32();
    packet.fragment_offset = place & 0xFFF8u;
    packet.more_fragments = (place & 1) != 0;
    packet.is_fragment = packet.more_fragments || packet.fragment_offset > 0;
    size = 8;
  } else {
    size = kind == kAuthentication ? (length + 2) * 4 : (length + 1) * 8;
  }
  return cursor.ok() && size <= packet.payload.size() &&
         size <= packet.payload_size;
}

bool IsExtension(const IpPacket& packet) {
  switch (packet.protocol) {
    case kAuthentication:
      return true;
    case kHopByHop:
    case kRouting:
    case kFragmentHeader:
    case kDestinationOptions:
      return packet.source.size == 16;
    default:
      return false;
  }
}

}  // namespace

bool SkipIpExtensions(IpPacket& packet, CaptureStatistics& statistics) {
  for (int depth = 0; IsExtension(packet) && !packet.is_fragment; ++depth) {
    if (depth == kMaxIpExtensions) {
      ++statistics.ip_extensions_too_deep;
      return false;
    }
    size_t size = 0;
    if (!ReadExtension(packet, size)) return Malformed(statistics);
    packet.payload.remove_prefix(size);
    packet.payload_size -= size;
  }
  if (!packet.is_fragment && packet.protocol == kEncrypted) {
    ++statistics.ip_encrypted;
    return false;
  }
  return true;
}

bool DecodeIp(std::string_view bytes, uint64_t wire_size, IpPacket& packet,
              CaptureStatistics& statistics) {
  const int version = bytes.empty() ? 0 : static_cast<uint8_t>(bytes[0]) >> 4;
  if (version != 4 && version != 6) return Malformed(statistics);
  const bool is_decoded =
      version == 4 ? DecodeIpv4(bytes, wire_size, packet, statistics)
                   : DecodeIpv6(bytes, wire_size, packet, statistics);
  if (!is_decoded) return false;
  packet.payload = packet.payload.substr(
      0, std::min<uint64_t>(packet.payload_size, packet.payload.size()));
  return SkipIpExtensions(packet, statistics);
}

}  // namespace iotpf::runtime
