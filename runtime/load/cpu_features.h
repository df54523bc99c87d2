// The instruction sets that this machine has.
#ifndef IOTPF_RUNTIME_LOAD_CPU_FEATURES_H_
#define IOTPF_RUNTIME_LOAD_CPU_FEATURES_H_

#include <string>
#include <string_view>

namespace iotpf::runtime {

// The names of `required` that are not among `available`, in their order.
//
//   Input    names separated by single spaces.
std::string MissingFeatures(std::string_view required,
                            std::string_view available);

// The features of the first processor of /proc/cpuinfo, separated by spaces.
// Empty when the file cannot be read.
std::string AvailableFeatures();

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_LOAD_CPU_FEATURES_H_
