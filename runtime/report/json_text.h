// Strings as JSON.
#ifndef IOTPF_RUNTIME_REPORT_JSON_TEXT_H_
#define IOTPF_RUNTIME_REPORT_JSON_TEXT_H_

#include <string>
#include <string_view>

namespace iotpf::runtime {

// Appends `bytes` as a JSON string with its quotes, in one line. Text in UTF-8
// stays as it is, but for controls and separators of lines, which are escaped;
// a byte that is part of no UTF-8 becomes the code point of its number,
// `\u00cc`, so that nothing is lost of short binary values.
//
//   Source   RFC 8259, section 7; RFC 3629, section 4.
void AppendJsonString(std::string_view bytes, std::string& out);

// Bytes of the UTF-8 character that `bytes` begins with; 0 where it begins with
// none.
size_t Utf8Length(std::string_view bytes);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_JSON_TEXT_H_
