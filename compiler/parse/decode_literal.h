// Literals as written to literals as meant.
#ifndef IOTPF_COMPILER_PARSE_DECODE_LITERAL_H_
#define IOTPF_COMPILER_PARSE_DECODE_LITERAL_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"

#include <string_view>

namespace iotpf::parse {

// Each function decodes the token `text` that begins at `span.begin`. Reports
// point inside the token. After a report the literal is still usable.

// 42, 0x7d2, 1_000
ast::Literal DecodeInteger(std::string_view text, SourceSpan span,
                           DiagnosticSink& diagnostics);
// "text" with \n \r \t \0 \\ \" \xHH \u{HEX}
ast::Literal DecodeText(std::string_view text, SourceSpan span,
                        DiagnosticSink& diagnostics);
// r"raw"
ast::Literal DecodeRaw(std::string_view text, SourceSpan span,
                       DiagnosticSink& diagnostics);
// """block""": the line break after the opening quotes and the one before the
// closing quotes are dropped, and so is the indentation that all lines share.
ast::Literal DecodeBlock(std::string_view text, SourceSpan span,
                         DiagnosticSink& diagnostics);
// x"55 cc ?? 0?"
ast::Literal DecodeHex(std::string_view text, SourceSpan span,
                       DiagnosticSink& diagnostics);
// 10.0.0.0/8, 2001:db8::/32, a4:cf:12:00:00:00/24
ast::Literal DecodeAddress(std::string_view text, SourceSpan span,
                           DiagnosticSink& diagnostics);
// /pattern/i
ast::Literal DecodeRegex(std::string_view text, SourceSpan span,
                         DiagnosticSink& diagnostics);

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_DECODE_LITERAL_H_
