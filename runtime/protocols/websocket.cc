// WebSocket.
//
// A frame says its length first, so its payload goes through as it comes: the
// mask off, unpacked where its message is compressed, and on to the decoder of
// what is carried. Nothing is held but the head of a frame.
//
//   FIN, RSV, opcode | MASK, length | 0, 2 or 8 bytes of length | mask | ...

#include "runtime/protocols/websocket.h"

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

// RFC 6455, 5.2 and 11.8.
constexpr uint8_t kContinuation = 0;
constexpr uint8_t kBinary = 2;
constexpr uint8_t kClose = 8;
constexpr uint8_t kPong = 10;
constexpr uint64_t kMaxControlBytes = 125;

constexpr size_t kMaskBytes = 4;
// RFC 7692, 7.2.2: what the sender takes off the end of each message.
constexpr std::string_view kDeflateTail("\x00\x00\xff\xff", 4);

// How many bytes the head has, as far as it tells.
size_t HeadSize(std::string_view head) {
  if (head.size() < 2) return 2;
  const auto second = static_cast<uint8_t>(head[1]);
  size_t size = 2;
  if ((second & 0x7f) == 126) size += 2;
  if ((second & 0x7f) == 127) size += 8;
  if ((second & 0x80) != 0) size += kMaskBytes;
  return size;
}

}  // namespace

void WebSocketDecoder::OnBytes(Sender sender, std::string_view bytes,
                               const ByteOrigin& origin) {
  Direction& direction = Of(sender);
  while (!direction.is_stopped && !bytes.empty()) {
    if (!direction.frame) ReadHead(sender, bytes);
    if (direction.frame) ReadPayload(sender, bytes, origin);
  }
}

void WebSocketDecoder::ReadHead(Sender sender, std::string_view& bytes) {
  Direction& direction = Of(sender);
  std::string& head = direction.head;
  while (head.size() < HeadSize(head) && !bytes.empty()) {
    head += bytes[0];
    bytes.remove_prefix(1);
  }
  if (head.size() < HeadSize(head)) return;
  ByteCursor cursor(head);
  Frame frame;
  const uint8_t first = cursor.U8();
  const uint8_t second = cursor.U8();
  frame.is_final = (first & 0x80) != 0;
  frame.is_packed = (first & 0x40) != 0;
  frame.opcode = first & 0x0f;
  frame.is_masked = (second & 0x80) != 0;
  frame.remaining = second & 0x7f;
  if (frame.remaining == 126) {
    frame.remaining = cursor.U16();
  } else if (frame.remaining == 127) {
    frame.remaining = cursor.U64();
  }
  if (frame.is_masked) {
    for (uint8_t& byte : frame.mask) byte = cursor.U8();
  }
  head.clear();
  const bool has_reserved_bits = (first & 0x30) != 0;
  if (has_reserved_bits || !Begin(direction, frame)) return Malformed(sender);
  direction.frame = frame;
}

// Whether the frame may stand here; it then is the current one.
bool WebSocketDecoder::Begin(Direction& direction, const Frame& frame) {
  if (frame.remaining >> 63 != 0) return false;
  if (!frame.is_data()) {
    return frame.opcode <= kPong && frame.is_final && !frame.is_packed &&
           frame.remaining <= kMaxControlBytes;
  }
  const bool continues = frame.opcode == kContinuation;
  if (frame.opcode > kBinary || continues != direction.in_message) return false;
  // RFC 7692, 6.1: the first frame of a message says that it is compressed.
  if (frame.is_packed && (continues || !deflate_)) return false;
  if (!continues) direction.is_packed = frame.is_packed;
  direction.in_message = !frame.is_final;
  return true;
}

