// Names inside tests of fields: fields, lists, predicates and parameters.
#ifndef IOTPF_COMPILER_SEMA_RESOLVE_PREDICATE_H_
#define IOTPF_COMPILER_SEMA_RESOLVE_PREDICATE_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/name_scope.h"
#include "compiler/sema/symbol_table.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::sema {

// Resolves features, scopes and the bodies of predicates of one file after the
// other.
//
//   Requires  all files are declared in `symbols`.
//   Reports   unknown-field, missing-key, unexpected-key, not-a-pointer,
//             unknown-list, unknown-predicate, feature-in-predicate.
class PredicateResolver {
 public:
  PredicateResolver(SymbolTable& symbols, DiagnosticSink& diagnostics)
      : symbols_(symbols), diagnostics_(diagnostics) {}

  // The file that the following expressions stand in.
  void Enter(const ast::File& file) { scope_.emplace(file); }

  void Resolve(const ast::Expr& expr);
  void ResolveBody(const ast::PredicateDefinition& predicate);
  void ResolveField(const ast::Reference& reference);

 private:
  void ResolveTerm(const ast::Term& term);
  void ResolveCall(const ast::Call& call);
  void ResolveOperand(const ast::Operand& operand);
  // What was meant by `name`, which is not in `table` for this file.
  template <class Table>
  std::string HelpFor(const std::string& name, const Table& table) const;

  SymbolTable& symbols_;
  DiagnosticSink& diagnostics_;
  std::optional<NameScope> scope_;
  // Numbers of the parameters of the predicate whose body is resolved.
  std::map<std::string_view, size_t> parameters_;
};

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_RESOLVE_PREDICATE_H_
