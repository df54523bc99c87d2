// Undoes content codings.
//
// Codings were applied in the order in which they are listed, so they are
// undone from the last to the first, each handing what it unpacks to the next.
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

// Of a coding that needs no look at the content.
Compression CompressionOf(ContentCoding coding) {
  switch (coding) {
    case ContentCoding::Brotli:
      return Compression::Brotli;
    case ContentCoding::Zstd:
      return Compression::Zstd;
    default:
      return Compression::Gzip;
  }
}

}  // namespace

void ContentDecoder::Begin(const ContentCodings& codings) {
  *this = ContentDecoder();
  for (auto coding = codings.rbegin(); coding != codings.rend(); ++coding) {
    if (*coding == ContentCoding::Unsupported) is_supported_ = false;
    stages_.push_back({.coding = *coding});
  }
}

void ContentDecoder::Add(std::string_view bytes) {
  if (bytes.empty() || oversized_ || malformed_) return;
  if (!is_supported_) {
    has_hidden_content_ = true;
    return;
  }
  Push(0, bytes);
  if (oversized_ || malformed_) stages_.clear();  // nothing more is unpacked
}

// Hands bytes to a coding, or keeps what has passed all.
void ContentDecoder::Push(size_t index, std::string_view bytes) {
  if (bytes.empty()) return;
  if (index == stages_.size()) return Keep(bytes);
  Stage& stage = stages_[index];
  stage.has_input = true;
  if (stage.unpacker) return Unpack(index, bytes);
  if (stage.coding != ContentCoding::Deflate) {
    Start(stage, CompressionOf(stage.coding));
    return Unpack(index, bytes);
  }
  stage.deflate_start += bytes;
  if (stage.deflate_start.size() < 2) return;
  Start(stage, IsZlibHeader(stage.deflate_start) ? Compression::Zlib
                                                 : Compression::RawDeflate);
  Unpack(index, std::exchange(stage.deflate_start, {}));
}

HttpBody ContentDecoder::Take(bool whole) {
  HttpBody body;
  if (!is_supported_) {
    body.opaque = has_hidden_content_ || !whole;
    body.complete = !body.opaque;
    return body;
  }
  // Coded content is whole only where the end of each coding was reached.
  const bool is_unpacked =
      std::all_of(stages_.begin(), stages_.end(), [](const Stage& stage) {
        return stage.unpacked_all || !stage.has_input;
      });
  if (whole && !is_unpacked && !oversized_) malformed_ = true;
  body.complete = whole && !oversized_ && !malformed_;
  body.bytes = std::move(kept_);
  stages_.clear();
  return body;
}

void ContentDecoder::Keep(std::string_view bytes) {
  const size_t room = kMaxHttpBodyBytes - kept_.size();
  if (bytes.size() > room) oversized_ = true;
  kept_ += bytes.substr(0, room);
}

void ContentDecoder::Start(Stage& stage, Compression compression) {
  stage.unpacker = NewDecompressor(compression, kMaxContentWindowBytes);
  if (stage.unpacker == nullptr) malformed_ = true;
}

void ContentDecoder::Unpack(size_t index, std::string_view bytes) {
  std::array<char, 8192> output;
  Stage& stage = stages_[index];
  const bool is_last = index + 1 == stages_.size();
  while (!oversized_ && !malformed_) {
    // libzstd writes a block that is stored as it is before it has seen whether
    // the frame is whole, as far as it has the block: so it gets single bytes,
    // and a damaged frame leaves the same prefix in any cut.
    const size_t piece = stage.coding == ContentCoding::Zstd ? 1 : bytes.size();
    const Decompressor::Step step = stage.unpacker->Run(
        bytes.substr(0, piece), output.data(), output.size());
    bytes.remove_prefix(step.used);
    stage.unpacked += step.written;
    if (!is_last && stage.unpacked > kMaxCodedContentBytes) oversized_ = true;
    if (!oversized_) Push(index + 1, {output.data(), step.written});
    using State = Decompressor::State;
    stage.unpacked_all = step.state == State::Ended;
    if (step.state == State::Malformed) malformed_ = true;
    if (step.state != State::HasOutput && bytes.empty()) return;
  }
}

}  // namespace iotpf::runtime
