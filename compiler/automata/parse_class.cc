// What stands for one byte in a pattern: escapes, and classes in brackets.
//
// The grammar is RE2's in Latin-1, where every byte is a character: the order
// of the tries below is its order, so that `[]a]`, `[a-]` and `[[:alpha:]-z]`
// mean here what they mean there. Folding adds the other case to what a class
// lists, before a `^` turns the class around: `(?i)[^k]` has neither `k` nor
// `K`. Letters whose other case is past Latin-1, as of 0xB5 and 0xFF, stay
// alone.

#include "compiler/automata/parse_class.h"

#include <array>
#include <utility>

namespace iotpf::automata {
namespace {

struct NamedClass {
  std::string_view name;
  std::string_view ranges;  // low and high bytes in turn
};

// RE2's names, as POSIX defines them for ASCII.
constexpr std::array<NamedClass, 14> kNamedClasses = {{
    {"alnum", "09AZaz"},
    {"alpha", "AZaz"},
    {"ascii", std::string_view("\x00\x7f", 2)},
    {"blank", "\t\t  "},
    {"cntrl", std::string_view("\x00\x1f\x7f\x7f", 4)},
    {"digit", "09"},
    {"graph", "!~"},
    {"lower", "az"},
    {"print", " ~"},
    {"punct", "!/:@[`{~"},
    {"space", "\t\r  "},
    {"upper", "AZ"},
    {"word", "09AZaz__"},
    {"xdigit", "09AFaf"},
}};

ByteSet SetOfRanges(std::string_view ranges) {
  ByteSet set;
  for (size_t i = 0; i + 1 < ranges.size(); i += 2) {
    set.AddRange(static_cast<uint8_t>(ranges[i]),
                 static_cast<uint8_t>(ranges[i + 1]));
  }
  return set;
}

int HexValue(uint8_t byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

bool IsAsciiWord(uint8_t byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || byte == '_';
}

// The digits behind `\x`: two, or any number in braces.
bool TakeHex(PatternCursor& cursor, uint32_t& byte) {
  byte = 0;
  const bool is_braced = cursor.TakeIf("{");
  uint32_t digits = 0;
  while (!cursor.is_done() && (is_braced || digits < 2)) {
    const int value = HexValue(cursor.Peek());
    if (value < 0) break;
    byte = byte * 16 + static_cast<uint32_t>(value);
    if (byte >= kByteValues) return false;
    cursor.Take();
    ++digits;
  }
  return is_braced ? digits > 0 && cursor.TakeIf("}") : digits == 2;
}

// The digits behind `\0`: up to two more.
uint32_t TakeOctal(PatternCursor& cursor) {
  uint32_t byte = 0;
  for (int i = 0; i < 2 && !cursor.is_done(); ++i) {
    const uint8_t digit = cursor.Peek();
    if (digit < '0' || digit > '7') break;
    byte = byte * 8 + (digit - '0');
    cursor.Take();
  }
  return byte;
}

// `[:alpha:]` or `[:^alpha:]` inside a class. False where there is none.
bool TakeNamedClass(PatternCursor& cursor, bool nocase, ByteSet& set,
                    std::optional<RegexError>& error) {
  const size_t begin = cursor.at;
  if (!cursor.StartsWith("[:")) return false;
  const size_t last = cursor.last_name_end;
  if (last == std::string_view::npos || last < begin + 2) return false;
  const size_t end = cursor.pattern.find(":]", begin + 2);
  std::string_view name = cursor.pattern.substr(begin + 2, end - begin - 2);
  const bool is_negated = name.starts_with('^');
  if (is_negated) name.remove_prefix(1);
  cursor.at = end + 2;
  for (const NamedClass& known : kNamedClasses) {
    if (known.name != name) continue;
    ByteSet named = SetOfRanges(known.ranges);
    if (nocase) named = WithBothCases(named);
    set.AddSet(is_negated ? named.Complement() : named);
    return true;
  }
  error = cursor.ErrorFrom(begin, "no class has this name");
  return true;
}

// One byte of a class, plain or escaped.
std::optional<RegexError> ParseClassByte(PatternCursor& cursor,
                                         uint32_t& byte) {
  if (!cursor.is_done() && cursor.Peek() == '\\') {
    return ParseEscape(cursor, byte);
  }
  if (cursor.is_done()) {
    return cursor.ErrorFrom(cursor.at - 1, "this range has no end");
  }
  byte = cursor.Take();
  return std::nullopt;
}

// `a` or `a-z` of a class.
std::optional<RegexError> ParseRange(PatternCursor& cursor, bool nocase,
                                     ByteSet& set) {
  const size_t begin = cursor.at;
  uint32_t low = 0;
  if (auto error = ParseClassByte(cursor, low)) return error;
  uint32_t high = low;
  // The `-` of `[a-]` is itself.
  const bool is_range = cursor.StartsWith("-") && cursor.rest().size() >= 2 &&
                        !cursor.StartsWith("-]");
  if (is_range) {
    cursor.Take();
    if (auto error = ParseClassByte(cursor, high)) return error;
  }
  if (high < low) {
    return cursor.ErrorFrom(begin, "this range ends before it begins");
  }
  const ByteSet range = ByteSet::Range(low, high);
  set.AddSet(nocase ? WithBothCases(range) : range);
  return std::nullopt;
}

}  // namespace

ByteSet WithBothCases(const ByteSet& set) {
  ByteSet both = set;
  for (uint32_t upper = 'A'; upper <= 0xDE; ++upper) {
    if ((upper > 'Z' && upper < 0xC0) || upper == 0xD7) continue;
    const uint32_t lower = upper + 0x20;
    if (set.Contains(upper)) both.Add(lower);
    if (set.Contains(lower)) both.Add(upper);
  }
  return both;
}

std::optional<ByteSet> TakePerlClass(PatternCursor& cursor) {
  if (!cursor.StartsWith("\\") || cursor.rest().size() < 2) return std::nullopt;
  const char name = cursor.rest()[1];
  std::string_view ranges;
  if (name == 'd' || name == 'D') ranges = "09";
  if (name == 's' || name == 'S') ranges = "\t\n\f\r  ";
  if (name == 'w' || name == 'W') ranges = "09AZaz__";
  if (ranges.empty()) return std::nullopt;
  cursor.at += 2;
  const ByteSet set = SetOfRanges(ranges);
  return name >= 'a' ? set : set.Complement();
}

std::optional<RegexError> ParseEscape(PatternCursor& cursor, uint32_t& byte) {
  const size_t begin = cursor.at;
  cursor.Take();
  if (cursor.is_done()) {
    return cursor.ErrorFrom(begin, "a backslash escapes nothing");
  }
  const uint8_t c = cursor.Take();
  static constexpr std::string_view kNames = "afnrtv";
  static constexpr std::string_view kBytes = "\a\f\n\r\t\v";
  if (const size_t i = kNames.find(static_cast<char>(c));
      i != std::string_view::npos) {
    byte = static_cast<uint8_t>(kBytes[i]);
    return std::nullopt;
  }
  if (c == '0') {
    byte = TakeOctal(cursor);
    return std::nullopt;
  }
  if (c == 'x' && TakeHex(cursor, byte)) return std::nullopt;
  byte = c;
  if (c < 0x80 && (!IsAsciiWord(c) || c == '_')) return std::nullopt;
  return cursor.ErrorFrom(begin, "this escape has no meaning in a regex");
}

std::optional<RegexError> ParseClass(PatternCursor& cursor, bool nocase,
                                     ByteSet& set) {
  const size_t begin = cursor.at;
  cursor.Take();
  const bool is_negated = cursor.TakeIf("^");
  set = ByteSet();
  // A `]` in front is itself.
  for (bool is_first = true; !cursor.is_done(); is_first = false) {
    if (cursor.Peek() == ']' && !is_first) break;
    std::optional<RegexError> error;
    if (TakeNamedClass(cursor, nocase, set, error)) {
      if (error) return error;
      continue;
    }
    // Folding adds nothing here: no ASCII letter stands without its other case.
    if (const auto perl = TakePerlClass(cursor)) {
      set.AddSet(*perl);
      continue;
    }
    if ((error = ParseRange(cursor, nocase, set))) return error;
  }
  if (!cursor.TakeIf("]")) {
    cursor.at = begin + 1;
    return cursor.ErrorFrom(begin, "this `[` is not closed");
  }
  if (is_negated) set = set.Complement();
  return std::nullopt;
}

}  // namespace iotpf::automata
