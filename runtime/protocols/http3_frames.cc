// A frame is two numbers and as many bytes as the second one says. Content goes
// on as it comes; header blocks and settings are needed whole.
#include "runtime/protocols/http3_frames.h"

#include "runtime/limits.h"
#include "runtime/protocols/quic_number.h"

#include <algorithm>

namespace iotpf::runtime {

bool Http3FrameReader::IsHeld() const {
  return type_ == Http3FrameType::Headers ||
         type_ == Http3FrameType::Settings ||
         type_ == Http3FrameType::PushPromise;
}

// True when both numbers are complete.
bool Http3FrameReader::ReadHead(std::string_view& bytes) {
  while (!bytes.empty()) {
    head_ += bytes.front();
    bytes.remove_prefix(1);
    const size_t type_bytes = QuicNumberBytes(static_cast<uint8_t>(head_[0]));
    if (head_.size() <= type_bytes) continue;
    const size_t size_bytes =
        QuicNumberBytes(static_cast<uint8_t>(head_[type_bytes]));
    if (head_.size() < type_bytes + size_bytes) continue;
    ByteCursor cursor(head_);
    type_ = static_cast<Http3FrameType>(QuicNumber(cursor));
    remaining_ = QuicNumber(cursor);
    head_.clear();
    payload_.clear();
    is_oversized_ = IsHeld() && remaining_ > kMaxHttp3FrameBytes;
    return true;
  }
  return false;
}

Http3FrameReader::Step Http3FrameReader::Next(std::string_view& bytes) {
  while (true) {
    if (!in_frame_) {
      if (!ReadHead(bytes)) return Step::More;
      in_frame_ = true;
    }
    const auto taken =
        static_cast<size_t>(std::min<uint64_t>(remaining_, bytes.size()));
    const std::string_view part = bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    remaining_ -= taken;
    const bool is_over = remaining_ == 0;
    in_frame_ = !is_over;
    if (type_ == Http3FrameType::Data && taken > 0) {
      content_ = part;
      return Step::Data;
    }
    if (IsHeld() && !is_oversized_) payload_ += part;
    if (!is_over) return Step::More;
    if (!IsHeld()) continue;
    content_ = payload_;
    return is_oversized_ ? Step::Oversized : Step::Frame;
  }
}

bool Http3FrameReader::Skip(uint64_t size) {
  if (!in_frame_ || size > remaining_) return false;
  if (IsHeld() && !is_oversized_) return false;
  remaining_ -= size;
  return true;
}

}  // namespace iotpf::runtime
