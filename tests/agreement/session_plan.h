// Sessions as plain data: drawn at random, made smaller, shown to engines.
#ifndef IOTPF_TESTS_AGREEMENT_SESSION_PLAN_H_
#define IOTPF_TESTS_AGREEMENT_SESSION_PLAN_H_

#include "tests/agreement/random.h"
#include "tests/agreement/value_pool.h"

#include <iotpf/field.h>
#include <iotpf/session.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::tests {

struct ValuePlan {
  std::string name;   // of a header
  std::string bytes;  // where the field has no number
  int64_t number = 0;
  bool is_partial = false;
};

// A field that is not unobserved.
struct FieldPlan {
  Field field{};
  bool is_open = false;
  bool is_excerpt = false;
  std::vector<ValuePlan> values;  // none: absent, where it is not open
};

struct SessionPlan {
  SessionKind kind = SessionKind::Flow;
  std::array<Presence, kRecordCount> records{};
  std::vector<FieldPlan> fields;

  // Fills `session`, which views this plan.
  void Show(Session& session) const;
};

// A session that often meets what rules of the pool ask for. Query, cookie,
// form and JSON are shown through the target, header and body that they are
// read from.
SessionPlan RandomSession(const ValuePool& pool, Random& random);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_SESSION_PLAN_H_
