// Where the parser goes on after a syntax error.
#ifndef IOTPF_COMPILER_PARSE_ERROR_RECOVERY_H_
#define IOTPF_COMPILER_PARSE_ERROR_RECOVERY_H_

#include <antlr4-runtime.h>

#include <cstddef>
#include <exception>

#include "compiler/parse/syntax_errors.h"

namespace iotpf::parse {

// Ends an error with the statement or block that it is in, so that each mistake
// is reported once and what follows is parsed as if it were sound:
//
//   a missing `;` or `}` before the next item is put in;
//   a broken statement is skipped to its `;`;
//   a block with a broken head is skipped to its `}`.
class ErrorRecovery : public antlr4::DefaultErrorStrategy {
 public:
  explicit ErrorRecovery(SyntaxErrors& errors) : errors_(errors) {}

  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

 protected:
  void reportNoViableAlternative(
      antlr4::Parser* parser,
      const antlr4::NoViableAltException& error) override;
  void reportInputMismatch(
      antlr4::Parser* parser,
      const antlr4::InputMismatchException& error) override;

 private:
  SyntaxErrors& errors_;
  // The token before which a missing `}` was reported last.
  const antlr4::Token* begins_outside_ = nullptr;
};

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_ERROR_RECOVERY_H_
