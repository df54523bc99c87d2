// The rules, sorted and flattened.
//
// Names give the order: providers, platforms, fingerprints and features are
// sorted by name before anything is numbered. Features of a platform come
// before the conditions that name them, so that nodes stand after what they
// refer to.

#include "compiler/ir/build_ir.h"

#include "compiler/ir/lower_term.h"
#include "compiler/ir/table_builder.h"
#include "compiler/sema/fingerprint_conditions.h"
#include "compiler/sema/preferences.h"
#include "compiler/source/digest.h"
#include "compiler/support/overloaded.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace iotpf::ir {
namespace {

template <class Item>
std::vector<const Item*> SortedByName(const std::vector<Item>& items) {
  std::vector<const Item*> sorted;
  for (const Item& item : items) sorted.push_back(&item);
  std::ranges::sort(sorted, {},
                    [](const Item* item) { return item->name.text; });
  return sorted;
}

iotpf_level LevelOf(const ast::Feature& feature) {
  if (!feature.level) return IOTPF_LEVEL_NONE;
  if (feature.level->text == "easy") return IOTPF_LEVEL_EASY;
  return feature.level->text == "medium" ? IOTPF_LEVEL_MEDIUM
                                         : IOTPF_LEVEL_HARD;
}

class IrBuilder {
 public:
  IrBuilder(const sema::SymbolTable& symbols, const SourceSet& sources)
      : symbols_(symbols), sources_(sources), tables_(ruleset_) {}

  Ruleset Run(const std::vector<ast::File>& files);

 private:
  void AddSources();
  void AddProviders();
  void AddPlatform(const sema::PlatformSymbol& symbol);
  void AddFeatures(const std::vector<ast::Feature>& features,
                   uint32_t fingerprint);
  void AddFingerprint(const sema::PlatformSymbol& symbol,
                      const ast::Fingerprint& fingerprint, uint32_t index);
  void AddConditions(const sema::PlatformSymbol& symbol,
                     const ast::Fingerprint& fingerprint, uint32_t index);
  void AddPreferences(const std::vector<ast::File>& files);

  uint32_t LowerPredicate(const ast::Expr& expr,
                          const sema::Arguments& arguments = {});
  uint32_t LowerCondition(const ast::Expr& expr);
  uint32_t AnyOrAll(bool all, bool negative);
  uint32_t GuardOf(const sema::PlatformSymbol& symbol, uint32_t node);
  const std::set<Record>& RecordsOf(uint32_t node);
  iotpf_position PositionOf(SourceSpan span) const;

