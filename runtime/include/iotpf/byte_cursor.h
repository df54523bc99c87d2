// The one way to read untrusted bytes: a view that is consumed from the front
// and never passes its end.
#ifndef IOTPF_BYTE_CURSOR_H_
#define IOTPF_BYTE_CURSOR_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iotpf {

// Reads integers and runs of bytes in order.
//
//   Input    bytes that outlive the cursor; not copied.
//   Errors   a read past the end yields zero or an empty view, consumes what
//            is left, and makes ok() false for good. Check ok() once, after a
//            group of reads.
class ByteCursor {
 public:
  explicit ByteCursor(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  size_t remaining() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }
  std::string_view rest() const { return bytes_; }

  // The next `size` bytes.
  std::string_view Take(size_t size) {
    if (size > bytes_.size()) {
      ok_ = false;
      bytes_ = {};
      return {};
    }
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  void Skip(size_t size) { Take(size); }

  uint8_t U8() { return static_cast<uint8_t>(BigEndian(1)); }
  uint16_t U16() { return static_cast<uint16_t>(BigEndian(2)); }
  uint32_t U24() { return static_cast<uint32_t>(BigEndian(3)); }
  uint32_t U32() { return static_cast<uint32_t>(BigEndian(4)); }
  uint64_t U64() { return BigEndian(8); }
  uint16_t U16Little() { return static_cast<uint16_t>(LittleEndian(2)); }
  uint32_t U32Little() { return static_cast<uint32_t>(LittleEndian(4)); }
  uint64_t U64Little() { return LittleEndian(8); }

  // A run of bytes behind its length in one, two or three bytes.
  std::string_view TakeBehindU8() { return Take(U8()); }
  std::string_view TakeBehindU16() { return Take(U16()); }
  std::string_view TakeBehindU24() { return Take(U24()); }

 private:
  uint64_t BigEndian(size_t size) {
    uint64_t value = 0;
    for (const char byte : Take(size)) {
      value = value << 8 | static_cast<uint8_t>(byte);
    }
    return value;
  }
  uint64_t LittleEndian(size_t size) {
    const std::string_view taken = Take(size);
    uint64_t value = 0;
    for (size_t i = taken.size(); i > 0; --i) {
      value = value << 8 | static_cast<uint8_t>(taken[i - 1]);
    }
    return value;
  }

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace iotpf

#endif  // IOTPF_BYTE_CURSOR_H_
