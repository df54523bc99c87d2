// Absent and not observed are different answers, and the difference is what
// explanations are read for, so both are spelled out.
#include "runtime/report/seen_text.h"

#include <iotpf/report.h>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace iotpf::runtime {
namespace {

std::string ValueText(const SeenValue& value, ValueType type, size_t columns) {
  std::string text;
  if (value.kind == IOTPF_VALUE_OTHER) {
    text = "an object or a list";
  } else if (value.kind != IOTPF_VALUE_BYTES || type == ValueType::Ip ||
             type == ValueType::Mac) {
    text = PlainText(value.text, columns);
  } else {
    text = "\"" + PlainText(value.text, columns);
    // What PlainText shortened says so itself.
    if (value.truncated && !text.ends_with("...")) text += "...";
    text += '"';
  }
  if (value.partial) text += " cut short";
  return text;
}

// Empty where the field is present.
std::string LackText(const SeenField& field) {
  if (field.presence == Presence::Unobserved) return "not observed";
  return field.presence == Presence::Absent ? "absent" : "";
}

std::string_view FollowingText(const SeenField& field) {
  return field.open ? ", more may follow" : "";
}

}  // namespace

std::string SeenCountText(const SeenField& field) {
  if (field.presence != Presence::Present) return LackText(field);
  return fmt::format("saw {} {}{}", field.count,
                     field.count == 1 ? "value" : "values",
                     FollowingText(field));
}

std::string SeenText(const SeenField& field, ValueType type, uint32_t match,
                     size_t columns) {
  if (field.presence != Presence::Present) return LackText(field);
  for (const SeenValue& value : field.values) {
    if (value.index == match) return "saw " + ValueText(value, type, columns);
  }
  std::string text = "saw ";
  uint32_t shown = 0;
  for (const SeenValue& value : field.values) {
    // Values behind the first ones are kept for tests that they match.
    if (value.index != shown || shown == kMaxSeenValues) break;
    const std::string next = ValueText(value, type, columns);
    if (shown > 0 && text.size() + next.size() > columns) break;
    if (shown > 0) text += ", ";
    text += next;
    ++shown;
  }
  if (shown < field.count) {
    text += fmt::format(" and {} more", field.count - shown);
  }
  return text.append(FollowingText(field));
}

}  // namespace iotpf::runtime
