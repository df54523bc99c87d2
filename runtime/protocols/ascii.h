// Comparing without ASCII case.
#ifndef IOTPF_RUNTIME_PROTOCOLS_ASCII_H_
#define IOTPF_RUNTIME_PROTOCOLS_ASCII_H_

#include <algorithm>
#include <string_view>

namespace iotpf::runtime {

constexpr char ToLowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

inline bool EqualsIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(
      left.begin(), left.end(), right.begin(), right.end(),
      [](char a, char b) { return ToLowerAscii(a) == ToLowerAscii(b); });
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_ASCII_H_
