// Undoes content codings.
//
// Output is what a sender controls at a thousand times its input, so it stops
// at the cap: one byte more than the cap proves that the content is longer, and
// after it nothing is unpacked. What was decoded before a coding breaks stays
// as a prefix.

#include "runtime/protocols/content_decoder.h"

#include "runtime/limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iotpf::runtime {
namespace {

// RFC 1950, 2.2: the first two bytes of the zlib wrapper.
bool IsZlibHeader(std::string_view start) {
  const unsigned cmf = static_cast<uint8_t>(start[0]);
  const unsigned flg = static_cast<uint8_t>(start[1]);
  return (cmf & 0x0f) == 8 && cmf >> 4 <= 7 && (cmf * 256 + flg) % 31 == 0;
}

}  // namespace

void ContentDecoder::Begin(ContentCoding coding) {
  *this = ContentDecoder();
  coding_ = coding;
}

void ContentDecoder::Add(std::string_view bytes) {
  if (bytes.empty() || oversized_ || malformed_) return;
  switch (coding_) {
    case ContentCoding::Identity:
      Keep(bytes);
      return;
    case ContentCoding::Unsupported:
      has_hidden_content_ = true;
      return;
    case ContentCoding::Gzip:
      if (!unpacker_) Start(Compression::Gzip);
      Unpack(bytes);
      return;
    case ContentCoding::Deflate:
      break;
  }
  if (unpacker_) {
    Unpack(bytes);
    return;
  }
  deflate_start_ += bytes;
  if (deflate_start_.size() < 2) return;
  Start(IsZlibHeader(deflate_start_) ? Compression::Zlib
                                     : Compression::RawDeflate);
  Unpack(std::exchange(deflate_start_, {}));
}

HttpBody ContentDecoder::Take(bool whole) {
  HttpBody body;
  if (coding_ == ContentCoding::Unsupported) {
    body.opaque = has_hidden_content_ || !whole;
    body.complete = !body.opaque;
    return body;
  }
  // Coded content is whole only where its own end was reached.
  const bool started = unpacker_ != nullptr || !deflate_start_.empty();
  if (whole && started && !unpacked_all_ && !oversized_) malformed_ = true;
  body.complete = whole && !oversized_ && !malformed_;
  body.bytes = std::move(kept_);
  unpacker_.reset();
  return body;
}

void ContentDecoder::Keep(std::string_view bytes) {
  const size_t room = kMaxHttpBodyBytes - kept_.size();
  if (bytes.size() > room) oversized_ = true;
  kept_ += bytes.substr(0, room);
}

void ContentDecoder::Start(Compression compression) {
  unpacker_ = NewDecompressor(compression, kMaxContentWindowBytes);
  if (unpacker_ == nullptr) malformed_ = true;
}

void ContentDecoder::Unpack(std::string_view bytes) {
  std::array<char, 8192> output;
  while (!oversized_ && !malformed_) {
    const Decompressor::Step step =
        unpacker_->Run(bytes, output.data(), output.size());
    bytes.remove_prefix(step.used);
    Keep({output.data(), step.written});
    using State = Decompressor::State;
    unpacked_all_ = step.state == State::Ended;
    malformed_ = step.state == State::Malformed;
    if (step.state == State::NeedsInput) return;
    if (unpacked_all_ && bytes.empty()) return;
  }
}

}  // namespace iotpf::runtime
