// From rows of the tables back to what was written.
#ifndef IOTPF_COMPILER_LINT_FEATURE_ROWS_H_
#define IOTPF_COMPILER_LINT_FEATURE_ROWS_H_

#include "compiler/ast/ast.h"
#include "compiler/lint/lint.h"

#include <vector>

namespace iotpf::lint {

// The declaration of each row of the ruleset's features, in order of rows.
std::vector<const ast::Feature*> FeaturesByRow(const LintInput& input);

}  // namespace iotpf::lint

#endif  // IOTPF_COMPILER_LINT_FEATURE_ROWS_H_
