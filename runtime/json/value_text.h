// Values that JSON can hold only as text: times, addresses, bytes.
#ifndef IOTPF_RUNTIME_JSON_VALUE_TEXT_H_
#define IOTPF_RUNTIME_JSON_VALUE_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Each gives nullopt for a text of another form.

// `2019-11-16T11:10:43.125+08:00`, `...Z`: nanoseconds since 1970 UTC, from
// 1678 to 2261. Digits of the fraction beyond the ninth are dropped.
//   Source   RFC 3339, section 5.6; the offset without its colon too, as some
//            HAR writers have it.
std::optional<int64_t> ReadTime(std::string_view text);

// `10.0.0.1` or `fe80::1`, which may stand in brackets: 4 or 16 bytes.
std::optional<std::string> ReadIp(std::string_view text);

// `a4:cf:12:00:00:01`, with `:` or `-`: 6 bytes.
std::optional<std::string> ReadMac(std::string_view text);

// Pairs of hexadecimal digits, with spaces between them or without: `55 cc`.
std::optional<std::string> ReadHex(std::string_view text);

// Base64 with or without padding; line breaks are skipped.
//   Source   RFC 4648, section 4.
std::optional<std::string> ReadBase64(std::string_view text);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_VALUE_TEXT_H_
