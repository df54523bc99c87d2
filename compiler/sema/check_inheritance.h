// What platforms hand on to their fingerprints.
#ifndef IOTPF_COMPILER_SEMA_CHECK_INHERITANCE_H_
#define IOTPF_COMPILER_SEMA_CHECK_INHERITANCE_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"

#include <vector>

namespace iotpf::sema {

// Checks that the features and conditions that fingerprints inherit are at most
// kMaxInherited in all: their number is a product of what is written, and later
// passes look at each. Returns whether they are.
//
//   Reports  inheritance-too-large, once
//   Cost     linear in the files
bool CheckInheritance(const std::vector<ast::File>& files,
                      DiagnosticSink& diagnostics);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_INHERITANCE_H_
