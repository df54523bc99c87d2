// How far one direction of a stream is whose messages each say their size.
#ifndef IOTPF_RUNTIME_PROTOCOLS_MESSAGE_PROGRESS_H_
#define IOTPF_RUNTIME_PROTOCOLS_MESSAGE_PROGRESS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// The beginning of a message is held, as much of it as is read; the rest is
// passed over.
struct MessageProgress {
  std::string buffer;    // what is read of the message, so far
  uint64_t skip = 0;     // bytes of it to pass over
  bool stopped = false;  // no further message can be found

  // Takes what is to be passed over from the front of `bytes`.
  void SkipIn(std::string_view& bytes) {
    const uint64_t skipped = std::min<uint64_t>(skip, bytes.size());
    bytes.remove_prefix(static_cast<size_t>(skipped));
    skip -= skipped;
  }

  // Whether the messages are still in step behind bytes that are missing: only
  // what is passed over may be.
  [[nodiscard]] bool SkipGap(uint64_t size) {
    if (stopped) return true;
    if (size > skip) return false;
    skip -= size;
    return true;
  }

  // No message is there in part.
  bool is_between() const { return buffer.empty() && skip == 0; }

  void Stop() {
    stopped = true;
    skip = 0;
    buffer = {};
  }
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_MESSAGE_PROGRESS_H_
