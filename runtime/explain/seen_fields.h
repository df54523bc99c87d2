// What a session shows of the fields that tests read.
#ifndef IOTPF_RUNTIME_EXPLAIN_SEEN_FIELDS_H_
#define IOTPF_RUNTIME_EXPLAIN_SEEN_FIELDS_H_

#include <iotpf/explain.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <map>
#include <vector>

namespace iotpf::runtime {

// Collects fields, each once.
class SeenFields {
 public:
  // Both outlive it.
  SeenFields(const RulesetView& ruleset, const iotpf_session& session)
      : ruleset_(ruleset), session_(session) {}

  // Adds a reading with its first values, and the value `match` if it is not
  // IOTPF_NONE.
  void Add(uint32_t reading, uint32_t match);

  // By reading.
  std::vector<SeenField> Take() &&;

 private:
  void AddValue(SeenField& field, uint32_t index) const;

  RulesetView ruleset_;
  const iotpf_session& session_;
  std::map<uint32_t, SeenField> fields_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EXPLAIN_SEEN_FIELDS_H_
