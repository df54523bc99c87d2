// What a person compares with a capture: addresses in their usual form, the
// rest as the bytes that they are. Who prints them makes them printable.
#include "runtime/evaluate/shown_value.h"

#include "runtime/limits.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace iotpf::runtime {
namespace {

std::string AddressText(std::string_view bytes) {
  std::array<char, INET6_ADDRSTRLEN> text;
  const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
  const char* result =
      inet_ntop(family, bytes.data(), text.data(), text.size());
  return result == nullptr ? std::string(bytes) : std::string(result);
}

std::string MacText(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    text += fmt::format("{}{:02x}", text.empty() ? "" : ":",
                        static_cast<uint8_t>(byte));
  }
  return text;
}

ShownValue ShowBytes(std::string_view bytes, ValueType type) {
  if (type == ValueType::Ip && (bytes.size() == 4 || bytes.size() == 16)) {
    return {AddressText(bytes)};
  }
  if (type == ValueType::Mac && bytes.size() == 6) return {MacText(bytes)};
  return {std::string(bytes.substr(0, kMaxEvidenceValueBytes)),
          bytes.size() > kMaxEvidenceValueBytes};
}

}  // namespace

ShownValue ShowValue(const iotpf_value& value, ValueType type) {
  switch (value.kind) {
    case IOTPF_VALUE_BYTES:
      return ShowBytes({reinterpret_cast<const char*>(value.data),
                        static_cast<size_t>(value.size)},
                       type);
    case IOTPF_VALUE_INTEGER:
      return {fmt::format("{}", value.number)};
    case IOTPF_VALUE_BOOLEAN:
      return {value.number != 0 ? "true" : "false"};
    case IOTPF_VALUE_NULL:
      return {"null"};
    default:  // an object or an array: that it is there is all there is to show
      return {};
  }
}

}  // namespace iotpf::runtime
