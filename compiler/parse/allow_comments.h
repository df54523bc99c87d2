// `// iotpf: allow(unused-list)`
#ifndef IOTPF_COMPILER_PARSE_ALLOW_COMMENTS_H_
#define IOTPF_COMPILER_PARSE_ALLOW_COMMENTS_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/parse/token_spans.h"

#include <antlr4-runtime.h>

#include <vector>

namespace iotpf::parse {

// Finds the comments that say that warnings are meant. Behind code such a
// comment is about its line; on a line of its own, about the statement or block
// right below. What stands behind the parenthesis is for people.
//
//   Requires  the tokens of a file without syntax errors.
//   Reports   unknown-directive
//   Cost      linear in the tokens
std::vector<ast::Allow> FindAllowComments(
    const std::vector<antlr4::Token*>& tokens, const TokenSpans& spans,
    DiagnosticSink& diagnostics);

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_ALLOW_COMMENTS_H_
