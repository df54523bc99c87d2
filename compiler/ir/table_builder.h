// The tables of expressions under construction: equal rows are one row.
#ifndef IOTPF_COMPILER_IR_TABLE_BUILDER_H_
#define IOTPF_COMPILER_IR_TABLE_BUILDER_H_

#include "compiler/ir/ir.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace iotpf::ir {

// Adds rows to `ruleset`, or finds the equal one that is there. Sharing happens
// here, while the tables grow: a predicate that ten features test is one row,
// and runs once a session.
class TableBuilder {
 public:
  // Rows of constants that stand one behind the other.
  struct ConstantRows {
    uint32_t first = 0;
    uint32_t count = 0;
  };

  explicit TableBuilder(Ruleset& ruleset) : ruleset_(ruleset) {}

  uint32_t Reading(Field field, std::string key);
  uint32_t Regex(const std::string& pattern, uint32_t flags);
  // The constants are alternatives: their order is lost.
  ConstantRows Constants(std::vector<Constant> constants);
  // A test of a field.
  uint32_t PredicateOn(ConstantRows constants, iotpf_predicate_op op,
                       uint32_t reading, uint64_t number = 0);
  uint32_t Predicate(iotpf_predicate_op op, uint32_t reading,
                     std::vector<Constant> constants, uint64_t number = 0) {
    return PredicateOn(Constants(std::move(constants)), op, reading, number);
  }
  // MATCHES, with the place where it is written.
  uint32_t Search(uint32_t reading, Constant regex, SourceSpan span);
  uint32_t RecordPresent(Record record);

  uint32_t PredicateNode(uint32_t predicate);
  uint32_t FeatureNode(uint32_t feature);
  uint32_t NotNode(uint32_t child);
  // And, Or, AtLeast. One child alone is returned as it is.
  uint32_t ListNode(iotpf_node_op op, const std::vector<uint32_t>& children,
                    uint32_t threshold = 0);

 private:
  uint32_t InternPredicate(const ir::Predicate& predicate);
  uint32_t InternNode(iotpf_node_op op, uint32_t first,
                      const std::vector<uint32_t>& children,
                      uint32_t threshold);

  Ruleset& ruleset_;
  std::map<std::pair<Field, std::string>, uint32_t> readings_;
  std::map<std::pair<std::string, uint32_t>, uint32_t> regexes_;
  std::map<std::vector<Constant>, uint32_t> constants_;  // first row of a list
  std::map<
      std::tuple<iotpf_predicate_op, uint32_t, uint32_t, uint32_t, uint64_t>,
      uint32_t>
      predicates_;
  std::map<std::tuple<iotpf_node_op, uint32_t, std::vector<uint32_t>, uint32_t>,
           uint32_t>
      nodes_;
};

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_TABLE_BUILDER_H_
