// HTTP messages written down by people.
//
// A message in a test of a rule is copied from a page or a browser: lengths do
// not fit what was shortened, bodies are already decoded. So the text ends the
// message, not its head, and a line that is no field is a mistake of the
// author, told with its number.

#include "runtime/protocols/http_text.h"

#include "runtime/protocols/http_head.h"

#include <fmt/format.h>

#include <string>

namespace iotpf::runtime {
namespace {

// The first line, without its end, and what follows it.
std::string_view TakeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

template <class Message>
Result<Message> ParseText(std::string_view text, std::string_view expected) {
  Message message;
  const std::string_view start = TakeLine(text);
  if (!ParseStartLine(start, message)) {
    return Error{
        fmt::format("line 1: no HTTP start line; write `{}`", expected)};
  }
  int number = 1;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    ++number;
    if (line.empty()) break;
    if (!AddFieldLine(line, message.headers)) {
      return Error{fmt::format(
          "line {}: no header field; write `Name: value`, and an empty line "
          "before the body",
          number)};
    }
  }
  message.head_complete = true;
  message.body.bytes = text;
  message.body.complete = true;
  return message;
}

}  // namespace

Result<HttpRequest> ParseRequestText(std::string_view text) {
  return ParseText<HttpRequest>(text, "GET /path HTTP/1.1");
}

Result<HttpResponse> ParseResponseText(std::string_view text) {
  return ParseText<HttpResponse>(text, "HTTP/1.1 200 OK");
}

}  // namespace iotpf::runtime
