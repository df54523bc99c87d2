// The IR for people: --emit=ir and golden tests.
#ifndef IOTPF_COMPILER_IR_PRINT_IR_H_
#define IOTPF_COMPILER_IR_PRINT_IR_H_

#include "compiler/ir/ir.h"

#include <string>

namespace iotpf::ir {

// Writes every table, a line a row, with the number of the row in front.
std::string PrintIr(const Ruleset& ruleset);

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_PRINT_IR_H_
