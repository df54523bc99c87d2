// Expressions bottom up, with Kleene's logic.
//
// Equal nodes of a ruleset are one node, so an expression is a graph and may be
// exponentially larger as a tree: the truth of each node is kept. Recursion is
// as deep as rules may nest, which the compiler limits.
#include "runtime/evaluate/expression.h"

#include "runtime/evaluate/kleene.h"
#include "runtime/evaluate/predicate.h"

#include <span>

namespace iotpf::runtime {
namespace {

constexpr uint8_t kNotComputed = 0xFF;

}  // namespace

Expressions::Expressions(const RulesetView& ruleset,
                         const iotpf_session& session, const RegexSet& regexes,
                         Stage stage)
    : ruleset_(ruleset),
      session_(session),
      regexes_(regexes),
      stage_(stage),
      nodes_(ruleset.nodes().size(), kNotComputed) {}

iotpf_truth Expressions::Node(uint32_t node) {
  if (nodes_[node] == kNotComputed) {
    nodes_[node] = static_cast<uint8_t>(Compute(ruleset_.nodes()[node]));
  }
  return static_cast<iotpf_truth>(nodes_[node]);
}

iotpf_truth Expressions::Feature(uint32_t feature) {
  return Node(ruleset_.features()[feature].node);
}

void Expressions::Assume(uint32_t node, iotpf_truth truth) {
  nodes_[node] = static_cast<uint8_t>(truth);
}

iotpf_truth Expressions::Predicate(uint32_t predicate) const {
  const uint32_t stage = ruleset_.predicates()[predicate].stage;
  if (stage > static_cast<uint32_t>(stage_)) return IOTPF_UNKNOWN;
  return EvaluatePredicate(ruleset_, predicate, session_, regexes_);
}

iotpf_truth Expressions::Compute(const iotpf_node& node) {
  switch (node.op) {
    case IOTPF_NODE_TRUE:
      return IOTPF_TRUE;
    case IOTPF_NODE_PREDICATE:
      return Predicate(node.first);
    case IOTPF_NODE_FEATURE:
      return Feature(node.first);
    case IOTPF_NODE_NOT:
      return Not(Node(ruleset_.children()[node.first]));
    case IOTPF_NODE_AND:
      return AtLeast(node, node.count);
    case IOTPF_NODE_OR:
      return AtLeast(node, 1);
    case IOTPF_NODE_AT_LEAST:
      return AtLeast(node, node.threshold);
    default:
      return IOTPF_FALSE;
  }
}

// Kleene's conjunction is "all of", his disjunction "one of".
iotpf_truth Expressions::AtLeast(const iotpf_node& node, uint32_t threshold) {
  uint32_t true_count = 0;
  uint32_t unknown_count = 0;
  for (const uint32_t child :
       ruleset_.children().subspan(node.first, node.count)) {
    if (true_count >= threshold) break;
    const iotpf_truth truth = Node(child);
    if (truth == IOTPF_TRUE) ++true_count;
    if (truth == IOTPF_UNKNOWN) ++unknown_count;
  }
  if (true_count >= threshold) return IOTPF_TRUE;
  if (true_count + unknown_count < threshold) return IOTPF_FALSE;
  return IOTPF_UNKNOWN;
}

}  // namespace iotpf::runtime
