// Pass 4: conditions, preferences and tests make sense as a whole.
#ifndef IOTPF_COMPILER_SEMA_CHECK_RULES_H_
#define IOTPF_COMPILER_SEMA_CHECK_RULES_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

#include <vector>

namespace iotpf::sema {

// Checks priorities, the places of `necessary negative`, that every platform
// can be found, that preferences have no cycle, and the statements of tests.
//
//   Requires  `symbols` from ResolveNames() over the same `files`, without
//             errors.
void CheckRules(const std::vector<ast::File>& files, const SymbolTable& symbols,
                DiagnosticSink& diagnostics);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_RULES_H_
