// The engines that ours is measured against. Each gets the same rows on the
// same values, in the form that suits it best.
#ifndef IOTPF_TESTS_BENCH_PEERS_H_
#define IOTPF_TESTS_BENCH_PEERS_H_

#include "tests/bench/engine.h"
#include "tests/bench/field_lookup.h"
#include "tests/bench/rule_table.h"

#include <iotpf/result.h>

#include <memory>
#include <span>
#include <string>

namespace iotpf::tests {

using MadeEngine = Result<std::unique_ptr<Engine>>;

// One rule table, and where Python finds it and the sessions. Outlives the
// engines made of it.
struct RuleSet {
  explicit RuleSet(std::vector<Rule> all)
      : rules(std::move(all)), fields(rules) {}

  std::vector<Rule> rules;
  FieldLookup fields;
  std::string rules_path;  // empty: there is no file
  std::string sessions_path;
};

// Walks a session as the engines below do and matches nothing.
std::unique_ptr<Engine> MakeWalk(const RuleSet& rules);

// The others. Errors: the library is not on this machine, or it refuses the
// patterns; the message says which.

// Vectorscan, a database for each field.
MadeEngine MakeVectorscanFields(const RuleSet& rules);
// Vectorscan, one database over the text of the session.
MadeEngine MakeVectorscanText(const RuleSet& rules);
// An RE2::Set for each field.
MadeEngine MakeRe2Sets(const RuleSet& rules);
// One RE2 object for each row.
MadeEngine MakeRe2Each(const RuleSet& rules);
// All rows of a field in one RE2, which says yes or no.
MadeEngine MakeRe2Alternation(const RuleSet& rules);
// YARA, a rule for each row, over the text of the session.
MadeEngine MakeYara(const RuleSet& rules);

// Python's `re`, one pattern for each row, in a process of its own.
enum class PythonInput : uint8_t { Fields, Text };
MadeEngine MakePython(const RuleSet& rules, PythonInput input);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_PEERS_H_
