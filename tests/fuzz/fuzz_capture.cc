// Reads a capture, stored compressed or not, to its end or its damage.

#include "runtime/capture/capture_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

using namespace iotpf::runtime;

namespace {

// A small input may unpack to gigabytes; what it does after this is the same.
constexpr uint64_t kMaxPackets = 100'000;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto reader = CaptureReader::Open(InputFile::FromBytes(
      "fuzz", std::string(reinterpret_cast<const char*>(data), size)));
  if (!reader) return 0;
  while (const CapturedPacket* packet = reader->Next()) {
    if (packet->bytes.size() > packet->original_size) abort();
    volatile char last = 0;
    if (!packet->bytes.empty()) last = packet->bytes.back();
    static_cast<void>(last);
    if (packet->index > kMaxPackets) break;
  }
  return 0;
}