void WebSocketDecoder::ReadPayload(Sender sender, std::string_view& bytes,
                                   const ByteOrigin& origin) {
  Direction& direction = Of(sender);
  Frame& frame = *direction.frame;
  const size_t size =
      static_cast<size_t>(std::min<uint64_t>(frame.remaining, bytes.size()));
  std::string content(bytes.substr(0, size));
  bytes.remove_prefix(size);
  if (frame.is_masked) {
    for (size_t i = 0; i < size; ++i) {
      const uint8_t mask = frame.mask[(frame.taken + i) % kMaskBytes];
      content[i] = static_cast<char>(static_cast<uint8_t>(content[i]) ^ mask);
    }
  }
  frame.taken += size;
  frame.remaining -= size;
  if (frame.is_data() && size > 0) {
    if (!direction.is_packed) {
      carried_->OnBytes(sender, content, origin);
    } else if (!Unpack(sender, content, origin)) {
      return Malformed(sender);
    }
  }
  if (frame.remaining == 0) EndFrame(sender, origin);
}

void WebSocketDecoder::EndFrame(Sender sender, const ByteOrigin& origin) {
  Direction& direction = Of(sender);
  const Frame frame = *direction.frame;
  direction.frame.reset();
  // RFC 6455, 5.5.1: no data follows a Close.
  if (frame.opcode == kClose) direction.is_stopped = true;
  if (!frame.is_data() || !frame.is_final || !direction.is_packed) return;
  if (!Unpack(sender, kDeflateTail, origin)) return Malformed(sender);
  const bool restarts = sender == Sender::Client ? deflate_->client_restarts
                                                 : deflate_->server_restarts;
  if (restarts) direction.unpacker.reset();
}

// False where the compression is broken, or unpacks to too much.
bool WebSocketDecoder::Unpack(Sender sender, std::string_view bytes,
                              const ByteOrigin& origin) {
  Direction& direction = Of(sender);
  std::array<char, 8192> output;
  while (true) {
    if (!direction.unpacker) {
      direction.unpacker =
          NewDecompressor(Compression::RawDeflate, kMaxContentWindowBytes);
    }
    if (!direction.unpacker) return false;
    const Decompressor::Step step =
        direction.unpacker->Run(bytes, output.data(), output.size());
    bytes.remove_prefix(step.used);
    direction.unpacked += step.written;
    if (direction.unpacked > kMaxWebSocketUnpackedBytes) return false;
    if (step.written > 0) {
      carried_->OnBytes(sender, {output.data(), step.written}, origin);
    }
    switch (step.state) {
      case Decompressor::State::NeedsInput:
        return true;
      case Decompressor::State::HasOutput:
        break;
      case Decompressor::State::Ended:
        // RFC 7692, 7.2.3.4: a final block; another stream may follow.
        direction.unpacker.reset();
        if (bytes.empty()) return true;
        break;
      case Decompressor::State::Malformed:
        return false;
    }
  }
}

void WebSocketDecoder::OnGap(Sender sender, uint64_t size) {
  Direction& direction = Of(sender);
  if (size == 0 || direction.is_stopped) return;
  const bool in_payload = direction.frame && size <= direction.frame->remaining;
  if (!in_payload || (direction.frame->is_data() && direction.is_packed)) {
    return Stop(sender);
  }
  direction.frame->remaining -= size;
  direction.frame->taken += size;
  if (direction.frame->is_data()) carried_->OnGap(sender, size);
  if (direction.frame->remaining == 0) EndFrame(sender, {});
}

void WebSocketDecoder::OnEnd(Sender sender, bool clean) {
  const Direction& direction = Of(sender);
  const bool is_whole =
      !direction.frame && direction.head.empty() && !direction.in_message;
  carried_->OnEnd(sender, clean && is_whole);
}

void WebSocketDecoder::Malformed(Sender sender) {
  ++counters_.websocket_malformed_frames;
  Stop(sender);
}

// Bytes that cannot be read are missing in what is carried.
void WebSocketDecoder::Stop(Sender sender) {
  Direction& direction = Of(sender);
  direction.is_stopped = true;
  direction.head = {};
  direction.frame.reset();
  direction.in_message = false;
  direction.unpacker.reset();
  carried_->OnGap(sender, 1);
}

}  // namespace iotpf::runtime
