// The frames of one direction of a stream of HTTP/3.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP3_FRAMES_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP3_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Numbers of frames that are read; others are passed over. Source: RFC 9114,
// 7.2.
enum class Http3FrameType : uint64_t {
  Data = 0,
  Headers = 1,
  Settings = 4,
  PushPromise = 5
};

// Cuts a direction into frames.
//
//   Output   DATA in parts as it arrives; the payload of HEADERS, SETTINGS and
//            PUSH_PROMISE whole.
//   Units    of one payload at most kMaxHttp3FrameBytes are held.
//   Source   RFC 9114, 7.1.
class Http3FrameReader {
 public:
  // More: all bytes were taken. Data: a part of DATA. Frame: a whole payload.
  // Oversized: a payload above the cap went by.
  enum class Step : uint8_t { More, Data, Frame, Oversized };

  // Takes from the front of `bytes` up to the next step.
  Step Next(std::string_view& bytes);
  Http3FrameType type() const { return type_; }
  // Of the last step Data or Frame; good until the next call.
  std::string_view content() const { return content_; }

  // The next byte is the first of a frame.
  bool is_between_frames() const { return !in_frame_ && head_.empty(); }
  // Passes over bytes that were not seen. False where nothing behind them can
  // be read.
  bool Skip(uint64_t size);

 private:
  bool ReadHead(std::string_view& bytes);
  bool IsHeld() const;

  std::string head_;  // type and size of the frame, so far
  bool in_frame_ = false;
  Http3FrameType type_ = Http3FrameType::Data;
  uint64_t remaining_ = 0;  // bytes of the payload to come
  bool is_oversized_ = false;
  std::string payload_;  // so far, where it is to be whole
  std::string_view content_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP3_FRAMES_H_
