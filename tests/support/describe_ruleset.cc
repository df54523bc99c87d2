// Rulesets and sessions as lines of text, complete enough to rebuild by hand
// what made a test fail.
#include "tests/support/image_builder.h"

#include <fmt/format.h>

namespace iotpf::tests {
namespace {

std::string Hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    text += fmt::format("{:02x}", static_cast<uint8_t>(byte));
  }
  return text;
}

std::string DescribeValue(const iotpf_value& value) {
  if (value.kind != IOTPF_VALUE_BYTES) {
    return fmt::format("kind {} {}", value.kind, value.number);
  }
  const std::string_view bytes(reinterpret_cast<const char*>(value.data),
                               static_cast<size_t>(value.size));
  return fmt::format("x\"{}\"{}", Hex(bytes),
                     value.flags != 0 ? " partial" : "");
}

void DescribeTests(const ir::Ruleset& ruleset, std::string& text) {
  for (size_t i = 0; i < ruleset.regexes.size(); ++i) {
    text +=
        fmt::format("regex {}: x\"{}\" flags {}\n", i,
                    Hex(ruleset.regexes[i].pattern), ruleset.regexes[i].flags);
  }
  for (size_t i = 0; i < ruleset.predicates.size(); ++i) {
    const ir::Predicate& row = ruleset.predicates[i];
    text += fmt::format("predicate {}: op {} reading {} stage {} number {}\n",
                        i, static_cast<int>(row.op), row.reading,
                        static_cast<int>(row.stage), row.number);
    for (uint32_t c = 0; c < row.constant_count; ++c) {
      const ir::Constant& constant = ruleset.constants[row.first_constant + c];
      text += fmt::format("  kind {} flags {} x\"{}\" mask x\"{}\" {}..{}\n",
                          static_cast<int>(constant.kind), constant.flags,
                          Hex(constant.bytes), Hex(constant.mask),
                          constant.first, constant.last);
    }
  }
  for (size_t i = 0; i < ruleset.nodes.size(); ++i) {
    const ir::Node& row = ruleset.nodes[i];
    text += fmt::format("node {}: op {} first {} threshold {} children", i,
                        static_cast<int>(row.op), row.first, row.threshold);
    for (uint32_t c = 0; c < row.count; ++c) {
      text += fmt::format(" {}", ruleset.children[row.first + c]);
    }
    text += '\n';
  }
}

void DescribeRules(const ir::Ruleset& ruleset, std::string& text) {
  for (size_t i = 0; i < ruleset.features.size(); ++i) {
    text += fmt::format("feature {}: node {}\n", i, ruleset.features[i].node);
  }
  for (const ir::Fingerprint& row : ruleset.fingerprints) {
    text +=
        fmt::format("fingerprint {} of platform {}\n", row.name, row.platform);
    for (uint32_t c = 0; c < row.condition_count; ++c) {
      const ir::Condition& condition =
          ruleset.conditions[row.first_condition + c];
      text += fmt::format("  {}: kind {} priority {} node {} guard {}\n",
                          condition.id, static_cast<int>(condition.kind),
                          condition.priority, condition.node,
                          static_cast<int32_t>(condition.guard));
    }
  }
  for (const ir::Platform& row : ruleset.platforms) {
    text += fmt::format("platform {}\n", row.id);
  }
  for (const ir::Provider& row : ruleset.providers) {
    text += fmt::format("provider {}: scope {}\n", row.id,
                        static_cast<int32_t>(row.scope));
  }
  for (const ir::Preference& row : ruleset.preferences) {
    text += fmt::format("prefer {} over {}\n", row.winner, row.loser);
  }
}

}  // namespace

std::string Describe(const ir::Ruleset& ruleset) {
  std::string text;
  DescribeTests(ruleset, text);
  DescribeRules(ruleset, text);
  return text;
}

std::string Describe(const ir::Ruleset& ruleset, const iotpf_session& session) {
  std::string text;
  for (size_t i = 0; i < ruleset.readings.size(); ++i) {
    const iotpf_slot& slot = session.slots[i];
    text += fmt::format("slot {} {} \"{}\": presence {}{}", i,
                        InfoOf(ruleset.readings[i].field).path,
                        ruleset.readings[i].key, slot.presence,
                        slot.open != 0 ? " open" : "");
    for (uint32_t v = 0; v < slot.count; ++v) {
      text += ", " + DescribeValue(slot.values[v]);
    }
    text += '\n';
  }
  for (size_t i = 0; i < kRecordCount; ++i) {
    text +=
        fmt::format("record {}: {}\n", kRecords[i].path, session.records[i]);
  }
  return text;
}

}  // namespace iotpf::tests
