// The messages of one direction of an HTTP/1.x connection.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_READER_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_READER_H_

#include "runtime/protocols/http_body_reader.h"
#include "runtime/protocols/http_framing.h"
#include "runtime/protocols/http_message.h"
#include "runtime/protocols/stream_decoder.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Reads one message after another. `Message` is HttpRequest or HttpResponse.
//
// The framing of a response depends on its request, which the reader does not
// know, so it stops at the end of each head and is told how to go on:
//
//   Head ──empty line──> Framing ──Begin()──> Body ──> Whole ──Take()──> Head
//     any of them ──gap, end, malformed──> Ended, with message() or without
template <class Message>
class HttpReader {
 public:
  enum class Step : uint8_t {
    Head,     // within the head, or before it
    Framing,  // the head is complete: call Begin()
    Body,     // within the body
    Whole,    // the message is whole: call Take()
    Ended     // no further message; has_message(): a last, cut one is there
  };

  explicit HttpReader(DecodeCounters& counters) : counters_(counters) {}

  Step step() const { return step_; }
  // A start line was parsed: message() has it, and the fields so far.
  bool has_message() const { return has_start_line_; }
  const Message& message() const { return message_; }

  // Takes bytes from the front until the step is none of Head and Body.
  void Read(std::string_view& bytes, const ByteOrigin& origin);
  void Skip(uint64_t size);
  void End(bool clean);
  // Reads no further; what there is of a message is its last.
  void Stop();

  void Begin(const HttpFraming& framing);
  // The message, with its body; then the next begins.
  Message Take();

 private:
  void ReadHead(std::string_view& bytes, const ByteOrigin& origin);
  void FinishLine(std::string_view line);
  void OnBodyState(HttpBodyReader::State state);

  DecodeCounters& counters_;
  Step step_ = Step::Head;
  Message message_;
  bool has_start_line_ = false;
  bool has_body_ = false;   // Begin() named a body
  std::string line_;        // the head's current line, so far
  ByteOrigin line_origin_;  // of its first byte
  size_t head_size_ = 0;    // bytes of the head, so far
  HttpBodyReader body_;
};

extern template class HttpReader<HttpRequest>;
extern template class HttpReader<HttpResponse>;

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_READER_H_
