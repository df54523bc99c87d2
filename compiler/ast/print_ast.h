// The tree for people: --emit=ast and golden tests.
#ifndef IOTPF_COMPILER_AST_PRINT_AST_H_
#define IOTPF_COMPILER_AST_PRINT_AST_H_

#include "compiler/ast/ast.h"

#include <string>

namespace iotpf::ast {

// Writes the tree, a node a line, indented by depth, without positions.
std::string PrintAst(const File& file);

}  // namespace iotpf::ast

#endif  // IOTPF_COMPILER_AST_PRINT_AST_H_
