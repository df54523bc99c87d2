// Where the bytes of an input come from: a descriptor, or what is unpacked from
// one. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_BYTE_SOURCE_H_
#define IOTPF_RUNTIME_CAPTURE_BYTE_SOURCE_H_

#include <iotpf/result.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/compress/decompressor.h"

namespace iotpf::runtime {

// Set by whoever wants reading to end soon, a handler of signals perhaps.
using StopFlag = std::atomic<bool>;

// What a capture of an interface missed, in packets.
struct LiveDrops {
  uint64_t received = 0;      // by the filter, dropped or not
  uint64_t by_kernel = 0;     // nobody read them in time
  uint64_t by_interface = 0;  // before they reached the kernel
};

// Bytes from front to back.
//
//   Threads  one at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Writes at most `room` bytes; 0 at the end, at an error, when stopped, and
  // while nothing comes: then is_waiting(), after a moment.
  virtual size_t Read(char* into, size_t room) = 0;
  // Bytes of the file that were used, compressed as it may be.
  virtual uint64_t consumed() const = 0;
  // What ended the reading early; null where nothing did.
  virtual const std::optional<Error>& error() const = 0;
  virtual bool was_stopped() const = 0;
  virtual bool is_waiting() const = 0;
  virtual LiveDrops drops() const { return {}; }
};

// Reads a file, a pipe or a terminal, which it closes. Waits for a pipe no
// longer than a moment after `stop`, which may be null, is set.
std::unique_ptr<ByteSource> ReadDescriptor(std::string name, int descriptor,
                                           bool is_regular,
                                           const StopFlag* stop);

// Unpacks what `source` gives behind `beginning`, which was read of it before.
// Null: there is nothing behind it.
//
//   Errors  damaged or cut data; what stands before was given. Zeros behind
//           the last member, as tapes leave them, are passed over.
std::unique_ptr<ByteSource> Unpack(std::string name, Compression compression,
                                   std::string beginning,
                                   std::unique_ptr<ByteSource> source);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_BYTE_SOURCE_H_
