// Numbers as QUIC and HTTP/3 write them.
#ifndef IOTPF_RUNTIME_PROTOCOLS_QUIC_NUMBER_H_
#define IOTPF_RUNTIME_PROTOCOLS_QUIC_NUMBER_H_

#include <iotpf/byte_cursor.h>

#include <cstddef>
#include <cstdint>

namespace iotpf::runtime {

// Bytes of a number, by its first one.
constexpr size_t QuicNumberBytes(uint8_t first) {
  return size_t{1} << (first >> 6);
}

// A number of one to eight bytes, the size in the first two bits. Source: RFC
// 9000, 16.
inline uint64_t QuicNumber(ByteCursor& cursor) {
  const uint8_t first = cursor.U8();
  uint64_t number = first & 0x3f;
  for (size_t more = QuicNumberBytes(first) - 1; more > 0; --more) {
    number = number << 8 | cursor.U8();
  }
  return cursor.ok() ? number : 0;
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_QUIC_NUMBER_H_
