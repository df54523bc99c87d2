// Deflate in its three wrappers, by zlib.
//
// zlib says Z_STREAM_END once, behind the check sum of a member; the next
// member needs a reset of the same state. It says Z_BUF_ERROR where it could
// neither read nor write, which here means that all input was used.
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "runtime/compress/formats.h"

namespace iotpf::runtime {
namespace {

// Argument of inflateInit2: which wrapper is expected. Source: zlib.h.
int WindowFor(Compression compression) {
  switch (compression) {
    case Compression::Gzip:
      return 16 + MAX_WBITS;
    case Compression::RawDeflate:
      return -MAX_WBITS;
    default:
      return MAX_WBITS;
  }
}

// zlib counts in 32 bits; what is more waits for the next call.
uInt Clamped(size_t size) {
  return static_cast<uInt>(
      std::min<size_t>(size, std::numeric_limits<uInt>::max()));
}

class ZlibDecompressor : public Decompressor {
 public:
  explicit ZlibDecompressor(Compression compression)
      : is_gzip_(compression == Compression::Gzip),
        is_ready_(inflateInit2(&stream_, WindowFor(compression)) == Z_OK) {}
  ~ZlibDecompressor() override {
    if (is_ready_) inflateEnd(&stream_);
  }
  ZlibDecompressor(const ZlibDecompressor&) = delete;
  ZlibDecompressor& operator=(const ZlibDecompressor&) = delete;

  bool is_ready() const { return is_ready_; }

  Step Run(std::string_view input, char* output, size_t room) override {
    if (state_ == State::Malformed) return {0, 0, state_};
    if (state_ == State::Ended) {
      if (input.empty()) return {0, 0, state_};
      if (!is_gzip_ || inflateReset(&stream_) != Z_OK) {
        return {0, 0, state_ = State::Malformed};
      }
    }
    // zlib reads its input only, but declares it as writable.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = Clamped(input.size());
    stream_.next_out = reinterpret_cast<Bytef*>(output);
    stream_.avail_out = Clamped(room);
    const uInt given = stream_.avail_in;
    const uInt free = stream_.avail_out;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    const Step step{given - stream_.avail_in, free - stream_.avail_out,
                    StateOf(status)};
    state_ = step.state;
    return step;
  }

 private:
  State StateOf(int status) const {
    if (status == Z_STREAM_END) return State::Ended;
    if (status != Z_OK && status != Z_BUF_ERROR) return State::Malformed;
    return stream_.avail_out == 0 ? State::HasOutput : State::NeedsInput;
  }

  z_stream stream_{};
  bool is_gzip_;
  bool is_ready_;
  State state_ = State::NeedsInput;
};

}  // namespace

std::unique_ptr<Decompressor> NewZlibDecompressor(Compression compression) {
  auto decompressor = std::make_unique<ZlibDecompressor>(compression);
  if (!decompressor->is_ready()) return nullptr;
  return decompressor;
}

}  // namespace iotpf::runtime
