// Zeros are shown: that nothing was dropped is what most readers look for.
#include <iotpf/report.h>

#include <fmt/format.h>

#include <algorithm>

namespace iotpf {

std::string StatisticsText(const std::vector<ScanCounter>& counters) {
  size_t name_columns = 0;
  for (const ScanCounter& counter : counters) {
    name_columns =
        std::max(name_columns, counter.group.size() + counter.name.size() + 1);
  }
  std::string text;
  for (const ScanCounter& counter : counters) {
    text += fmt::format("{:<{}}  {:>12}  {}\n",
                        fmt::format("{}.{}", counter.group, counter.name),
                        name_columns, counter.value, counter.description);
  }
  return text;
}

}  // namespace iotpf
