// Equal nodes of a ruleset are one node, so an expression is a graph that may
// be exponentially larger as a tree: each feature and each expression has room
// for a number of nodes, and says where more are left out.
#include "runtime/explain/expression_tree.h"

#include "runtime/evaluate/predicate.h"

#include <utility>

namespace iotpf::runtime {

std::vector<ExpressionNode> ExpressionTrees::Write(uint32_t node) {
  nodes_.clear();
  room_ = kMaxExpressionNodes;
  Append(node, 0);
  return std::move(nodes_);
}

uint32_t ExpressionTrees::MatchOf(uint32_t predicate) const {
  switch (ruleset_.predicates()[predicate].op) {
    case IOTPF_OP_PRESENT:
    case IOTPF_OP_NOT_EQUAL:
      return IOTPF_NONE;  // all values count alike
    default:
      return FirstMatch(ruleset_, predicate, session_, regexes_)
          .value_or(IOTPF_NONE);
  }
}

void ExpressionTrees::Append(uint32_t node, uint16_t depth) {
  const iotpf_node& row = ruleset_.nodes()[node];
  const auto truth = static_cast<Truth>(expressions_.Node(node));
  nodes_.push_back({node, IOTPF_NONE, depth, truth});
  if (room_ > 0) --room_;
  switch (row.op) {
    case IOTPF_NODE_PREDICATE: {
      const iotpf_predicate& predicate = ruleset_.predicates()[row.first];
      if (predicate.op == IOTPF_OP_RECORD_PRESENT) return;
      const uint32_t match = MatchOf(row.first);
      nodes_.back().match = match;
      return fields_.Add(predicate.reading, match);
    }
    case IOTPF_NODE_FEATURE: {
      if (!written_.insert(row.first).second) {
        nodes_.back().is_repeated = true;
        return;
      }
      const size_t outer = std::exchange(room_, kMaxExpressionNodes);
      Append(ruleset_.features()[row.first].node,
             static_cast<uint16_t>(depth + 1));
      room_ = outer;
      return;
    }
    default:
      return AppendChildren(row, depth);
  }
}

void ExpressionTrees::AppendChildren(const iotpf_node& row, uint16_t depth) {
  const size_t parent = nodes_.size() - 1;
  // `not` has one child, and its count may say none.
  const uint32_t count = row.op == IOTPF_NODE_NOT ? 1 : row.count;
  for (uint32_t i = 0; i < count; ++i) {
    if (room_ == 0) {
      nodes_[parent].is_cut = true;
      return;
    }
    Append(ruleset_.children()[row.first + i],
           static_cast<uint16_t>(depth + 1));
  }
}

}  // namespace iotpf::runtime
