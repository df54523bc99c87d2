// The classic format: a header of 24 bytes, then packets, each behind a header
// of 16 bytes (24 in the variant that Linux kernels of the 2.2 era wrote). The
// magic says byte order and unit of time.
//
//   magic version zone sigfigs snaplen link | sec frac captured original bytes
//
// The snap length is not trusted: writers exist that exceed it. A record is
// damaged when it exceeds kMaxPacketBytes.
//
// Source: draft-ietf-opsawg-pcap; https://wiki.wireshark.org/Development/
// LibpcapFileFormat for the variant.
#include <fmt/format.h>

#include "runtime/capture/record_reader.h"
#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

constexpr uint32_t kMicroseconds = 0xa1b2c3d4;
constexpr uint32_t kNanoseconds = 0xa1b23c4d;
constexpr uint32_t kModified = 0xa1b2cd34;
constexpr size_t kFileHeaderBytes = 24;

class PcapRecords : public RecordReader {
 public:
  PcapRecords(bool is_big_endian, uint32_t magic, uint32_t link_type)
      : is_big_endian_(is_big_endian),
        header_bytes_(magic == kModified ? 24 : 16),
        unit_ns_(magic == kNanoseconds ? 1 : 1000),
        link_type_(link_type) {}

  bool Next(InputFile& input, CapturedPacket& packet,
            std::optional<Error>& error) override {
    const std::string_view header = input.Peek(header_bytes_);
    if (header.size() < header_bytes_) {
      if (!header.empty() || input.error()) {
        error = CutShort(input, "the header of a packet");
      }
      return false;
    }
    OrderedCursor cursor(header, is_big_endian_);
    const int64_t seconds = cursor.U32();
    const int64_t fraction = cursor.U32();
    const uint32_t captured = cursor.U32();
    const uint32_t original = cursor.U32();
    if (captured > kMaxPacketBytes) {
      error = Damaged(input, fmt::format("a packet of {} bytes, more than {},",
                                         captured, kMaxPacketBytes));
      return false;
    }
    const std::string_view record = input.Peek(header_bytes_ + captured);
    if (record.size() < header_bytes_ + captured) {
      error = CutShort(input, "a packet");
      return false;
    }
    input.Skip(record.size());
    packet.time_ns =
        std::min(seconds * 1'000'000'000 + fraction * unit_ns_, kMaxTimeNs);
    packet.link_type = link_type_;
    packet.original_size = original;
    packet.bytes = record.substr(header_bytes_);
    return true;
  }

 private:
  bool is_big_endian_;
  size_t header_bytes_;
  int64_t unit_ns_;
  uint32_t link_type_;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> OpenPcap(InputFile& input) {
  const std::string_view header = input.Peek(kFileHeaderBytes);
  if (header.size() < kFileHeaderBytes) {
    return CutShort(input, "the header of the file");
  }
  const bool is_big_endian = header.starts_with('\xa1');
  OrderedCursor cursor(header, is_big_endian);
  const uint32_t magic = cursor.U32();
  const uint16_t major = cursor.U16();
  const uint16_t minor = cursor.U16();
  if (major != 2) {
    return Error{fmt::format("{}: pcap version {}.{}; this program reads 2.x",
                             input.name(), major, minor)};
  }
  cursor.Skip(12);  // time zone, accuracy, snap length
  // The upper half says how long a check sum behind each frame is; the length
  // in the IP header leaves it out anyway.
  const uint32_t link_type = cursor.U32() & 0xFFFF;
  input.Skip(kFileHeaderBytes);
  return std::unique_ptr<RecordReader>(
      std::make_unique<PcapRecords>(is_big_endian, magic, link_type));
}

}  // namespace iotpf::runtime
