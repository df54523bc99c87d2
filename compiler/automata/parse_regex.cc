// A pattern as a tree, by a stack of open groups and no recursion: patterns are
// hostile, and a thousand parentheses are a thousand entries.
//
// A group holds the alternatives that are done and the items of the one that is
// not. A quantifier takes the last item, `|` turns the items into an
// alternative, `)` turns the group into an item of the group around it. Flags
// belong to the group they stand in: `a(?i)b|c` folds `b` and `c`.
//
// Where RE2 and other engines differ, RE2 is followed: `a{,3}` and `a{01}` are
// plain text, `a**` is an error, and `a(?i)*` repeats the `a`.

#include "compiler/automata/parse_regex.h"

#include "compiler/automata/parse_class.h"
#include "compiler/automata/regex_builder.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

namespace iotpf::automata {
namespace {

constexpr std::string_view kTooDeep =
    "groups and repeats are too deep inside each other";

struct Flags {
  bool nocase = false;        // i
  bool is_multiline = false;  // m
  bool dot_is_any = false;    // s
};

// What is open: the pattern as a whole, or a group.
struct Group {
  Flags flags_outside;
  uint32_t begin = 0;
  uint32_t alternative_begin = 0;
  std::vector<RegexItem> alternatives;
  std::vector<RegexItem> items;
};

using MaybeError = std::optional<RegexError>;

class RegexParser {
 public:
  RegexParser(std::string_view pattern, bool nocase) : cursor_(pattern) {
    flags_.nocase = nocase;
    groups_.emplace_back();
  }

  Outcome<Regex, RegexError> Run() {
    if (cursor_.pattern.size() > kMaxPatternBytes) {
      return cursor_.ErrorFrom(0, "a pattern has at most 1048576 bytes");
    }
    while (!cursor_.is_done()) {
      if (auto error = ParseStep()) return std::move(*error);
    }
    if (groups_.size() > 1) {
      const uint32_t begin = groups_.back().begin;
      cursor_.at = begin + 1;
      return cursor_.ErrorFrom(begin, "this `(` is not closed");
    }
    if (auto error = CloseGroup()) return std::move(*error);
    return builder_.Take();
  }

 private:
  uint32_t at() const { return static_cast<uint32_t>(cursor_.at); }

  MaybeError ParseStep() {
    const uint32_t begin = at();
    const bool was_repeat = std::exchange(is_behind_repeat_, false);
    switch (cursor_.Peek()) {
      case '(':
        return OpenGroup();
      case ')':
        return ParseClosing();
      case '|':
        EndAlternative();
        cursor_.Take();
        groups_.back().alternative_begin = at();
        return std::nullopt;
      case '^':
        cursor_.Take();
        AddAssertion(
            flags_.is_multiline ? Assertion::LineStart : Assertion::InputStart,
            begin);
        return std::nullopt;
      case '$':
        cursor_.Take();
        AddAssertion(
            flags_.is_multiline ? Assertion::LineEnd : Assertion::InputEnd,
            begin);
        return std::nullopt;
      case '*':
      case '+':
      case '?':
      case '{':
        return ParseRepeat(was_repeat);
      default:
        return ParseByte();
    }
  }

  // ---- one byte, or a place

  MaybeError ParseByte() {
    const uint32_t begin = at();
    ByteSet set;
    uint32_t byte = 0;
    switch (cursor_.Peek()) {
      case '.':
        cursor_.Take();
        set = flags_.dot_is_any ? ByteSet().Complement()
                                : ByteSet::Of('\n').Complement();
        break;
      case '[':
        if (auto error = ParseClass(cursor_, flags_.nocase, set)) return error;
        break;
      case '\\':
        if (TakePlace(begin)) return std::nullopt;
        if (const auto perl = TakePerlClass(cursor_)) {
          set = *perl;
          break;
        }
        if (auto error = ParseEscape(cursor_, byte)) return error;
        set = Folded(byte);
        break;
      default:
        byte = cursor_.Take();
        set = Folded(byte);
    }
    AddBytes(set, begin);
    return std::nullopt;
  }

