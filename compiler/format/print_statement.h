// One statement: on one line where it fits, else broken where its parts meet.
#ifndef IOTPF_COMPILER_FORMAT_PRINT_STATEMENT_H_
#define IOTPF_COMPILER_FORMAT_PRINT_STATEMENT_H_

#include "compiler/format/page_writer.h"
#include "compiler/format/pieces.h"

#include <cstddef>
#include <vector>

namespace iotpf::format {

// Writes the pieces from `first` to `last`, which is `;` or `{`. What stands
// before `first` is on the page already.
//
//   Cost  linear in the pieces
void PrintStatement(const std::vector<Piece>& pieces, size_t first, size_t last,
                    PageWriter& page);

}  // namespace iotpf::format

#endif  // IOTPF_COMPILER_FORMAT_PRINT_STATEMENT_H_
