// The one primitive of byte tests: does this constant stand here?
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_BYTES_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_BYTES_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/ir/ir.h"

#include <cstddef>
#include <cstdint>

namespace iotpf::codegen {

// Constants up to this many bytes are compared by code of their own; longer
// ones by the shared loop over the tables.
inline constexpr size_t kMaxInlineBytes = 64;

// A word of eight times this byte.
constexpr uint64_t EachByte(uint8_t byte) {
  return 0x0101010101010101u * uint64_t{byte};
}

// Code for: of each byte of a word that is an ASCII capital letter, the bit
// that makes it a small one.
llvm::Value* CaseBitsOf(FunctionBuilder& code, llvm::Value* word);

// Code for: the bytes of `constant` stand at `place`, under its mask and case
// folding; for a network, the bytes share its prefix.
//
//   Requires  constant.bytes.size() bytes are readable at `place`.
//   Output    an i1.
llvm::Value* LowerStandsAt(FunctionBuilder& code, llvm::Value* place,
                           const ir::Constant& constant);

// Code for: a whole value satisfies `op` with `constant`, of kind BYTES or
// NETWORK. Reads no byte outside of the value.
//
//   Input     `number`: the offset of AT, in bytes.
//   Output    an i1.
llvm::Value* LowerWholeBytes(FunctionBuilder& code, iotpf_predicate_op op,
                             uint64_t number, const ir::Constant& constant,
                             llvm::Value* data, llvm::Value* size);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_BYTES_H_
