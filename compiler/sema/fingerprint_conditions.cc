// Inheritance and defaults of conditions, in one place for the checks and for
// the IR. Priorities are the paper's: necessary before sufficient, positive
// before negative among the necessary, negative before positive among the
// sufficient.
//
// Ids are part of results, and the order of declarations is not: several
// conditions of one kind are numbered as they are asked, and where that is
// equal, by what they say.

#include "compiler/sema/fingerprint_conditions.h"

#include "compiler/sema/symbol_table.h"
#include "compiler/support/overloaded.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace iotpf::sema {
namespace {

struct KindInfo {
  std::string_view name;
  int64_t priority;
};

// In order of iotpf_condition_kind.
constexpr std::array<KindInfo, 4> kKinds = {{{"necessary_positive", 400},
                                             {"necessary_negative", 300},
                                             {"sufficient_negative", 200},
                                             {"sufficient_positive", 100}}};

iotpf_condition_kind KindOf(const ast::Condition& condition) {
  if (condition.sufficient) {
    return condition.negative ? IOTPF_SUFFICIENT_NEGATIVE
                              : IOTPF_SUFFICIENT_POSITIVE;
  }
  return condition.negative ? IOTPF_NECESSARY_NEGATIVE
                            : IOTPF_NECESSARY_POSITIVE;
}

// The expression of a condition as text: equal for equal expressions.
std::string SpellingOf(const ast::Expr& expr) {
  const auto join = [](std::string text,
                       const std::vector<ast::Expr>& operands) {
    text += '(';
    for (const ast::Expr& operand : operands) text += SpellingOf(operand) + ' ';
    return text + ')';
  };
  return std::visit(
      Overloaded{
          [](const ast::Term& term) { return term.reference.name.text; },
          [](const ast::Call& call) { return call.name.text; },
          [](const ast::Not& node) {
            return "not " + SpellingOf(*node.operand);
          },
          [&](const ast::And& node) { return join("and", node.operands); },
          [&](const ast::Or& node) { return join("or", node.operands); },
          [&](const ast::Quantified& node) {
            return join(fmt::format("of {} {}", static_cast<int>(node.quantity),
                                    node.number),
                        node.operands);
          },
          [](const ast::AllOfPolarity& node) {
            return fmt::format("{} {}", node.all, node.negative);
          }},
      expr.node);
}

// Gives every condition its id, numbered where a kind occurs several times.
void NameConditions(const std::string& prefix,
                    std::vector<FingerprintCondition>& conditions) {
  using Key = std::tuple<iotpf_condition_kind, int64_t, std::string>;
  std::vector<std::pair<Key, FingerprintCondition*>> sorted;
  std::array<size_t, 4> totals{};
  for (FingerprintCondition& condition : conditions) {
    ++totals[condition.kind];
    sorted.push_back(
        {{condition.kind, -condition.priority,
          condition.written == nullptr ? ""
                                       : SpellingOf(condition.written->value)},
         &condition});
  }
  std::ranges::stable_sort(sorted, {},
                           [](const auto& row) { return row.first; });
  std::array<size_t, 4> seen{};
  for (const auto& [key, condition] : sorted) {
    condition->id = fmt::format("{}.{}", prefix, kKinds[condition->kind].name);
    const size_t number = ++seen[condition->kind];
    if (totals[condition->kind] > 1) {
      condition->id += fmt::format("_{}", number);
    }
  }
}

}  // namespace

std::vector<FingerprintCondition> ConditionsOf(
    const ast::Platform& platform, const ast::Fingerprint& fingerprint) {
  std::vector<FingerprintCondition> conditions;
  const auto add = [&conditions](const ast::Condition& condition) {
    const iotpf_condition_kind kind = KindOf(condition);
    conditions.push_back({"", kind,
                          condition.priority.value_or(kKinds[kind].priority),
                          &condition, condition.span});
  };
  for (const ast::Condition& condition : platform.conditions) add(condition);
  for (const ast::Condition& condition : fingerprint.conditions) add(condition);

  const auto add_default = [&](bool negative, iotpf_condition_kind kind) {
    const bool is_inherited = std::ranges::any_of(
        conditions, [kind](const auto& other) { return other.kind == kind; });
    const auto features = VisibleFeatures(platform, &fingerprint);
    const bool has_feature =
        std::ranges::any_of(features, [negative](const auto* feature) {
          return feature->negative == negative;
        });
    if (is_inherited || !has_feature) return;
    conditions.push_back(
        {"", kind, kKinds[kind].priority, nullptr, fingerprint.name.span});
  };
  if (fingerprint.conditions.empty()) {
    add_default(true, IOTPF_SUFFICIENT_NEGATIVE);
    add_default(false, IOTPF_SUFFICIENT_POSITIVE);
  }
  NameConditions(platform.name.text + "." + fingerprint.name.text, conditions);
  return conditions;
}

bool VotesBelongs(iotpf_condition_kind kind) {
  return kind == IOTPF_NECESSARY_NEGATIVE || kind == IOTPF_SUFFICIENT_POSITIVE;
}

}  // namespace iotpf::sema
