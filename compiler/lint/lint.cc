// The checks are independent of each other: each sees the rules as they are,
// and none sees what another has reported. Where two could say the same thing,
// the one that is nearer to the cause says it.

#include "compiler/lint/lint.h"

#include "compiler/lint/checks.h"

namespace iotpf::lint {

void LintRules(const LintInput& input, DiagnosticSink& diagnostics) {
  CheckUnusedNames(input, diagnostics);
  CheckUnusedImports(input, diagnostics);
  CheckUnusedFeatures(input, diagnostics);
  CheckUntested(input, diagnostics);
  CheckPlainRegexes(input, diagnostics);
  CheckSharedSufficient(input, diagnostics);
  CheckDuplicateFeatures(input, diagnostics);
  CheckFixedTests(input, diagnostics);
  CheckMissingReferences(input, diagnostics);
}

}  // namespace iotpf::lint
