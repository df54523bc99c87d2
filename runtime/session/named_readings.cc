// Names of one field to readings.
//
// The map is built once for a ruleset; a session then costs one lookup for each
// name that it shows, however many names the rules ask for. Names with a `*`
// are few, so they are compared one by one.

#include "runtime/session/named_readings.h"

#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"

namespace iotpf::runtime {

NamedReadings::NamedReadings(Field field)
    : is_header_(field == Field::RequestHeader ||
                 field == Field::ResponseHeader) {}

void NamedReadings::Want(std::string_view key, uint32_t reading) {
  const uint32_t slot = static_cast<uint32_t>(slots_.size());
  const bool is_prefix = is_header_ && key.ends_with('*');
  slots_.push_back({reading, is_prefix, false, {}});
  if (is_prefix) {
    key.remove_suffix(1);
    prefixes_.push_back({std::string(Fold(key)), slot});
  } else {
    names_[std::string(Fold(key))].push_back(slot);
  }
}

void NamedReadings::Clear() {
  for (Slot& slot : slots_) {
    slot.values.clear();
    slot.is_full = false;
  }
}

void NamedReadings::Add(std::string_view name, const iotpf_value& value,
                        uint64_t& values_dropped) {
  name = Fold(name);
  const auto found = names_.find(name);
  if (found != names_.end()) {
    for (const uint32_t slot : found->second) {
      Append(slot, value, values_dropped);
    }
  }
  for (const Prefix& prefix : prefixes_) {
    if (name.starts_with(prefix.text)) {
      Append(prefix.slot, value, values_dropped);
    }
  }
}

void NamedReadings::Write(Section section, iotpf_slot* slots) const {
  for (const Slot& from : slots_) {
    iotpf_slot slot{};
    if (section == Section::Unobserved) {
      slot.presence = IOTPF_UNOBSERVED;
    } else if (!from.values.empty()) {
      slot.presence = IOTPF_PRESENT;
      slot.values = from.values.data();
      slot.count = static_cast<uint32_t>(from.values.size());
      slot.open = from.is_full || section == Section::Cut ||
                  (section == Section::Selected && from.is_prefix);
    } else if (section == Section::Absent || section == Section::Whole) {
      slot.presence = IOTPF_ABSENT;
    }
    slots[from.reading] = slot;
  }
}

std::string_view NamedReadings::Fold(std::string_view name) {
  if (!is_header_) return name;
  folded_.assign(name);
  for (char& c : folded_) c = ToLowerAscii(c);
  return folded_;
}

void NamedReadings::Append(uint32_t slot, const iotpf_value& value,
                           uint64_t& values_dropped) {
  Slot& to = slots_[slot];
  if (to.values.size() < kMaxValuesPerReading) {
    to.values.push_back(value);
    return;
  }
  to.is_full = true;
  ++values_dropped;
}

}  // namespace iotpf::runtime
