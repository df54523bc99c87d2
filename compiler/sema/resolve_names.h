// Pass 1: gives every name a meaning.
#ifndef IOTPF_COMPILER_SEMA_RESOLVE_NAMES_H_
#define IOTPF_COMPILER_SEMA_RESOLVE_NAMES_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

#include <vector>

namespace iotpf::sema {

// Declares what the files define and resolves what they use: fields, lists,
// features, platforms and providers.
//
//   Requires  `files` outlive the result, at the same addresses.
//   Reports   all duplicates and unknown names in one run. A field used without
//             or against its key is reported here too.
SymbolTable ResolveNames(const std::vector<ast::File>& files,
                         DiagnosticSink& diagnostics);

// The field of a dotted path, or nullopt.
std::optional<Field> FindField(std::string_view path);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_RESOLVE_NAMES_H_
