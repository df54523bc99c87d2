// Classes and escapes of a pattern: what stands for one byte.
#ifndef IOTPF_COMPILER_AUTOMATA_PARSE_CLASS_H_
#define IOTPF_COMPILER_AUTOMATA_PARSE_CLASS_H_

#include "compiler/automata/byte_set.h"
#include "compiler/automata/parse_regex.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::automata {

// A place in a pattern. Copies are cheap: to look ahead.
struct PatternCursor {
  explicit PatternCursor(std::string_view of)
      : pattern(of), last_name_end(of.rfind(":]")) {}

  std::string_view pattern;
  size_t at = 0;
  // The last `:]`, or npos. Without it a class of many `[:` would be searched
  // to the end for each.
  size_t last_name_end;

  bool is_done() const { return at >= pattern.size(); }
  std::string_view rest() const { return pattern.substr(at); }
  bool StartsWith(std::string_view text) const {
    return rest().starts_with(text);
  }
  // Requires !is_done().
  uint8_t Peek() const { return static_cast<uint8_t>(pattern[at]); }
  uint8_t Take() { return static_cast<uint8_t>(pattern[at++]); }
  bool TakeIf(std::string_view text) {
    if (!StartsWith(text)) return false;
    at += text.size();
    return true;
  }
  RegexError ErrorFrom(size_t begin, std::string message) const {
    return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(at)},
            std::move(message)};
  }
};

// Adds the other case of each Latin-1 letter in the set, as RE2 folds it: that
// of 0xC0 to 0xDE is 0xE0 to 0xFE, without the signs at 0xD7 and 0xF7.
ByteSet WithBothCases(const ByteSet& set);

// The set of `\d`, `\D`, `\s`, `\S`, `\w` or `\W` at the cursor, which then
// stands behind it; nullopt where there is none.
std::optional<ByteSet> TakePerlClass(PatternCursor& cursor);

// Reads an escape of one byte, such as `\.` or `\x2f`, into `byte`.
//
//   Requires  a backslash at the cursor.
std::optional<RegexError> ParseEscape(PatternCursor& cursor, uint32_t& byte);

// Reads a class in brackets into `set`.
//
//   Requires  `[` at the cursor.
//   Cost      linear in the class.
std::optional<RegexError> ParseClass(PatternCursor& cursor, bool nocase,
                                     ByteSet& set);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_PARSE_CLASS_H_
