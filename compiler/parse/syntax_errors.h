// ANTLR's errors as rows of the table of diagnostics.
#ifndef IOTPF_COMPILER_PARSE_SYNTAX_ERRORS_H_
#define IOTPF_COMPILER_PARSE_SYNTAX_ERRORS_H_

#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/parse/token_spans.h"

#include <antlr4-runtime.h>

#include <vector>

namespace iotpf::parse {

// Reports what is wrong with the tokens alone: literals and comments that do
// not end, characters without meaning, nesting past kMaxNestingDepth. Returns
// whether the parser may run.
bool CheckTokens(const std::vector<antlr4::Token*>& tokens,
                 const TokenSpans& spans, DiagnosticSink& diagnostics);

// Reports what the parser stumbles over.
class SyntaxErrors {
 public:
  SyntaxErrors(const std::vector<antlr4::Token*>& tokens,
               const TokenSpans& spans, DiagnosticSink& diagnostics)
      : tokens_(tokens), spans_(spans), diagnostics_(diagnostics) {}

  // The parser cannot go on with `found`.
  void Report(antlr4::Parser* parser, const antlr4::Token* found);

  // A block ends before `found` without its `}`.
  void ReportMissingBrace(const antlr4::Token* found);

  // Whether a `;` could stand before `found`, and `found` begins something new:
  // it is on another line, or closes the block.
  bool IsMissingSemicolon(antlr4::Parser* parser,
                          const antlr4::Token* found) const;

 private:
  // Reports a misspelled word that begins the statement in which the parser
  // stumbled over `found`; false when there is none.
  bool ReportMisspelled(const antlr4::Token* found,
                        const antlr4::dfa::Vocabulary& names);
  void ReportEnd(const antlr4::Token* end);

  const std::vector<antlr4::Token*>& tokens_;
  const TokenSpans& spans_;
  DiagnosticSink& diagnostics_;
  bool has_reported_end_ = false;  // blocks around each other end together
};

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_SYNTAX_ERRORS_H_
