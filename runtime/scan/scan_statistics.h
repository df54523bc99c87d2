// The counters of scan_counters.def as a struct.
#ifndef IOTPF_RUNTIME_SCAN_SCAN_STATISTICS_H_
#define IOTPF_RUNTIME_SCAN_SCAN_STATISTICS_H_

#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

// One for each shard, worker or reader; added up at the end.
struct ScanStatistics {
#define IOTPF_SCAN_COUNTER(name, description) uint64_t name = 0;
#include "runtime/scan/scan_counters.def"

  ScanStatistics& operator+=(const ScanStatistics& other) {
#define IOTPF_SCAN_COUNTER(name, description) name += other.name;
#include "runtime/scan/scan_counters.def"
    return *this;
  }

  // Calls visit(name, value, description) for each counter, in table order.
  template <class Visit>
  void ForEach(Visit&& visit) const {
#define IOTPF_SCAN_COUNTER(name, description) \
  visit(std::string_view(#name), name, std::string_view(description));
#include "runtime/scan/scan_counters.def"
  }
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SCAN_STATISTICS_H_
