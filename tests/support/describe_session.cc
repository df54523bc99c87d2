// Fields as one line of text each, so that a table of cases can hold what is
// expected of them.

#include "tests/support/describe_session.h"

#include <fmt/format.h>

#include <string_view>

namespace iotpf::tests {
namespace {

std::string Printable(const iotpf_value& value) {
  if (value.kind != IOTPF_VALUE_BYTES) return std::to_string(value.number);
  std::string text;
  for (uint64_t i = 0; i < value.size; ++i) {
    const uint8_t byte = value.data[i];
    if (byte >= 0x20 && byte < 0x7F) {
      text += static_cast<char>(byte);
    } else {
      text += fmt::format("\\x{:02X}", byte);
    }
  }
  if ((value.flags & IOTPF_VALUE_PARTIAL) != 0) text += "~";
  return text;
}

}  // namespace

std::string Describe(const Session& session, Field field) {
  const FieldState& state = session[field];
  std::string text;
  if (state.presence != Presence::Present) text = Describe(state.presence);
  for (size_t i = 0; i < state.values.size(); ++i) {
    if (i > 0) text += "|";
    if (i < state.names.size()) text += std::string(state.names[i]) + "=";
    text += Printable(state.values[i]);
  }
  return text + (state.open ? "..." : "");
}

std::string Describe(Presence presence) {
  switch (presence) {
    case Presence::Unobserved:
      return "unobserved";
    case Presence::Absent:
      return "absent";
    case Presence::Present:
      return "present";
  }
  return {};
}

}  // namespace iotpf::tests
