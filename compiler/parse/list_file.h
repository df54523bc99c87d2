// `list x : host = file "x.txt";`
#ifndef IOTPF_COMPILER_PARSE_LIST_FILE_H_
#define IOTPF_COMPILER_PARSE_LIST_FILE_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/source/source_file.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::parse {

// Reads the elements of a list from `sources[source]`: one a line, without
// quotes. Space around an element and empty lines do not count; `#` at the
// start of a line or behind a space begins a comment.
//
//   Input    `type`: the declared type of the elements. Integers and addresses
//            are written as in rules, all others as they are.
//   Reports  what is wrong with the bytes and with elements, in the file.
//   Cost     linear in the file.
std::vector<ast::Literal> ParseListFile(const SourceSet& sources,
                                        uint32_t source, std::string_view type,
                                        DiagnosticSink& diagnostics);

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_LIST_FILE_H_
