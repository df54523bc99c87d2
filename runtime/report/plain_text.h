// The width of text on a terminal.
#ifndef IOTPF_RUNTIME_REPORT_PLAIN_TEXT_H_
#define IOTPF_RUNTIME_REPORT_PLAIN_TEXT_H_

#include <cstddef>
#include <string_view>

namespace iotpf::runtime {

// Columns that text in UTF-8 takes: characters, each one wide.
size_t ColumnsOf(std::string_view text);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_PLAIN_TEXT_H_
