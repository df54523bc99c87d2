// Hash-consing by ordered maps: the order of rows is the order of first use,
// which is that of the sorted rules, so equal rules give equal tables.

#include "compiler/ir/table_builder.h"

#include <algorithm>
#include <utility>

namespace iotpf::ir {
namespace {

Stage FirstStageOf(Record record) {
  Stage first = Stage::Stream;
  for (const FieldInfo& field : kFields) {
    if (field.record == record) first = std::min(first, field.stage);
  }
  return first;
}

}  // namespace

uint32_t TableBuilder::Reading(Field field, std::string key) {
  const auto next = static_cast<uint32_t>(ruleset_.readings.size());
  const auto [it, is_new] = readings_.emplace(std::pair(field, key), next);
  if (is_new) ruleset_.readings.push_back({field, std::move(key)});
  return it->second;
}

uint32_t TableBuilder::Regex(const std::string& pattern, uint32_t flags) {
  const auto next = static_cast<uint32_t>(ruleset_.regexes.size());
  const auto [it, is_new] = regexes_.emplace(std::pair(pattern, flags), next);
  if (is_new) ruleset_.regexes.push_back({pattern, flags});
  return it->second;
}

uint32_t TableBuilder::InternPredicate(const ir::Predicate& predicate) {
  const auto next = static_cast<uint32_t>(ruleset_.predicates.size());
  const auto [it, is_new] = predicates_.emplace(
      std::tuple(predicate.op, predicate.reading, predicate.first_constant,
                 predicate.constant_count, predicate.number),
      next);
  if (is_new) ruleset_.predicates.push_back(predicate);
  return it->second;
}

TableBuilder::ConstantRows TableBuilder::Constants(
    std::vector<Constant> constants) {
  std::ranges::sort(constants);
  const auto duplicates = std::ranges::unique(constants);
  constants.erase(duplicates.begin(), duplicates.end());
  if (constants.empty()) return {};
  const auto count = static_cast<uint32_t>(constants.size());
  const auto next = static_cast<uint32_t>(ruleset_.constants.size());
  const auto [it, is_new] = constants_.emplace(std::move(constants), next);
  if (is_new) {
    ruleset_.constants.insert(ruleset_.constants.end(), it->first.begin(),
                              it->first.end());
  }
  return {it->second, count};
}

uint32_t TableBuilder::PredicateOn(ConstantRows constants,
                                   iotpf_predicate_op op, uint32_t reading,
                                   uint64_t number) {
  const FieldInfo& field = InfoOf(ruleset_.readings[reading].field);
  // What is counted has a type; how many there are is a number.
  const ValueType type = op == IOTPF_OP_COUNT ? ValueType::Int : field.type;
  return InternPredicate({op, reading, field.stage, type, constants.first,
                          constants.count, number});
}

uint32_t TableBuilder::Search(uint32_t reading, Constant regex,
                              SourceSpan span) {
  const size_t before = ruleset_.predicates.size();
  const uint32_t row = Predicate(IOTPF_OP_MATCHES, reading, {std::move(regex)});
  if (row == before) ruleset_.predicates[row].regex_span = span;
  return row;
}

uint32_t TableBuilder::RecordPresent(Record record) {
  return InternPredicate({IOTPF_OP_RECORD_PRESENT,
                          static_cast<uint32_t>(record), FirstStageOf(record),
                          ValueType::Int});
}

uint32_t TableBuilder::InternNode(iotpf_node_op op, uint32_t first,
                                  const std::vector<uint32_t>& children,
                                  uint32_t threshold) {
  const auto next = static_cast<uint32_t>(ruleset_.nodes.size());
  const auto [it, is_new] =
      nodes_.emplace(std::tuple(op, first, children, threshold), next);
  if (!is_new) return it->second;
  Node node{op, first, static_cast<uint32_t>(children.size()), threshold};
  if (!children.empty()) {
    node.first = static_cast<uint32_t>(ruleset_.children.size());
    ruleset_.children.insert(ruleset_.children.end(), children.begin(),
                             children.end());
  }
  ruleset_.nodes.push_back(node);
  return next;
}

uint32_t TableBuilder::PredicateNode(uint32_t predicate) {
  return InternNode(IOTPF_NODE_PREDICATE, predicate, {}, 0);
}

uint32_t TableBuilder::FeatureNode(uint32_t feature) {
  return InternNode(IOTPF_NODE_FEATURE, feature, {}, 0);
}

uint32_t TableBuilder::NotNode(uint32_t child) {
  return InternNode(IOTPF_NODE_NOT, 0, {child}, 0);
}

uint32_t TableBuilder::ListNode(iotpf_node_op op,
                                const std::vector<uint32_t>& children,
                                uint32_t threshold) {
  if (children.size() == 1) return children[0];
  return InternNode(op, 0, children, threshold);
}

}  // namespace iotpf::ir