  ByteSet Folded(uint32_t byte) const {
    const ByteSet set = ByteSet::Of(byte);
    return flags_.nocase ? WithBothCases(set) : set;
  }

  bool TakePlace(uint32_t begin) {
    static constexpr std::pair<std::string_view, Assertion> kPlaces[] = {
        {"\\A", Assertion::InputStart},
        {"\\z", Assertion::InputEnd},
        {"\\b", Assertion::WordBoundary},
        {"\\B", Assertion::NotWordBoundary}};
    for (const auto& [text, assertion] : kPlaces) {
      if (!cursor_.TakeIf(text)) continue;
      AddAssertion(assertion, begin);
      return true;
    }
    return false;
  }

  // ---- repeats

  // The number at the cursor, which `{` allows: without a zero in front.
  static bool TakeNumber(PatternCursor& cursor, uint32_t& number) {
    const size_t begin = cursor.at;
    number = 0;
    while (!cursor.is_done() && cursor.Peek() >= '0' && cursor.Peek() <= '9') {
      if (number >= 100'000'000) return false;  // RE2's limit of a number
      number = number * 10 + (cursor.Take() - '0');
    }
    const size_t digits = cursor.at - begin;
    return digits == 1 || (digits > 1 && cursor.pattern[begin] != '0');
  }

  // Reads `*`, `+`, `?` or `{2,3}`. False where the `{` is plain text.
  bool TakeQuantifier(uint32_t& min, uint32_t& max) {
    PatternCursor cursor = cursor_;
    const uint8_t sign = cursor.Take();
    min = sign == '+' ? 1 : 0;
    max = sign == '?' ? 1 : kUnbounded;
    if (sign == '{') {
      if (!TakeNumber(cursor, min)) return false;
      max = min;
      if (cursor.TakeIf(",")) {
        max = kUnbounded;
        if (!cursor.StartsWith("}") && !TakeNumber(cursor, max)) return false;
      }
      if (!cursor.TakeIf("}")) return false;
    }
    cursor.TakeIf("?");  // lazy: the same to a yes/no match
    cursor_ = cursor;
    return true;
  }

  MaybeError ParseRepeat(bool was_repeat) {
    const uint32_t begin = at();
    const bool is_counted = cursor_.Peek() == '{';
    uint32_t min = 0;
    uint32_t max = 0;
    if (!TakeQuantifier(min, max)) {
      cursor_.Take();
      AddBytes(ByteSet::Of('{'), begin);
      return std::nullopt;
    }
    if (was_repeat) return cursor_.ErrorFrom(begin, "a repeat is repeated");
    std::vector<RegexItem>& items = groups_.back().items;
    if (items.empty()) {
      return cursor_.ErrorFrom(begin, "there is nothing to repeat");
    }
    if (is_counted && max != kUnbounded && max < min) {
      return cursor_.ErrorFrom(begin, "this repeat ends before it begins");
    }
    const RegexItem inner = items.back();
    items.back() =
        builder_.AddRepeat(inner, min, max, SpanFrom(inner.span.begin));
    if (is_counted && builder_.repeats() > kMaxRepeatCount) {
      return cursor_.ErrorFrom(
          begin, "a repeat is at most 1000, also where repeats multiply");
    }
    is_behind_repeat_ = true;
    return CheckDepth();
  }

  // ---- groups

  MaybeError OpenGroup() {
    const uint32_t begin = at();
    cursor_.Take();
    Flags flags = flags_;
    bool opens_group = true;
    if (cursor_.TakeIf("?P<")) {
      if (auto error = ParseName(begin)) return error;
    } else if (cursor_.TakeIf("?")) {
      if (auto error = ParseFlags(begin, flags, opens_group)) return error;
    }
    if (opens_group) {
      if (groups_.size() > kMaxRegexDepth) {
        return cursor_.ErrorFrom(begin, std::string(kTooDeep));
      }
      groups_.emplace_back();
      groups_.back().flags_outside = flags_;
      groups_.back().begin = begin;
      groups_.back().alternative_begin = at();
    }
    flags_ = flags;
    return std::nullopt;
  }

