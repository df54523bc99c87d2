// Kleene's logic of three values, on enum iotpf_truth.
#ifndef IOTPF_RUNTIME_EVALUATE_KLEENE_H_
#define IOTPF_RUNTIME_EVALUATE_KLEENE_H_

#include <iotpf/ruleset_abi.h>

namespace iotpf::runtime {

constexpr iotpf_truth TruthOf(bool holds) {
  return holds ? IOTPF_TRUE : IOTPF_FALSE;
}

constexpr iotpf_truth Not(iotpf_truth a) {
  if (a == IOTPF_UNKNOWN) return IOTPF_UNKNOWN;
  return TruthOf(a == IOTPF_FALSE);
}

constexpr iotpf_truth And(iotpf_truth a, iotpf_truth b) {
  if (a == IOTPF_FALSE || b == IOTPF_FALSE) return IOTPF_FALSE;
  if (a == IOTPF_UNKNOWN || b == IOTPF_UNKNOWN) return IOTPF_UNKNOWN;
  return IOTPF_TRUE;
}

constexpr iotpf_truth Or(iotpf_truth a, iotpf_truth b) {
  if (a == IOTPF_TRUE || b == IOTPF_TRUE) return IOTPF_TRUE;
  if (a == IOTPF_UNKNOWN || b == IOTPF_UNKNOWN) return IOTPF_UNKNOWN;
  return IOTPF_FALSE;
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_KLEENE_H_
