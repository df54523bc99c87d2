// LowerHashScan(): a scan for any number of literals in words.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_HASH_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_HASH_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_confirm.h"

namespace iotpf::codegen {

// Writes the scan of a value of any size into `code`.
void LowerHashScan(FunctionBuilder& code, const LiteralScan& scan);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_HASH_H_
