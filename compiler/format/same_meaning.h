// Whether formatting left everything as it was but the layout.
#ifndef IOTPF_COMPILER_FORMAT_SAME_MEANING_H_
#define IOTPF_COMPILER_FORMAT_SAME_MEANING_H_

#include "compiler/ast/ast.h"
#include "compiler/source/source_file.h"

namespace iotpf::format {

// A file of rules with the text that it was read from.
struct ParsedText {
  const ast::File& file;
  const SourceSet& sources;
};

// Whether two texts have the same tree, the same tokens but for commas, the
// same comments between them, and comments that allow warnings on the same
// tokens.
//
//   Requires  both from Parse() without a mistake.
//   Cost      linear in the texts
bool HasSameMeaning(const ParsedText& before, const ParsedText& after);

}  // namespace iotpf::format

#endif  // IOTPF_COMPILER_FORMAT_SAME_MEANING_H_
