// Uses of predicates against their definitions.
#ifndef IOTPF_COMPILER_SEMA_CHECK_CALLS_H_
#define IOTPF_COMPILER_SEMA_CHECK_CALLS_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

#include <cstdint>

namespace iotpf::sema {

// Checks the uses of predicates in features, scopes and other predicates.
//
//   Requires  predicates have no cycle, or bodies are distrusted. A call with a
//             name that does not resolve is passed over.
//   Reports   wrong-argument-count, argument-type, expansion-too-large, and
//             what is wrong with a value where its parameter stands: at the
//             argument, with a label in the definition.
//   Cost      the tests that the uses stand for; at most
//             kMaxExpandedTestsInAll.
class CallChecker {
 public:
  CallChecker(const SymbolTable& symbols, DiagnosticSink& diagnostics)
      : symbols_(symbols), diagnostics_(diagnostics) {}

  // Says that a definition has a mistake: values are not checked any more.
  void DistrustBodies() { are_bodies_sound_ = false; }

  // `inside`: the predicate that the call stands in, or null.
  void Check(const ast::Call& call, const ast::PredicateDefinition* inside);

 private:
  bool CheckOperand(const ast::Operand& argument,
                    const ast::Parameter& parameter,
                    const ast::PredicateDefinition* inside);
  void CheckBody(const ast::Expr& expr, const Arguments& arguments);

  const SymbolTable& symbols_;
  DiagnosticSink& diagnostics_;
  uint64_t tests_ = 0;  // checked in bodies, in all, with their values
  bool are_bodies_sound_ = true;
  bool has_fault_ = false;  // of the use being checked: one is reported
  bool has_reported_size_ = false;
};

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_CALLS_H_
