// Expressions of conditions, as trees with their truth.
#ifndef IOTPF_RUNTIME_EXPLAIN_EXPRESSION_TREE_H_
#define IOTPF_RUNTIME_EXPLAIN_EXPRESSION_TREE_H_

#include "runtime/evaluate/expression.h"
#include "runtime/explain/seen_fields.h"
#include "runtime/match/regex_set.h"

#include <iotpf/explain.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace iotpf::runtime {

// The expressions of one platform. A feature that several conditions name is
// written out where it is met first.
class ExpressionTrees {
 public:
  // All outlive it. What tests read is added to `fields`.
  ExpressionTrees(const RulesetView& ruleset, const iotpf_session& session,
                  const RegexSet& regexes, Expressions& expressions,
                  SeenFields& fields)
      : ruleset_(ruleset),
        session_(session),
        regexes_(regexes),
        expressions_(expressions),
        fields_(fields) {}

  // The expression `node`, its children below it.
  std::vector<ExpressionNode> Write(uint32_t node);

 private:
  void Append(uint32_t node, uint16_t depth);
  void AppendChildren(const iotpf_node& row, uint16_t depth);
  uint32_t MatchOf(uint32_t predicate) const;

  RulesetView ruleset_;
  const iotpf_session& session_;
  const RegexSet& regexes_;
  Expressions& expressions_;
  SeenFields& fields_;
  std::set<uint32_t> written_;         // features
  std::vector<ExpressionNode> nodes_;  // of the expression being written
  size_t room_ = 0;                    // nodes that it or its feature may take
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EXPLAIN_EXPRESSION_TREE_H_
