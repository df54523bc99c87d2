// The checks, in the order in which LintRules() runs them. Each is a file.
//
// They look at each rule once, or at each row of the tables once: no check
// compares all of them with all others.
#ifndef IOTPF_COMPILER_LINT_CHECKS_H_
#define IOTPF_COMPILER_LINT_CHECKS_H_

#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/lint/lint.h"

namespace iotpf::lint {

//   Reports  unused-list, unused-predicate: what no test of a field and no
//            predicate names. unused-parameter.
void CheckUnusedNames(const LintInput& input, DiagnosticSink& diagnostics);

//   Reports  unused-import: of modules that bring nothing but names, of which
//            the file uses none; and the second import of a module.
void CheckUnusedImports(const LintInput& input, DiagnosticSink& diagnostics);

//   Reports  unused-feature: no condition of a fingerprint that has the feature
//            names it, `any positive` and the defaults included.
void CheckUnusedFeatures(const LintInput& input, DiagnosticSink& diagnostics);

//   Reports  untested-platform: no test expects it. untested-condition, of the
//            platforms that are tested.
void CheckUntested(const LintInput& input, DiagnosticSink& diagnostics);

//   Reports  plain-regex, with the operator to write instead.
void CheckPlainRegexes(const LintInput& input, DiagnosticSink& diagnostics);

//   Reports  shared-sufficient: once for each two features.
void CheckSharedSufficient(const LintInput& input, DiagnosticSink& diagnostics);

//   Reports  duplicate-feature: at the later of the two.
void CheckDuplicateFeatures(const LintInput& input,
                            DiagnosticSink& diagnostics);

//   Reports  fixed-feature: a test that the type or the unit of its field makes
//            always true or always false.
void CheckFixedTests(const LintInput& input, DiagnosticSink& diagnostics);

//   Reports  missing-reference.
void CheckMissingReferences(const LintInput& input,
                            DiagnosticSink& diagnostics);

}  // namespace iotpf::lint

#endif  // IOTPF_COMPILER_LINT_CHECKS_H_
