// The tree says what the rules mean, blocks of text and the documentation of
// features included. The tokens say how it was written, which a tree leaves
// out: parentheses, brackets around one element, the digits of a number.
// Neither has all comments, so they are compared in their places among the
// tokens. Commas are left out, since the last one of a list comes and goes;
// what is wrong with any other shows in the tree.

#include "compiler/format/same_meaning.h"

#include "compiler/ast/print_ast.h"
#include "compiler/format/pieces.h"
#include "compiler/parse/tokens.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace iotpf::format {
namespace {

using parse::Token;
using parse::TokenKind;

bool IsComment(TokenKind kind) {
  return kind == TokenKind::LineComment || kind == TokenKind::BlockComment;
}

std::vector<Token> TokensWithoutCommas(const ParsedText& text) {
  std::vector<Token> tokens = parse::ReadTokens(text.sources, text.file.source);
  std::erase_if(tokens, [](const Token& token) {
    return token.kind == TokenKind::Symbol && token.text == ",";
  });
  return tokens;
}

bool IsSameToken(const Token& a, const Token& b) {
  if (a.kind != b.kind) return false;
  if (IsComment(a.kind)) return CommentText(a) == CommentText(b);
  return a.kind == TokenKind::Block || a.text == b.text;
}

// A slug, and the tokens that it is about: the first, and one behind the last.
using AllowedTokens = std::tuple<std::string, size_t, size_t>;

std::vector<AllowedTokens> AllowsOf(const ParsedText& text,
                                    std::vector<Token> tokens) {
  std::erase_if(tokens,
                [](const Token& token) { return IsComment(token.kind); });
  std::vector<AllowedTokens> allows;
  for (const ast::Allow& allow : text.file.allows) {
    const auto first = std::partition_point(
        tokens.begin(), tokens.end(), [&](const Token& token) {
          return token.span.end <= allow.scope.begin;
        });
    const auto end = std::partition_point(
        first, tokens.end(),
        [&](const Token& token) { return token.span.begin < allow.scope.end; });
    allows.emplace_back(allow.slug.text, first - tokens.begin(),
                        end - tokens.begin());
  }
  return allows;
}

// A comment behind nothing but a comma is about nothing, whatever it is behind
// once the comma has moved.
bool IsSameAllow(const AllowedTokens& before, const AllowedTokens& after) {
  const bool is_about_nothing = std::get<1>(before) == std::get<2>(before);
  return is_about_nothing ? std::get<0>(before) == std::get<0>(after)
                          : before == after;
}

}  // namespace

bool HasSameMeaning(const ParsedText& before, const ParsedText& after) {
  const std::vector<Token> tokens_before = TokensWithoutCommas(before);
  const std::vector<Token> tokens_after = TokensWithoutCommas(after);
  if (!std::ranges::equal(tokens_before, tokens_after, IsSameToken)) {
    return false;
  }
  if (!std::ranges::equal(AllowsOf(before, tokens_before),
                          AllowsOf(after, tokens_after), IsSameAllow)) {
    return false;
  }
  return ast::PrintAst(before.file) == ast::PrintAst(after.file);
}

}  // namespace iotpf::format
