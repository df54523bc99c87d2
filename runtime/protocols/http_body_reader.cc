// The body of one HTTP/1.x message.
//
// The end of the body and its content are two questions: the end is followed
// to the last byte whatever the content is, so that the next message is found,
// while of the content only a capped, decoded prefix is kept. A gap inside a
// body of known length therefore costs the rest of that content and nothing
// else.
//
//   chunked:  Size ──> Data ──> DataEnd ──> Size ... ──0──> Trailer ──> Whole

#include "runtime/protocols/http_body_reader.h"

#include "runtime/limits.h"

#include <algorithm>
#include <charconv>

namespace iotpf::runtime {
namespace {

// The chunk size before extensions and white space. RFC 9112, 7.1.
bool ParseChunkSize(std::string_view line, uint64_t& size) {
  line = line.substr(0, line.find_first_of("; \t"));
  const char* const end = line.data() + line.size();
  const auto parsed = std::from_chars(line.data(), end, size, 16);
  return !line.empty() && parsed.ec == std::errc() && parsed.ptr == end;
}

std::string_view TakeUpTo(std::string_view& bytes, uint64_t size) {
  const size_t taken_size =
      static_cast<size_t>(std::min<uint64_t>(size, bytes.size()));
  const std::string_view taken = bytes.substr(0, taken_size);
  bytes.remove_prefix(taken_size);
  return taken;
}

}  // namespace

void HttpBodyReader::Begin(const HttpFraming& framing) {
  decoder_.Begin(framing.codings);
  end_ = framing.end;
  state_ = State::Open;
  part_ = Part::Size;
  remaining_ = framing.length;
  line_.clear();
  trailer_size_ = 0;
  gap_ = false;
  malformed_ = false;
}

HttpBodyReader::State HttpBodyReader::Read(std::string_view& bytes) {
  if (state_ != State::Open) return state_;
  if (end_ == BodyEnd::Chunked) return ReadChunked(bytes);
  if (end_ == BodyEnd::Length) return ReadLength(bytes);
  AddContent(bytes);
  bytes = {};
  return state_;
}

HttpBodyReader::State HttpBodyReader::Skip(uint64_t size) {
  if (state_ != State::Open || size == 0) return state_;
  gap_ = true;
  if (end_ == BodyEnd::StreamEnd) return state_;
  // Within a chunk's data the gap is bridged as within a length; a gap that
  // reaches the end of a chunk hides how the next one begins.
  const bool in_data = end_ == BodyEnd::Length || part_ == Part::Data;
  const bool bridged = end_ == BodyEnd::Length ? size <= remaining_
                                               : in_data && size < remaining_;
  if (!bridged) return state_ = State::Broken;
  remaining_ -= size;
  if (remaining_ == 0) state_ = State::Whole;
  return state_;
}

HttpBodyReader::State HttpBodyReader::End(bool clean) {
  if (state_ != State::Open) return state_;
  const bool whole = end_ == BodyEnd::StreamEnd && clean;
  return state_ = whole ? State::Whole : State::Broken;
}

HttpBody HttpBodyReader::Take() {
  return decoder_.Take(state_ == State::Whole && !gap_);
}

void HttpBodyReader::AddContent(std::string_view bytes) {
  if (!gap_) decoder_.Add(bytes);
}

HttpBodyReader::State HttpBodyReader::ReadLength(std::string_view& bytes) {
  const std::string_view taken = TakeUpTo(bytes, remaining_);
  AddContent(taken);
  remaining_ -= taken.size();
  if (remaining_ == 0) state_ = State::Whole;
  return state_;
}

HttpBodyReader::State HttpBodyReader::ReadChunked(std::string_view& bytes) {
  while (state_ == State::Open && !bytes.empty()) {
    if (part_ != Part::Data) {
      ReadChunkLine(bytes);
      continue;
    }
    const std::string_view taken = TakeUpTo(bytes, remaining_);
    AddContent(taken);
    remaining_ -= taken.size();
    if (remaining_ == 0) part_ = Part::DataEnd;
  }
  return state_;
}

// Collects the current line and, where it is whole, acts on it.
HttpBodyReader::State HttpBodyReader::ReadChunkLine(std::string_view& bytes) {
  const size_t line_end = bytes.find('\n');
  const bool whole = line_end != std::string_view::npos;
  const std::string_view taken =
      TakeUpTo(bytes, whole ? line_end + 1 : bytes.size());
  if (line_.size() + taken.size() > kMaxHttpChunkLineBytes) return Break();
  line_ += taken;
  // Behind the data only the line end may stand, so that a wrong size is seen
  // at once, not at the next line feed.
  if (part_ == Part::DataEnd && line_ != "\r" && line_ != "\n" &&
      line_ != "\r\n") {
    return Break();
  }
  if (!whole) return state_;
  line_.pop_back();
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  FinishLine();
  line_.clear();
  return state_;
}

HttpBodyReader::State HttpBodyReader::FinishLine() {
  switch (part_) {
    case Part::Size:
      if (!ParseChunkSize(line_, remaining_)) return Break();
      part_ = remaining_ == 0 ? Part::Trailer : Part::Data;
      return state_;
    case Part::DataEnd:
      part_ = Part::Size;
      return state_;
    case Part::Trailer:
      trailer_size_ += line_.size() + 1;
      if (trailer_size_ > kMaxHttpHeadBytes) return Break();
      if (line_.empty()) state_ = State::Whole;
      return state_;
    case Part::Data:
      break;
  }
  return state_;
}

HttpBodyReader::State HttpBodyReader::Break() {
  malformed_ = true;
  return state_ = State::Broken;
}

}  // namespace iotpf::runtime
