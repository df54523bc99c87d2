// `category = hub;`, `reference = "...";`
#ifndef IOTPF_COMPILER_SEMA_CHECK_PROPERTIES_H_
#define IOTPF_COMPILER_SEMA_CHECK_PROPERTIES_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"

#include <vector>

namespace iotpf::sema {

// Checks the properties of providers and platforms.
//
//   Reports  unknown-property, wrong-property, and duplicate-name for what may
//            be given once.
void CheckProperties(const std::vector<ast::File>& files,
                     DiagnosticSink& diagnostics);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_PROPERTIES_H_
