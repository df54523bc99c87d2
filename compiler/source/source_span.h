// A run of bytes in one of the files being compiled.
#ifndef IOTPF_COMPILER_SOURCE_SOURCE_SPAN_H_
#define IOTPF_COMPILER_SOURCE_SOURCE_SPAN_H_

#include <cstdint>

namespace iotpf {

// Half open: `begin` is the first byte, `end` the one after the last.
struct SourceSpan {
  uint32_t source = 0;  // index of the file in its SourceSet
  uint32_t begin = 0;
  uint32_t end = 0;
};

}  // namespace iotpf

#endif  // IOTPF_COMPILER_SOURCE_SOURCE_SPAN_H_
