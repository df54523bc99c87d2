// The one way to read untrusted bytes: a view that is consumed from the front
// and never passes its end.
#ifndef IOTPF_BYTE_CURSOR_H_
#define IOTPF_BYTE_CURSOR_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

  uint8_t U8() { return Read<uint8_t, std::endian::big>(); }
  uint16_t U16() { return Read<uint16_t, std::endian::big>(); }
  uint32_t U24() {
    const std::string_view taken = Take(3);
    uint32_t value = 0;
    for (const char byte : taken) {
      value = value << 8 | static_cast<uint8_t>(byte);
    }
    return value;
  }
  uint32_t U32() { return Read<uint32_t, std::endian::big>(); }
  uint64_t U64() { return Read<uint64_t, std::endian::big>(); }
  uint16_t U16Little() { return Read<uint16_t, std::endian::little>(); }
  uint32_t U32Little() { return Read<uint32_t, std::endian::little>(); }
  uint64_t U64Little() { return Read<uint64_t, std::endian::little>(); }

  // A run of bytes behind its length in one, two or three bytes.
  std::string_view TakeBehindU8() { return Take(U8()); }
  std::string_view TakeBehindU16() { return Take(U16()); }
  std::string_view TakeBehindU24() { return Take(U24()); }

 private:
  template <class Number, std::endian kOrder>
  Number Read() {
    const std::string_view taken = Take(sizeof(Number));
    if (taken.empty()) return 0;
    Number value;
    std::memcpy(&value, taken.data(), sizeof(value));
    return kOrder == std::endian::native ? value : Swapped(value);
  }
  static uint8_t Swapped(uint8_t value) { return value; }
  static uint16_t Swapped(uint16_t value) { return __builtin_bswap16(value); }
  static uint32_t Swapped(uint32_t value) { return __builtin_bswap32(value); }
  static uint64_t Swapped(uint64_t value) { return __builtin_bswap64(value); }

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace iotpf

#endif  // IOTPF_BYTE_CURSOR_H_
