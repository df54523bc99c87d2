// Names of one field to readings.
//
// The table of names is built once for a ruleset; a session then costs one
// lookup for each name that it shows, however many names the rules ask for.
// Names with a `*` are few, so they are compared one by one.

#include "runtime/session/named_readings.h"

#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"

namespace iotpf::runtime {

NamedReadings::NamedReadings(Field field)
    : field_(field),
      is_header_(field == Field::RequestHeader ||
                 field == Field::ResponseHeader),
      names_(is_header_) {}

void NamedReadings::Want(std::string_view key, uint32_t reading) {
  const uint32_t slot = static_cast<uint32_t>(slots_.size());
  const bool is_prefix = is_header_ && key.ends_with('*');
  slots_.push_back({reading, is_prefix, false, {}});
  if (is_prefix) {
    key.remove_suffix(1);
    prefixes_.push_back({std::string(key), slot});
    names_.AcceptAll();
  } else {
    names_.Add(key, slot);
  }
}

void NamedReadings::Clear() {
  for (const uint32_t slot : found_) {
    slots_[slot].values.clear();
    slots_[slot].is_full = false;
  }
  found_.clear();
}

void NamedReadings::Add(std::string_view name, const iotpf_value& value,
                        uint64_t& values_dropped) {
  const uint32_t slot = names_.Find(name);
  if (slot != NameTable::kNotFound) Append(slot, value, values_dropped);
  for (const Prefix& prefix : prefixes_) {
    if (name.size() >= prefix.text.size() &&
        EqualsIgnoringCase(name.substr(0, prefix.text.size()), prefix.text)) {
      Append(prefix.slot, value, values_dropped);
    }
  }
}

void NamedReadings::Write(Section section, SlotTable& table) const {
  if (section == Section::Unobserved) return;
  if (section == Section::Absent || section == Section::Whole) {
    table.SetRest(field_, IOTPF_ABSENT);
  }
  for (const uint32_t number : found_) {
    const Slot& from = slots_[number];
    iotpf_slot slot{};
    slot.presence = IOTPF_PRESENT;
    slot.values = from.values.data();
    slot.count = static_cast<uint32_t>(from.values.size());
    slot.open = from.is_full || section == Section::Cut ||
                (section == Section::Selected && from.is_prefix);
    table.Show(from.reading, slot);
  }
}

void NamedReadings::Append(uint32_t slot, const iotpf_value& value,
                           uint64_t& values_dropped) {
  Slot& to = slots_[slot];
  if (to.values.empty()) found_.push_back(slot);
  if (to.values.size() < kMaxValuesPerReading) {
    to.values.push_back(value);
    return;
  }
  to.is_full = true;
  ++values_dropped;
}

}  // namespace iotpf::runtime
