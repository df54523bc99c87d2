// One test of a field as a predicate of the IR.
#ifndef IOTPF_COMPILER_IR_LOWER_TERM_H_
#define IOTPF_COMPILER_IR_LOWER_TERM_H_

#include "compiler/ast/ast.h"
#include "compiler/ir/table_builder.h"
#include "compiler/sema/symbol_table.h"

namespace iotpf::ir {

// Adds the predicate of `term` to the tables and returns its row.
//
//   Requires  a term with an operator that passed CheckTypes() and
//             CheckPatterns(); `arguments` for the parameters of the predicate
//             that it stands in.
uint32_t LowerTerm(const ast::Term& term, const sema::Arguments& arguments,
                   const sema::SymbolTable& symbols, TableBuilder& tables);

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_LOWER_TERM_H_
