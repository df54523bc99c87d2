// Values of traffic as people read them.
#ifndef IOTPF_RUNTIME_EVALUATE_SHOWN_VALUE_H_
#define IOTPF_RUNTIME_EVALUATE_SHOWN_VALUE_H_

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>

#include <string>

namespace iotpf::runtime {

struct ShownValue {
  // Raw bytes, integers in decimal, addresses as text; empty for JSON objects
  // and arrays. At most kMaxEvidenceValueBytes.
  std::string text;
  bool truncated = false;  // the value was longer
};

// A value of a field of this type.
ShownValue ShowValue(const iotpf_value& value, ValueType type);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_SHOWN_VALUE_H_
