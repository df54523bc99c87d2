// Pass 2: operators, fields and values fit each other.
#ifndef IOTPF_COMPILER_SEMA_CHECK_TYPES_H_
#define IOTPF_COMPILER_SEMA_CHECK_TYPES_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

#include <iotpf/field.h>

#include <optional>
#include <string_view>
#include <vector>

namespace iotpf::sema {

// Checks the elements of lists and both sides of every operator, and that
// quantifiers stand where they mean something.
//
//   Requires  `symbols` from ResolveNames() over the same `files`, without
//             errors.
//   Reports   one mistake per operator: its type first, then its values.
void CheckTypes(const std::vector<ast::File>& files, const SymbolTable& symbols,
                DiagnosticSink& diagnostics);

// The type that a list's elements are declared with, or nullopt.
std::optional<ValueType> FindListType(std::string_view name);

// Checks that `literal` can be a value of `type`; reports once if not, and not
// at all what the parser has reported.
// `may_be_subtree` allows a host to begin with a dot.
bool CheckLiteral(const ast::Literal& literal, ValueType type,
                  bool may_be_subtree, DiagnosticSink& diagnostics);

// "an integer", "a host", ...
std::string_view WithArticle(ValueType type);

// Whether the literal is an address with a prefix: many addresses.
bool IsNetwork(const ast::Literal& literal);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_TYPES_H_
