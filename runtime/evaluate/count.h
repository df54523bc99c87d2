// The operation COUNT: how many values a field has.
#ifndef IOTPF_RUNTIME_EVALUATE_COUNT_H_
#define IOTPF_RUNTIME_EVALUATE_COUNT_H_

#include <iotpf/ruleset_abi.h>

#include <span>

namespace iotpf::runtime {

// Whether the number of values of a slot lies in one of `ranges`.
//
//   Input    `ranges`: constants of IOTPF_CONSTANT_INTEGER. An absent field has
//            0 values; a value that was cut is one.
//   Output   unknown where the field is unobserved, and where values that may
//            follow can still change the answer.
//   Cost     sorts the ranges where more values may follow.
//   Source   the language reference, tests of fields.
iotpf_truth EvaluateCount(std::span<const iotpf_constant> ranges,
                          const iotpf_slot& slot);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_COUNT_H_
