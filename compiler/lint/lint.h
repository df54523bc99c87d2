// LintRules(): what is right and yet not as it should be.
#ifndef IOTPF_COMPILER_LINT_LINT_H_
#define IOTPF_COMPILER_LINT_LINT_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/ir/ir.h"
#include "compiler/sema/symbol_table.h"
#include "compiler/source/source_file.h"

#include <string>
#include <vector>

namespace iotpf::lint {

// Rules that compile, in all forms that checks look at.
struct LintInput {
  const std::vector<ast::File>& files;
  const sema::SymbolTable& symbols;
  const ir::Ruleset& ruleset;
  const SourceSet& sources;
  // The ids of the conditions that tests make decide; null: not known.
  const std::vector<std::string>* tested_conditions = nullptr;
};

// Runs all checks. README.md of this folder lists them.
//
//   Reports  warnings alone: the rows of `---- lint`, but for those of
//            Silence().
//   Cost     n log n in the rules.
void LintRules(const LintInput& input, DiagnosticSink& diagnostics);

}  // namespace iotpf::lint

#endif  // IOTPF_COMPILER_LINT_LINT_H_
