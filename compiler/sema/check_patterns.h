// Pass 3: regexes are in the dialect, compile, and stay small.
#ifndef IOTPF_COMPILER_SEMA_CHECK_PATTERNS_H_
#define IOTPF_COMPILER_SEMA_CHECK_PATTERNS_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"

#include <string_view>
#include <vector>

namespace iotpf::sema {

// Checks every regex of the files. The dialect is RE2's syntax without what has
// no meaning in a yes/no match on bytes.
//
//   Reports   regex-syntax, regex-construct, regex-not-ascii, regex-too-large;
//             one per regex, inside it. Past regexes-too-large no more is
//             checked.
//   Source    https://github.com/google/re2/wiki/Syntax
void CheckPatterns(const std::vector<ast::File>& files,
                   DiagnosticSink& diagnostics);

// Whether a match of the regex in a prefix of a value can be undone by what
// follows: it contains `$`, `\z`, `\b` or `\B`.
bool IsEndSensitive(std::string_view pattern);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_PATTERNS_H_
