// The lines of an HTTP/1.x head.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_HEAD_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_HEAD_H_

#include "runtime/protocols/http_message.h"

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
bool IsTokenCharacter(char c);

// The first field of this name, or null.
const HttpHeader* FindHeader(const HttpMessage& message, std::string_view name);

// The elements of all fields of this name, which are comma-separated lists;
// without white space around them, empty ones left out.
//   Source   RFC 9110, 5.6.1. Quoted strings are not looked into.
std::vector<std::string_view> ListElements(const HttpMessage& message,
                                           std::string_view name);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_HEAD_H_
