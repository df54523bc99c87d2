// Operators against the types of fields.
//
// The table of language.md, section 3: an operator belongs to a family, and a
// type takes some families. Host names also take the text operators, without
// case, since many platforms put a region or an account in front of a name.
// `count(..)` is an integer, whatever the field.

#include "compiler/sema/check_term.h"

#include "compiler/sema/check_types.h"
#include "compiler/support/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace iotpf::sema {
namespace {

std::string_view SpellingOf(ast::TestOp op) {
  constexpr std::string_view kSpellings[] = {
      "==",       "!=",      "<=",    "<",           ">=",
      ">",        "in",      "under", "starts_with", "ends_with",
      "contains", "matches", "at",    "is present",  "is absent"};
  return kSpellings[static_cast<size_t>(op)];
}

bool IsText(ValueType type) {
  return type == ValueType::Text || type == ValueType::Token ||
         type == ValueType::Bytes;
}

bool IsTextual(ValueType type) {
  return IsText(type) || type == ValueType::Host || type == ValueType::Json;
}

bool IsPartOp(ast::TestOp op) {
  return op == ast::TestOp::StartsWith || op == ast::TestOp::EndsWith ||
         op == ast::TestOp::Contains;
}

bool IsOrderOp(ast::TestOp op) {
  return op == ast::TestOp::LessEqual || op == ast::TestOp::Less ||
         op == ast::TestOp::GreaterEqual || op == ast::TestOp::Greater;
}

bool TakesSeveral(ast::TestOp op) {
  return op == ast::TestOp::In || op == ast::TestOp::Under || IsPartOp(op);
}

// What to use instead where `op` does not apply to `type`; empty where it does.
std::string_view FaultOfOperator(ast::TestOp op, ValueType type) {
  if (IsOrderOp(op)) {
    if (type == ValueType::Int || type == ValueType::Json) return "";
    return "only numbers have an order; use `==` or `in`";
  }
  if (op == ast::TestOp::Under) {
    if (type == ValueType::Host) return "";
    return IsTextual(type) ? "only host names have labels; use `ends_with`"
                           : "use `in`";
  }
  if (IsPartOp(op) || op == ast::TestOp::Matches) {
    if (type == ValueType::Ip) return "write `in` and a network, as 10.0.0.0/8";
    if (type == ValueType::Mac) {
      return "write `in` and its first bits, as a4:cf:12:00:00:00/24";
    }
    return IsTextual(type) ? "" : "use `==` or `in`";
  }
  if (op == ast::TestOp::At) {
    if (type == ValueType::Bytes || type == ValueType::Text) return "";
    return "only bytes and texts have offsets; use `==`";
  }
  return "";
}

// What to write where `op` takes one value and several are given.
std::string_view FormForSeveral(ast::TestOp op) {
  if (op == ast::TestOp::NotEqual) return "not (FIELD in ..)";
  return op == ast::TestOp::At ? "any of (..)" : "in";
}

bool ListFits(ast::TestOp op, ValueType list, ValueType field) {
  // Part of a host or of a JSON text is a text.
  if (IsPartOp(op) && list == ValueType::Text) return true;
  if (IsPartOp(op) && field == ValueType::Json) return false;
  return TypeFits(list, field);
}

class TermChecker {
 public:
  TermChecker(const ast::Term& term, const SymbolTable& symbols,
              DiagnosticSink& diagnostics)
      : term_(term),
        op_(*term.op),
        symbols_(symbols),
        diagnostics_(diagnostics),
        field_(InfoOf(symbols.fields.at(&term.reference))),
        type_(term.is_count ? ValueType::Int : field_.type) {}

  void Check(const ast::PredicateDefinition* inside);
  void CheckValues(const ast::Operand& operand);

 private:
  void CheckCount();
  void CheckOperand(const ast::PredicateDefinition* inside);
  void CheckParameter(const ast::Parameter& parameter);
  void CheckList(const ast::Operand& operand);
  void CheckRange();
  void CheckValue(const ast::Literal& literal);
  // Says of the last report what the field is.
  void LabelField();
  // How the left side is written, for messages.
  std::string Left() const {
    return term_.is_count ? fmt::format("count({})", field_.path)
                          : std::string(field_.path);
  }

