// The conditions that a fingerprint has in the end: inherited, own and default.
#ifndef IOTPF_COMPILER_SEMA_FINGERPRINT_CONDITIONS_H_
#define IOTPF_COMPILER_SEMA_FINGERPRINT_CONDITIONS_H_

#include "compiler/ast/ast.h"

#include <iotpf/ruleset_abi.h>

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::sema {

struct FingerprintCondition {
  std::string id;  // `smartthings.mobile.sufficient_positive`
  iotpf_condition_kind kind;
  int64_t priority;
  // What was written, or null for a default one: `any positive`, or `any
  // negative`, by its kind.
  const ast::Condition* written;
  SourceSpan span;
};

// The conditions of a fingerprint: the platform's first, then its own, then
// the defaults.
//
//   Output  A fingerprint without conditions of its own has `sufficient
//           positive : any positive` and `sufficient negative : any negative`,
//           as far as it has such features and inherits no condition of that
//           kind. Several of one kind are numbered from 1: from the highest
//           priority down, then by what they say, so that the order in which
//           they are written does not matter.
std::vector<FingerprintCondition> ConditionsOf(
    const ast::Platform& platform, const ast::Fingerprint& fingerprint);

// Whether a condition of this kind votes that the session belongs.
bool VotesBelongs(iotpf_condition_kind kind);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_FINGERPRINT_CONDITIONS_H_
