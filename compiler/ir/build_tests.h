// Tests inside rules, ready to be run.
#ifndef IOTPF_COMPILER_IR_BUILD_TESTS_H_
#define IOTPF_COMPILER_IR_BUILD_TESTS_H_

#include "compiler/ast/ast.h"
#include "compiler/sema/symbol_table.h"
#include "compiler/source/source_file.h"

#include <iotpf/compiler.h>

#include <vector>

namespace iotpf::ir {

// Collects the tests of all files, in order of source and position.
//
//   Requires  the symbols of files without a diagnostic of severity Error.
std::vector<RuleTest> BuildTests(const sema::SymbolTable& symbols,
                                 const SourceSet& sources);

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_BUILD_TESTS_H_
