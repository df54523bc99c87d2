// Warnings that are meant.
#ifndef IOTPF_COMPILER_LINT_SILENCE_H_
#define IOTPF_COMPILER_LINT_SILENCE_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"

#include <string>
#include <vector>

namespace iotpf::lint {

// Leaves out the warnings and notes of which the slug is in `allowed`, or that
// stand where an `allow` comment names it.
//
//   Input    `diagnostics`: in source order.
//   Output   the rest, in source order. With `report_stale` also a stale-allow
//            for each comment that names a warning and left out nothing;
//            unknown-allow for each that names neither warning nor note.
//   Cost     n log n in the warnings and comments.
std::vector<Diagnostic> Silence(std::vector<Diagnostic> diagnostics,
                                const std::vector<ast::File>& files,
                                const std::vector<std::string>& allowed,
                                bool report_stale);

}  // namespace iotpf::lint

#endif  // IOTPF_COMPILER_LINT_SILENCE_H_
