// A regex is plain when it is literal bytes between optional anchors:
//
//   ^abc$          == "abc"              (^|\.)abc\.example$   under
//   ^abc           starts_with "abc"     .*                    is present
//   abc$           ends_with "abc"
//   abc            contains "abc"
//   ^(a|b)c$       in ["ac", "bc"]
//
// One group of literals may stand anywhere among them. Whatever is not known
// here for certain, such as a class or a repeat, leaves the regex as it is.
// `$` is the end of the value in the dialect, not that of a line, and `.`
// excludes the newline, so `.*` is dropped only where nothing need follow it.

#include "compiler/lint/plain_pattern.h"

#include "compiler/lint/value_text.h"
#include "compiler/sema/check_types.h"

#include <iotpf/hex_digit.h>

#include <algorithm>
#include <array>

namespace iotpf::lint {
namespace {

using Texts = std::vector<std::string>;

// What was read of a pattern.
struct Pieces {
  bool begins = false;  // anchored
  bool ends = false;
  bool at_label = false;  // begins where a label of a host does
  Texts texts = {""};
};

class PatternReader {
 public:
  explicit PatternReader(std::string_view pattern) : rest_(pattern) {}

  // Everything, or nullopt where it is not plain.
  std::optional<Pieces> Read();

 private:
  bool Take(std::string_view token);
  bool IsRepeated() const;
  void ReadBegin();
  bool ReadGroup();
  bool ReadAlternatives();
  bool ReadBytes(std::string& bytes);
  std::optional<char> ReadByte();
  std::optional<char> ReadEscape();
  bool Append(const Texts& alternatives);

  std::string_view rest_;
  Pieces pieces_;
  bool has_group_ = false;
};

bool PatternReader::Take(std::string_view token) {
  if (!rest_.starts_with(token)) return false;
  rest_.remove_prefix(token.size());
  return true;
}

// Whether what was read is followed by a repeat, so that it is no literal.
bool PatternReader::IsRepeated() const {
  return !rest_.empty() &&
         std::string_view("*+?{").find(rest_[0]) != std::string_view::npos;
}

void PatternReader::ReadBegin() {
  // Where a label begins: at the start, or behind a dot.
  constexpr std::array<std::string_view, 8> kLabelStarts = {
      R"((^|\.))",   R"((?:^|\.))",   R"(^(.*\.)?)", R"(^(?:.*\.)?)",
      R"(^(.+\.)?)", R"(^(?:.+\.)?)", R"((\.|^))",   R"((?:\.|^))"};
  for (const std::string_view start : kLabelStarts) {
    if (!rest_.starts_with(start)) continue;
    rest_.remove_prefix(start.size());
    pieces_.at_label = true;
    return;
  }
  pieces_.begins = Take("^") || Take("\\A");
  if (!pieces_.begins) Take(".*");
}

std::optional<char> PatternReader::ReadEscape() {
  rest_.remove_prefix(1);
  if (rest_.empty()) return std::nullopt;
  const char c = rest_[0];
  rest_.remove_prefix(1);
  constexpr std::string_view kNames = "nrtfva";
  constexpr std::string_view kMeanings = "\n\r\t\f\v\a";
  if (const size_t i = kNames.find(c); i != std::string_view::npos) {
    return kMeanings[i];
  }
  if (c == 'x' && rest_.size() >= 2 && HexDigit(rest_[0]) >= 0 &&
      HexDigit(rest_[1]) >= 0) {
    const int byte = HexDigit(rest_[0]) << 4 | HexDigit(rest_[1]);
    rest_.remove_prefix(2);
    return static_cast<char>(byte);
  }
  const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') || c == '_';
  return is_word || (c & 0x80) != 0 ? std::nullopt : std::optional(c);
}

// One byte that stands for itself: plain, escaped, or alone in brackets.
std::optional<char> PatternReader::ReadByte() {
  const char c = rest_[0];
  if (c == '\\') return ReadEscape();
  if (c == '[' && rest_.size() >= 3 && rest_[2] == ']' && rest_[1] != '\\' &&
      rest_[1] != '^' && rest_[1] != ']') {
    const char only = rest_[1];
    rest_.remove_prefix(3);
    return only;
  }
  constexpr std::string_view kSpecial = ".^$*+?()[]{}|";
  if (kSpecial.find(c) != std::string_view::npos) return std::nullopt;
  rest_.remove_prefix(1);
  return c;
}

// A run of such bytes. False where something else stands before its end.
bool PatternReader::ReadBytes(std::string& bytes) {
  constexpr std::string_view kEnds = "$(|)";
  while (!rest_.empty() && kEnds.find(rest_[0]) == std::string_view::npos) {
    if (rest_ == ".*" || rest_.starts_with("\\z")) return true;
    const std::optional<char> byte = ReadByte();
    if (!byte || IsRepeated()) return false;
    bytes += *byte;
  }
  return true;
}

// `a|b`, up to a closing parenthesis or the end.
bool PatternReader::ReadAlternatives() {
  Texts alternatives;
  do {
    if (!ReadBytes(alternatives.emplace_back())) return false;
  } while (Take("|"));
  return Append(alternatives);
}

bool PatternReader::ReadGroup() {
  if (has_group_) return false;
  has_group_ = true;
  if (!Take("(?:") && !Take("(")) return false;
  return ReadAlternatives() && Take(")") && !IsRepeated();
}

// Appends each of `alternatives` to each text.
bool PatternReader::Append(const Texts& alternatives) {
  if (pieces_.texts.size() * alternatives.size() > kMaxPlainAlternatives) {
    return false;
  }
  Texts longer;
  for (const std::string& text : pieces_.texts) {
    for (const std::string& end : alternatives) {
      if (std::ranges::find(longer, text + end) == longer.end()) {
        longer.push_back(text + end);
      }
    }
  }
  pieces_.texts = std::move(longer);
  return true;
}

std::optional<Pieces> PatternReader::Read() {
  ReadBegin();
  // `a|b` without parentheses: each alternative is the whole regex.
  const bool is_whole = !pieces_.begins && !pieces_.at_label;
  if (is_whole && rest_.find('|') != std::string_view::npos &&
      rest_.find('(') == std::string_view::npos) {
    if (!ReadAlternatives() || !rest_.empty()) return std::nullopt;
    return pieces_;
  }
  std::string bytes;
  if (!ReadBytes(bytes)) return std::nullopt;
  if (rest_.starts_with('(')) {
    if (!Append({bytes}) || !ReadGroup()) return std::nullopt;
    bytes.clear();
    if (!ReadBytes(bytes)) return std::nullopt;
  }
  if (!Append({bytes})) return std::nullopt;
  pieces_.ends = Take("$") || Take("\\z");
  if (!pieces_.ends) Take(".*");
  if (!rest_.empty()) return std::nullopt;
  return pieces_;
}

ast::TestOp OpOf(const Pieces& pieces) {
  const bool is_one = pieces.texts.size() == 1;
  if (pieces.at_label) return ast::TestOp::Under;
  if (pieces.begins && pieces.ends) {
    return is_one ? ast::TestOp::Equal : ast::TestOp::In;
  }
  if (pieces.begins) return ast::TestOp::StartsWith;
  return pieces.ends ? ast::TestOp::EndsWith : ast::TestOp::Contains;
}

bool HasLetter(const std::string& text) {
  return std::ranges::any_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

bool HasNonAscii(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return (c & 0x80) != 0; });
}

// Whether `text` can be a value of the type, where the operator asks for one.
bool FitsType(const std::string& text, ast::TestOp op, ValueType type) {
  const bool is_value = op == ast::TestOp::Equal || op == ast::TestOp::In ||
                        op == ast::TestOp::Under;
  if (!is_value) return !text.empty();
  ast::Literal literal;
  literal.kind = ast::LiteralKind::Text;
  literal.bytes = text;
  DiagnosticSink unused;
  return sema::CheckLiteral(literal, type, false, unused);
}

}  // namespace

