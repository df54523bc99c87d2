// The words of a file, comments included, for what works on the text itself.
#ifndef IOTPF_COMPILER_PARSE_TOKENS_H_
#define IOTPF_COMPILER_PARSE_TOKENS_H_

#include "compiler/source/source_file.h"
#include "compiler/source/source_span.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::parse {

enum class TokenKind : uint8_t {
  Word,     // of the language: `platform`, `and`
  Name,     // of the author
  Integer,  //
  Address,  // 10.0.0.0/8
  Quoted,   // "text", r"raw", x"55", /regex/: no line break inside
  Block,    // """text"""
  Symbol,   // `=`, `{`
  LineComment,
  BlockComment
};

struct Token {
  TokenKind kind;
  SourceSpan span;
  std::string_view text;  // in the file
};

// The tokens of `sources[source]` in order.
//
//   Requires  Parse() found no mistake in it.
//   Output    lives as long as the file.
//   Cost      linear in the file.
std::vector<Token> ReadTokens(const SourceSet& sources, uint32_t source);

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_TOKENS_H_
