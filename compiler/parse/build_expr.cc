// Parse tree to expressions.
//
// The parse tree has a level for each precedence; the tree of rules has a node
// only where something is combined. Depth is bounded by kMaxNestingDepth,
// which was checked on the tokens, so recursion is safe.

#include "compiler/parse/build_expr.h"

#include "compiler/parse/decode_literal.h"
#include "compiler/support/limits.h"

#include <IotpfLexer.h>

#include <memory>
#include <string>
#include <utility>

namespace iotpf::parse {
namespace {

using Lexer = iotpf_grammar::IotpfLexer;

// The operator of a predicate by its first token.
ast::TestOp OpOf(size_t token_type) {
  switch (token_type) {
    case Lexer::Equal:
      return ast::TestOp::Equal;
    case Lexer::NotEqual:
      return ast::TestOp::NotEqual;
    case Lexer::LessEqual:
      return ast::TestOp::LessEqual;
    case Lexer::Less:
      return ast::TestOp::Less;
    case Lexer::GreaterEqual:
      return ast::TestOp::GreaterEqual;
    case Lexer::Greater:
      return ast::TestOp::Greater;
    case Lexer::In:
      return ast::TestOp::In;
    case Lexer::Under:
      return ast::TestOp::Under;
    case Lexer::StartsWith:
      return ast::TestOp::StartsWith;
    case Lexer::EndsWith:
      return ast::TestOp::EndsWith;
    case Lexer::Contains:
      return ast::TestOp::Contains;
    case Lexer::Matches:
      return ast::TestOp::Matches;
    default:
      return ast::TestOp::At;
  }
}

ast::Expr MakeNot(ast::Expr operand, SourceSpan span) {
  ast::Not node{std::make_unique<ast::Expr>(std::move(operand))};
  return {span, std::move(node)};
}

}  // namespace

void ExprBuilder::CheckLength(std::string_view name, SourceSpan span) const {
  if (name.size() <= kMaxNameBytes) return;
  diagnostics_.Report(span, diag::NameTooLong, name.size(), kMaxNameBytes);
}

ast::Name ExprBuilder::BuildName(Parser::NameContext* name) const {
  const SourceSpan span = spans_.Of(name);
  CheckLength(spans_.TextOf(span), span);
  return {std::string(spans_.TextOf(span)), span};
}

ast::DottedName ExprBuilder::BuildDottedName(
    Parser::DottedNameContext* name) const {
  ast::DottedName dotted;
  dotted.span = spans_.Of(name);
  for (Parser::NameContext* part : name->name()) {
    if (!dotted.text.empty()) dotted.text += '.';
    dotted.text += spans_.TextOf(spans_.Of(part));
  }
  CheckLength(dotted.text, dotted.span);
  return dotted;
}

ast::Literal ExprBuilder::BuildText(antlr4::Token* token) {
  const SourceSpan span = spans_.Of(token);
  const std::string_view text = spans_.TextOf(span);
  switch (token->getType()) {
    case Lexer::Raw:
      return DecodeRaw(text, span, diagnostics_);
    case Lexer::Block:
      return DecodeBlock(text, span, diagnostics_);
    default:
      return DecodeText(text, span, diagnostics_);
  }
}

ast::Literal ExprBuilder::BuildInteger(antlr4::Token* token) {
  const SourceSpan span = spans_.Of(token);
  return DecodeInteger(spans_.TextOf(span), span, diagnostics_);
}

ast::Literal ExprBuilder::BuildLiteral(Parser::LiteralContext* literal) {
  const uint32_t errors = diagnostics_.error_count();
  antlr4::Token* token = literal->stop;
  const SourceSpan span = spans_.Of(token);
  const std::string_view text = spans_.TextOf(span);
  ast::Literal built;
  built.span = span;
  switch (token->getType()) {
    case Lexer::Integer:
      built = BuildInteger(token);
      break;
    case Lexer::Hex:
      built = DecodeHex(text, span, diagnostics_);
      break;
    case Lexer::Address:
      built = DecodeAddress(text, span, diagnostics_);
      break;
    case Lexer::True:
    case Lexer::False:
      built.kind = ast::LiteralKind::Boolean;
      built.integer = token->getType() == Lexer::True ? 1 : 0;
      break;
    case Lexer::Null:
      built.kind = ast::LiteralKind::Null;
      break;
    default:
      built = BuildText(token);
      break;
  }
  if (literal->Nocase() != nullptr) built.nocase = true;
  built.is_faulty = diagnostics_.error_count() > errors;
  return built;
}

std::vector<ast::Literal> ExprBuilder::BuildBracketed(
    Parser::BracketedContext* list) {
  std::vector<ast::Literal> literals;
  for (Parser::LiteralContext* literal : list->literal()) {
    literals.push_back(BuildLiteral(literal));
  }
  return literals;
}

ast::Reference ExprBuilder::BuildReference(
    Parser::ReferenceContext* reference) {
  ast::Reference built;
  built.name = BuildDottedName(reference->dottedName());
  built.span = spans_.Of(reference);
  if (reference->Text() != nullptr) {
    built.key = BuildText(reference->Text()->getSymbol());
  } else if (reference->Raw() != nullptr) {
    built.key = BuildText(reference->Raw()->getSymbol());
  }
  return built;
}

ast::Expr ExprBuilder::BuildExpr(Parser::ExprContext* expr) {
  std::vector<ast::Expr> operands;
  for (Parser::ConjunctionContext* part : expr->conjunction()) {
    operands.push_back(BuildConjunction(part));
  }
  if (operands.size() == 1) return std::move(operands.front());
  return {spans_.Of(expr), ast::Or{std::move(operands)}};
}

ast::Expr ExprBuilder::BuildConjunction(
    Parser::ConjunctionContext* conjunction) {
  std::vector<ast::Expr> operands;
  for (Parser::NegationContext* part : conjunction->negation()) {
    operands.push_back(BuildNegation(part));
  }
  if (operands.size() == 1) return std::move(operands.front());
  return {spans_.Of(conjunction), ast::And{std::move(operands)}};
}

ast::Expr ExprBuilder::BuildNegation(Parser::NegationContext* negation) {
  ast::Expr expr = BuildPrimary(negation->primary());
  SourceSpan span = spans_.Of(negation);
  std::vector<antlr4::tree::TerminalNode*> nots = negation->Not();
  for (auto it = nots.rbegin(); it != nots.rend(); ++it) {
    span.begin = spans_.Of((*it)->getSymbol()).begin;
    expr = MakeNot(std::move(expr), span);
  }
  return expr;
}

ast::Expr ExprBuilder::BuildPrimary(Parser::PrimaryContext* primary) {
  if (auto* group = dynamic_cast<Parser::GroupContext*>(primary)) {
    return BuildExpr(group->expr());
  }
  if (auto* quantifier = dynamic_cast<Parser::QuantifierContext*>(primary)) {
    return BuildQuantified(quantifier->quantified());
  }
  if (auto* count = dynamic_cast<Parser::CountTermContext*>(primary)) {
    ast::Term term;
    term.is_count = true;
    term.reference = BuildReference(count->reference());
    BuildPredicate(count->predicate(), term);
    return {spans_.Of(primary), std::move(term)};
  }
  return BuildTerm(dynamic_cast<Parser::TermContext*>(primary));
}

ast::Expr ExprBuilder::BuildQuantified(Parser::QuantifiedContext* quantified) {
  Parser::QuantityContext* quantity = quantified->quantity();
  const SourceSpan span = spans_.Of(quantified);
  if (Parser::PolarityContext* polarity = quantified->polarity()) {
    if (quantity->Integer() != nullptr) {
      diagnostics_.Report(spans_.Of(quantity), diag::UnexpectedToken,
                          "a number",
                          "; expected `any` or `all` before a polarity");
    }
    return {span, ast::AllOfPolarity{quantity->All() != nullptr,
                                     polarity->Negative() != nullptr}};
  }
  ast::Quantified node;
  node.quantity_span = spans_.Of(quantity);
  node.quantity = quantity->Any() != nullptr ? ast::Quantified::Quantity::Any
                                             : ast::Quantified::Quantity::All;
  if (quantity->Integer() != nullptr) {
    node.quantity = ast::Quantified::Quantity::Number;
    node.number = BuildInteger(quantity->Integer()->getSymbol()).integer;
  }
  for (Parser::ExprContext* expr : quantified->expr()) {
    node.operands.push_back(BuildExpr(expr));
  }
  return {span, std::move(node)};
}

ast::Expr ExprBuilder::BuildCall(Parser::TermContext* term) {
  ast::Call built;
  Parser::ReferenceContext* name = term->reference();
  built.name = BuildDottedName(name->dottedName());
  if (name->OpenBracket() != nullptr) {
    diagnostics_.Report(spans_.Of(name->OpenBracket()->getSymbol()),
                        diag::UnexpectedToken, "`[`",
                        "\na predicate takes its arguments in `(` `)`");
  }
  for (Parser::OperandContext* operand : term->arguments()->operand()) {
    built.arguments.push_back(BuildOperand(operand));
  }
  return {spans_.Of(term), std::move(built)};
}

ast::Expr ExprBuilder::BuildTerm(Parser::TermContext* term) {
  if (term->arguments() != nullptr) return BuildCall(term);
  ast::Term built;
  built.reference = BuildReference(term->reference());
  if (term->predicate() != nullptr) BuildPredicate(term->predicate(), built);
  return {spans_.Of(term), std::move(built)};
}

void ExprBuilder::BuildPredicate(Parser::PredicateContext* predicate,
                                 ast::Term& term) {
  term.op_span = spans_.Of(predicate->start);
  if (predicate->Is() != nullptr) {
    term.op = predicate->Present() != nullptr ? ast::TestOp::IsPresent
                                              : ast::TestOp::IsAbsent;
    term.op_span = spans_.Of(predicate);
    return;
  }
  term.op = OpOf(predicate->start->getType());
  if (predicate->Regex() != nullptr) {
    const SourceSpan span = spans_.Of(predicate->Regex()->getSymbol());
    term.operand.span = span;
    const uint32_t errors = diagnostics_.error_count();
    ast::Literal& regex = term.operand.literals.emplace_back(
        DecodeRegex(spans_.TextOf(span), span, diagnostics_));
    regex.is_faulty = diagnostics_.error_count() > errors;
    return;
  }
  if (term.op == ast::TestOp::At) {
    term.at_span = spans_.Of(predicate->Integer()->getSymbol());
    term.at = BuildInteger(predicate->Integer()->getSymbol()).integer;
  }
  term.operand = BuildOperand(predicate->operand());
}

ast::Operand ExprBuilder::BuildOperand(Parser::OperandContext* operand) {
  ast::Operand built;
  built.span = spans_.Of(operand);
  if (operand->dottedName() != nullptr) {
    built.name = BuildDottedName(operand->dottedName());
    return built;
  }
  if (operand->bracketed() != nullptr) {
    built.bracketed = true;
    built.literals = BuildBracketed(operand->bracketed());
    return built;
  }
  for (Parser::LiteralContext* literal : operand->literal()) {
    built.literals.push_back(BuildLiteral(literal));
  }
  built.is_range = operand->DotDot() != nullptr;
  return built;
}

}  // namespace iotpf::parse
