// Undoes content codings with zlib.
//
// Output is what a sender controls at a thousand times its input, so it stops
// at the cap: one byte more than the cap proves that the content is longer, and
// after it nothing is inflated. What was decoded before a coding breaks stays
// as a prefix.

#include "runtime/protocols/content_decoder.h"

#include "runtime/limits.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace iotpf::runtime {
namespace {

// Arguments of inflateInit2: which wrapper is expected. Source: zlib.h.
constexpr int kWindowGzip = 16 + MAX_WBITS;
constexpr int kWindowZlib = MAX_WBITS;
constexpr int kWindowRaw = -MAX_WBITS;

// RFC 1950, 2.2: the first two bytes of the zlib wrapper.
bool IsZlibHeader(std::string_view start) {
  const unsigned cmf = static_cast<uint8_t>(start[0]);
  const unsigned flg = static_cast<uint8_t>(start[1]);
  return (cmf & 0x0f) == 8 && cmf >> 4 <= 7 && (cmf * 256 + flg) % 31 == 0;
}

}  // namespace

struct ContentDecoder::Inflater {
  explicit Inflater(int window) : ok(inflateInit2(&stream, window) == Z_OK) {}
  ~Inflater() {
    if (ok) inflateEnd(&stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  z_stream stream{};
  bool ok = false;
  bool ended = false;  // the end of the compressed data was reached
};

ContentDecoder::ContentDecoder() = default;
ContentDecoder::~ContentDecoder() = default;
ContentDecoder::ContentDecoder(ContentDecoder&&) noexcept = default;
ContentDecoder& ContentDecoder::operator=(ContentDecoder&&) noexcept = default;

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
      if (!inflater_) inflater_ = std::make_unique<Inflater>(kWindowGzip);
      Inflate(bytes);
      return;
    case ContentCoding::Deflate:
      break;
  }
  if (inflater_) {
    Inflate(bytes);
    return;
  }
  deflate_start_ += bytes;
  if (deflate_start_.size() < 2) return;
  inflater_ = std::make_unique<Inflater>(
      IsZlibHeader(deflate_start_) ? kWindowZlib : kWindowRaw);
  Inflate(std::exchange(deflate_start_, {}));
}

HttpBody ContentDecoder::Take(bool whole) {
  HttpBody body;
  if (coding_ == ContentCoding::Unsupported) {
    body.opaque = has_hidden_content_ || !whole;
    body.complete = !body.opaque;
    return body;
  }
  // Inflated content is whole only where its own end was reached.
  const bool started = inflater_ != nullptr || !deflate_start_.empty();
  const bool inflated = inflater_ != nullptr && inflater_->ended;
  if (whole && started && !inflated && !oversized_) malformed_ = true;
  body.complete = whole && !oversized_ && !malformed_;
  body.bytes = std::move(kept_);
  inflater_.reset();
  return body;
}

void ContentDecoder::Keep(std::string_view bytes) {
  const size_t room = kMaxHttpBodyBytes - kept_.size();
  if (bytes.size() > room) oversized_ = true;
  kept_ += bytes.substr(0, room);
}

void ContentDecoder::Inflate(std::string_view bytes) {
  if (!inflater_->ok) {
    malformed_ = true;
    return;
  }
  z_stream& stream = inflater_->stream;
  std::array<char, 8192> output;
  // zlib reads its input only, but declares it as writable.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  while (!oversized_ && !malformed_) {
    if (inflater_->ended) {
      // Gzip members follow each other; other codings end once.
      if (stream.avail_in == 0) return;
      if (coding_ != ContentCoding::Gzip || inflateReset(&stream) != Z_OK) {
        malformed_ = true;
        return;
      }
      inflater_->ended = false;
    }
    stream.next_out = reinterpret_cast<Bytef*>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    const int status = inflate(&stream, Z_NO_FLUSH);
    Keep({output.data(), output.size() - stream.avail_out});
    if (status == Z_STREAM_END) {
      inflater_->ended = true;
    } else if (status == Z_BUF_ERROR) {
      return;  // all input was used, and all output is out
    } else if (status != Z_OK) {
      malformed_ = true;
    }
  }
}

}  // namespace iotpf::runtime
