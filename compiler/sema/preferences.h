// `prefer A over B;` as an order of platforms.
#ifndef IOTPF_COMPILER_SEMA_PREFERENCES_H_
#define IOTPF_COMPILER_SEMA_PREFERENCES_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

#include <cstdint>
#include <vector>

namespace iotpf::sema {

// Platforms by their places in SymbolTable::platforms.
struct PreferredPair {
  uint32_t winner;
  uint32_t loser;
};

// Checks that no platform is preferred over itself, through others or not, and
// that what follows from the preferences stays small.
//
//   Requires  `symbols` from ResolveNames() over the same `files`, without
//             errors.
//   Reports   prefer-cycle, one for each statement that closes a circle;
//             too-many-preferences
void CheckPreferences(const std::vector<ast::File>& files,
                      const SymbolTable& symbols, DiagnosticSink& diagnostics);

// All pairs: those written and those that follow from them.
//
//   Requires  CheckPreferences() reported nothing.
//   Output    each pair once, ascending.
std::vector<PreferredPair> AllPreferences(const std::vector<ast::File>& files,
                                          const SymbolTable& symbols);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_PREFERENCES_H_