  MaybeError ParseName(uint32_t begin) {
    const size_t end =
        std::min(cursor_.pattern.find('>', cursor_.at), cursor_.pattern.size());
    const std::string_view name =
        cursor_.pattern.substr(cursor_.at, end - cursor_.at);
    const bool is_name =
        !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
          return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                 (c >= 'a' && c <= 'z') || c == '_';
        });
    cursor_.at = std::min(end + 1, cursor_.pattern.size());
    if (end == cursor_.pattern.size() || !is_name) {
      return cursor_.ErrorFrom(
          begin, "the name of a group has letters, digits and `_`");
    }
    if (!names_.insert(name).second) {
      return cursor_.ErrorFrom(begin, "two groups have this name");
    }
    return std::nullopt;
  }

  // Reads `i-s:` or `i-s)` behind `(?`.
  MaybeError ParseFlags(uint32_t begin, Flags& flags, bool& opens_group) {
    static constexpr std::string_view kMessage =
        "this kind of group has no meaning in a regex";
    bool value = true;
    bool has_flag = true;  // behind a `-`, whether one followed
    while (!cursor_.is_done()) {
      const uint8_t c = cursor_.Take();
      if (c == ':' || c == ')') {
        if (!has_flag) break;
        opens_group = c == ':';
        return std::nullopt;
      }
      if (c == '-') {
        if (!value) break;
        value = false;
        has_flag = false;
        continue;
      }
      has_flag = true;
      if (c == 'i') flags.nocase = value;
      if (c == 'm') flags.is_multiline = value;
      if (c == 's') flags.dot_is_any = value;
      if (std::string_view("imsU").find(static_cast<char>(c)) ==
          std::string_view::npos) {
        break;
      }
    }
    return cursor_.ErrorFrom(begin, std::string(kMessage));
  }

  MaybeError ParseClosing() {
    const uint32_t begin = at();
    cursor_.Take();
    if (groups_.size() == 1) {
      return cursor_.ErrorFrom(begin, "this `)` closes nothing");
    }
    --cursor_.at;  // the parenthesis is no part of the last alternative
    if (auto error = CloseGroup()) return error;
    ++cursor_.at;
    const Group closed = std::move(groups_.back());
    groups_.pop_back();
    flags_ = closed.flags_outside;
    groups_.back().items.push_back(
        {closed.alternatives[0].node, {closed.begin, at()}});
    return std::nullopt;
  }

  // Makes the items of the open group one alternative.
  void EndAlternative() {
    Group& group = groups_.back();
    group.alternatives.push_back(builder_.AddAll(
        RegexKind::Concat, group.items, SpanFrom(group.alternative_begin)));
    group.items.clear();
  }

  // Makes the open group's alternatives one.
  MaybeError CloseGroup() {
    EndAlternative();
    Group& group = groups_.back();
    const RegexItem all =
        builder_.AddAll(RegexKind::Alternate, group.alternatives,
                        SpanFrom(group.alternatives.front().span.begin));
    group.alternatives.assign(1, all);
    return CheckDepth();
  }

  // ---- nodes

  RegexSpan SpanFrom(uint32_t begin) const { return {begin, at()}; }

  void AddBytes(const ByteSet& set, uint32_t begin) {
    groups_.back().items.push_back(builder_.AddBytes(set, SpanFrom(begin)));
  }

  void AddAssertion(Assertion assertion, uint32_t begin) {
    groups_.back().items.push_back(
        builder_.AddAssertion(assertion, SpanFrom(begin)));
  }

  // Of the node that was added last.
  MaybeError CheckDepth() const {
    if (builder_.depth() <= kMaxRegexDepth) return std::nullopt;
    return RegexError{builder_.span(), std::string(kTooDeep)};
  }

  PatternCursor cursor_;
  Flags flags_;
  RegexBuilder builder_;
  std::vector<Group> groups_;  // the open ones, the outermost first
  std::unordered_set<std::string_view> names_;
  bool is_behind_repeat_ = false;  // a quantifier was the last step
};

}  // namespace

Outcome<Regex, RegexError> ParseRegex(std::string_view pattern, bool nocase) {
  return RegexParser(pattern, nocase).Run();
}

}  // namespace iotpf::automata
