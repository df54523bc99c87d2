// Frames have no length of their own: whoever does not know one of them cannot
// find those behind it. So all are taken apart, and few are kept. Most of the
// others are a run of numbers, of which a table says how many.
#include "runtime/quic/quic_frames.h"

#include "runtime/protocols/quic_number.h"

#include <algorithm>
#include <array>

namespace iotpf::runtime {
namespace {

constexpr uint64_t kAck = 0x02;
constexpr uint64_t kAckWithCounts = 0x03;
constexpr uint64_t kResetStream = 0x04;
constexpr uint64_t kCrypto = 0x06;
constexpr uint64_t kNewToken = 0x07;
constexpr uint64_t kStream = 0x08;  // to 0x0f, by flags
constexpr uint64_t kStreamLast = 0x0f;
constexpr uint64_t kNewConnectionId = 0x18;
constexpr uint64_t kCloseTransport = 0x1c;
constexpr uint64_t kCloseApplication = 0x1d;
constexpr uint64_t kDatagram = 0x30;
constexpr uint64_t kDatagramWithSize = 0x31;

struct Row {
  uint64_t type;
  int numbers;       // behind the type
  size_t bytes = 0;  // behind the numbers
};

// Frames that are passed over.
constexpr auto kRows = std::to_array<Row>({
    {0x01, 0},     // PING
    {0x05, 2},     // STOP_SENDING
    {0x10, 1},     // MAX_DATA
    {0x11, 2},     // MAX_STREAM_DATA
    {0x12, 1},     // MAX_STREAMS, of both directions
    {0x13, 1},     // the same, of one direction
    {0x14, 1},     // DATA_BLOCKED
    {0x15, 2},     // STREAM_DATA_BLOCKED
    {0x16, 1},     // STREAMS_BLOCKED, of both directions
    {0x17, 1},     // the same, of one direction
    {0x19, 1},     // RETIRE_CONNECTION_ID
    {0x1a, 0, 8},  // PATH_CHALLENGE
    {0x1b, 0, 8},  // PATH_RESPONSE
    {0x1e, 0},     // HANDSHAKE_DONE
    {0x1f, 0},     // IMMEDIATE_ACK
    {0xaf, 4},     // ACK_FREQUENCY
});

void SkipAck(ByteCursor& cursor, bool has_counts) {
  QuicNumber(cursor);  // largest
  QuicNumber(cursor);  // delay
  uint64_t ranges = QuicNumber(cursor);
  QuicNumber(cursor);  // first range
  for (; ranges > 0 && cursor.ok(); --ranges) {
    QuicNumber(cursor);
    QuicNumber(cursor);
  }
  for (int i = 0; has_counts && i < 3; ++i) QuicNumber(cursor);
}

// False where the type is not known.
bool Skip(uint64_t type, ByteCursor& cursor) {
  for (const Row& row : kRows) {
    if (row.type != type) continue;
    for (int i = 0; i < row.numbers; ++i) QuicNumber(cursor);
    cursor.Skip(row.bytes);
    return true;
  }
  switch (type) {
    case kAck:
    case kAckWithCounts:
      SkipAck(cursor, type == kAckWithCounts);
      return true;
    case kNewToken:
    case kDatagramWithSize:
      cursor.Take(QuicNumber(cursor));
      return true;
    case kDatagram:
      cursor.Skip(cursor.remaining());
      return true;
    case kCloseTransport:
    case kCloseApplication:
      QuicNumber(cursor);                               // what went wrong
      if (type == kCloseTransport) QuicNumber(cursor);  // in which frame
      cursor.Take(QuicNumber(cursor));
      return true;
    default:
      return false;
  }
}

QuicFrame TakeStream(uint64_t type, ByteCursor& cursor) {
  QuicFrame frame;
  frame.kind = QuicFrame::Kind::Stream;
  frame.stream = QuicNumber(cursor);
  if ((type & 4) != 0) frame.offset = QuicNumber(cursor);
  const uint64_t size =
      (type & 2) != 0 ? QuicNumber(cursor) : cursor.remaining();
  frame.bytes = cursor.Take(size);
  frame.is_last = (type & 1) != 0;
  return frame;
}

std::optional<QuicFrame> Take(uint64_t type, ByteCursor& cursor) {
  QuicFrame frame;
  if (type >= kStream && type <= kStreamLast) return TakeStream(type, cursor);
  if (type == kCrypto) {
    frame.offset = QuicNumber(cursor);
    frame.bytes = cursor.Take(QuicNumber(cursor));
    return frame;
  }
  if (type == kResetStream) {
    frame.kind = QuicFrame::Kind::Reset;
    frame.stream = QuicNumber(cursor);
    QuicNumber(cursor);  // why
    QuicNumber(cursor);  // bytes that were sent
    return frame;
  }
  if (type != kNewConnectionId) return std::nullopt;
  frame.kind = QuicFrame::Kind::NewId;
  QuicNumber(cursor);  // which one
  QuicNumber(cursor);  // which ones it retires
  frame.id_bytes = cursor.TakeBehindU8().size();
  cursor.Skip(16);  // the token of a stateless reset
  return frame;
}

// Padding fills most of a first packet.
void SkipPadding(ByteCursor& cursor) {
  constexpr std::array<char, 32> kZeros = {};
  const std::string_view zeros(kZeros.data(), kZeros.size());
  while (cursor.rest().starts_with(zeros)) cursor.Skip(zeros.size());
  cursor.Skip(
      std::min(cursor.rest().find_first_not_of('\0'), cursor.remaining()));
}

}  // namespace

std::optional<QuicFrame> TakeQuicFrame(std::string_view& frames,
                                       bool& is_malformed) {
  ByteCursor cursor(frames);
  while (cursor.ok() && !cursor.empty()) {
    SkipPadding(cursor);
    if (cursor.empty()) break;
    const uint64_t type = QuicNumber(cursor);
    const auto frame = Take(type, cursor);
    if (frame && cursor.ok()) {
      frames = cursor.rest();
      return frame;
    }
    if (frame || !Skip(type, cursor)) {
      is_malformed = true;
      break;
    }
  }
  is_malformed = is_malformed || !cursor.ok();
  frames = {};
  return std::nullopt;
}

}  // namespace iotpf::runtime