  const ast::Term& term_;
  const ast::TestOp op_;
  const SymbolTable& symbols_;
  DiagnosticSink& diagnostics_;
  const FieldInfo& field_;
  const ValueType type_;
};

void TermChecker::LabelField() {
  diagnostics_.AddLabel(term_.reference.span, diag::FieldIs,
                        WithArticle(type_));
}

void TermChecker::Check(const ast::PredicateDefinition* inside) {
  if (term_.is_count) {
    const size_t before = diagnostics_.size();
    CheckCount();
    if (diagnostics_.size() > before) return;
  }
  const std::string_view fault = FaultOfOperator(op_, type_);
  if (!fault.empty()) {
    diagnostics_.Report(term_.op_span, diag::OperatorType, SpellingOf(op_),
                        Left(), WithArticle(type_), fault);
    LabelField();
    return;
  }
  if (op_ == ast::TestOp::At && term_.at > kMaxAtOffsetBytes) {
    diagnostics_.Report(term_.at_span, diag::OffsetTooLarge, kMaxAtOffsetBytes);
  }
  if (op_ == ast::TestOp::IsPresent || op_ == ast::TestOp::IsAbsent ||
      op_ == ast::TestOp::Matches) {
    return;
  }
  const size_t before = diagnostics_.size();
  CheckOperand(inside);
  if (diagnostics_.size() > before) LabelField();
}

void TermChecker::CheckCount() {
  if (field_.cardinality == Cardinality::One) {
    diagnostics_.Report(term_.reference.span, diag::CountOfOne, field_.path);
  } else if (op_ == ast::TestOp::IsPresent || op_ == ast::TestOp::IsAbsent) {
    diagnostics_.Report(term_.op_span, diag::OperatorType, SpellingOf(op_),
                        Left(), "an integer",
                        "a count is always there; use `>= 1`");
  }
}

void TermChecker::CheckOperand(const ast::PredicateDefinition* inside) {
  const ast::Operand& operand = term_.operand;
  const auto parameter = symbols_.operand_parameters.find(&operand);
  if (parameter != symbols_.operand_parameters.end()) {
    return CheckParameter(inside->parameters[parameter->second]);
  }
  if (!TakesSeveral(op_) && (operand.bracketed || operand.name)) {
    diagnostics_.Report(operand.span, diag::ListNeedsIn, SpellingOf(op_),
                        FormForSeveral(op_));
    return;
  }
  if (operand.is_range) return CheckRange();
  if (operand.name) return CheckList(operand);
  if (operand.literals.empty()) {
    diagnostics_.Report(operand.span, diag::EmptyList);
    return;
  }
  CheckValues(operand);
}

void TermChecker::CheckParameter(const ast::Parameter& parameter) {
  const auto declared = FindListType(parameter.type.text);
  if (!declared) return;  // reported where it is declared
  const SourceSpan span = term_.operand.span;
  if (parameter.is_list && !TakesSeveral(op_)) {
    diagnostics_.Report(span, diag::ListNeedsIn, SpellingOf(op_),
                        FormForSeveral(op_));
  } else if (IsOrderOp(op_) ? *declared != ValueType::Int
                            : !ListFits(op_, *declared, type_)) {
    diagnostics_.Report(span, diag::ParameterTypeMismatch, parameter.name.text,
                        NameOf(*declared), NameOf(type_));
    diagnostics_.AddLabel(parameter.type.span, diag::DeclaredHere);
  }
}

void TermChecker::CheckList(const ast::Operand& operand) {
  const ast::List& list = *symbols_.operand_lists.at(&operand);
  const auto type = FindListType(list.type.text);
  if (type && !ListFits(op_, *type, type_)) {
    diagnostics_.Report(operand.span, diag::ListTypeMismatch,
                        operand.name->text, NameOf(*type), NameOf(type_));
    diagnostics_.AddLabel(list.type.span, diag::DeclaredHere);
  } else if (IsPartOp(op_) && symbols_.lists_with_empty_text.contains(&list)) {
    diagnostics_.Report(operand.span, diag::EmptyText, SpellingOf(op_));
  }
}

void TermChecker::CheckRange() {
  const ast::Operand& operand = term_.operand;
  if (type_ != ValueType::Int && type_ != ValueType::Json) {
    const bool is_address = type_ == ValueType::Ip || type_ == ValueType::Mac;
    diagnostics_.Report(operand.span, diag::OperatorType, "..", Left(),
                        WithArticle(type_),
                        is_address ? "write a network, such as 10.0.0.0/8"
                                   : "only numbers have ranges");
    return;
  }
  if (op_ != ast::TestOp::In) {
    diagnostics_.Report(operand.span, diag::ListNeedsIn, SpellingOf(op_),
                        FormForSeveral(op_));
    return;
  }
  for (const ast::Literal& end : operand.literals) {
    if (!CheckLiteral(end, ValueType::Int, false, diagnostics_)) return;
  }
  const int64_t first = operand.literals[0].integer;
  const int64_t last = operand.literals[1].integer;
  if (first > last) {
    diagnostics_.Report(operand.span, diag::EmptyRange, first, last);
  }
}

void TermChecker::CheckValue(const ast::Literal& literal) {
  ValueType type = type_;
  // Part of a host or of a JSON text is a text; only numbers have an order.
  if (IsPartOp(op_) && (type == ValueType::Host || type == ValueType::Json)) {
    type = ValueType::Text;
  }
  if (IsOrderOp(op_)) type = ValueType::Int;
  const bool may_be_subtree =
      op_ == ast::TestOp::In || op_ == ast::TestOp::Under;
  if (!CheckLiteral(literal, type, may_be_subtree, diagnostics_)) return;
  if (literal.nocase && type_ == ValueType::Host) {
    diagnostics_.Report(literal.span, diag::UselessNocase,
                        "a host, which ignores case");
  } else if ((op_ == ast::TestOp::Equal || op_ == ast::TestOp::NotEqual) &&
             IsNetwork(literal)) {
    diagnostics_.Report(literal.span, diag::ListNeedsIn, SpellingOf(op_),
                        FormForSeveral(op_));
  } else if ((IsPartOp(op_) || op_ == ast::TestOp::At) &&
             literal.bytes.empty()) {
    diagnostics_.Report(literal.span, diag::EmptyText, SpellingOf(op_));
  }
}

void TermChecker::CheckValues(const ast::Operand& operand) {
  if (operand.name) return CheckList(operand);
  for (const ast::Literal& literal : operand.literals) CheckValue(literal);
}

}  // namespace

bool IsResolved(const ast::Operand& operand, const SymbolTable& symbols) {
  return !operand.name || symbols.operand_lists.contains(&operand) ||
         symbols.operand_parameters.contains(&operand);
}

bool TypeFits(ValueType from, ValueType to) {
  if (from == to || (IsText(from) && IsText(to))) return true;
  return to == ValueType::Json &&
         (from == ValueType::Text || from == ValueType::Int);
}

void CheckTerm(const ast::Term& term, const ast::PredicateDefinition* inside,
               const SymbolTable& symbols, DiagnosticSink& diagnostics) {
  if (!term.op || !symbols.fields.contains(&term.reference) ||
      !IsResolved(term.operand, symbols)) {
    return;
  }
  TermChecker(term, symbols, diagnostics).Check(inside);
}

void CheckArgument(const ast::Term& term, const ast::Operand& operand,
                   const SymbolTable& symbols, DiagnosticSink& diagnostics) {
  const size_t before = diagnostics.size();
  TermChecker(term, symbols, diagnostics).CheckValues(operand);
  if (diagnostics.size() > before) {
    diagnostics.AddLabel(term.op_span, diag::UsedHere);
  }
}

}  // namespace iotpf::sema
