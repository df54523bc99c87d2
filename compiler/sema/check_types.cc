// Operators against the types of fields.
//
// The table of language.md, section 3: an operator belongs to a family, and a
// type takes some families. Host names also take the text operators, without
// case, since many platforms put a region or an account in front of a name.

#include "compiler/sema/check_types.h"

#include "compiler/support/limits.h"
#include "compiler/support/overloaded.h"

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

bool IsTextual(ValueType type) {
  return type == ValueType::Text || type == ValueType::Token ||
         type == ValueType::Bytes || type == ValueType::Host ||
         type == ValueType::Json;
}

// What to use instead where `op` does not apply to `type`; empty where it does.
std::string_view FaultOfOperator(ast::TestOp op, ValueType type) {
  switch (op) {
    case ast::TestOp::LessEqual:
    case ast::TestOp::Less:
    case ast::TestOp::GreaterEqual:
    case ast::TestOp::Greater:
      if (type == ValueType::Int || type == ValueType::Json) return "";
      return "only numbers have an order; use `==` or `in`";
    case ast::TestOp::Under:
      if (type == ValueType::Host) return "";
      return IsTextual(type) ? "only host names have labels; use `ends_with`"
                             : "use `in`";
    case ast::TestOp::StartsWith:
    case ast::TestOp::EndsWith:
    case ast::TestOp::Contains:
    case ast::TestOp::Matches:
      if (type == ValueType::Ip)
        return "write `in` and a network, as 10.0.0.0/8";
      if (type == ValueType::Mac) {
        return "write `in` and its first bits, as a4:cf:12:00:00:00/24";
      }
      return IsTextual(type) ? "" : "use `==` or `in`";
    case ast::TestOp::At:
      if (type == ValueType::Bytes || type == ValueType::Text) return "";
      return "only bytes and texts have offsets; use `==`";
    default:
      return "";
  }
}

bool IsText(ValueType type) {
  return type == ValueType::Text || type == ValueType::Token ||
         type == ValueType::Bytes;
}

bool IsPartOp(ast::TestOp op) {
  return op == ast::TestOp::StartsWith || op == ast::TestOp::EndsWith ||
         op == ast::TestOp::Contains;
}

bool ListFits(ast::TestOp op, ValueType list, ValueType field) {
  // Part of a host or of a JSON text is a text.
  if (IsPartOp(op) && list == ValueType::Text) return true;
  if (list == field || (IsText(list) && IsText(field))) return true;
  return field == ValueType::Json && !IsPartOp(op) &&
         (list == ValueType::Text || list == ValueType::Int);
}

// What to write where `op` takes one value and several are given.
std::string_view FormForSeveral(ast::TestOp op) {
  if (op == ast::TestOp::NotEqual) return "not (FIELD in ..)";
  return op == ast::TestOp::At ? "any of (..)" : "in";
}

class TypeChecker {
 public:
  TypeChecker(const SymbolTable& symbols, DiagnosticSink& diagnostics)
      : symbols_(symbols), diagnostics_(diagnostics) {}

  void CheckFile(const ast::File& file);

 private:
  void CheckList(const ast::List& list);
  void CheckPlatform(const ast::Platform& platform);
  void CheckPredicate(const ast::Expr& expr);
  void CheckCondition(const ast::Expr& expr,
                      const std::vector<const ast::Feature*>& visible);
  void CheckQuantity(const ast::Quantified& node);
  void CheckTerm(const ast::Term& term);
  void CheckOperandForm(const ast::Term& term, const FieldInfo& field);
  void CheckRange(const ast::Term& term, const FieldInfo& field);
  void CheckValues(const ast::Term& term, const FieldInfo& field);

  const SymbolTable& symbols_;
  DiagnosticSink& diagnostics_;
  // The condition stands in this platform, null where it stands in one of its
  // fingerprints. `any positive` then means the features of each fingerprint
  // that inherits it, which may have none; `all positive` would be true there.
  const ast::Platform* inherited_from_ = nullptr;
};

void TypeChecker::CheckFile(const ast::File& file) {
  for (const ast::List& list : file.lists) CheckList(list);
  for (const ast::Provider& provider : file.providers) {
    for (const ast::Expr& scope : provider.scopes) CheckPredicate(scope);
    for (const ast::Platform& platform : provider.platforms) {
      CheckPlatform(platform);
    }
  }
  for (const ast::Platform& platform : file.platforms) CheckPlatform(platform);
}

