// Text to tree.
#ifndef IOTPF_COMPILER_PARSE_PARSE_H_
#define IOTPF_COMPILER_PARSE_PARSE_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/source/source_file.h"

namespace iotpf::parse {

// Parses one file.
//
//   Output   the tree. After an error it has holes, so that only its reports
//            may be used.
//   Reports  the rows of diagnostics.def under `parse`. One report per mistake:
//            after a syntax error, nothing more until the parser has passed a
//            `;` or a brace.
//   Cost     linear in the bytes of the file.
ast::File Parse(const SourceSet& sources, uint32_t source,
                DiagnosticSink& diagnostics);

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_PARSE_H_
