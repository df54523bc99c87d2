// Tokens to spans.
#ifndef IOTPF_COMPILER_PARSE_TOKEN_SPANS_H_
#define IOTPF_COMPILER_PARSE_TOKEN_SPANS_H_

#include "compiler/source/source_file.h"
#include "compiler/source/source_span.h"

#include <antlr4-runtime.h>

#include <cstdint>
#include <string_view>

namespace iotpf::parse {

class TokenSpans {
 public:
  // `file` outlives this; its text is UTF-8.
  TokenSpans(const SourceFile& file, uint32_t source)
      : file_(file), source_(source) {}

  SourceSpan Of(const antlr4::Token* token) const;
  SourceSpan Of(const antlr4::ParserRuleContext* rule) const;
  std::string_view TextOf(SourceSpan span) const;
  // The number of the line that a token ends on, as getLine() counts.
  size_t LastLineOf(const antlr4::Token* token) const;
  // The offset of the line that `offset` is on.
  uint32_t LineBegin(uint32_t offset) const;

 private:
  // At most the size of the file: the last token stands behind its end.
  uint32_t ByteOffset(size_t index) const;

  const SourceFile& file_;
  uint32_t source_;
};

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_TOKEN_SPANS_H_
