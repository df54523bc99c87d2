// Files of rules to trees, with all that they import.
#ifndef IOTPF_COMPILER_MODULES_LOAD_MODULES_H_
#define IOTPF_COMPILER_MODULES_LOAD_MODULES_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/source/source_file.h"

#include <string>
#include <vector>

namespace iotpf::modules {

// Parses `sources`, then what they import, and reads the files of lists.
//
//   Input    `sources`: the given files. What is found is added behind them.
//            `include_roots`: folders in which imports are looked for, in
//            order, after the root of the file that imports. A module that a
//            given file declares is not looked for.
//   Output   a tree for each file of rules.
//   Reports  what Parse() reports; unknown-import, import-failed,
//            import-cycle, import-too-deep, too-many-files, module-mismatch,
//            bad-path.
//   Cost     linear in the files and imports.
std::vector<ast::File> LoadModules(
    SourceSet& sources, const std::vector<std::string>& include_roots,
    DiagnosticSink& diagnostics);

}  // namespace iotpf::modules

#endif  // IOTPF_COMPILER_MODULES_LOAD_MODULES_H_