  const sema::SymbolTable& symbols_;
  const SourceSet& sources_;
  std::vector<uint32_t> source_rows_;
  Ruleset ruleset_;
  TableBuilder tables_;
  ListRows lists_;
  std::map<const ast::Provider*, uint32_t> providers_;
  std::map<const ast::Feature*, uint32_t> features_;
  // Of the fingerprint whose conditions are added: the features that they may
  // name, and the nodes of `any positive` and the like, by all and negative.
  std::vector<const ast::Feature*> visible_;
  std::array<std::array<std::optional<uint32_t>, 2>, 2> any_or_all_;
  // Records that nodes read, as far as guards have asked.
  std::unordered_map<uint32_t, std::set<Record>> records_;
};

iotpf_position IrBuilder::PositionOf(SourceSpan span) const {
  const LineAndColumn at = sources_[span.source].Locate(span.begin);
  return {source_rows_[span.source], at.line, at.column};
}

void IrBuilder::AddSources() {
  source_rows_ = RowsByName(sources_);
  ruleset_.sources.resize(sources_.size());
  for (size_t i = 0; i < sources_.size(); ++i) {
    ruleset_.sources[source_rows_[i]] = {sources_[i].name(),
                                         Sha256(sources_[i].text())};
  }
}

// ---- expressions

// The operands of an n-ary node, lowered by `lower`, under the node's op.
template <class Node, class Lower>
uint32_t LowerOperands(const Node& node, iotpf_node_op op, uint32_t threshold,
                       TableBuilder& tables, const Lower& lower) {
  std::vector<uint32_t> children;
  for (const ast::Expr& operand : node.operands) {
    children.push_back(lower(operand));
  }
  return tables.ListNode(op, children, threshold);
}

iotpf_node_op OpOf(const ast::Quantified& node) {
  switch (node.quantity) {
    case ast::Quantified::Quantity::Any:
      return IOTPF_NODE_OR;
    case ast::Quantified::Quantity::All:
      return IOTPF_NODE_AND;
    case ast::Quantified::Quantity::Number:
      break;
  }
  return IOTPF_NODE_AT_LEAST;
}

// Lowers `expr` whose leaves `leaf` lowers.
template <class Leaf>
uint32_t LowerExpr(const ast::Expr& expr, TableBuilder& tables,
                   const Leaf& leaf) {
  const auto lower = [&](const ast::Expr& operand) {
    return LowerExpr(operand, tables, leaf);
  };
  return std::visit(
      Overloaded{leaf,
                 [&](const ast::Not& node) {
                   return tables.NotNode(lower(*node.operand));
                 },
                 [&](const ast::And& node) {
                   return LowerOperands(node, IOTPF_NODE_AND, 0, tables, lower);
                 },
                 [&](const ast::Or& node) {
                   return LowerOperands(node, IOTPF_NODE_OR, 0, tables, lower);
                 },
                 [&](const ast::Quantified& node) {
                   return LowerOperands(node, OpOf(node),
                                        static_cast<uint32_t>(node.number),
                                        tables, lower);
                 }},
      expr.node);
}

uint32_t IrBuilder::LowerPredicate(const ast::Expr& expr,
                                   const sema::Arguments& arguments) {
  return LowerExpr(
      expr, tables_,
      Overloaded{[&](const ast::Term& term) {
                   return tables_.PredicateNode(
                       LowerTerm(term, arguments, symbols_, lists_, tables_));
                 },
                 [&](const ast::Call& call) {
                   return LowerPredicate(
                       symbols_.calls.at(&call)->value,
                       sema::ArgumentsOf(call, symbols_, arguments));
                 },
                 // CheckTypes() reports these outside of conditions.
                 [](const ast::AllOfPolarity&) { return kNone; }});
}

uint32_t IrBuilder::AnyOrAll(bool all, bool negative) {
  std::optional<uint32_t>& node = any_or_all_[all][negative];
  if (node) return *node;
  std::vector<uint32_t> features;
  for (const ast::Feature* feature : visible_) {
    if (feature->negative == negative) {
      features.push_back(features_.at(feature));
    }
  }
  std::ranges::sort(features);
  std::vector<uint32_t> children;
  for (const uint32_t feature : features) {
    children.push_back(tables_.FeatureNode(feature));
  }
  node = tables_.ListNode(all ? IOTPF_NODE_AND : IOTPF_NODE_OR, children);
  return *node;
}

uint32_t IrBuilder::LowerCondition(const ast::Expr& expr) {
  return LowerExpr(
      expr, tables_,
      Overloaded{[this](const ast::Term& term) {
                   const auto* feature = symbols_.features.at(&term.reference);
                   return tables_.FeatureNode(features_.at(feature));
                 },
                 // ResolveNames() reports these in conditions.
                 [](const ast::Call&) { return kNone; },
                 [&](const ast::AllOfPolarity& node) {
                   return AnyOrAll(node.all, node.negative);
                 }});
}

// ---- declarations

void IrBuilder::AddProviders() {
  for (const auto& [id, symbol] : symbols_.providers) {
    const ast::Provider& provider = *symbol.provider;
    providers_[&provider] = static_cast<uint32_t>(ruleset_.providers.size());
    Provider row{id, provider.title, PositionOf(provider.name.span)};
    if (!provider.scopes.empty()) {
      row.scope = LowerPredicate(provider.scopes.front());
    }
    ruleset_.providers.push_back(std::move(row));
  }
}

void IrBuilder::AddFeatures(const std::vector<ast::Feature>& features,
                            uint32_t fingerprint) {
  const auto platform = static_cast<uint32_t>(ruleset_.platforms.size() - 1);
  for (const ast::Feature* feature : SortedByName(features)) {
    features_[feature] = static_cast<uint32_t>(ruleset_.features.size());
    Feature row{feature->name.text,
                feature->documentation,
                PositionOf(feature->name.span),
                platform,
                fingerprint,
                feature->negative,
                LevelOf(*feature),
                0};
    row.node = LowerPredicate(feature->value);
    ruleset_.features.push_back(std::move(row));
  }
}

void IrBuilder::AddPlatform(const sema::PlatformSymbol& symbol) {
  const ast::Platform& platform = *symbol.platform;
  Platform row{platform.name.text, platform.title, "",
               PositionOf(platform.name.span)};
  for (const ast::Property& property : platform.properties) {
    if (property.name.text == "category") row.category = property.value;
  }
  if (symbol.provider != nullptr) row.provider = providers_.at(symbol.provider);
  ruleset_.platforms.push_back(std::move(row));

  const auto fingerprints = SortedByName(platform.fingerprints);
  auto index = static_cast<uint32_t>(ruleset_.fingerprints.size());
  AddFeatures(platform.features, kNone);
  for (const ast::Fingerprint* fingerprint : fingerprints) {
    AddFeatures(fingerprint->features, index++);
  }
  index = static_cast<uint32_t>(ruleset_.fingerprints.size());
  for (const ast::Fingerprint* fingerprint : fingerprints) {
    AddFingerprint(symbol, *fingerprint, index++);
  }
}

void IrBuilder::AddFingerprint(const sema::PlatformSymbol& symbol,
                               const ast::Fingerprint& fingerprint,
                               uint32_t index) {
  const auto first = static_cast<uint32_t>(ruleset_.conditions.size());
  AddConditions(symbol, fingerprint, index);
  const auto end = static_cast<uint32_t>(ruleset_.conditions.size());
  ruleset_.fingerprints.push_back(
      {fingerprint.name.text, PositionOf(fingerprint.name.span),
       static_cast<uint32_t>(ruleset_.platforms.size() - 1), first,
       end - first});
}

void IrBuilder::AddConditions(const sema::PlatformSymbol& symbol,
                              const ast::Fingerprint& fingerprint,
                              uint32_t index) {
  const ast::Platform& platform = *symbol.platform;
  visible_ = sema::VisibleFeatures(platform, &fingerprint);
  any_or_all_ = {};
  // Sorted before nodes are numbered, so that the order in which conditions are
  // written does not show.
  auto conditions = sema::ConditionsOf(platform, fingerprint);
  std::ranges::sort(conditions, [](const auto& a, const auto& b) {
    return std::tie(b.priority, a.id) < std::tie(a.priority, b.id);
  });
  for (const auto& condition : conditions) {
    const bool negative = condition.kind == IOTPF_SUFFICIENT_NEGATIVE;
    Condition row{condition.id,
                  PositionOf(condition.span),
                  index,
                  condition.kind,
                  static_cast<uint32_t>(condition.priority),
                  condition.written == nullptr
                      ? AnyOrAll(false, negative)
                      : LowerCondition(condition.written->value)};
    if (condition.kind == IOTPF_NECESSARY_NEGATIVE) {
      row.guard = GuardOf(symbol, row.node);
    }
    ruleset_.conditions.push_back(std::move(row));
  }
}

// Nodes are shared, so each is asked once.
const std::set<Record>& IrBuilder::RecordsOf(uint32_t node) {
  if (const auto it = records_.find(node); it != records_.end()) {
    return it->second;
  }
  std::set<Record> records;
  const Node& row = ruleset_.nodes[node];
  if (row.op == IOTPF_NODE_FEATURE) {
    records = RecordsOf(ruleset_.features[row.first].node);
  } else if (row.op == IOTPF_NODE_PREDICATE) {
    const Predicate& predicate = ruleset_.predicates[row.first];
    records.insert(InfoOf(ruleset_.readings[predicate.reading].field).record);
  }
  for (uint32_t i = 0; i < row.count; ++i) {
    const auto& below = RecordsOf(ruleset_.children[row.first + i]);
    records.insert(below.begin(), below.end());
  }
  return records_.emplace(node, std::move(records)).first->second;
}

uint32_t IrBuilder::GuardOf(const sema::PlatformSymbol& symbol, uint32_t node) {
  std::vector<uint32_t> present;
  for (const Record record : RecordsOf(node)) {
    present.push_back(tables_.PredicateNode(tables_.RecordPresent(record)));
  }
  const uint32_t scope =
      ruleset_.providers[providers_.at(symbol.provider)].scope;
  return tables_.ListNode(IOTPF_NODE_AND,
                          {scope, tables_.ListNode(IOTPF_NODE_OR, present)});
}

// ---- preferences

void IrBuilder::AddPreferences(const std::vector<ast::File>& files) {
  // Platforms stand in the tables in the order of the symbols.
  for (const auto& [winner, loser] : sema::AllPreferences(files, symbols_)) {
    ruleset_.preferences.push_back({winner, loser});
  }
}

Ruleset IrBuilder::Run(const std::vector<ast::File>& files) {
  AddSources();
  AddProviders();
  for (const auto& [id, symbol] : symbols_.platforms) AddPlatform(symbol);
  AddPreferences(files);
  return std::move(ruleset_);
}

}  // namespace

Ruleset BuildIr(const std::vector<ast::File>& files,
                const sema::SymbolTable& symbols, const SourceSet& sources) {
  return IrBuilder(symbols, sources).Run(files);
}

}  // namespace iotpf::ir
