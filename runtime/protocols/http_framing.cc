// Where the body of an HTTP/1.x message ends.
//
// Two readings of one head put every later message of the connection in the
// wrong place, so what contradicts itself is not guessed at: two lengths that
// differ, or a length that is no number, end the decoding of the direction.
// A transfer coding overrides a length, as RFC 9112, 6.3 asks.

#include "runtime/protocols/http_framing.h"

#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"
#include "runtime/protocols/http_head.h"

#include <charconv>
#include <optional>

namespace iotpf::runtime {
namespace {

ContentCoding CodingNamed(std::string_view name) {
  const auto is = [name](std::string_view other) {
    return EqualsIgnoringCase(name, other);
  };
  if (is("gzip") || is("x-gzip")) return ContentCoding::Gzip;
  if (is("deflate")) return ContentCoding::Deflate;
  if (is("br")) return ContentCoding::Brotli;
  if (is("zstd")) return ContentCoding::Zstd;
  return ContentCoding::Unsupported;
}

// Content-Length is a list whose elements must be the same number.
struct ContentLength {
  bool given = false;
  bool valid = true;
  uint64_t length = 0;
};

ContentLength ContentLengthOf(const HttpMessage& message) {
  ContentLength result;
  if (FindHeader(message, "Content-Length") == nullptr) return result;
  ListReader elements(message, "Content-Length");
  for (std::string_view text; elements.Next(text);) {
    uint64_t length = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, length);
    if (parsed.ec != std::errc() || parsed.ptr != end) result.valid = false;
    if (result.given && length != result.length) result.valid = false;
    result.given = true;
    result.length = length;
  }
  if (!result.given) result.valid = false;  // an empty value
  result.given = true;
  return result;
}

// The framing by the header section alone. `otherwise` applies where no field
// speaks of the body.
HttpFraming FramingByFields(const HttpMessage& message, BodyEnd unchunked,
                            BodyEnd otherwise) {
  HttpFraming framing;
  framing.codings = ContentCodingsOf(message);
  std::string_view last;
  size_t transfers = 0;
  ListReader transfer(message, "Transfer-Encoding");
  while (transfer.Next(last)) ++transfers;
  if (transfers > 1 ||
      (transfers == 1 && !EqualsIgnoringCase(last, "identity"))) {
    framing.end =
        EqualsIgnoringCase(last, "chunked") ? BodyEnd::Chunked : unchunked;
    return framing;
  }
  const ContentLength content = ContentLengthOf(message);
  if (!content.given) {
    framing.end = otherwise;
    return framing;
  }
  framing.length = content.length;
  framing.end = content.valid ? BodyEnd::Length : BodyEnd::Undefined;
  if (content.valid && content.length == 0) framing.end = BodyEnd::NoBody;
  return framing;
}

}  // namespace

// The transfer codings before `chunked` cover the content as content codings
// do, and were applied after them.
ContentCodings ContentCodingsOf(const HttpMessage& message) {
  ContentCodings codings;
  const auto add = [&codings](std::string_view name) {
    if (EqualsIgnoringCase(name, "identity")) return;
    codings.push_back(CodingNamed(name));
  };
  std::string_view name;
  ListReader content(message, "Content-Encoding");
  while (content.Next(name)) add(name);
  ListReader transfer(message, "Transfer-Encoding");
  while (transfer.Next(name)) {
    if (!EqualsIgnoringCase(name, "chunked")) add(name);
  }
  if (codings.size() > kMaxContentCodings) {
    codings = {ContentCoding::Unsupported};
  }
  return codings;
}

HttpFraming FramingOf(const HttpRequest& request) {
  return FramingByFields(request, BodyEnd::Undefined, BodyEnd::NoBody);
}

HttpFraming FramingOf(const HttpResponse& response, std::string_view method) {
  const int status = response.status;
  const bool connected = method == "CONNECT" && status / 100 == 2;
  if (status == 101 || connected) return {.end = BodyEnd::Tunnel};
  const bool without_body =
      status / 100 == 1 || status == 204 || status == 304 || method == "HEAD";
  if (without_body) return {.end = BodyEnd::NoBody};
  return FramingByFields(response, BodyEnd::StreamEnd, BodyEnd::StreamEnd);
}

}  // namespace iotpf::runtime
