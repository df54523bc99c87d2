// The values of a field that many messages of a flow show.
//
// Announcements repeat: a flow of a thousand messages has a handful of values.
// A list that is searched from its front is small, and keeps their order.

#include "runtime/protocols/distinct_values.h"

#include <algorithm>

namespace iotpf::runtime {

void DistinctValues::Add(std::string_view value) {
  if (Has(value)) return;
  if (values_.size() >= capacity_) {
    ++dropped_;
    has_dropped_ = true;
    return;
  }
  values_.emplace_back(value);
}

bool DistinctValues::Has(std::string_view value) const {
  return std::find(values_.begin(), values_.end(), value) != values_.end();
}

void DistinctValues::Write(Field field, bool complete, Session& session) const {
  for (const std::string& value : values_) session.AddBytes(field, value);
  const bool is_open = !complete || has_dropped_;
  if (is_open && !values_.empty()) session.SetOpen(field);
  if (!is_open && values_.empty()) session.SetAbsent(field);
}

}  // namespace iotpf::runtime
