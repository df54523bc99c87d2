// The characters of a JSON string.
#ifndef IOTPF_RUNTIME_JSON_JSON_STRING_H_
#define IOTPF_RUNTIME_JSON_JSON_STRING_H_

#include <string_view>

namespace iotpf::runtime {

struct JsonString {
  std::string_view text;        // unescaped, where the source stood
  const char* after = nullptr;  // the byte behind the closing quote
};

// Unescapes a string in place.
//
//   Input    `begin`: the byte behind the opening quote; `end`: of the buffer.
//   Output   false for an unknown escape, a bare control character or no
//            closing quote. A surrogate without its other half becomes U+FFFD.
//   Cost     one pass.
//   Source   RFC 8259, section 7.
bool UnescapeJsonString(char* begin, const char* end, JsonString& string);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_JSON_STRING_H_
