// What the parser stumbled over, in words of the language.
//
// ANTLR knows the tokens that could stand at a place. Named one by one they are
// a list nobody reads, so sets that mean one thing get one name: "a value", "a
// test or the name of a feature". Where a `;` could stand and the next token
// is on another line, the `;` is what is missing, and the place to point at is
// the end of what stands before it.

#include "compiler/parse/syntax_errors.h"

#include "compiler/diagnostics/suggest.h"
#include "compiler/support/limits.h"
#include "compiler/support/utf8.h"

#include <fmt/format.h>

#include <IotpfLexer.h>
#include <IotpfParser.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::parse {
namespace {

using Lexer = iotpf_grammar::IotpfLexer;
using Rules = iotpf_grammar::IotpfParser;
using Token = antlr4::Token;

// Tokens named one by one in a message; more are summarised.
constexpr size_t kMaxNamedTokens = 4;

std::string NameOfToken(size_t type, const antlr4::dfa::Vocabulary& names) {
  switch (type) {
    case Token::EOF:
      return "the end of the file";
    case Lexer::Name:
      return "a name";
    case Lexer::Integer:
      return "a number";
    case Lexer::Text:
    case Lexer::Raw:
      return "a text";
    case Lexer::Regex:
      return "a regex such as /^abc/";
    default:
      break;
  }
  // Literal names stand in quotes: 'under'.
  const std::string literal = names.getLiteralName(type);
  if (literal.size() <= 2) return "a value";
  return fmt::format("`{}`",
                     std::string_view(literal).substr(1, literal.size() - 2));
}

// What could stand here, in a few words.
std::string Describe(const antlr4::misc::IntervalSet& expected,
                     const antlr4::dfa::Vocabulary& names) {
  const auto has = [&expected](size_t type) {
    return expected.contains(static_cast<ssize_t>(type));
  };
  if (has(Lexer::List) && has(Lexer::Provider)) {
    return "`import`, `list`, `predicate`, `provider`, `platform` or `prefer`";
  }
  if (has(Lexer::Fingerprint) ||
      (has(Lexer::Necessary) && has(Lexer::Positive)))
    return "a feature, a condition or `}`";
  if (has(Lexer::Not) && has(Lexer::OpenParen)) {
    return "a test such as `tls.sni == \"x\"`, or the name of a feature";
  }
  if (has(Lexer::StartsWith)) {
    return "an operator such as `==` or `under`, or `;`";
  }
  if (has(Lexer::Hex) && has(Lexer::Address)) {
    return has(Lexer::Name) ? "a value or a name" : "a value";
  }
  if (has(Lexer::Expect)) return "a field, `expect` or `}`";
  std::set<std::string> words;
  for (const ssize_t type : expected.toList()) {
    words.insert(NameOfToken(static_cast<size_t>(type), names));
  }
  if (words.empty() || words.size() > kMaxNamedTokens) return "something else";
  std::string text;
  size_t left = words.size();
  for (const std::string& word : words) {
    --left;
    text += word + (left == 0 ? "" : left == 1 ? " or " : ", ");
  }
  return text;
}

const antlr4::Token* TokenBefore(const std::vector<antlr4::Token*>& tokens,
                                 const antlr4::Token* token) {
  for (size_t i = token->getTokenIndex(); i > 0; --i) {
    if (tokens[i - 1]->getChannel() == Token::DEFAULT_CHANNEL) {
      return tokens[i - 1];
    }
  }
  return nullptr;
}

bool IsValue(size_t type) {
  return type == Lexer::Text || type == Lexer::Raw || type == Lexer::Block ||
         type == Lexer::Hex || type == Lexer::Integer || type == Lexer::Address;
}

// What is better than the list of what could stand at `found`; null: nothing.
const char* HintFor(const antlr4::Token& found, const antlr4::Token* before,
                    const antlr4::misc::IntervalSet& expected, size_t rule) {
  const auto has = [&expected](size_t type) {
    return expected.contains(static_cast<ssize_t>(type));
  };
  if (rule == Rules::RuleList && found.getType() == Lexer::Assign &&
      has(Lexer::Colon)) {
    return "a list has a type: `list NAME : host = [..]`";
  }
  if (IsValue(found.getType()) && has(Lexer::Not) && has(Lexer::OpenParen)) {
    return "the field stands first, as in `tls.sni == \"x\"`";
  }
  if (found.getType() == Lexer::Assign && has(Lexer::Semicolon)) {
    return "`==` compares";
  }
  if (found.getType() != Lexer::Regex) return nullptr;
  if (before != nullptr && before->getType() == Lexer::Regex) {
    return "a slash inside a regex is written `\\/`";
  }
  return has(Lexer::Hex) ? "a regex stands behind `matches`" : nullptr;
}

// The expected word of the language that `text` is nearly.
std::optional<std::string> MeantWord(std::string_view text,
                                     const antlr4::misc::IntervalSet& expected,
                                     const antlr4::dfa::Vocabulary& names) {
  std::vector<std::string> words;
  for (const ssize_t type : expected.toList()) {
    if (type < 0 || static_cast<size_t>(type) >= Lexer::Equal) continue;
    const std::string literal = names.getLiteralName(static_cast<size_t>(type));
    words.push_back(literal.substr(1, literal.size() - 2));
  }
  const std::string* nearest = FindNearest(text, words);
  if (nearest == nullptr) return std::nullopt;
  return *nearest;
}

bool EndsItem(const antlr4::Token* token) {
  return token->getType() == Lexer::Semicolon ||
         token->getType() == Lexer::OpenBrace ||
         token->getType() == Lexer::CloseBrace;
}

// What to write instead of what other languages write.
std::string InsteadOf(std::string_view text) {
  if (text == "&" || text == "&&") return "\nwrite `and`";
  if (text == "|" || text == "||") return "\nwrite `or`";
  if (text == "!") return "\nwrite `not`";
  if (text == "#") return "\na comment begins with `//`";
  if (text == "-")
    return "\na name has letters, digits and `_`, and a number has no sign";
  if (text == "~") return "\na regex stands behind `matches`: `matches /x/`";
  if (text == "%" || text == "$")
    return "\nlists and features are named plainly";
  if (text == "*") return "\na regex can say this: `matches /^a.*b$/`";
  if (text == "'" || text == "\u201C" || text == "\u201D" || text == "`") {
    return "\na text stands in `\"`";
  }
  return "";
}

void ReportUnknown(const antlr4::Token* token, const TokenSpans& spans,
                   DiagnosticSink& diagnostics) {
  SourceSpan span = spans.Of(token);
  // Each byte of a character is a token of its own.
  const std::string_view rest =
      spans.TextOf({span.source, span.begin, span.begin + kMaxUtf8Bytes});
  span.end = span.begin + static_cast<uint32_t>(Utf8Length(rest));
  SourceSpan two = span;
  ++two.end;  // `&&`, `||`: no report of the second half
  const std::string_view text = spans.TextOf(two);
  if (text == "&&" || text == "||") span = two;
  diagnostics.Report(span, diag::UnknownCharacter, spans.TextOf(span),
                     InsteadOf(spans.TextOf(span)));
}

void ReportBadToken(const antlr4::Token* token, const TokenSpans& spans,
                    DiagnosticSink& diagnostics) {
  SourceSpan span = spans.Of(token);
  const SourceSpan first = {span.source, span.begin, span.begin + 1};
  switch (token->getType()) {
    case Lexer::UnterminatedText:
      return diagnostics.Report(first, diag::UnterminatedText);
    case Lexer::UnterminatedBlock:
      span.end = span.begin + 3;
      return diagnostics.Report(span, diag::UnterminatedBlock);
    case Lexer::UnterminatedRegex:
      return diagnostics.Report(first, diag::UnterminatedRegex);
    case Lexer::UnterminatedComment:
      span.end = span.begin + 2;
      return diagnostics.Report(span, diag::UnterminatedComment);
    default:
      return ReportUnknown(token, spans, diagnostics);
  }
}

bool IsBadToken(size_t type) {
  return type == Lexer::UnterminatedText || type == Lexer::UnterminatedBlock ||
         type == Lexer::UnterminatedRegex ||
         type == Lexer::UnterminatedComment || type == Lexer::Unknown;
}

}  // namespace

