// Operators say what is meant, and run faster than the regex that says the
// same; plain_pattern.h knows which do. The fix replaces operator and regex.

#include "compiler/ast/walk.h"
#include "compiler/lint/checks.h"
#include "compiler/lint/plain_pattern.h"
#include "compiler/support/overloaded.h"

namespace iotpf::lint {

void CheckPlainRegexes(const LintInput& input, DiagnosticSink& diagnostics) {
  const auto leaf = Overloaded{
      [&](const ast::Term& term) {
        if (term.op != ast::TestOp::Matches) return;
        const ast::Literal& regex = term.operand.literals[0];
        const FieldInfo& info =
            InfoOf(input.symbols.fields.at(&term.reference));
        const auto plain = FindPlainTest(regex.bytes, regex.nocase, info.type);
        if (!plain) return;
        const std::string text = PlainTestText(*plain);
        diagnostics.Report(regex.span, diag::PlainRegex, text);
        diagnostics.AddFix(
            {regex.span.source, term.op_span.begin, term.operand.span.end},
            text);
      },
      [](const ast::Call&) {}, [](const ast::AllOfPolarity&) {}};
  for (const ast::File& file : input.files) {
    ast::ForEachTestingExpr(
        file, [&](const ast::Expr& expr) { ast::ForEachLeaf(expr, leaf); });
  }
}

}  // namespace iotpf::lint
