// One test of a field: its operator, its field and its values fit each other.
#ifndef IOTPF_COMPILER_SEMA_CHECK_TERM_H_
#define IOTPF_COMPILER_SEMA_CHECK_TERM_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

#include <iotpf/field.h>

namespace iotpf::sema {

// Checks a test with an operator. A parameter of `inside` is checked by its
// declared type; `inside` is null outside of predicates.
//
//   Reports   nothing where a name in the term does not resolve; else one
//             mistake: the operator first, then the form of the operand,
//             then its values.
void CheckTerm(const ast::Term& term, const ast::PredicateDefinition* inside,
               const SymbolTable& symbols, DiagnosticSink& diagnostics);

// Checks the values of `operand`, an argument, in place of the parameter that
// `term` names, at the use of the predicate.
//
//   Requires  CheckTerm() passed, and the argument has the parameter's type.
void CheckArgument(const ast::Term& term, const ast::Operand& operand,
                   const SymbolTable& symbols, DiagnosticSink& diagnostics);

// Whether the name in `operand`, if there is one, means something.
bool IsResolved(const ast::Operand& operand, const SymbolTable& symbols);

// Whether values of type `from`, in a list or alone, can be compared with `to`.
bool TypeFits(ValueType from, ValueType to);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_TERM_H_
