// Tests of fields that captures do not show yet: the table of fields says which
// have a decoder.

#include "compiler/ast/walk.h"
#include "compiler/lint/checks.h"
#include "compiler/support/overloaded.h"

namespace iotpf::lint {

void CheckUndecodedFields(const LintInput& input, DiagnosticSink& diagnostics) {
  const auto leaf =
      Overloaded{[&](const ast::Term& term) {
                   const FieldInfo& info =
                       InfoOf(input.symbols.fields.at(&term.reference));
                   if (info.decoding == Decoding::Decoded) return;
                   diagnostics.Report(term.reference.span, diag::UndecodedField,
                                      info.path);
                 },
                 [](const ast::Call&) {}, [](const ast::AllOfPolarity&) {}};
  for (const ast::File& file : input.files) {
    ast::ForEachTestingExpr(
        file, [&](const ast::Expr& expr) { ast::ForEachLeaf(expr, leaf); });
  }
}

}  // namespace iotpf::lint
