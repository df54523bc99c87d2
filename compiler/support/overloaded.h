// A set of lambdas as one visitor for std::visit.
#ifndef IOTPF_COMPILER_SUPPORT_OVERLOADED_H_
#define IOTPF_COMPILER_SUPPORT_OVERLOADED_H_

namespace iotpf {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace iotpf

#endif  // IOTPF_COMPILER_SUPPORT_OVERLOADED_H_