bool CheckTokens(const std::vector<antlr4::Token*>& tokens,
                 const TokenSpans& spans, DiagnosticSink& diagnostics) {
  bool may_parse = true;
  uint32_t depth = 0;          // of parentheses, and of `not` before them
  uint32_t nots = 0;           // in a row
  std::vector<uint32_t> open;  // `not` before each open parenthesis
  size_t bad_line = 0;
  for (const antlr4::Token* token : tokens) {
    if (token->getChannel() != Token::DEFAULT_CHANNEL) continue;
    const size_t type = token->getType();
    if (IsBadToken(type)) {
      // One mistake, as with a text in single quotes: one report for a line.
      if (token->getLine() != bad_line) {
        ReportBadToken(token, spans, diagnostics);
      }
      bad_line = token->getLine();
      // What does not end takes the rest of the file with it.
      may_parse &= type != Lexer::UnterminatedBlock &&
                   type != Lexer::UnterminatedComment;
    }
    if (type == Lexer::OpenParen) {
      open.push_back(nots);
      depth += 1 + nots;
    } else if (type == Lexer::CloseParen && !open.empty()) {
      depth -= 1 + open.back();
      open.pop_back();
    } else if (type == Lexer::Semicolon) {
      open.clear();
      depth = 0;
    }
    nots = type == Lexer::Not ? nots + 1 : 0;
    if (depth + nots > kMaxNestingDepth) {
      diagnostics.Report(spans.Of(token), diag::NestingTooDeep,
                         kMaxNestingDepth);
      return false;
    }
  }
  return may_parse;
}

