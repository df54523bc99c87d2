// WriteImage(): the tables of a ruleset as the one image of ruleset_abi.h.
#ifndef IOTPF_COMPILER_IR_WRITE_IMAGE_H_
#define IOTPF_COMPILER_IR_WRITE_IMAGE_H_

#include "compiler/ir/ir.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::ir {

// What an image says of its making. All but `compiler` is empty in portable
// tables.
struct ImageNotes {
  std::string_view compiler;  // "iotpfc 0.1.0"
  std::string_view target;    // "x86_64-pc-linux-gnu x86-64-v3"
  std::string_view features;  // /proc/cpuinfo names, space separated
  uint32_t state_words = 0;   // 64-bit words that native code keeps
};

// Lays out `ruleset`. The three function offsets are 0: code generation puts
// its own in their place.
//
//   Output   a pure function of the arguments; equal texts are stored once;
//            rows are aligned to 8 bytes from the start.
//   Errors   none: a ruleset whose image would pass 2 GiB is a bug of whoever
//            let it come so far.
std::string WriteImage(const Ruleset& ruleset, const ImageNotes& notes);

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_WRITE_IMAGE_H_
