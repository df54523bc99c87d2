// The newer format: blocks, each with its type and length in front and the
// length again behind. A section starts with a block that fixes its byte order;
// the interfaces described in it are numbered from 0, and packets refer to
// them for link type and unit of time.
//
//   type length body... length
//
// Blocks of other kinds are skipped without being held in memory.
//
// Source: draft-ietf-opsawg-pcapng; for the obsolete Packet Block its
// appendix A.
#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "runtime/capture/record_reader.h"
#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

constexpr uint32_t kSectionHeader = 0x0A0D0D0A;  // the same in both orders
constexpr uint32_t kInterfaceDescription = 1;
constexpr uint32_t kObsoletePacket = 2;
constexpr uint32_t kSimplePacket = 3;
constexpr uint32_t kEnhancedPacket = 6;
constexpr uint32_t kDecryptionSecrets = 10;
constexpr uint32_t kTlsKeyLog = 0x544c534b;

constexpr uint16_t kOptionEnd = 0;
constexpr uint16_t kOptionTimeUnit = 9;     // if_tsresol
constexpr uint16_t kOptionTimeOffset = 14;  // if_tsoffset

constexpr size_t kBlockFrameBytes = 12;  // type, length, length again

struct Interface {
  uint32_t link_type = 0;
  uint32_t snap_length = 0;  // bytes; 0: no limit
  uint8_t time_unit = 6;     // 10^-n seconds; with the top bit 2^-n
  int64_t offset_seconds = 0;
};

__extension__ typedef __int128 Wide;

// Ticks of the interface to nanoseconds since 1970, held in range.
int64_t TimeOf(const Interface& interface, uint64_t ticks) {
  constexpr int kNanoDigits = 9;
  const int exponent = interface.time_unit & 0x7F;
  Wide time = static_cast<Wide>(ticks);
  if ((interface.time_unit & 0x80) != 0) {
    // 64 bits of ticks and 30 bits of factor leave room in 127 bits.
    time = time * 1'000'000'000 >> exponent;
  } else {
    for (int i = exponent; i < kNanoDigits; ++i) time *= 10;
    for (int i = exponent; i > kNanoDigits && time > 0; --i) time /= 10;
  }
  time += static_cast<Wide>(interface.offset_seconds) * 1'000'000'000;
  if (time < 0) return 0;
  return time > kMaxTimeNs ? kMaxTimeNs : static_cast<int64_t>(time);
}

class PcapngRecords : public RecordReader {
 public:
  bool Next(InputFile& input, CapturedPacket& packet,
            std::optional<Error>& error) override;
  std::string TakeKeyLog() override { return std::exchange(key_log_, {}); }

 private:
  enum class Step : uint8_t { Packet, NoPacket, Stop };

  Step Block(InputFile& input, CapturedPacket& packet,
             std::optional<Error>& error);
  Step StartSection(std::string_view start, InputFile& input,
                    std::optional<Error>& error);
  // These return what is wrong, or null.
  const char* ReadInterface(OrderedCursor body);
  const char* ReadEnhanced(OrderedCursor body, bool is_obsolete,
                           CapturedPacket& packet);
  const char* ReadSimple(OrderedCursor body, CapturedPacket& packet);
  const char* ReadSecrets(OrderedCursor body);
  const char* Read(uint32_t type, OrderedCursor body, CapturedPacket& packet);

  bool is_big_endian_ = false;
  std::vector<Interface> interfaces_;  // of the section
  std::string key_log_;
};

bool PcapngRecords::Next(InputFile& input, CapturedPacket& packet,
                         std::optional<Error>& error) {
  Step step = Step::NoPacket;
  while (step == Step::NoPacket) step = Block(input, packet, error);
  return step == Step::Packet;
}

PcapngRecords::Step PcapngRecords::Block(InputFile& input,
                                         CapturedPacket& packet,
                                         std::optional<Error>& error) {
  const auto stop = [&error](Error what) {
    error = std::move(what);
    return Step::Stop;
  };
  const std::string_view start = input.Peek(kBlockFrameBytes);
  if (start.empty() && !input.error()) return Step::Stop;
  if (start.size() < kBlockFrameBytes) return stop(CutShort(input, "a block"));
  OrderedCursor cursor(start, is_big_endian_);
  const uint32_t type = cursor.U32();
  if (type == kSectionHeader) return StartSection(start, input, error);
  const uint32_t length = cursor.U32();
  if (length < kBlockFrameBytes || length % 4 != 0) {
    return stop(Damaged(input, fmt::format("a block of {} bytes", length)));
  }
  if (type != kInterfaceDescription && type != kObsoletePacket &&
      type != kSimplePacket && type != kEnhancedPacket &&
      type != kDecryptionSecrets) {
    if (input.Skip(length) == length) return Step::NoPacket;
    return stop(CutShort(input, "a block"));
  }
  if (length > kMaxBlockBytes) {
    return stop(Damaged(input, fmt::format("a block of {} bytes, more than {},",
                                           length, kMaxBlockBytes)));
  }
  const std::string_view block = input.Peek(length);
  if (block.size() < length) return stop(CutShort(input, "a block"));
  if (OrderedCursor(block.substr(length - 4), is_big_endian_).U32() != length) {
    return stop(Damaged(input, "a block whose two lengths differ"));
  }
  const OrderedCursor body(block.substr(8, length - kBlockFrameBytes),
                           is_big_endian_);
  const char* const problem = Read(type, body, packet);
  if (problem != nullptr) return stop(Damaged(input, problem));
  input.Skip(length);
  const bool is_packet =
      type != kInterfaceDescription && type != kDecryptionSecrets;
  return is_packet ? Step::Packet : Step::NoPacket;
}

