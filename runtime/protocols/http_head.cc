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

constexpr bool IsBlank(char c) { return c == ' ' || c == '\t'; }

std::string_view TrimBlank(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// How many characters of a token `text` begins with.
size_t TokenSize(std::string_view text) {
  size_t size = 0;
  while (size < text.size() && IsTokenCharacter(text[size])) ++size;
  return size;
}

bool IsToken(std::string_view text) {
  return !text.empty() && TokenSize(text) == text.size();
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
  if (!line.empty() && IsBlank(line[0])) {
    if (headers.empty()) return false;
    const std::string_view folded = TrimBlank(line);
    std::string& value = headers.back().value;
    if (!value.empty() && !folded.empty()) value += ' ';
    value += folded;
    return true;
  }
  const size_t name_size = TokenSize(line);
  size_t colon = name_size;
  while (colon < line.size() && IsBlank(line[colon])) ++colon;
  if (name_size == 0 || colon == line.size() || line[colon] != ':') {
    return false;
  }
  constexpr size_t kUsualFields = 8;
  if (headers.empty()) headers.reserve(kUsualFields);
  HttpHeader& header = headers.emplace_back();
  header.name = line.substr(0, name_size);
  header.value = TrimBlank(line.substr(colon + 1));
  return true;
}

const HttpHeader* FindHeader(const HttpMessage& message,
                             std::string_view name) {
  for (const HttpHeader& header : message.headers) {
    if (EqualsIgnoringCase(header.name, name)) return &header;
  }
  return nullptr;
}

bool ListReader::Next(std::string_view& element) {
  while (true) {
    while (!rest_.empty()) {
      const size_t comma = rest_.find(',');
      const std::string_view found = TrimBlank(rest_.substr(0, comma));
      rest_.remove_prefix(comma == std::string_view::npos ? rest_.size()
                                                          : comma + 1);
      if (found.empty()) continue;
      element = found;
      return true;
    }
    while (field_ != end_ && !EqualsIgnoringCase(field_->name, name_)) ++field_;
    if (field_ == end_) return false;
    rest_ = field_->value;
    ++field_;
  }
}

}  // namespace iotpf::runtime
