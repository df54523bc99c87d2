// Colour and width are asked of the terminal, and of the two variables by which
// people say that they want none.
#include "tools/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace iotpf::tools {

bool UseColor(ColorChoice choice, int descriptor) {
  if (choice != ColorChoice::Auto) return choice == ColorChoice::Always;
  const char* const no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* const terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
  return IsTerminal(descriptor);
}

bool IsTerminal(int descriptor) { return isatty(descriptor) == 1; }

size_t TerminalColumns(int descriptor, size_t otherwise) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return otherwise;
  }
  return size.ws_col;
}

}  // namespace iotpf::tools
