// The frames of one direction of an HTTP/2 connection.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP2_FRAMES_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP2_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// RFC 9113, 6.
enum class Http2FrameType : uint8_t {
  Data = 0,
  Headers = 1,
  Priority = 2,
  RstStream = 3,
  Settings = 4,
  PushPromise = 5,
  Ping = 6,
  GoAway = 7,
  WindowUpdate = 8,
  Continuation = 9
};

struct Http2Frame {
  Http2FrameType type = Http2FrameType::Data;  // others are passed over
  uint8_t flags = 0;
  uint32_t stream = 0;
  uint32_t promised = 0;  // PUSH_PROMISE: the stream it opens

  bool ends_stream() const;   // DATA, HEADERS
  bool ends_headers() const;  // HEADERS, PUSH_PROMISE, CONTINUATION
};

// Cuts a direction into frames, and takes padding and priority off them.
//
//   Begin ──> Content ──> ... ──> Content ──> End ──> Begin ...
//
// Content comes as it arrives, in any number of parts, and only of DATA,
// HEADERS, PUSH_PROMISE and CONTINUATION.
//
//   Errors   Broken: a frame that its type does not allow; no further frame can
//            be found.
//   Source   RFC 9113, 4.1, 4.3 and 6.
class Http2FrameReader {
 public:
  enum class Step : uint8_t { More, Begin, Content, End, Broken };

  // Takes from the front of `bytes` up to the next step. More: all were taken.
  Step Next(std::string_view& bytes);
  // Of the frame that began last.
  const Http2Frame& frame() const { return frame_; }
  // The bytes of the last step Content: a view into what was taken.
  std::string_view content() const { return content_; }

  // The next byte is the first of a frame.
  bool is_between_frames() const {
    return part_ == Part::Head && head_.empty();
  }
  // Bytes of content, without padding, that the frame still has.
  size_t content_left() const {
    return part_ == Part::Content ? remaining_ - padding_ : 0;
  }
  // Passes over bytes that were not seen. False where they may end a frame, or
  // are of a header block: nothing behind them can be read.
  bool Skip(uint64_t size);

 private:
  enum class Part : uint8_t { Head, Prefix, Content, Padding, End, Broken };

  Step ReadHead(std::string_view& bytes);
  Step ReadPrefix(std::string_view& bytes);
  bool IsValid() const;
  bool TakePrefix();
  size_t PrefixSize() const;
  bool HasContent() const;
  Step Break();

  Part part_ = Part::Head;
  std::string head_;  // of the frame, then its prefix, so far
  Http2Frame frame_;
  std::string_view content_;
  bool has_frame_ = false;     // a first frame was read
  uint32_t block_stream_ = 0;  // whose header block goes on; 0: none
  size_t remaining_ = 0;       // bytes of the payload behind the prefix
  size_t padding_ = 0;         // the last of them
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP2_FRAMES_H_
