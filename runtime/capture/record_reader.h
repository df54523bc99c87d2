// What the two capture formats have in common. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_RECORD_READER_H_
#define IOTPF_RUNTIME_CAPTURE_RECORD_READER_H_

#include <iotpf/byte_cursor.h>
#include <iotpf/result.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/capture/capture_reader.h"

namespace iotpf::runtime {

// Reads integers in the byte order of the machine that wrote the capture.
class OrderedCursor {
 public:
  OrderedCursor(std::string_view bytes, bool is_big_endian)
      : cursor_(bytes), is_big_endian_(is_big_endian) {}

  uint16_t U16() {
    return is_big_endian_ ? cursor_.U16() : cursor_.U16Little();
  }
  uint32_t U32() {
    return is_big_endian_ ? cursor_.U32() : cursor_.U32Little();
  }
  uint64_t U64() {
    return is_big_endian_ ? cursor_.U64() : cursor_.U64Little();
  }
  void Skip(size_t size) { cursor_.Skip(size); }
  std::string_view Take(size_t size) { return cursor_.Take(size); }
  size_t remaining() const { return cursor_.remaining(); }
  bool ok() const { return cursor_.ok(); }

 private:
  ByteCursor cursor_;
  bool is_big_endian_;
};

// Times are kept where sums and differences of them cannot overflow: from 1970
// to 2116.
inline constexpr int64_t kMaxTimeNs = INT64_MAX / 2;

// Reads one record after the other.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  // Fills `packet` but for its index and returns true; false at the end, and
  // at an error, which then is in `error`.
  virtual bool Next(InputFile& input, CapturedPacket& packet,
                    std::optional<Error>& error) = 0;
  // The lines of key logs that the records held since the last call.
  virtual std::string TakeKeyLog() { return {}; }
};

// The input ends inside `what`.
Error CutShort(const InputFile& input, std::string_view what);
// The record at the current position contradicts itself.
Error Damaged(const InputFile& input, std::string_view what);

// Each reads the header of its file, from the magic on.
Result<std::unique_ptr<RecordReader>> OpenPcap(InputFile& input);
Result<std::unique_ptr<RecordReader>> OpenPcapng(InputFile& input);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_RECORD_READER_H_
