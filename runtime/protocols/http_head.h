// The lines of an HTTP/1.x head.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_HEAD_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_HEAD_H_

#include "runtime/protocols/http_message.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Parses a start line without its line end into the message. False where it is
// none: the message is then unspecified. Any HTTP version is accepted.
//   Source   RFC 9112, 3 and 4.
bool ParseStartLine(std::string_view line, HttpRequest& request);
bool ParseStartLine(std::string_view line, HttpResponse& response);

// Adds a field line without its line end to `headers`; a folded line goes to
// the field before it, behind one space. False where the line has no name: it
// is not added. White space between name and colon is dropped.
//   Source   RFC 9112, 5 and 5.2.
bool AddFieldLine(std::string_view line, std::vector<HttpHeader>& headers);

// Whether the character may stand in a token: a method, a field name.
//   Source   RFC 9110, 5.6.2.
inline bool IsTokenCharacter(char c) {
  static constexpr std::array<bool, 256> kIsOne = [] {
    std::array<bool, 256> is_one{};
    for (size_t digit = '0'; digit <= '9'; ++digit) is_one[digit] = true;
    for (size_t letter = 'A'; letter <= 'Z'; ++letter) {
      is_one[letter] = is_one[letter | 0x20] = true;
    }
    for (const char mark : std::string_view("!#$%&'*+-.^_`|~")) {
      is_one[static_cast<uint8_t>(mark)] = true;
    }
    return is_one;
  }();
  return kIsOne[static_cast<uint8_t>(c)];
}

// The first field of this name, or null.
const HttpHeader* FindHeader(const HttpMessage& message, std::string_view name);

// The elements of all fields of a name, which are comma-separated lists;
// without white space around them, empty ones left out.
//
//   Requires  the message stays as it is; the name is not copied.
//   Source    RFC 9110, 5.6.1. Quoted strings are not looked into.
class ListReader {
 public:
  ListReader(const HttpMessage& message, std::string_view name)
      : field_(message.headers.data()),
        end_(field_ + message.headers.size()),
        name_(name) {}

  // The next element; false after the last.
  bool Next(std::string_view& element);

 private:
  const HttpHeader* field_;  // those from here on are not yet looked at
  const HttpHeader* end_;
  std::string_view name_;
  std::string_view rest_;  // of the field before
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_HEAD_H_
