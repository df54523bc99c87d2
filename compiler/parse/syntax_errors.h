// ANTLR's errors as rows of the table of diagnostics.
#ifndef IOTPF_COMPILER_PARSE_SYNTAX_ERRORS_H_
#define IOTPF_COMPILER_PARSE_SYNTAX_ERRORS_H_

#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/parse/token_spans.h"

#include <antlr4-runtime.h>

#include <cstddef>
#include <set>

namespace iotpf::parse {

// Reports what is wrong with the tokens alone: literals and comments that do
// not end, characters without meaning, nesting past kMaxNestingDepth. Returns
// whether the parser may run.
bool CheckTokens(const std::vector<antlr4::Token*>& tokens,
                 const TokenSpans& spans, DiagnosticSink& diagnostics);

// Turns the parser's errors into reports, and recovers as ANTLR does. Where the
// parser stumbles again before it has passed a `;` or a brace, it is still the
// same mistake, and nothing is said.
class SyntaxErrors : public antlr4::DefaultErrorStrategy {
 public:
  SyntaxErrors(const std::vector<antlr4::Token*>& tokens,
               const TokenSpans& spans, DiagnosticSink& diagnostics)
      : tokens_(tokens), spans_(spans), diagnostics_(diagnostics) {}

 protected:
  void reportNoViableAlternative(
      antlr4::Parser* parser,
      const antlr4::NoViableAltException& error) override;
  void reportInputMismatch(
      antlr4::Parser* parser,
      const antlr4::InputMismatchException& error) override;
  void reportUnwantedToken(antlr4::Parser* parser) override;
  void reportMissingToken(antlr4::Parser* parser) override;

 private:
  void Report(antlr4::Parser* parser, const antlr4::Token* found);
  void ReportEnd(const antlr4::Token* end);
  bool IsSameMistake(size_t token_index) const;

  const std::vector<antlr4::Token*>& tokens_;
  const TokenSpans& spans_;
  DiagnosticSink& diagnostics_;
  bool has_reported_ = false;
  size_t last_reported_ = 0;  // index of the token
};

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_SYNTAX_ERRORS_H_
