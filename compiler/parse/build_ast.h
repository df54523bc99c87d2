// Parse tree to ast.h.
#ifndef IOTPF_COMPILER_PARSE_BUILD_AST_H_
#define IOTPF_COMPILER_PARSE_BUILD_AST_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/parse/token_spans.h"

#include <IotpfParser.h>

namespace iotpf::parse {

// Builds the tree of one file.
//
//   Requires  a parse tree without syntax errors, and its tokens.
//   Reports   what is wrong inside literals.
ast::File BuildAst(iotpf_grammar::IotpfParser::FileContext* file,
                   antlr4::CommonTokenStream& tokens, const TokenSpans& spans,
                   DiagnosticSink& diagnostics);

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_BUILD_AST_H_
