// What decoders counted as text, for expectations.
#ifndef IOTPF_TESTS_SUPPORT_DESCRIBE_COUNTERS_H_
#define IOTPF_TESTS_SUPPORT_DESCRIBE_COUNTERS_H_

#include "runtime/protocols/decode_counters.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::tests {

// `name=1` for each counter that is not 0, with what stands around it.
inline std::string Describe(const runtime::DecodeCounters& counters,
                            std::string_view before, std::string_view after) {
  std::string text;
  counters.ForEach([&](std::string_view name, uint64_t value, auto) {
    if (value == 0) return;
    text += before;
    text += name;
    text += "=" + std::to_string(value);
    text += after;
  });
  return text;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_DESCRIBE_COUNTERS_H_