const char* PcapngRecords::Read(uint32_t type, OrderedCursor body,
                                CapturedPacket& packet) {
  switch (type) {
    case kInterfaceDescription:
      return ReadInterface(body);
    case kDecryptionSecrets:
      return ReadSecrets(body);
    case kSimplePacket:
      return ReadSimple(body, packet);
    default:
      return ReadEnhanced(body, type == kObsoletePacket, packet);
  }
}

// Secrets of other kinds (of SSH, of WireGuard) are passed over.
const char* PcapngRecords::ReadSecrets(OrderedCursor body) {
  const uint32_t kind = body.U32();
  const std::string_view lines = body.Take(body.U32());
  if (!body.ok()) return "secrets that pass the end of their block";
  if (kind != kTlsKeyLog) return nullptr;
  key_log_ += lines;
  key_log_ += '\n';
  return nullptr;
}

PcapngRecords::Step PcapngRecords::StartSection(std::string_view start,
                                                InputFile& input,
                                                std::optional<Error>& error) {
  constexpr uint32_t kSmallestSection = 28;
  is_big_endian_ = start.substr(8, 4) == "\x1a\x2b\x3c\x4d";
  interfaces_.clear();
  const std::string_view header = input.Peek(16);
  OrderedCursor cursor(header, is_big_endian_);
  cursor.Skip(4);
  const uint32_t length = cursor.U32();
  const uint32_t magic = cursor.U32();
  const uint16_t major = cursor.U16();
  const uint16_t minor = cursor.U16();
  if (!cursor.ok()) {
    error = CutShort(input, "the header of a section");
  } else if (magic != 0x1A2B3C4D || length < kSmallestSection ||
             length % 4 != 0) {
    error = Damaged(input, "the header of a section");
  } else if (major != 1) {
    error =
        Error{fmt::format("{}: pcapng version {}.{}; this program reads 1.x",
                          input.name(), major, minor)};
  } else if (input.Skip(length) < length) {
    error = CutShort(input, "the header of a section");
  }
  return error ? Step::Stop : Step::NoPacket;
}

const char* PcapngRecords::ReadInterface(OrderedCursor body) {
  Interface interface;
  interface.link_type = body.U16();
  body.Skip(2);
  interface.snap_length = body.U32();
  if (!body.ok()) return "the description of an interface, too short,";
  while (body.remaining() >= 4) {
    const uint16_t option = body.U16();
    const uint16_t size = body.U16();
    if (option == kOptionEnd) break;
    const std::string_view value = body.Take(size);
    if (!body.ok()) return "an option that passes the end of its block";
    if (option == kOptionTimeUnit && size == 1) {
      interface.time_unit = static_cast<uint8_t>(value[0]);
    } else if (option == kOptionTimeOffset && size == 8) {
      interface.offset_seconds =
          static_cast<int64_t>(OrderedCursor(value, is_big_endian_).U64());
    }
    body.Skip(std::min<size_t>((4 - size % 4) % 4, body.remaining()));
  }
  if (interfaces_.size() >= kMaxInterfaces) return "an interface too many";
  interfaces_.push_back(interface);
  return nullptr;
}

const char* PcapngRecords::ReadEnhanced(OrderedCursor body, bool is_obsolete,
                                        CapturedPacket& packet) {
  const uint32_t number = is_obsolete ? body.U16() : body.U32();
  if (is_obsolete) body.Skip(2);  // count of drops
  uint64_t ticks = static_cast<uint64_t>(body.U32()) << 32;
  ticks |= body.U32();
  const uint32_t captured = body.U32();
  packet.original_size = body.U32();
  packet.bytes = body.Take(captured);
  if (!body.ok()) return "a packet that passes the end of its block";
  if (captured > kMaxPacketBytes) return "a packet that is too long";
  if (number >= interfaces_.size()) {
    return "a packet of an interface that is not described";
  }
  packet.link_type = interfaces_[number].link_type;
  packet.time_ns = TimeOf(interfaces_[number], ticks);
  packet.has_time = true;
  return nullptr;
}

const char* PcapngRecords::ReadSimple(OrderedCursor body,
                                      CapturedPacket& packet) {
  packet.original_size = body.U32();
  if (!body.ok()) return "a packet that passes the end of its block";
  if (interfaces_.empty()) {
    return "a packet of an interface that is not described";
  }
  const Interface& interface = interfaces_.front();
  // The block says the size on the wire alone: the snap length cuts it, and
  // the length of the block includes padding.
  size_t captured = std::min<size_t>(packet.original_size, body.remaining());
  if (interface.snap_length > 0) {
    captured = std::min<size_t>(captured, interface.snap_length);
  }
  if (captured > kMaxPacketBytes) return "a packet that is too long";
  packet.bytes = body.Take(captured);
  packet.link_type = interface.link_type;
  packet.has_time = false;  // `time_ns` stays as it was
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<RecordReader>> OpenPcapng(InputFile& input) {
  if (input.Peek(kBlockFrameBytes).size() < kBlockFrameBytes) {
    return CutShort(input, "the header of the file");
  }
  return std::unique_ptr<RecordReader>(std::make_unique<PcapngRecords>());
}

}  // namespace iotpf::runtime
