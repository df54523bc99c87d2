// Every value says its length first, so what is not wanted is stepped over
// without being looked at, and a value is never read beyond the one around it.
#include "runtime/proxy/tnetstring.h"

#include <charconv>
#include <cmath>

namespace iotpf::runtime {

std::optional<TnetLength> TnetLengthOf(std::string_view bytes) {
  const std::string_view beginning = bytes.substr(0, kMaxTnetPrefix);
  TnetLength length;
  const auto read = std::from_chars(
      beginning.data(), beginning.data() + beginning.size(), length.size);
  const size_t digits = static_cast<size_t>(read.ptr - beginning.data());
  if (read.ec != std::errc() || digits == 0 || digits == beginning.size() ||
      beginning[digits] != ':') {
    return std::nullopt;
  }
  length.prefix = digits + 1;
  return length;
}

Tnetstring Tnetstring::Take(std::string_view& bytes) {
  const std::optional<TnetLength> length = TnetLengthOf(bytes);
  if (!length || length->size >= bytes.size() - length->prefix) {
    bytes = {};
    return {};
  }
  bytes.remove_prefix(length->prefix);
  const Tnetstring taken(bytes[length->size], bytes.substr(0, length->size));
  bytes.remove_prefix(length->size + 1);
  return taken;
}

Tnetstring Tnetstring::operator[](std::string_view name) const {
  if (!is_dictionary()) return {};
  std::string_view rest = payload_;
  while (!rest.empty()) {
    const Tnetstring key = Take(rest);
    const Tnetstring value = Take(rest);
    if (key.text() == name) return value;
  }
  return {};
}

Tnetstring Tnetstring::operator[](size_t index) const {
  std::string_view rest = elements();
  Tnetstring element;
  for (size_t i = 0; i <= index; ++i) element = Take(rest);
  return element;
}

std::string_view Tnetstring::elements() const {
  return type_ == ']' ? payload_ : std::string_view();
}

std::optional<std::string_view> Tnetstring::text() const {
  if (type_ != ',' && type_ != ';') return std::nullopt;
  return payload_;
}

std::optional<int64_t> Tnetstring::integer() const {
  int64_t number = 0;
  const char* const end = payload_.data() + payload_.size();
  const auto read = std::from_chars(payload_.data(), end, number);
  if (type_ != '#' || read.ec != std::errc() || read.ptr != end) {
    return std::nullopt;
  }
  return number;
}

std::optional<int64_t> Tnetstring::nanoseconds() const {
  constexpr double kMaxSeconds = 4e9;  // in the year 2096
  double seconds = 0;
  const char* const end = payload_.data() + payload_.size();
  const auto read = std::from_chars(payload_.data(), end, seconds);
  if ((type_ != '^' && type_ != '#') || read.ec != std::errc() ||
      read.ptr != end || !(seconds > 0) || !(seconds < kMaxSeconds)) {
    return std::nullopt;
  }
  const double whole = std::floor(seconds);
  return static_cast<int64_t>(whole) * 1'000'000'000 +
         static_cast<int64_t>((seconds - whole) * 1e9);
}

}  // namespace iotpf::runtime
