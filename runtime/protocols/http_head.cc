// The lines of an HTTP/1.x head.
//
// Devices write heads by hand, so lines are read as leniently as their meaning
// is certain: bare LF ends a line, white space before a colon is dropped, and
// a line without a name is left out without taking the message with it. What
// decides where a message begins and ends is read strictly (http_framing.cc).

#include "runtime/protocols/http_head.h"

#include "runtime/protocols/ascii.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr std::string_view kBlank = " \t";

std::string_view TrimBlank(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  const size_t last = text.find_last_not_of(kBlank);
  return text.substr(first, last - first + 1);
}

bool IsToken(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), IsTokenCharacter);
}

// `HTTP/1.1` to `1.1`; empty where it is no version.
std::string_view VersionOf(std::string_view text) {
  constexpr std::string_view kName = "HTTP/";
  if (text.substr(0, kName.size()) != kName) return {};
  text.remove_prefix(kName.size());
  const bool major = text.size() == 1 && IsDigit(text[0]);
  const bool both = text.size() == 3 && IsDigit(text[0]) && text[1] == '.' &&
                    IsDigit(text[2]);
  return major || both ? text : std::string_view();
}

}  // namespace

// The target is what stands between the first and the last space, so that a
// client that forgets to encode a space in it is still understood.
bool ParseStartLine(std::string_view line, HttpRequest& request) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || last <= first) return false;
  const std::string_view method = line.substr(0, first);
  const std::string_view target =
      TrimBlank(line.substr(first + 1, last - first - 1));
  const std::string_view version = VersionOf(line.substr(last + 1));
  if (!IsToken(method) || target.empty() || version.empty()) return false;
  request.method = method;
  request.target = target;
  request.version = version;
  return true;
}

bool ParseStartLine(std::string_view line, HttpResponse& response) {
  const size_t first = line.find(' ');
  if (first == std::string_view::npos) return false;
  const std::string_view version = VersionOf(line.substr(0, first));
  if (version.empty()) return false;
  line.remove_prefix(first + 1);
  if (line.size() < 3 ||
      !std::all_of(line.begin(), line.begin() + 3, IsDigit)) {
    return false;
  }
  if (line.size() > 3 && line[3] != ' ') return false;
  response.status =
      (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  if (response.status < 100) return false;
  response.version = version;
  response.reason = TrimBlank(line.substr(3));
  return true;
}

bool AddFieldLine(std::string_view line, std::vector<HttpHeader>& headers) {
  if (!line.empty() && kBlank.find(line[0]) != std::string_view::npos) {
    if (headers.empty()) return false;
    const std::string_view folded = TrimBlank(line);
    std::string& value = headers.back().value;
    if (!value.empty() && !folded.empty()) value += ' ';
    value += folded;
    return true;
  }
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view name = TrimBlank(line.substr(0, colon));
  if (!IsToken(name)) return false;
  headers.push_back(
      {std::string(name), std::string(TrimBlank(line.substr(colon + 1)))});
  return true;
}

bool IsTokenCharacter(char c) {
  const char lower = ToLowerAscii(c);
  if (IsDigit(c) || (lower >= 'a' && lower <= 'z')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

const HttpHeader* FindHeader(const HttpMessage& message,
                             std::string_view name) {
  for (const HttpHeader& header : message.headers) {
    if (EqualsIgnoringCase(header.name, name)) return &header;
  }
  return nullptr;
}

std::vector<std::string_view> ListElements(const HttpMessage& message,
                                           std::string_view name) {
  std::vector<std::string_view> elements;
  for (const HttpHeader& header : message.headers) {
    if (!EqualsIgnoringCase(header.name, name)) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const size_t comma = rest.find(',');
      const std::string_view element = TrimBlank(rest.substr(0, comma));
      if (!element.empty()) elements.push_back(element);
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return elements;
}

}  // namespace iotpf::runtime
