// The messages of one direction of an HTTP/1.x connection.
//
// A head is read line by line: each line is parsed when its line feed comes
// and only the unfinished one is kept, so a head in any cut costs one pass and
// a cut head leaves the fields before the cut.

#include "runtime/protocols/http_reader.h"

#include "runtime/limits.h"
#include "runtime/protocols/http_head.h"

#include <iotpf/check.h>

#include <utility>

namespace iotpf::runtime {

template <class Message>
void HttpReader<Message>::Read(std::string_view& bytes,
                               const ByteOrigin& origin) {
  while (!bytes.empty() && (step_ == Step::Head || step_ == Step::Body)) {
    if (step_ == Step::Head) {
      ReadHead(bytes, origin);
    } else {
      OnBodyState(body_.Read(bytes));
    }
  }
}

template <class Message>
void HttpReader<Message>::Skip(uint64_t size) {
  if (size == 0 || step_ == Step::Ended) return;
  if (step_ == Step::Body) {
    OnBodyState(body_.Skip(size));
  } else {
    Stop();
  }
}

template <class Message>
void HttpReader<Message>::End(bool clean) {
  if (step_ == Step::Body) OnBodyState(body_.End(clean));
  if (step_ == Step::Head) step_ = Step::Ended;
}

template <class Message>
void HttpReader<Message>::Stop() {
  step_ = Step::Ended;
}

template <class Message>
void HttpReader<Message>::Begin(const HttpFraming& framing) {
  IOTPF_CHECK(step_ == Step::Framing);
  has_body_ = true;
  body_.Begin(framing);
  switch (framing.end) {
    case BodyEnd::NoBody:
    case BodyEnd::Tunnel:
      has_body_ = false;
      step_ = Step::Whole;
      return;
    case BodyEnd::Undefined:
      has_body_ = false;
      ++counters_.http_malformed_heads;
      Stop();
      return;
    case BodyEnd::Length:
    case BodyEnd::Chunked:
    case BodyEnd::StreamEnd:
      step_ = Step::Body;
      return;
  }
}

template <class Message>
Message HttpReader<Message>::Take() {
  IOTPF_CHECK(has_start_line_);
  if (has_body_) {
    message_.body = body_.Take();
    if (body_.oversized()) ++counters_.http_oversized_bodies;
    if (body_.malformed()) ++counters_.http_malformed_bodies;
  } else {
    message_.body.complete = step_ == Step::Whole;
  }
  if (step_ == Step::Whole) step_ = Step::Head;
  has_start_line_ = false;
  has_body_ = false;
  head_size_ = 0;
  return std::exchange(message_, Message());
}

template <class Message>
void HttpReader<Message>::ReadHead(std::string_view& bytes,
                                   const ByteOrigin& origin) {
  const size_t line_end = bytes.find('\n');
  const bool whole = line_end != std::string_view::npos;
  const std::string_view taken =
      bytes.substr(0, whole ? line_end + 1 : bytes.size());
  bytes.remove_prefix(taken.size());
  // Up to the cap even in one long piece: what is kept of a line that passes
  // it does not matter, since no line feed ends it.
  head_size_ += taken.size();
  if (head_size_ > kMaxHttpHeadBytes) {
    ++counters_.http_oversized_heads;
    Stop();
    return;
  }
  if (line_.empty()) line_origin_ = origin;
  // A line that is whole in one piece is not copied.
  if (!whole || !line_.empty()) line_ += taken;
  if (!whole) return;
  std::string_view line = line_.empty() ? taken : line_;
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  FinishLine(line);
  line_.clear();
}

template <class Message>
void HttpReader<Message>::FinishLine(std::string_view line) {
  if (!has_start_line_) {
    // RFC 9112, 2.2: empty lines before a start line are passed over.
    if (line.empty()) return;
    if (!ParseStartLine(line, message_) ||
        !message_.version.starts_with("1.")) {
      ++counters_.http_malformed_heads;
      Stop();
      return;
    }
    message_.origin = line_origin_;
    has_start_line_ = true;
    return;
  }
  if (line.empty()) {
    message_.head_complete = true;
    step_ = Step::Framing;
    return;
  }
  if (!AddFieldLine(line, message_.headers)) ++counters_.http_malformed_fields;
  if (message_.headers.size() > kMaxHttpFields) {
    message_.headers.pop_back();
    ++counters_.http_oversized_heads;
    Stop();
  }
}

template <class Message>
void HttpReader<Message>::OnBodyState(HttpBodyReader::State state) {
  if (state == HttpBodyReader::State::Whole) step_ = Step::Whole;
  if (state == HttpBodyReader::State::Broken) Stop();
}

template class HttpReader<HttpRequest>;
template class HttpReader<HttpResponse>;

}  // namespace iotpf::runtime
