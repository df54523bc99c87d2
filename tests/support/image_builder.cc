// Rows are appended and looked up by linear search: rulesets of tests are
// small.
#include "tests/support/image_builder.h"

#include "compiler/ir/write_image.h"

#include <cstring>

namespace iotpf::tests {
namespace {

// Never null, as the ABI asks of bytes.
uint32_t Count(const auto& rows) { return static_cast<uint32_t>(rows.size()); }

}  // namespace

Image::Image(const ir::Ruleset& ruleset) {
  const std::string bytes = ir::WriteImage(ruleset, {"image_builder", "", ""});
  words_.resize((bytes.size() + 7) / 8);
  std::memcpy(words_.data(), bytes.data(), bytes.size());
}

uint32_t ImageBuilder::Reading(Field field, std::string_view key) {
  for (uint32_t i = 0; i < ruleset.readings.size(); ++i) {
    const ir::Reading& row = ruleset.readings[i];
    if (row.field == field && row.key == key) return i;
  }
  ruleset.readings.push_back({field, std::string(key)});
  return Count(ruleset.readings) - 1;
}

uint32_t ImageBuilder::Regex(std::string_view pattern, uint32_t flags) {
  ruleset.regexes.push_back({std::string(pattern), flags});
  return Count(ruleset.regexes) - 1;
}

uint32_t ImageBuilder::Test(iotpf_predicate_op op, uint32_t reading,
                            const std::vector<ir::Constant>& constants,
                            uint64_t number) {
  const FieldInfo& info = InfoOf(ruleset.readings[reading].field);
  ir::Predicate row = {
      .op = op,
      .reading = reading,
      .stage = info.stage,
      .type = op == IOTPF_OP_COUNT ? ValueType::Int : info.type,
      .first_constant = Count(ruleset.constants),
      .constant_count = Count(constants),
      .number = number};
  ruleset.constants.insert(ruleset.constants.end(), constants.begin(),
                           constants.end());
  return AddPredicate(row);
}

uint32_t ImageBuilder::TestRecord(Record record, Stage stage) {
  return AddPredicate({.op = IOTPF_OP_RECORD_PRESENT,
                       .reading = static_cast<uint32_t>(record),
                       .stage = stage,
                       .type = ValueType::Int});
}

uint32_t ImageBuilder::AddPredicate(const ir::Predicate& predicate) {
  ruleset.predicates.push_back(predicate);
  return AddNode({IOTPF_NODE_PREDICATE, Count(ruleset.predicates) - 1, 0, 0});
}

uint32_t ImageBuilder::AddNode(const ir::Node& node) {
  for (uint32_t i = 0; i < ruleset.nodes.size(); ++i) {
    const ir::Node& row = ruleset.nodes[i];
    if (node.count == 0 && row.count == 0 && row.op == node.op &&
        row.first == node.first) {
      return i;
    }
  }
  ruleset.nodes.push_back(node);
  return Count(ruleset.nodes) - 1;
}

uint32_t ImageBuilder::AddNode(iotpf_node_op op,
                               const std::vector<uint32_t>& children,
                               uint32_t threshold) {
  for (uint32_t i = 0; i < ruleset.nodes.size(); ++i) {
    const ir::Node& row = ruleset.nodes[i];
    if (row.op != op || row.threshold != threshold || children.empty())
      continue;
    const auto first = ruleset.children.begin() + row.first;
    if (std::vector(first, first + row.count) == children) return i;
  }
  const ir::Node node = {op, Count(ruleset.children), Count(children),
                         threshold};
  ruleset.children.insert(ruleset.children.end(), children.begin(),
                          children.end());
  ruleset.nodes.push_back(node);
  return Count(ruleset.nodes) - 1;
}

uint32_t ImageBuilder::Provider(std::string_view id, uint32_t scope) {
  ruleset.providers.push_back(
      {.id = std::string(id), .title = "", .position = {}, .scope = scope});
  return Count(ruleset.providers) - 1;
}

uint32_t ImageBuilder::Platform(std::string_view id, uint32_t provider) {
  ruleset.platforms.push_back({.id = std::string(id),
                               .title = "",
                               .category = "",
                               .position = {},
                               .provider = provider});
  return Count(ruleset.platforms) - 1;
}

uint32_t ImageBuilder::Fingerprint(uint32_t platform, std::string_view role) {
  ruleset.fingerprints.push_back({.name = std::string(role),
                                  .position = {},
                                  .platform = platform,
                                  .first_condition = Count(ruleset.conditions),
                                  .condition_count = 0});
  return Count(ruleset.fingerprints) - 1;
}

uint32_t ImageBuilder::Feature(std::string_view name, uint32_t node) {
  ruleset.features.push_back({.name = std::string(name),
                              .documentation = "",
                              .position = {},
                              .platform = ruleset.fingerprints.back().platform,
                              .fingerprint = Count(ruleset.fingerprints) - 1,
                              .node = node});
  return FeatureNode(Count(ruleset.features) - 1);
}

uint32_t ImageBuilder::Condition(iotpf_condition_kind kind, uint32_t priority,
                                 uint32_t node, uint32_t guard) {
  ir::Fingerprint& fingerprint = ruleset.fingerprints.back();
  const std::string id = ruleset.platforms[fingerprint.platform].id + "." +
                         fingerprint.name + ".c" +
                         std::to_string(fingerprint.condition_count);
  ++fingerprint.condition_count;
  ruleset.conditions.push_back({.id = id,
                                .position = {},
                                .fingerprint = Count(ruleset.fingerprints) - 1,
                                .kind = kind,
                                .priority = priority,
                                .node = node,
                                .guard = guard});
  return Count(ruleset.conditions) - 1;
}

ir::Constant Bytes(std::string_view bytes, uint32_t flags) {
  return {.kind = IOTPF_CONSTANT_BYTES,
          .flags = flags,
          .bytes = std::string(bytes),
          .mask = ""};
}

ir::Constant Masked(std::string_view bytes, std::string_view mask) {
  return {.kind = IOTPF_CONSTANT_BYTES,
          .bytes = std::string(bytes),
          .mask = std::string(mask)};
}

ir::Constant Integers(int64_t first, int64_t last) {
  return {.kind = IOTPF_CONSTANT_INTEGER,
          .bytes = "",
          .mask = "",
          .first = first,
          .last = last};
}

ir::Constant Boolean(bool value) {
  return {.kind = IOTPF_CONSTANT_BOOLEAN,
          .bytes = "",
          .mask = "",
          .first = value ? 1 : 0};
}

ir::Constant Null() {
  return {.kind = IOTPF_CONSTANT_NULL, .bytes = "", .mask = ""};
}

ir::Constant Network(std::string_view address, int64_t prefix_bits) {
  return {.kind = IOTPF_CONSTANT_NETWORK,
          .bytes = std::string(address),
          .mask = "",
          .first = prefix_bits};
}

ir::Constant RegexConstant(uint32_t regex) {
  return {
      .kind = IOTPF_CONSTANT_REGEX, .bytes = "", .mask = "", .first = regex};
}

Slots& Slots::Add(uint32_t reading, std::string_view bytes, bool partial) {
  return AddView(reading, bytes_.emplace_back(bytes), partial);
}

Slots& Slots::AddView(uint32_t reading, std::string_view bytes, bool partial) {
  iotpf_value value{};
  value.data = reinterpret_cast<const uint8_t*>(bytes.data());
  value.size = bytes.size();
  value.kind = IOTPF_VALUE_BYTES;
  value.flags = partial ? IOTPF_VALUE_PARTIAL : 0;
  return AddValue(reading, value);
}

Slots& Slots::AddNumber(uint32_t reading, int64_t number,
                        iotpf_value_kind kind) {
  iotpf_value value{};
  value.number = number;
  value.kind = static_cast<uint16_t>(kind);
  return AddValue(reading, value);
}

Slots& Slots::AddEmpty(uint32_t reading, iotpf_value_kind kind) {
  iotpf_value value{};
  value.kind = static_cast<uint16_t>(kind);
  return AddValue(reading, value);
}

Slots& Slots::AddValue(uint32_t reading, const iotpf_value& value) {
  values_[reading].push_back(value);
  iotpf_slot& slot = slots_[reading];
  slot.values = values_[reading].data();
  slot.count = Count(values_[reading]);
  slot.presence = IOTPF_PRESENT;
  return *this;
}

Slots& Slots::SetAbsent(uint32_t reading) {
  slots_[reading].presence = IOTPF_ABSENT;
  return *this;
}

Slots& Slots::SetOpen(uint32_t reading) {
  slots_[reading].open = 1;
  return *this;
}

Slots& Slots::SetRecord(Record record, iotpf_presence presence) {
  records_[static_cast<size_t>(record)] = static_cast<uint8_t>(presence);
  return *this;
}

Slots& Slots::SetRest(Field field, iotpf_presence presence) {
  rest_[static_cast<size_t>(field)] = static_cast<uint8_t>(presence);
  return *this;
}

iotpf_session Slots::session() const {
  shown_.clear();
  for (uint32_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i].presence != IOTPF_UNOBSERVED) shown_.push_back(i);
  }
  return {slots_.data(), records_.data(), rest_.data(),
          shown_.data(), Count(shown_),   0};
}

}  // namespace iotpf::tests
