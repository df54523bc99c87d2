// Comments that speak to the compiler.
//
// They are found among the tokens, not in the tree: a comment belongs to a line
// or to what the next token begins, whatever that is. A statement ends with its
// `;`, a block with the brace that closes it; comments above the same token
// share the search for its end.

#include "compiler/parse/allow_comments.h"

#include <IotpfLexer.h>

#include <cstddef>
#include <string_view>

namespace iotpf::parse {
namespace {

using Lexer = iotpf_grammar::IotpfLexer;

constexpr std::string_view kMarker = "iotpf:";
constexpr std::string_view kAllow = "allow(";

bool IsCode(const antlr4::Token* token) {
  return token->getChannel() == antlr4::Token::DEFAULT_CHANNEL &&
         token->getType() != antlr4::Token::EOF;
}

// Moves `at` past spaces.
void SkipSpaces(std::string_view text, size_t& at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
}

bool IsSlugByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

class Finder {
 public:
  Finder(const std::vector<antlr4::Token*>& tokens, const TokenSpans& spans,
         DiagnosticSink& diagnostics)
      : tokens_(tokens), spans_(spans), diagnostics_(diagnostics) {}

  std::vector<ast::Allow> Run() {
    size_t code_line = 0;  // the last that code is on; 0: none
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (IsCode(tokens_[i])) code_line = spans_.LastLineOf(tokens_[i]);
      if (tokens_[i]->getType() == Lexer::LineComment) Read(i, code_line);
    }
    return std::move(allows_);
  }

 private:
  void Read(size_t index, size_t code_line);
  // The statement or block that the next token begins.
  SourceSpan ItemBehind(size_t index);

  const std::vector<antlr4::Token*>& tokens_;
  const TokenSpans& spans_;
  DiagnosticSink& diagnostics_;
  std::vector<ast::Allow> allows_;
  size_t item_begin_ = 0;  // the token that ItemBehind() found last
  SourceSpan item_;
  // The last token of that item where it is a statement: its other tokens have
  // the same end.
  size_t statement_last_ = 0;
};

SourceSpan Finder::ItemBehind(size_t index) {
  // Nothing but comments is between those that were asked about before.
  if (index < item_begin_) return item_;
  while (index < tokens_.size() && !IsCode(tokens_[index])) ++index;
  item_begin_ = index;
  if (index == tokens_.size()) return item_ = spans_.Of(tokens_.back());
  const bool is_inside = index <= statement_last_;
  if (is_inside) {
    item_.begin = spans_.Of(tokens_[index]).begin;
    return item_;
  }
  item_ = spans_.Of(tokens_[index]);
  size_t depth = 0;
  bool has_braces = false;
  for (size_t i = index; i < tokens_.size(); ++i) {
    if (!IsCode(tokens_[i])) continue;
    const size_t type = tokens_[i]->getType();
    if (type == Lexer::CloseBrace && depth == 0) break;
    item_.end = spans_.Of(tokens_[i]).end;
    if (!has_braces) statement_last_ = i;
    if (type == Lexer::OpenBrace) {
      ++depth;
      has_braces = true;
      statement_last_ = 0;
    }
    if (type == Lexer::CloseBrace && --depth == 0) break;
    if (type == Lexer::Semicolon && depth == 0) break;
  }
  return item_;
}

void Finder::Read(size_t index, size_t code_line) {
  const SourceSpan span = spans_.Of(tokens_[index]);
  const std::string_view text = spans_.TextOf(span);
  size_t at = 2;  // behind the slashes
  SkipSpaces(text, at);
  if (!text.substr(at).starts_with(kMarker)) return;
  at += kMarker.size();
  SkipSpaces(text, at);
  const size_t close = text.find(')', at);
  if (!text.substr(at).starts_with(kAllow) || close == std::string_view::npos) {
    return diagnostics_.Report(span, diag::UnknownDirective);
  }
  const bool is_behind_code = code_line == tokens_[index]->getLine();
  SourceSpan scope = span;
  if (is_behind_code) {
    scope.begin = spans_.LineBegin(span.begin);
  } else {
    scope = ItemBehind(index);
  }
  at += kAllow.size();
  SkipSpaces(text, at);
  if (at == close) return diagnostics_.Report(span, diag::UnknownDirective);
  while (at < close) {
    SkipSpaces(text, at);
    size_t end = at;
    while (IsSlugByte(text[end])) ++end;
    if (end == at) return diagnostics_.Report(span, diag::UnknownDirective);
    SourceSpan slug = span;
    slug.begin = span.begin + static_cast<uint32_t>(at);
    slug.end = span.begin + static_cast<uint32_t>(end);
    allows_.push_back({{std::string(text.substr(at, end - at)), slug}, scope});
    at = end;
    SkipSpaces(text, at);
    if (text[at] == ',') ++at;
  }
}

}  // namespace

std::vector<ast::Allow> FindAllowComments(
    const std::vector<antlr4::Token*>& tokens, const TokenSpans& spans,
    DiagnosticSink& diagnostics) {
  return Finder(tokens, spans, diagnostics).Run();
}

}  // namespace iotpf::parse
