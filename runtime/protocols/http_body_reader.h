// The body of one HTTP/1.x message, from a stream cut anywhere.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_BODY_READER_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_BODY_READER_H_

#include "runtime/protocols/content_decoder.h"
#include "runtime/protocols/http_framing.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Consumes the bytes of a body up to its end and keeps the decoded content.
//   Source   RFC 9112, 6 and 7.1. Chunk extensions and trailers are dropped.
class HttpBodyReader {
 public:
  enum class State : uint8_t {
    Open,    // more bytes belong to the body
    Whole,   // the body ended; the next byte is not its own
    Broken,  // the chunks are malformed: its end is not known
  };

  // Requires  a framing with a body: Length, Chunked or StreamEnd.
  void Begin(const HttpFraming& framing);
  // Takes what belongs to the body from the front of `bytes`.
  State Read(std::string_view& bytes);
  // Passes over bytes that were not seen. Broken where they may end the body.
  State Skip(uint64_t size);
  // The direction ended. Whole where that is how the body ends.
  State End(bool clean);

  // The content so far; complete only where the body is Whole without a gap.
  HttpBody Take();

  // What cut the content that was last taken.
  bool oversized() const { return decoder_.oversized(); }
  bool malformed() const { return malformed_ || decoder_.malformed(); }

 private:
  enum class Part : uint8_t { Size, Data, DataEnd, Trailer };

  void AddContent(std::string_view bytes);
  State ReadLength(std::string_view& bytes);
  State ReadChunked(std::string_view& bytes);
  State ReadChunkLine(std::string_view& bytes);
  State FinishLine();
  State Break();

  ContentDecoder decoder_;
  BodyEnd end_ = BodyEnd::Length;
  State state_ = State::Open;
  Part part_ = Part::Size;
  uint64_t remaining_ = 0;  // bytes of the body or of the current chunk
  std::string line_;        // of chunk size or trailer, so far
  size_t trailer_size_ = 0;
  bool gap_ = false;  // content after a gap is not kept
  bool malformed_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_BODY_READER_H_
