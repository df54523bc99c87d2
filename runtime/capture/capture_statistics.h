// The counters of capture_counters.def as a struct.
#ifndef IOTPF_RUNTIME_CAPTURE_CAPTURE_STATISTICS_H_
#define IOTPF_RUNTIME_CAPTURE_CAPTURE_STATISTICS_H_

#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

// One for each thread; add them up at the end.
struct CaptureStatistics {
#define IOTPF_CAPTURE_COUNTER(name, description) uint64_t name = 0;
#include "runtime/capture/capture_counters.def"

  CaptureStatistics& operator+=(const CaptureStatistics& other) {
#define IOTPF_CAPTURE_COUNTER(name, description) name += other.name;
#include "runtime/capture/capture_counters.def"
    return *this;
  }

  // Calls visit(name, value, description) for each counter, in table order.
  template <class Visit>
  void ForEach(Visit&& visit) const {
#define IOTPF_CAPTURE_COUNTER(name, description) \
  visit(std::string_view(#name), name, std::string_view(description));
#include "runtime/capture/capture_counters.def"
  }

  bool operator==(const CaptureStatistics&) const = default;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_CAPTURE_STATISTICS_H_