void TypeChecker::CheckList(const ast::List& list) {
  const std::optional<ValueType> type = FindListType(list.type.text);
  if (!type) {
    diagnostics_.Report(list.type.span, diag::UnknownListType, list.type.text);
    return;
  }
  if (list.elements.empty()) {
    diagnostics_.Report(list.elements_span, diag::EmptyList);
  }
  for (const ast::Literal& element : list.elements) {
    CheckLiteral(element, *type, true, diagnostics_);
  }
}

void TypeChecker::CheckPlatform(const ast::Platform& platform) {
  const auto check = [&](const std::vector<ast::Feature>& features,
                         const std::vector<ast::Condition>& conditions,
                         const ast::Fingerprint* fingerprint) {
    for (const ast::Feature& feature : features) CheckPredicate(feature.value);
    if (conditions.empty()) return;
    const auto visible = VisibleFeatures(platform, fingerprint);
    inherited_from_ = fingerprint == nullptr ? &platform : nullptr;
    for (const ast::Condition& condition : conditions) {
      CheckCondition(condition.value, visible);
    }
  };
  check(platform.features, platform.conditions, nullptr);
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    check(fingerprint.features, fingerprint.conditions, &fingerprint);
  }
}

void TypeChecker::CheckQuantity(const ast::Quantified& node) {
  if (node.quantity != ast::Quantified::Quantity::Number) return;
  const size_t count = node.operands.size();
  if (node.number >= 1 && node.number <= static_cast<int64_t>(count)) return;
  diagnostics_.Report(node.quantity_span, diag::QuantityTooLarge, node.number,
                      count, count);
}

void TypeChecker::CheckPredicate(const ast::Expr& expr) {
  const auto each = [this](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) CheckPredicate(operand);
  };
  std::visit(
      Overloaded{
          [this](const ast::Term& term) { CheckTerm(term); },
          [this](const ast::Not& node) { CheckPredicate(*node.operand); },
          [&](const ast::And& node) { each(node.operands); },
          [&](const ast::Or& node) { each(node.operands); },
          [&](const ast::Quantified& node) {
            CheckQuantity(node);
            each(node.operands);
          },
          [&](const ast::AllOfPolarity& node) {
            diagnostics_.Report(
                expr.span, diag::FeatureQuantifierOutside,
                fmt::format("{} {}", node.all ? "all" : "any",
                            node.negative ? "negative" : "positive"));
          }},
      expr.node);
}

void TypeChecker::CheckCondition(
    const ast::Expr& expr, const std::vector<const ast::Feature*>& visible) {
  const auto each = [&](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) CheckCondition(operand, visible);
  };
  const auto polarity = [&](const ast::AllOfPolarity& node) {
    const auto has_one = [&](const auto& features) {
      return std::ranges::any_of(features, [&](const auto* feature) {
        return feature->negative == node.negative;
      });
    };
    if (has_one(visible)) return;
    if (inherited_from_ != nullptr &&
        (!node.all ||
         std::ranges::all_of(
             inherited_from_->fingerprints, [&](const auto& fingerprint) {
               return has_one(VisibleFeatures(*inherited_from_, &fingerprint));
             }))) {
      return;
    }
    const std::string_view name = node.negative ? "negative" : "positive";
    diagnostics_.Report(expr.span, diag::NoSuchFeatures,
                        fmt::format("{} {}", node.all ? "all" : "any", name),
                        name);
  };
  std::visit(Overloaded{[](const ast::Term&) {},
                        [&](const ast::Not& node) {
                          CheckCondition(*node.operand, visible);
                        },
                        [&](const ast::And& node) { each(node.operands); },
                        [&](const ast::Or& node) { each(node.operands); },
                        [&](const ast::Quantified& node) {
                          CheckQuantity(node);
                          each(node.operands);
                        },
                        polarity},
             expr.node);
}

void TypeChecker::CheckTerm(const ast::Term& term) {
  const FieldInfo& field = InfoOf(symbols_.fields.at(&term.reference));
  const std::string_view fault = FaultOfOperator(*term.op, field.type);
  if (!fault.empty()) {
    diagnostics_.Report(term.op_span, diag::OperatorType, SpellingOf(*term.op),
                        field.path, NameOf(field.type), fault);
    return;
  }
  switch (*term.op) {
    case ast::TestOp::IsPresent:
    case ast::TestOp::IsAbsent:
    case ast::TestOp::Matches:
      return;
    default:
      return CheckOperandForm(term, field);
  }
}

