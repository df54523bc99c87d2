// Tokens to spans. ANTLR counts code points; spans count bytes.
#ifndef IOTPF_COMPILER_PARSE_TOKEN_SPANS_H_
#define IOTPF_COMPILER_PARSE_TOKEN_SPANS_H_

#include "compiler/source/source_file.h"
#include "compiler/source/source_span.h"

#include <antlr4-runtime.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::parse {

class TokenSpans {
 public:
  // `file` outlives this; its text is UTF-8.
  TokenSpans(const SourceFile& file, uint32_t source);

  SourceSpan Of(const antlr4::Token* token) const;
  SourceSpan Of(const antlr4::ParserRuleContext* rule) const;
  std::string_view TextOf(SourceSpan span) const;
  // The number of the line that a token ends on, as getLine() counts.
  size_t LastLineOf(const antlr4::Token* token) const;
  // The offset of the line that `offset` is on.
  uint32_t LineBegin(uint32_t offset) const;

 private:
  uint32_t ByteOffset(size_t code_point) const;

  const SourceFile& file_;
  uint32_t source_;
  // The byte offset of each code point and of the end; empty when the file is
  // ASCII, where the two counts agree.
  std::vector<uint32_t> offsets_;
};

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_TOKEN_SPANS_H_
