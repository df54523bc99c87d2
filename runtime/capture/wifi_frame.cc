// A data frame has three or four addresses, of which two bits say what each
// means; parts of its header are there or not by other bits. Behind it stands
// LLC, or, where a bit of the QoS part says so, a list of frames, each with
// addresses and length of its own (A-MSDU).
//
// What is encrypted stays so: keys of 802.11 are not read. Pieces of a frame
// that was cut for the air are counted, since access points of today do not
// cut.
#include "runtime/capture/wifi_frame.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

using Kind = Carried::Kind;

// The first two bytes of a frame, the low one first. Source: 9.2.4.1.
constexpr uint16_t kVersionAndType = 0x000F;
constexpr uint16_t kData = 0x0008;
constexpr uint16_t kWithoutData = 0x0040;
constexpr uint16_t kQos = 0x0080;
constexpr uint16_t kToDistribution = 0x0100;
constexpr uint16_t kFromDistribution = 0x0200;
constexpr uint16_t kMoreFragments = 0x0400;
constexpr uint16_t kProtected = 0x4000;
constexpr uint16_t kOrder = 0x8000;

// Radiotap: bits of the first word of fields that are present, and of the field
// of flags. Source: https://www.radiotap.org/fields/Flags.html
constexpr uint32_t kHasTimer = 1u << 0;
constexpr uint32_t kHasFlags = 1u << 1;
constexpr uint32_t kMoreWords = 1u << 31;
constexpr uint8_t kPaddedHeader = 0x20;
constexpr uint8_t kBadChecksum = 0x40;

// The flags of a radiotap header; consumes the header.
uint8_t TakeRadiotap(ByteCursor& cursor) {
  ByteCursor header = cursor;
  header.Skip(2);  // version
  const uint16_t size = header.U16Little();
  cursor.Skip(size);
  if (size < 8) cursor.Skip(cursor.remaining() + 1);  // malformed
  const uint32_t first = header.U32Little();
  size_t at = 8;  // from the start of the header
  for (uint32_t word = first; (word & kMoreWords) != 0 && header.ok();
       at += 4) {
    word = header.U32Little();
  }
  if ((first & kHasFlags) == 0) return 0;
  if ((first & kHasTimer) != 0) header.Skip(at % 8 + 8);  // it is aligned to 8
  return header.U8();
}

// Consumes what the receiver wrote; returns flags of radiotap.
uint8_t TakePrefix(WifiPrefix prefix, ByteCursor& cursor) {
  constexpr size_t kPrismBytes = 144;
  switch (prefix) {
    case WifiPrefix::Radiotap:
      return TakeRadiotap(cursor);
    case WifiPrefix::Prism:
      cursor.Skip(kPrismBytes);
      return 0;
    case WifiPrefix::Avs: {
      ByteCursor header = cursor;
      header.Skip(4);  // version
      cursor.Skip(std::max<uint32_t>(header.U32(), 8));
      return 0;
    }
    case WifiPrefix::None:
      return 0;
  }
  return 0;
}

struct DataHeader {
  bool is_fragment = false;
  bool is_aggregate = false;
};

// Behind the first two bytes, which are `control`.
DataHeader TakeDataHeader(uint16_t control, bool is_padded, ByteCursor& cursor,
                          LinkFrame& frame) {
  const size_t before = cursor.remaining() + 2;
  cursor.Skip(2);  // duration
  const std::string_view first = cursor.Take(6);
  const std::string_view second = cursor.Take(6);
  const std::string_view third = cursor.Take(6);
  const uint16_t fragment = cursor.U16Little() & 0x000F;
  const bool to_distribution = (control & kToDistribution) != 0;
  const bool from_distribution = (control & kFromDistribution) != 0;
  std::string_view source = from_distribution ? third : second;
  if (to_distribution && from_distribution) source = cursor.Take(6);
  frame.destination = MacOf(to_distribution ? third : first);
  frame.source = MacOf(source);
  DataHeader header;
  header.is_fragment = fragment > 0 || (control & kMoreFragments) != 0;
  if ((control & kQos) != 0) {
    constexpr uint16_t kAggregate = 0x0080;  // 9.2.4.5.9
    header.is_aggregate = (cursor.U16Little() & kAggregate) != 0;
    if ((control & kOrder) != 0) cursor.Skip(4);
  }
  // Some receivers pad the header to a multiple of four.
  const size_t size = before - cursor.remaining();
  if (is_padded && size % 4 != 0) cursor.Skip(4 - size % 4);
  return header;
}

}  // namespace

bool DecodeWifi(WifiPrefix prefix, LinkFrame& frame,
                CaptureStatistics& statistics) {
  ByteCursor cursor(frame.bytes);
  const uint8_t flags = TakePrefix(prefix, cursor);
  const uint16_t control = cursor.U16Little();
  if (!cursor.ok()) {
    ++statistics.link_header_malformed;
    return false;
  }
  if ((flags & kBadChecksum) != 0) {
    ++statistics.wifi_bad_checksum;
    return false;
  }
  if ((control & kVersionAndType) != kData || (control & kWithoutData) != 0) {
    ++statistics.not_ip;
    return false;
  }
  const bool is_padded = (flags & kPaddedHeader) != 0;
  const DataHeader header = TakeDataHeader(control, is_padded, cursor, frame);
  if (!cursor.ok()) {
    ++statistics.link_header_malformed;
    return false;
  }
  if ((control & kProtected) != 0 || header.is_fragment) {
    ++((control & kProtected) != 0 ? statistics.wifi_encrypted
                                   : statistics.wifi_fragments);
    return false;
  }
  if (header.is_aggregate) {
    frame.subframes = cursor.rest();
    return DecodeSubframe(frame, statistics);
  }
  frame.bytes = cursor.rest();
  return FollowToIp({Kind::Llc}, frame, statistics);
}

// 9.3.2.2.2: addresses and length as in 802.3, padded to a multiple of four.
bool DecodeSubframe(LinkFrame& frame, CaptureStatistics& statistics) {
  constexpr size_t kHeaderBytes = 14;
  ByteCursor cursor(frame.subframes);
  const std::string_view destination = cursor.Take(6);
  const std::string_view source = cursor.Take(6);
  const size_t size = cursor.U16();
  frame.destination = MacOf(destination);
  frame.source = MacOf(source);
  if (!cursor.ok()) {
    frame.subframes = {};
    ++statistics.link_header_malformed;
    return false;
  }
  frame.bytes = cursor.rest().substr(0, size);
  frame.missing = size - frame.bytes.size();
  const size_t step = (kHeaderBytes + size + 3) / 4 * 4;
  frame.subframes.remove_prefix(std::min(step, frame.subframes.size()));
  // The check sum of the frame is no subframe.
  if (frame.subframes.size() < kHeaderBytes) frame.subframes = {};
  return FollowToIp({Kind::Llc}, frame, statistics);
}

}  // namespace iotpf::runtime
