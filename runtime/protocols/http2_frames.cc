// The frames of one direction of an HTTP/2 connection.
//
// A frame says its length first, so what is not needed is passed over without
// being held, and a gap within the content of DATA costs nothing else. A header
// block is one unit across its frames (RFC 9113, 4.3): nothing may come between
// them, and what does proves that the frames are out of step.
//
//   length 3 | type 1 | flags 1 | stream 4 | pad length, priority | ... | pad

#include "runtime/protocols/http2_frames.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr size_t kHeadBytes = 9;
constexpr uint32_t kStreamMask = 0x7fffffff;

// RFC 9113, 6.1 and 6.2.
constexpr uint8_t kEndStream = 0x01;
constexpr uint8_t kEndHeaders = 0x04;
constexpr uint8_t kPadded = 0x08;
constexpr uint8_t kPriority = 0x20;

}  // namespace

bool Http2Frame::ends_stream() const {
  const bool may_end =
      type == Http2FrameType::Data || type == Http2FrameType::Headers;
  return may_end && (flags & kEndStream) != 0;
}

bool Http2Frame::ends_headers() const { return (flags & kEndHeaders) != 0; }

Http2FrameReader::Step Http2FrameReader::Next(std::string_view& bytes) {
  while (true) {
    switch (part_) {
      case Part::Head: {
        const Step step = ReadHead(bytes);
        if (part_ != Part::Prefix) return step;
        break;
      }
      case Part::Prefix:
        return ReadPrefix(bytes);
      case Part::Content:
      case Part::Padding: {
        const bool is_content = part_ == Part::Content;
        const size_t wanted = is_content ? remaining_ - padding_ : remaining_;
        content_ = bytes.substr(0, std::min(wanted, bytes.size()));
        bytes.remove_prefix(content_.size());
        remaining_ -= content_.size();
        if (content_.size() == wanted) {
          part_ = is_content ? Part::Padding : Part::End;
        } else if (content_.empty()) {
          return Step::More;
        }
        if (is_content && HasContent() && !content_.empty()) {
          return Step::Content;
        }
        break;
      }
      case Part::End:
        part_ = Part::Head;
        return Step::End;
      case Part::Broken:
        bytes = {};
        return Step::Broken;
    }
  }
}

Http2FrameReader::Step Http2FrameReader::ReadHead(std::string_view& bytes) {
  const size_t taken = std::min(kHeadBytes - head_.size(), bytes.size());
  head_ += bytes.substr(0, taken);
  bytes.remove_prefix(taken);
  if (head_.size() < kHeadBytes) return Step::More;
  ByteCursor cursor(head_);
  frame_ = {};
  remaining_ = cursor.U24();
  frame_.type = static_cast<Http2FrameType>(cursor.U8());
  frame_.flags = cursor.U8();
  frame_.stream = cursor.U32() & kStreamMask;
  head_.clear();
  if (!IsValid()) return Break();
  has_frame_ = true;
  part_ = Part::Prefix;
  return Step::More;
}

// What each type asks of its stream and length, and of what comes before it.
bool Http2FrameReader::IsValid() const {
  using Type = Http2FrameType;
  const bool has_stream = frame_.stream != 0;
  const bool continues = frame_.type == Type::Continuation;
  if (!has_frame_ && frame_.type != Type::Settings) return false;
  if (continues != (block_stream_ != 0)) return false;
  if (continues && frame_.stream != block_stream_) return false;
  switch (frame_.type) {
    case Type::Data:
    case Type::Headers:
    case Type::PushPromise:
    case Type::Continuation:
      return has_stream && remaining_ >= PrefixSize();
    case Type::RstStream:
      return has_stream && remaining_ == 4;
    case Type::Priority:
      return has_stream && remaining_ == 5;
    case Type::Settings:
      return !has_stream && remaining_ % 6 == 0;
    case Type::Ping:
      return !has_stream && remaining_ == 8;
    case Type::GoAway:
      return !has_stream && remaining_ >= 8;
    case Type::WindowUpdate:
      return remaining_ == 4;
  }
  return true;  // an extension
}

bool Http2FrameReader::HasContent() const {
  return frame_.type == Http2FrameType::Data ||
         frame_.type == Http2FrameType::Headers ||
         frame_.type == Http2FrameType::PushPromise ||
         frame_.type == Http2FrameType::Continuation;
}

size_t Http2FrameReader::PrefixSize() const {
  const bool is_headers = frame_.type == Http2FrameType::Headers;
  const bool is_push = frame_.type == Http2FrameType::PushPromise;
  const bool may_pad =
      is_headers || is_push || frame_.type == Http2FrameType::Data;
  size_t size = 0;
  if (may_pad && (frame_.flags & kPadded) != 0) size += 1;
  if (is_headers && (frame_.flags & kPriority) != 0) size += 5;
  if (is_push) size += 4;
  return size;
}

Http2FrameReader::Step Http2FrameReader::ReadPrefix(std::string_view& bytes) {
  const size_t size = PrefixSize();
  const size_t taken = std::min(size - head_.size(), bytes.size());
  head_ += bytes.substr(0, taken);
  bytes.remove_prefix(taken);
  if (head_.size() < size) return Step::More;
  remaining_ -= size;
  if (!TakePrefix()) return Break();
  part_ = Part::Content;
  const bool has_block = HasContent() && frame_.type != Http2FrameType::Data;
  if (has_block) block_stream_ = frame_.ends_headers() ? 0 : frame_.stream;
  return Step::Begin;
}

// False where there is more padding than payload.
bool Http2FrameReader::TakePrefix() {
  ByteCursor cursor(head_);
  const bool is_push = frame_.type == Http2FrameType::PushPromise;
  const size_t others =
      (is_push ? 4u : 0u) + (head_.size() >= 5 && !is_push ? 5u : 0u);
  padding_ = head_.size() > others ? cursor.U8() : 0;
  if (is_push) frame_.promised = cursor.U32() & kStreamMask;
  head_.clear();
  return padding_ <= remaining_;
}

bool Http2FrameReader::Skip(uint64_t size) {
  const bool in_payload = part_ == Part::Content || part_ == Part::Padding;
  const bool is_block = HasContent() && frame_.type != Http2FrameType::Data;
  if (!in_payload || is_block || size > remaining_) return false;
  remaining_ -= static_cast<size_t>(size);
  if (remaining_ < padding_) padding_ = remaining_;
  return true;
}

Http2FrameReader::Step Http2FrameReader::Break() {
  part_ = Part::Broken;
  head_ = {};
  return Step::Broken;
}

}  // namespace iotpf::runtime
