// Text to tree; the only folder that sees ANTLR.
#ifndef IOTPF_COMPILER_PARSE_PARSE_H_
#define IOTPF_COMPILER_PARSE_PARSE_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/source/source_file.h"

#include <cstdint>

namespace iotpf::parse {

// Checks the size of a file, and that it is UTF-8.
//
//   Reports  source-too-large, not-utf8
bool CheckBytes(const SourceFile& file, uint32_t source,
                DiagnosticSink& diagnostics);

// Parses `sources[source]`.
//
//   Output   the tree. After a syntax error it has holes: the statements and
//            blocks that could not be read are left out, their names kept.
//   Reports  everything that is wrong with bytes, tokens, syntax and literals.
//            Goes on at `;`, `}` and declarations, so one file reports all its
//            mistakes once each.
//   Cost     linear in the file.
ast::File Parse(const SourceSet& sources, uint32_t source,
                DiagnosticSink& diagnostics);

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_PARSE_H_
