// The tables are built once; the loops that are measured are in the header.

#include "tests/bench/field_lookup.h"

namespace iotpf::tests {

uint32_t HeaderIndex::Insert(std::string_view name, uint32_t number) {
  const uint32_t found = Find(name);
  if (found != kNone) return found;
  entries_.push_back({std::string(name), number});
  Grow();
  return number;
}

void HeaderIndex::Grow() {
  size_t size = slots_.size();
  while (size < entries_.size() * 2) size *= 2;
  slots_.assign(size, kNone);
  for (uint32_t i = 0; i < entries_.size(); ++i) {
    size_t at = Hash(entries_[i].name);
    while (slots_[at & (size - 1)] != kNone) ++at;
    slots_[at & (size - 1)] = i;
  }
}

FieldLookup::FieldLookup(std::span<const Rule> rules) {
  for (uint32_t row = 0; row < rules.size(); ++row) {
    fields_[FieldOf(rules[row])].rows.push_back(row);
  }
}

uint32_t FieldLookup::FieldOf(const Rule& rule) {
  const uint32_t next = static_cast<uint32_t>(fields_.size());
  uint32_t field = next;
  const auto take = [next, &field](uint32_t& known) {
    if (known == kNone) known = next;
    field = known;
  };
  switch (rule.field) {
    case RuleField::Host:
      take(host_);
      break;
    case RuleField::Target:
      take(target_);
      break;
    case RuleField::Body:
      take(body_);
      break;
    case RuleField::RequestHeader:
      field = request_headers_.Insert(rule.header, next);
      break;
    case RuleField::ResponseHeader:
      field = response_headers_.Insert(rule.header, next);
      break;
  }
  if (field == next) fields_.emplace_back();
  return field;
}

}  // namespace iotpf::tests
