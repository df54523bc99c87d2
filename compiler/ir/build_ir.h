// AST to IR.
#ifndef IOTPF_COMPILER_IR_BUILD_IR_H_
#define IOTPF_COMPILER_IR_BUILD_IR_H_

#include "compiler/ast/ast.h"
#include "compiler/ir/ir.h"
#include "compiler/sema/symbol_table.h"
#include "compiler/source/source_file.h"

#include <vector>

namespace iotpf::ir {

// Lays out the rules as tables.
//
//   Requires  files without a diagnostic of severity Error, and their symbols.
//   Output    a ruleset in the order that ir.h states: the order of files and
//             declarations does not show. Equal readings, predicates, constants
//             and nodes are one row.
//   Cost      n log n in the size of the rules.
Ruleset BuildIr(const std::vector<ast::File>& files,
                const sema::SymbolTable& symbols, const SourceSet& sources);

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_BUILD_IR_H_
