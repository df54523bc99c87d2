// The counters of decode_counters.def as a struct.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DECODE_COUNTERS_H_
#define IOTPF_RUNTIME_PROTOCOLS_DECODE_COUNTERS_H_

#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

// One for each worker; decoders add to the one they were made with.
struct DecodeCounters {
#define IOTPF_DECODE_COUNTER(name, description) uint64_t name = 0;
#include "runtime/protocols/decode_counters.def"

  DecodeCounters& operator+=(const DecodeCounters& other) {
#define IOTPF_DECODE_COUNTER(name, description) name += other.name;
#include "runtime/protocols/decode_counters.def"
    return *this;
  }

  // Calls visit(name, value, description) for each counter, in table order.
  template <class Visit>
  void ForEach(Visit&& visit) const {
#define IOTPF_DECODE_COUNTER(name, description) \
  visit(std::string_view(#name), name, std::string_view(description));
#include "runtime/protocols/decode_counters.def"
  }

  bool operator==(const DecodeCounters&) const = default;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DECODE_COUNTERS_H_
