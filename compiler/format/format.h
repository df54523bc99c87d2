// The one style of rule files.
#ifndef IOTPF_COMPILER_FORMAT_FORMAT_H_
#define IOTPF_COMPILER_FORMAT_FORMAT_H_

#include "compiler/ast/ast.h"
#include "compiler/source/source_file.h"

#include <string>

namespace iotpf::format {

// Writes the rules of `file` in the one style, which README.md describes.
//
//   Requires  `file` from Parse() over `sources`, without a mistake.
//   Output    what means the same, for HasSameMeaning() to confirm. Formatting
//             it again changes nothing. Longer than kMaxSourceBytes where it
//             is cut short.
//   Cost      linear in the file and in what is written
std::string Format(const ast::File& file, const SourceSet& sources);

}  // namespace iotpf::format

#endif  // IOTPF_COMPILER_FORMAT_FORMAT_H_
