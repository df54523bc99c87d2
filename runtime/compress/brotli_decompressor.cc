// Brotli, by libbrotlidec.
//
// A stream says its window in its first byte, and each part of it how long it
// is; the buffer follows both, up to 16 MiB. What the decoder allocates is
// counted, so that a window above the cap fails as if memory were short.
//
// What the decoder has unpacked it writes when it waits for input, and not when
// it fails. So it gets its input byte by byte, and what comes out of a damaged
// stream does not depend on how its bytes arrived.
#include <brotli/decode.h>

#include <cstddef>
#include <cstdlib>

#include "runtime/compress/formats.h"

namespace iotpf::runtime {
namespace {

// Beside the window: code tables and the state. Source: measured, 330 KiB for
// the largest tables that RFC 7932 allows.
constexpr uint64_t kStateBytes = uint64_t{1} << 20;

class BrotliDecompressor : public Decompressor {
 public:
  explicit BrotliDecompressor(uint64_t max_window_bytes)
      : room_(max_window_bytes + kStateBytes),
        state_(BrotliDecoderCreateInstance(&Allocate, &Free, this)) {}
  ~BrotliDecompressor() override {
    if (state_ != nullptr) BrotliDecoderDestroyInstance(state_);
  }
  BrotliDecompressor(const BrotliDecompressor&) = delete;
  BrotliDecompressor& operator=(const BrotliDecompressor&) = delete;

  bool is_ready() const { return state_ != nullptr; }

  Step Run(std::string_view input, char* output, size_t room) override {
    Step step;
    // Brotli has no members: nothing follows the end of a stream.
    if (has_ended_)
      step.state = input.empty() ? State::Ended : State::Malformed;
    if (has_failed_) step.state = State::Malformed;
    if (has_ended_ || has_failed_) return step;
    do {
      RunByte(input.substr(step.used, 1), output, room, step);
    } while (step.state == State::NeedsInput && step.used < input.size());
    has_ended_ = step.state == State::Ended;
    has_failed_ = step.state == State::Malformed;
    return step;
  }

 private:
  // What stands before each allocation, aligned as malloc() aligns.
  static constexpr size_t kHeaderBytes = alignof(std::max_align_t);

  // `input` is one byte, or none where output waits.
  void RunByte(std::string_view input, char* output, size_t room, Step& step) {
    const auto* next_in = reinterpret_cast<const uint8_t*>(input.data());
    size_t left_in = input.size();
    auto* next_out = reinterpret_cast<uint8_t*>(output) + step.written;
    size_t left_out = room - step.written;
    const BrotliDecoderResult result = BrotliDecoderDecompressStream(
        state_, &left_in, &next_in, &left_out, &next_out, nullptr);
    step.used += input.size() - left_in;
    step.written = room - left_out;
    step.state = StateOf(result);
  }

  static State StateOf(BrotliDecoderResult result) {
    switch (result) {
      case BROTLI_DECODER_RESULT_SUCCESS:
        return State::Ended;
      case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
        return State::NeedsInput;
      case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
        return State::HasOutput;
      case BROTLI_DECODER_RESULT_ERROR:
        break;
    }
    return State::Malformed;
  }

  static void* Allocate(void* self, size_t size) {
    uint64_t& room = static_cast<BrotliDecompressor*>(self)->room_;
    if (size > room) return nullptr;
    char* const block = static_cast<char*>(std::malloc(kHeaderBytes + size));
    if (block == nullptr) return nullptr;
    room -= size;
    *reinterpret_cast<size_t*>(block) = size;
    return block + kHeaderBytes;
  }
  static void Free(void* self, void* address) {
    if (address == nullptr) return;
    char* const block = static_cast<char*>(address) - kHeaderBytes;
    static_cast<BrotliDecompressor*>(self)->room_ +=
        *reinterpret_cast<size_t*>(block);
    std::free(block);
  }

  uint64_t room_;  // bytes that may still be allocated
  BrotliDecoderState* state_;
  bool has_ended_ = false;
  bool has_failed_ = false;
};

}  // namespace

std::unique_ptr<Decompressor> NewBrotliDecompressor(uint64_t max_window_bytes) {
  auto decompressor = std::make_unique<BrotliDecompressor>(max_window_bytes);
  if (!decompressor->is_ready()) return nullptr;
  return decompressor;
}

}  // namespace iotpf::runtime