void TypeChecker::CheckOperandForm(const ast::Term& term,
                                   const FieldInfo& field) {
  const ast::Operand& operand = term.operand;
  const bool takes_several = *term.op == ast::TestOp::In ||
                             *term.op == ast::TestOp::Under ||
                             IsPartOp(*term.op);
  if (!takes_several && (operand.bracketed || operand.list_name)) {
    diagnostics_.Report(operand.span, diag::ListNeedsIn, SpellingOf(*term.op),
                        FormForSeveral(*term.op));
    return;
  }
  if (operand.is_range) return CheckRange(term, field);
  if (operand.list_name) {
    const ast::List& list = *symbols_.operand_lists.at(&operand);
    const auto type = FindListType(list.type.text);
    if (type && !ListFits(*term.op, *type, field.type)) {
      diagnostics_.Report(operand.span, diag::ListTypeMismatch,
                          operand.list_name->text, NameOf(*type),
                          NameOf(field.type));
    } else if (IsPartOp(*term.op) &&
               std::ranges::any_of(list.elements, [](const auto& element) {
                 return element.bytes.empty();
               })) {
      diagnostics_.Report(operand.span, diag::EmptyText, SpellingOf(*term.op));
    }
    return;
  }
  if (operand.literals.empty()) {
    diagnostics_.Report(operand.span, diag::EmptyList);
    return;
  }
  CheckValues(term, field);
}

void TypeChecker::CheckRange(const ast::Term& term, const FieldInfo& field) {
  const std::vector<ast::Literal>& ends = term.operand.literals;
  const bool is_address =
      field.type == ValueType::Ip || field.type == ValueType::Mac;
  if (field.type != ValueType::Int && field.type != ValueType::Json) {
    diagnostics_.Report(term.operand.span, diag::OperatorType, "..", field.path,
                        NameOf(field.type),
                        is_address ? "write a network, such as 10.0.0.0/8"
                                   : "only numbers have ranges");
    return;
  }
  if (*term.op != ast::TestOp::In) {
    diagnostics_.Report(term.operand.span, diag::ListNeedsIn,
                        SpellingOf(*term.op), FormForSeveral(*term.op));
    return;
  }
  for (const ast::Literal& end : ends) {
    if (!CheckLiteral(end, ValueType::Int, false, diagnostics_)) return;
  }
  if (ends[0].integer > ends[1].integer) {
    diagnostics_.Report(term.operand.span, diag::EmptyRange, ends[0].integer,
                        ends[1].integer);
  }
}

void TypeChecker::CheckValues(const ast::Term& term, const FieldInfo& field) {
  const ast::TestOp op = *term.op;
  const bool is_part = IsPartOp(op);
  const bool is_order = FaultOfOperator(op, ValueType::Text) != "" &&
                        op != ast::TestOp::Under && op != ast::TestOp::At;
  ValueType type = field.type;
  // Part of a host or of a JSON text is a text; only numbers have an order.
  if (is_part && (type == ValueType::Host || type == ValueType::Json)) {
    type = ValueType::Text;
  }
  if (is_order) type = ValueType::Int;
  const bool may_be_subtree = op == ast::TestOp::In || op == ast::TestOp::Under;
  for (const ast::Literal& literal : term.operand.literals) {
    if (!CheckLiteral(literal, type, may_be_subtree, diagnostics_)) continue;
    if ((op == ast::TestOp::Equal || op == ast::TestOp::NotEqual) &&
        IsNetwork(literal)) {
      diagnostics_.Report(literal.span, diag::ListNeedsIn, SpellingOf(op),
                          FormForSeveral(op));
    }
    if ((is_part || op == ast::TestOp::At) && literal.bytes.empty()) {
      diagnostics_.Report(literal.span, diag::EmptyText, SpellingOf(op));
    }
  }
  if (op == ast::TestOp::At && term.at > kMaxAtOffsetBytes) {
    diagnostics_.Report(term.at_span, diag::OffsetTooLarge, kMaxAtOffsetBytes);
  }
}

}  // namespace

void CheckTypes(const std::vector<ast::File>& files, const SymbolTable& symbols,
                DiagnosticSink& diagnostics) {
  TypeChecker checker(symbols, diagnostics);
  for (const ast::File& file : files) checker.CheckFile(file);
}

}  // namespace iotpf::sema
