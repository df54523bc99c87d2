// What the terminal can show.
#ifndef IOTPF_TOOLS_TERMINAL_H_
#define IOTPF_TOOLS_TERMINAL_H_

#include <cstddef>
#include <cstdint>

namespace iotpf::tools {

enum class ColorChoice : uint8_t { Auto, Always, Never };

// Whether to write colour to `descriptor`. By itself: where it is a terminal
// that is not dumb, and NO_COLOR is not set.
//
//   Source   https://no-color.org
bool UseColor(ColorChoice choice, int descriptor);

bool IsTerminal(int descriptor);

// Columns of the terminal behind `descriptor`, or `otherwise`.
size_t TerminalColumns(int descriptor, size_t otherwise);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_TERMINAL_H_
