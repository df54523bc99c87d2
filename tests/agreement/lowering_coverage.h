// Which lowerings the code generator chooses for rulesets, counted.
#ifndef IOTPF_TESTS_AGREEMENT_LOWERING_COVERAGE_H_
#define IOTPF_TESTS_AGREEMENT_LOWERING_COVERAGE_H_

#include "compiler/automata/dfa.h"
#include "compiler/codegen/literal_plan.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <iotpf/ruleset_abi.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

class LoweringCoverage {
 public:
  // Counts nothing so far, of each kind that there is.
  LoweringCoverage();

  // The choices for a ruleset, without making code.
  void Add(const ir::Ruleset& ruleset);
  // The states in which a session shows readings.
  void Add(const iotpf_session& session, size_t readings);

  // How often each kind came up.
  const std::map<std::string_view, uint64_t>& counts() const { return counts_; }
  // The same, one line a kind.
  std::string Describe() const;

 private:
  void Count(std::string_view kind, size_t times = 1);
  void AddReading(const ir::Ruleset& ruleset, uint32_t reading);
  void AddParts(const ir::Ruleset& ruleset, const ir::PredicateOrder& order,
                uint32_t reading);
  void AddAutomaton(const automata::Dfa& dfa);
  void AddScan(const std::vector<codegen::ScanLiteral>& literals);
  void AddShapes(const ir::Ruleset& ruleset);

  std::map<std::string_view, uint64_t> counts_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_LOWERING_COVERAGE_H_
