// Predicates that use each other in a circle.
#ifndef IOTPF_COMPILER_SEMA_PREDICATE_CYCLES_H_
#define IOTPF_COMPILER_SEMA_PREDICATE_CYCLES_H_

#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

namespace iotpf::sema {

// Checks that no predicate uses itself, through others or directly, and that
// none grows past kMaxExpandedTests when what it uses is put in.
//
//   Requires  all calls are resolved in `symbols`.
//   Reports   predicate-cycle, expansion-too-large.
//   Cost      linear in the predicates.
void CheckPredicateCycles(const SymbolTable& symbols,
                          DiagnosticSink& diagnostics);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_PREDICATE_CYCLES_H_