std::optional<PlainTest> FindPlainTest(std::string_view pattern, bool nocase,
                                       ValueType type) {
  const std::optional<Pieces> pieces = PatternReader(pattern).Read();
  if (!pieces) return std::nullopt;
  const bool is_host = type == ValueType::Host;
  const bool folds = is_host || type == ValueType::Token;
  PlainTest test = {
      OpOf(*pieces), pieces->texts,
      nocase && !folds && std::ranges::any_of(pieces->texts, HasLetter)};
  // `under` is of hosts, and the regex must reach the end of the name.
  if (pieces->at_label && (!is_host || !pieces->ends)) return std::nullopt;
  // A regex folds the case of Latin-1, operators that of ASCII.
  if ((nocase || folds) && std::ranges::any_of(test.texts, HasNonAscii)) {
    return std::nullopt;
  }
  const bool is_empty = test.texts.size() == 1 && test.texts[0].empty();
  if (is_empty && !(pieces->begins && pieces->ends) && !pieces->at_label) {
    // A regex of a JSON value holds for texts alone.
    if (type == ValueType::Json) return std::nullopt;
    return PlainTest{ast::TestOp::IsPresent, {}, false};
  }
  const bool fit = std::ranges::all_of(test.texts, [&](const auto& text) {
    return FitsType(text, test.op, type);
  });
  return fit ? std::optional(test) : std::nullopt;
}

std::string PlainTestText(const PlainTest& test) {
  if (test.op == ast::TestOp::IsPresent) return "is present";
  std::string values;
  for (const std::string& text : test.texts) {
    values += (values.empty() ? "" : ", ");
    values += (test.nocase ? "nocase " : "") + TextLiteral(text);
  }
  if (test.texts.size() > 1) values = "[" + values + "]";
  return std::string(OperatorText(test.op)) + " " + values;
}

}  // namespace iotpf::lint
