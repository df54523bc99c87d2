// Zstandard, by libzstd.
//
// The header of a frame says how large a window it needs, up to terabytes, and
// the window is allocated as the frame begins: it is capped before that.
// libzstd returns 0 exactly where a frame is complete and all of it is written;
// the next call begins the next frame by itself. Skippable frames write
// nothing.
//
// A call that fails does not say what it wrote before. So a call gets one unit
// of the frame at most, a header, a block or a check sum, and what comes out of
// a damaged stream does not depend on how its bytes arrived.
#include <zstd.h>

#include <algorithm>
#include <bit>

#include "runtime/compress/formats.h"

namespace iotpf::runtime {
namespace {

class ZstdDecompressor : public Decompressor {
 public:
  explicit ZstdDecompressor(uint64_t max_window_bytes)
      : context_(ZSTD_createDCtx()) {
    constexpr int kSmallest = 10;  // RFC 8878, 3.1.1.1.2: 1 KiB
    const int log = std::max(
        kSmallest, static_cast<int>(std::bit_width(max_window_bytes)) - 1);
    is_ready_ =
        context_ != nullptr && ZSTD_isError(ZSTD_DCtx_setParameter(
                                   context_, ZSTD_d_windowLogMax, log)) == 0;
  }
  ~ZstdDecompressor() override { ZSTD_freeDCtx(context_); }
  ZstdDecompressor(const ZstdDecompressor&) = delete;
  ZstdDecompressor& operator=(const ZstdDecompressor&) = delete;

  bool is_ready() const { return is_ready_; }

  Step Run(std::string_view input, char* output, size_t room) override {
    if (state_ == State::Malformed) return {0, 0, state_};
    if (state_ == State::Ended && input.empty()) return {0, 0, state_};
    Step step;
    do {
      RunUnit(input.substr(step.used), output, room, step);
    } while (step.state == State::NeedsInput && step.used < input.size());
    state_ = step.state;
    return step;
  }

 private:
  // libzstd asks for a block and the three bytes of the header behind it.
  // Source: RFC 8878, 3.1.1.2.
  static constexpr size_t kBlockHeaderBytes = 3;

  void RunUnit(std::string_view input, char* output, size_t room, Step& step) {
    const size_t unit = asked_ > kBlockHeaderBytes
                            ? asked_ - kBlockHeaderBytes
                            : std::max<size_t>(asked_, 1);
    ZSTD_inBuffer in{input.data(), std::min(unit, input.size()), 0};
    ZSTD_outBuffer out{output, room, step.written};
    const size_t status = ZSTD_decompressStream(context_, &out, &in);
    if (ZSTD_isError(status) != 0) {
      step.state = State::Malformed;
      return;
    }
    asked_ = status;
    step.used += in.pos;
    step.written = out.pos;
    step.state = status == 0           ? State::Ended
                 : out.pos == out.size ? State::HasOutput
                                       : State::NeedsInput;
  }

  ZSTD_DCtx* context_;
  bool is_ready_ = false;
  size_t asked_ = 1;  // bytes that libzstd wants next
  State state_ = State::NeedsInput;
};

}  // namespace

std::unique_ptr<Decompressor> NewZstdDecompressor(uint64_t max_window_bytes) {
  auto decompressor = std::make_unique<ZstdDecompressor>(max_window_bytes);
  if (!decompressor->is_ready()) return nullptr;
  return decompressor;
}

}  // namespace iotpf::runtime
