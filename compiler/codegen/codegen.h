// GenerateCode(): rules as machine code.
#ifndef IOTPF_COMPILER_CODEGEN_CODEGEN_H_
#define IOTPF_COMPILER_CODEGEN_CODEGEN_H_

#include "compiler/codegen/code_findings.h"
#include "compiler/ir/ir.h"

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <string>

namespace iotpf::codegen {

struct CodegenOptions {
  EmitStage emit = EmitStage::Library;  // Llvm, Asm, Object or Library
  int optimization_level = 2;           // 0 to 3
  std::string target_cpu;    // an LLVM CPU name; empty: see CompileOptions
  std::string triple;        // empty: the triple of this machine
  std::string compiler;      // the name and version in the image
  bool plain_tests = false;  // as in CompileOptions
};

// Checks that code can be made for `options.target_cpu` on `options.triple`.
//
//   Errors    an unknown CPU, with the nearest name; a triple whose libraries
//             the runtime does not load.
Result<void> CheckTarget(const CodegenOptions& options);

// Compiles `ruleset` down to the form that `options.emit` names.
//
//   Requires  a ruleset that keeps the invariants of ir.h.
//   Output    the bytes of the file: text for Llvm and Asm. They depend on the
//             arguments alone. A library exports IOTPF_RULESET_SYMBOL, imports
//             nothing and needs no relocation.
//             `findings`, where given, has what is to be said beside them.
//   Errors    an unknown CPU or triple; a failure of LLVM or lld, in its words.
//   Cost      near-linear in the size of the ruleset.
//   Threads   may run in several at once; linking waits its turn, since lld is
//             not reentrant.
Result<std::string> GenerateCode(const ir::Ruleset& ruleset,
                                 const CodegenOptions& options,
                                 CodeFindings* findings = nullptr);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_CODEGEN_H_
