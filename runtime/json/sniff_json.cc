// The first members of a JSON object, without parsing the whole of it.
//
// Only the outermost braces matter: strings are skipped, nesting is counted,
// and a name is a string at depth one that a colon follows.

#include "runtime/json/sniff_json.h"

namespace iotpf::runtime {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void SkipSpace(std::string_view& text) {
  const size_t first = text.find_first_not_of(kSpace);
  text.remove_prefix(first == std::string_view::npos ? text.size() : first);
}

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '.';
}

// Consumes a string behind its opening quote, with the closing one; returns
// what was between them, as written.
std::string_view TakeString(std::string_view& text) {
  size_t size = 0;
  while (size < text.size() && text[size] != '"') {
    size += text[size] == '\\' ? 2 : 1;
  }
  const std::string_view string = text.substr(0, size);
  text.remove_prefix(size < text.size() ? size + 1 : text.size());
  return string;
}

// Whether a colon and an object follow.
bool IsNameOfObject(std::string_view text) {
  SkipSpace(text);
  if (!text.starts_with(':')) return false;
  text.remove_prefix(1);
  SkipSpace(text);
  return text.starts_with('{');
}

}  // namespace

JsonFormat SniffJson(std::string_view beginning) {
  std::string_view text = beginning;
  text.remove_prefix(BytesBeforeObject(text));
  if (!text.starts_with('{')) return JsonFormat::NotJson;
  size_t depth = 0;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '"') {
      const std::string_view string = TakeString(text);
      if (depth == 1 && string == "log" && IsNameOfObject(text)) {
        return JsonFormat::Har;
      }
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      break;
    }
  }
  return JsonFormat::SessionLines;
}

size_t BytesBeforeObject(std::string_view text) {
  std::string_view rest = text;
  if (rest.starts_with(kByteOrderMark)) {
    rest.remove_prefix(kByteOrderMark.size());
  }
  SkipSpace(rest);
  std::string_view behind_name = rest;
  while (!behind_name.empty() && IsNameCharacter(behind_name.front())) {
    behind_name.remove_prefix(1);
  }
  if (behind_name.size() < rest.size() && behind_name.starts_with('(')) {
    rest = behind_name.substr(1);
    SkipSpace(rest);
  }
  return rest.starts_with('{') ? text.size() - rest.size() : 0;
}

}  // namespace iotpf::runtime
