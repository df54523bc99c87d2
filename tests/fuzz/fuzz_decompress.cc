// Feeds compressed streams in cuts that the input itself draws. Whatever comes
// out, it comes within the room that was given, and calls that neither use nor
// write anything end.

#include "runtime/compress/decompressor.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using iotpf::runtime::Compression;
using iotpf::runtime::Decompressor;

namespace {

// A small input may unpack to gigabytes; what it does after this is the same.
constexpr size_t kMaxOutput = size_t{1} << 20;

}  // namespace

// The first byte is the compression, the second the size of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto decompressor = iotpf::runtime::NewDecompressor(
      static_cast<Compression>(data[0] % 5), 1 << 17);
  const size_t piece = data[1] + size_t{1};
  std::string_view rest(reinterpret_cast<const char*>(data + 2), size - 2);
  std::array<char, 777> output;
  size_t written = 0;
  while (!rest.empty() && written < kMaxOutput) {
    const std::string_view input = rest.substr(0, piece);
    const auto step = decompressor->Run(input, output.data(), output.size());
    if (step.used > input.size() || step.written > output.size()) abort();
    if (step.state == Decompressor::State::Malformed) break;
    const bool is_stuck = step.used == 0 && step.written == 0;
    if (is_stuck && step.state == Decompressor::State::HasOutput) abort();
    rest.remove_prefix(step.used);
    written += step.written;
    if (is_stuck && step.used < input.size()) break;
  }
  return 0;
}
