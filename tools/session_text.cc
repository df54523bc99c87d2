// Fields in the order of the table, as a test would show them.

#include "tools/session_text.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <iotpf/report.h>

#include <string_view>

namespace iotpf::tools {
namespace {

constexpr size_t kMaxValueColumns = 100;

std::string AddressText(std::string_view bytes) {
  if (bytes.size() == 6) {
    std::string text;
    for (const char c : bytes) {
      text += fmt::format("{}{:02x}", text.empty() ? "" : ":",
                          static_cast<uint8_t>(c));
    }
    return text;
  }
  char text[INET6_ADDRSTRLEN] = "";
  inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text,
            sizeof text);
  return text;
}

std::string ValueText(const iotpf_value& value, ValueType type) {
  if (value.kind == IOTPF_VALUE_INTEGER) return fmt::format("{}", value.number);
  if (value.kind != IOTPF_VALUE_BYTES) return "...";
  const std::string_view bytes(reinterpret_cast<const char*>(value.data),
                               value.size);
  const bool is_cut = (value.flags & IOTPF_VALUE_PARTIAL) != 0;
  if ((type == ValueType::Ip || type == ValueType::Mac) &&
      (bytes.size() == 4 || bytes.size() == 6 || bytes.size() == 16)) {
    return AddressText(bytes);
  }
  return fmt::format("\"{}\"{}", PlainText(bytes, kMaxValueColumns),
                     is_cut ? ", cut short" : "");
}

}  // namespace

std::string SessionText(const Session& session) {
  std::string text;
  for (size_t row = 0; row < kFieldCount; ++row) {
    const FieldState& state = session[static_cast<Field>(row)];
    if (state.presence != Presence::Present) continue;
    const FieldInfo& info = kFields[row];
    for (size_t i = 0; i < state.values.size() && i < kMaxShownValues; ++i) {
      const std::string key =
          i < state.names.size()
              ? fmt::format("[\"{}\"]", PlainText(state.names[i], 60))
              : "";
      text += fmt::format("{}{} = {}\n", info.path, key,
                          ValueText(state.values[i], info.type));
    }
    if (state.values.size() > kMaxShownValues) {
      text += fmt::format("{}: {} values more\n", info.path,
                          state.values.size() - kMaxShownValues);
    }
  }
  return text;
}

}  // namespace iotpf::tools
