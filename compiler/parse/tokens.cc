// The lexer's tokens as plain data. Which of its types are words is a matter of
// how they look: a word begins with a letter, and names have a type of their
// own.

#include "compiler/parse/tokens.h"

#include "compiler/parse/byte_stream.h"
#include "compiler/parse/token_spans.h"

#include <IotpfLexer.h>
#include <antlr4-runtime.h>

#include <memory>

namespace iotpf::parse {
namespace {

using Lexer = iotpf_grammar::IotpfLexer;

TokenKind KindOf(size_t type, std::string_view text) {
  switch (type) {
    case Lexer::Name:
      return TokenKind::Name;
    case Lexer::Integer:
      return TokenKind::Integer;
    case Lexer::Address:
      return TokenKind::Address;
    case Lexer::Block:
      return TokenKind::Block;
    case Lexer::Text:
    case Lexer::Raw:
    case Lexer::Hex:
    case Lexer::Regex:
      return TokenKind::Quoted;
    case Lexer::LineComment:
      return TokenKind::LineComment;
    case Lexer::BlockComment:
      return TokenKind::BlockComment;
    default:
      break;
  }
  const bool is_word = text[0] >= 'a' && text[0] <= 'z';
  return is_word ? TokenKind::Word : TokenKind::Symbol;
}

}  // namespace

std::vector<Token> ReadTokens(const SourceSet& sources, uint32_t source) {
  const TokenSpans spans(sources[source], source);
  ByteStream input(sources[source].text());
  Lexer lexer(&input);
  lexer.removeErrorListeners();
  std::vector<Token> tokens;
  while (true) {
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) break;
    const SourceSpan span = spans.Of(token.get());
    const std::string_view text = spans.TextOf(span);
    tokens.push_back({KindOf(token->getType(), text), span, text});
  }
  return tokens;
}

}  // namespace iotpf::parse
