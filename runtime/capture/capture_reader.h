// The packets of a capture file, in file order.
#ifndef IOTPF_RUNTIME_CAPTURE_CAPTURE_READER_H_
#define IOTPF_RUNTIME_CAPTURE_CAPTURE_READER_H_

#include <iotpf/result.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/capture/input_file.h"

namespace iotpf::runtime {

// One packet as the capture holds it.
struct CapturedPacket {
  uint64_t index = 0;          // number of the packet in its file, from 1
  int64_t time_ns = 0;         // nanoseconds since 1970 UTC
  bool has_time = true;        // false: `time_ns` is that of the packet before
  uint32_t link_type = 0;      // LINKTYPE_ value; see packet.h
  uint32_t original_size = 0;  // bytes on the wire
  std::string_view bytes;      // what was captured of them
};

// Whether an input that begins with these bytes is a capture this reader knows.
//
//   Input    the first kCaptureMagicBytes of the input, or all of it.
inline constexpr size_t kCaptureMagicBytes = 12;
bool IsCapture(std::string_view first_bytes);

// Reads the records of one format behind the magic. Internal to this folder.
class RecordReader;

// Reads pcap (both byte orders, micro- and nanoseconds, the variant with
// longer record headers) and pcapng (both byte orders, any number of sections
// and interfaces).
//
//   Errors   a truncated or damaged file yields every whole packet first; then
//            Next() returns null and error() says what is wrong.
//   Cost     no allocation a packet.
//   Threads  one at a time.
//   Source   draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng.
class CaptureReader {
 public:
  //   Input    positioned at its first byte.
  //   Errors   no capture, or a file header that is cut or of a version that
  //            is not known.
  static Result<CaptureReader> Open(InputFile input);

  CaptureReader(CaptureReader&&) noexcept;
  CaptureReader& operator=(CaptureReader&&) noexcept;
  ~CaptureReader();

  // The next packet; null at the end and at an error. The packet is valid until
  // the next call; its bytes lie in block() of the input, and are valid for as
  // long as that says.
  const CapturedPacket* Next();
  // Null was not the end: an input that comes as time goes by has nothing at
  // the moment. See InputFile::ReturnWhileWaiting().
  bool is_waiting() const { return input_->is_waiting(); }
  // Secrets of TLS that the capture held since the last call, as the lines of
  // key logs. Source: draft-ietf-opsawg-pcapng, 4.7.
  std::string TakeKeyLog();
  // What ended the reading early; one line that names the file.
  const std::optional<Error>& error() const { return error_; }
  // For progress: bytes read so far, and of how many where that is known.
  const InputFile& input() const { return *input_; }

 private:
  CaptureReader();

  std::unique_ptr<InputFile> input_;
  std::unique_ptr<RecordReader> records_;
  CapturedPacket packet_;
  std::optional<Error> error_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_CAPTURE_READER_H_
