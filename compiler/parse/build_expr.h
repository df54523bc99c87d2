// Parse tree to expressions, references and literals.
#ifndef IOTPF_COMPILER_PARSE_BUILD_EXPR_H_
#define IOTPF_COMPILER_PARSE_BUILD_EXPR_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/parse/token_spans.h"

#include <IotpfParser.h>

#include <string_view>
#include <vector>

namespace iotpf::parse {

using Parser = iotpf_grammar::IotpfParser;

// Builds the small parts of the tree. All functions require a parse tree
// without syntax errors.
class ExprBuilder {
 public:
  ExprBuilder(const TokenSpans& spans, DiagnosticSink& diagnostics)
      : spans_(spans), diagnostics_(diagnostics) {}

  ast::Name BuildName(Parser::NameContext* name) const;
  ast::DottedName BuildDottedName(Parser::DottedNameContext* name) const;
  ast::Literal BuildLiteral(Parser::LiteralContext* literal);
  ast::Literal BuildText(antlr4::Token* token);
  ast::Literal BuildInteger(antlr4::Token* token);
  std::vector<ast::Literal> BuildBracketed(Parser::BracketedContext* list);
  ast::Reference BuildReference(Parser::ReferenceContext* reference);
  ast::Operand BuildOperand(Parser::OperandContext* operand);
  ast::Expr BuildExpr(Parser::ExprContext* expr);

 private:
  void CheckLength(std::string_view name, SourceSpan span) const;
  ast::Expr BuildConjunction(Parser::ConjunctionContext* conjunction);
  ast::Expr BuildNegation(Parser::NegationContext* negation);
  ast::Expr BuildPrimary(Parser::PrimaryContext* primary);
  ast::Expr BuildQuantified(Parser::QuantifiedContext* quantified);
  ast::Expr BuildTerm(Parser::TermContext* term);
  ast::Expr BuildCall(Parser::TermContext* term);
  void BuildPredicate(Parser::PredicateContext* predicate, ast::Term& term);

  const TokenSpans& spans_;
  DiagnosticSink& diagnostics_;
};

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_BUILD_EXPR_H_
