// Where the body of an HTTP/1.x message ends.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_FRAMING_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_FRAMING_H_

#include "runtime/protocols/http_message.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

enum class BodyEnd : uint8_t {
  NoBody,     // the message ends with its head
  Length,     // after `length` bytes
  Chunked,    // with the last chunk and the trailer
  StreamEnd,  // with the direction
  Tunnel,     // no body, and what follows is no HTTP
  Undefined   // the head contradicts itself; the direction can't be followed
};

// A coding of the content. Unsupported: it is not undone here.
enum class ContentCoding : uint8_t { Gzip, Deflate, Brotli, Zstd, Unsupported };

// In the order in which they were applied.
using ContentCodings = std::vector<ContentCoding>;

struct HttpFraming {
  BodyEnd end = BodyEnd::NoBody;
  uint64_t length = 0;  // bytes, for BodyEnd::Length
  ContentCodings codings = {};
  bool operator==(const HttpFraming&) const = default;
};

// The codings of the content that the header section names; more than
// kMaxContentCodings are one that is not supported.
ContentCodings ContentCodingsOf(const HttpMessage& message);

// The framing of a message whose head is complete.
//   Input    `method` of the request, or empty where it is not known.
//   Source   RFC 9112, 6.3.
HttpFraming FramingOf(const HttpRequest& request);
HttpFraming FramingOf(const HttpResponse& response, std::string_view method);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_FRAMING_H_
