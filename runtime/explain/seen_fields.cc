// A field may have thousands of values and be read by hundreds of tests. The
// first few values say what it is like; those that made a test hold are kept as
// well, so that each test can show its reason.
#include "runtime/explain/seen_fields.h"

#include "runtime/evaluate/shown_value.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {

void SeenFields::AddValue(SeenField& field, uint32_t index) const {
  const auto place = std::lower_bound(
      field.values.begin(), field.values.end(), index,
      [](const SeenValue& known, uint32_t i) { return known.index < i; });
  if (place != field.values.end() && place->index == index) return;
  const iotpf_value& value = session_.slots[field.reading].values[index];
  ShownValue shown =
      ShowValue(value, kFields[ruleset_.readings()[field.reading].field].type);
  field.values.insert(
      place, {index, value.kind, shown.truncated,
              (value.flags & IOTPF_VALUE_PARTIAL) != 0, std::move(shown.text)});
}

void SeenFields::Add(uint32_t reading, uint32_t match) {
  const auto [place, is_new] = fields_.try_emplace(reading);
  SeenField& field = place->second;
  if (is_new) {
    const iotpf_slot slot = ruleset_.slot(session_, reading);
    field.reading = reading;
    field.presence = static_cast<Presence>(slot.presence);
    field.open = slot.open != 0;
    field.count = slot.count;
    const uint32_t kept = std::min<uint32_t>(slot.count, kMaxSeenValues);
    for (uint32_t i = 0; i < kept; ++i) AddValue(field, i);
  }
  if (match != IOTPF_NONE) AddValue(field, match);
}

std::vector<SeenField> SeenFields::Take() && {
  std::vector<SeenField> fields;
  for (auto& [reading, field] : fields_) fields.push_back(std::move(field));
  return fields;
}

}  // namespace iotpf::runtime