bool SyntaxErrors::IsMissingSemicolon(antlr4::Parser* parser,
                                      const antlr4::Token* found) const {
  const antlr4::Token* before = TokenBefore(tokens_, found);
  const antlr4::misc::IntervalSet expected = parser->getExpectedTokens();
  return before != nullptr && found->getType() != Token::EOF &&
         expected.contains(static_cast<ssize_t>(Lexer::Semicolon)) &&
         (before->getLine() != found->getLine() ||
          found->getType() == Lexer::CloseBrace);
}

void SyntaxErrors::ReportMissingBrace(const antlr4::Token* found) {
  diagnostics_.Report(spans_.Of(TokenBefore(tokens_, found)),
                      diag::MissingToken, "`}`");
}

void SyntaxErrors::ReportEnd(const antlr4::Token* end) {
  if (has_reported_end_) return;
  has_reported_end_ = true;
  std::vector<const antlr4::Token*> open;
  for (const antlr4::Token* token : tokens_) {
    if (token->getType() == Lexer::OpenBrace) open.push_back(token);
    if (token->getType() == Lexer::CloseBrace && !open.empty()) {
      open.pop_back();
    }
  }
  if (!open.empty()) {
    diagnostics_.Report(spans_.Of(open.back()), diag::UnclosedBrace);
    return;
  }
  const antlr4::Token* before = TokenBefore(tokens_, end);
  diagnostics_.Report(spans_.Of(before == nullptr ? end : before),
                      diag::MissingToken, "`;`");
}

bool SyntaxErrors::ReportMisspelled(const antlr4::Token* found,
                                    const antlr4::dfa::Vocabulary& names) {
  // Words of the language begin statements. A misspelled one is read as a name,
  // so that the parser stumbles over what follows it.
  const antlr4::Token* word = TokenBefore(tokens_, found);
  if (found->getType() == Lexer::Name && (word == nullptr || EndsItem(word))) {
    word = found;
  }
  if (word == nullptr || word->getType() != Lexer::Name ||
      !diagnostics_.is_worth_help()) {
    return false;
  }
  const antlr4::Token* before = TokenBefore(tokens_, word);
  if (before != nullptr && !EndsItem(before)) return false;
  std::vector<std::string> words;
  for (size_t type = Lexer::Module; type < Lexer::And; ++type) {
    const std::string literal = names.getLiteralName(type);
    words.push_back(literal.substr(1, literal.size() - 2));
  }
  const SourceSpan span = spans_.Of(word);
  const std::string_view text = spans_.TextOf(span);
  const std::string* nearest = FindNearest(text, words);
  if (nearest == nullptr) return false;
  diagnostics_.Report(span, diag::UnexpectedToken, fmt::format("`{}`", text),
                      fmt::format("\ndid you mean `{}`?", *nearest));
  return true;
}

void SyntaxErrors::Report(antlr4::Parser* parser, const antlr4::Token* found) {
  if (IsBadToken(found->getType())) return;  // CheckTokens() has said so
  if (found->getType() == Token::EOF) return ReportEnd(found);
  if (IsMissingSemicolon(parser, found)) {
    diagnostics_.Report(spans_.Of(TokenBefore(tokens_, found)),
                        diag::MissingToken, "`;`");
    return;
  }
  const antlr4::dfa::Vocabulary& names = parser->getVocabulary();
  if (ReportMisspelled(found, names)) return;
  const antlr4::misc::IntervalSet expected = parser->getExpectedTokens();
  const SourceSpan span = spans_.Of(found);
  std::string what = fmt::format("`{}`", spans_.TextOf(span));
  const bool is_word = found->getType() < Lexer::Equal;
  if (const char* hint = HintFor(*found, TokenBefore(tokens_, found), expected,
                                 parser->getContext()->getRuleIndex())) {
    diagnostics_.Report(span, diag::UnexpectedToken, what,
                        fmt::format("\n{}", hint));
    return;
  }
  if (found->getType() == Lexer::Name) {
    if (const auto meant = MeantWord(spans_.TextOf(span), expected, names)) {
      diagnostics_.Report(span, diag::UnexpectedToken, what,
                          fmt::format("\ndid you mean `{}`?", *meant));
      return;
    }
  }
  if (is_word && expected.contains(static_cast<ssize_t>(Lexer::Name)) &&
      !expected.contains(static_cast<ssize_t>(Lexer::CloseBrace))) {
    what += ", a word of the language";
  }
  diagnostics_.Report(span, diag::UnexpectedToken, what,
                      "; expected " + Describe(expected, names));
}

}  // namespace iotpf::parse
