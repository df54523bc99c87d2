// One test of a field as a predicate of the IR.
#ifndef IOTPF_COMPILER_IR_LOWER_TERM_H_
#define IOTPF_COMPILER_IR_LOWER_TERM_H_

#include "compiler/ast/ast.h"
#include "compiler/ir/table_builder.h"
#include "compiler/sema/symbol_table.h"

#include <map>
#include <tuple>

namespace iotpf::ir {

// The constants of a list, by the type of the field and by whether its entries
// stand for sets of hosts and for all that is below them.
using ListRows = std::map<std::tuple<const ast::List*, ValueType, bool, bool>,
                          TableBuilder::ConstantRows>;

// Adds the predicate of `term` to the tables and returns its row.
//
//   Requires  a term with an operator that passed CheckTypes() and
//             CheckPatterns(); `arguments` for the parameters of the predicate
//             that it stands in.
//   Output    also `lists`, which is kept from term to term.
uint32_t LowerTerm(const ast::Term& term, const sema::Arguments& arguments,
                   const sema::SymbolTable& symbols, ListRows& lists,
                   TableBuilder& tables);

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_LOWER_TERM_H_
