// Recovery by statements.
//
// ANTLR recovers in every rule on its own, from the tokens that may follow it;
// in a language where an expression may stand nearly anywhere that finds a
// place to go on too early, and reports what it then stumbles over. Here only
// two kinds of rules recover: statements, which end with `;`, and blocks, which
// end with `}`. In all others the exception passes on to the rule around.

#include "compiler/parse/error_recovery.h"

#include <IotpfLexer.h>
#include <IotpfParser.h>

namespace iotpf::parse {
namespace {

using Lexer = iotpf_grammar::IotpfLexer;
using Rules = iotpf_grammar::IotpfParser;

bool IsStatement(size_t rule) {
  switch (rule) {
    case Rules::RuleModule:
    case Rules::RuleImport_:
    case Rules::RulePredicateDefinition:
    case Rules::RuleList:
    case Rules::RuleScope:
    case Rules::RuleProperty:
    case Rules::RuleFeature:
    case Rules::RuleCondition:
    case Rules::RulePrefer:
    case Rules::RuleTestField:
    case Rules::RuleTestExpect:
      return true;
    default:
      return false;
  }
}

bool IsBlock(size_t rule) {
  return rule == Rules::RuleProvider || rule == Rules::RulePlatform ||
         rule == Rules::RuleFingerprint || rule == Rules::RuleTest;
}

// Whether a token of this type begins a statement or a block.
bool BeginsItem(size_t type) {
  switch (type) {
    case Lexer::Import:
    case Lexer::List:
    case Lexer::Predicate:
    case Lexer::Provider:
    case Lexer::Platform:
    case Lexer::Fingerprint:
    case Lexer::Positive:
    case Lexer::Negative:
    case Lexer::Necessary:
    case Lexer::Sufficient:
    case Lexer::Prefer:
    case Lexer::Scope:
    case Lexer::Test:
    case Lexer::Expect:
      return true;
    default:
      return false;
  }
}

// A word that begins an item means one only at the start of a line; elsewhere
// it is what stands in place of a name.
bool IsFirstOnLine(antlr4::Parser* parser, const antlr4::Token* token) {
  const antlr4::Token* before = parser->getTokenStream()->LT(-1);
  return before == nullptr || before->getLine() != token->getLine();
}

// Consumes the rest of a statement with its `;`, or of a block with its `}`.
// Stops before what is outside: the `}` of the block around, the next item, the
// end. `may_stop` says whether an item may begin at the current token.
void SkipItem(antlr4::Parser* parser, bool may_stop) {
  size_t depth = 0;
  while (true) {
    const antlr4::Token* token = parser->getCurrentToken();
    const size_t type = token->getType();
    if (type == antlr4::Token::EOF) return;
    if (depth == 0 && type == Lexer::CloseBrace) return;
    if (depth == 0 && may_stop && BeginsItem(type) &&
        IsFirstOnLine(parser, token)) {
      return;
    }
    parser->consume();
    may_stop = true;
    if (type == Lexer::OpenBrace) ++depth;
    if (type == Lexer::CloseBrace && --depth == 0) return;
    if (type == Lexer::Semicolon && depth == 0) return;
  }
}

const antlr4::misc::IntervalSet NextTokens(antlr4::Parser* parser) {
  const auto& atn = parser->getInterpreter<antlr4::atn::ATNSimulator>()->atn;
  return atn.nextTokens(atn.states[parser->getState()]);
}

bool MayStand(const antlr4::misc::IntervalSet& next, size_t type) {
  return next.contains(static_cast<ssize_t>(type)) ||
         next.contains(static_cast<ssize_t>(antlr4::Token::EPSILON));
}

}  // namespace

void ErrorRecovery::recover(antlr4::Parser* parser, std::exception_ptr error) {
  const antlr4::ParserRuleContext* rule = parser->getContext();
  const size_t index = rule->getRuleIndex();
  if (!IsStatement(index) && !IsBlock(index) && index != Rules::RuleFile) {
    std::rethrow_exception(error);
  }
  const antlr4::Token* found = parser->getCurrentToken();
  const bool has_progress =
      found->getTokenIndex() > rule->start->getTokenIndex();
  SkipItem(parser, has_progress);
  endErrorCondition(parser);
}

antlr4::Token* ErrorRecovery::recoverInline(antlr4::Parser* parser) {
  const antlr4::Token* found = parser->getCurrentToken();
  if (found == begins_outside_ &&
      IsBlock(parser->getContext()->getRuleIndex())) {
    return getMissingSymbol(parser);
  }
  if (!errors_.IsMissingSemicolon(parser, found)) {
    throw antlr4::InputMismatchException(parser);
  }
  errors_.Report(parser, found);
  return getMissingSymbol(parser);
}

void ErrorRecovery::sync(antlr4::Parser* parser) {
  if (inErrorRecoveryMode(parser)) return;
  const antlr4::misc::IntervalSet next = NextTokens(parser);
  if (MayStand(next, parser->getCurrentToken()->getType())) return;
  const size_t rule = parser->getContext()->getRuleIndex();
  const bool is_file = rule == Rules::RuleFile;
  // The first token of a block's head is checked elsewhere: inside a block,
  // items are expected until its `}`.
  const bool is_inside_block =
      IsBlock(rule) && next.contains(static_cast<ssize_t>(Lexer::CloseBrace));
  if (!is_file && !is_inside_block) {
    throw antlr4::InputMismatchException(parser);
  }
  const antlr4::Token* found = parser->getCurrentToken();
  const antlr4::Token* head = parser->getContext()->start;
  if (is_inside_block && BeginsItem(found->getType()) &&
      found->getCharPositionInLine() <= head->getCharPositionInLine()) {
    // An item that is not indented belongs outside, so the `}` before it is
    // missing. The block ends here, and so do those around it that cannot hold
    // it either.
    if (found != begins_outside_) errors_.ReportMissingBrace(found);
    begins_outside_ = found;
    return;
  }
  while (!MayStand(next, parser->getCurrentToken()->getType())) {
    const antlr4::Token* before = parser->getCurrentToken();
    errors_.Report(parser, before);
    if (before->getType() == antlr4::Token::EOF) return;
    SkipItem(parser, false);
    // A brace that closes nothing.
    if (parser->getCurrentToken() == before) parser->consume();
  }
}

void ErrorRecovery::reportNoViableAlternative(
    antlr4::Parser* parser, const antlr4::NoViableAltException& error) {
  errors_.Report(parser, error.getOffendingToken());
}

void ErrorRecovery::reportInputMismatch(
    antlr4::Parser* parser, const antlr4::InputMismatchException& error) {
  errors_.Report(parser, error.getOffendingToken());
}

}  // namespace iotpf::parse
