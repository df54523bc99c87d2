// Hexadecimal digits, in rules, in percent-encoding and in files of sessions.
#ifndef IOTPF_HEX_DIGIT_H_
#define IOTPF_HEX_DIGIT_H_

namespace iotpf {

// The value of a hexadecimal digit of either case, or -1.
constexpr int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace iotpf

#endif  // IOTPF_HEX_DIGIT_H_
