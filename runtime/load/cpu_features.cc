// CPU features by the kernel's names.
//
// The kernel's list already leaves out what the system does not support, such
// as vector registers that it does not save; asking the processor would not.

#include "runtime/load/cpu_features.h"

#include <fstream>
#include <set>
#include <sstream>

namespace iotpf::runtime {

std::string MissingFeatures(std::string_view required,
                            std::string_view available) {
  std::istringstream names{std::string(available)};
  std::set<std::string> known;
  std::string name;
  while (names >> name) known.insert(name);

  std::istringstream wanted{std::string(required)};
  std::string missing;
  while (wanted >> name) {
    if (known.contains(name)) continue;
    if (!missing.empty()) missing += ' ';
    missing += name;
  }
  return missing;
}

std::string AvailableFeatures() {
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  while (std::getline(file, line)) {
    // x86 says `flags`, Arm `Features`.
    if (!line.starts_with("flags") && !line.starts_with("Features")) continue;
    const size_t colon = line.find(':');
    if (colon != std::string::npos) return line.substr(colon + 1);
  }
  return "";
}

}  // namespace iotpf::runtime
