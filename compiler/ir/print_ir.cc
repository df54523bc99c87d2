// A dump that reads from the bottom up as rules do: predicates `p`, nodes `n`,
// features, conditions. Constants stand beside the predicate that uses them.

#include "compiler/ir/print_ir.h"

#include <fmt/format.h>

#include <limits>
#include <string_view>

namespace iotpf::ir {
namespace {

std::string Quote(std::string_view bytes) {
  std::string quoted = "\"";
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      quoted += fmt::format("\\x{:02x}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string Hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes)
    text += fmt::format("{:02x}", static_cast<uint8_t>(c));
  return text;
}

std::string PrintConstant(const Constant& constant, const Ruleset& ruleset) {
  switch (constant.kind) {
    case IOTPF_CONSTANT_BYTES:
      return fmt::format(
          "{}{}{}{}", Quote(constant.bytes),
          constant.mask.empty() ? "" : " mask " + Hex(constant.mask),
          constant.flags & IOTPF_CONSTANT_NOCASE ? " nocase" : "",
          constant.flags & IOTPF_CONSTANT_SUBTREE ? " subtree" : "");
    case IOTPF_CONSTANT_INTEGER:
      if (constant.first == constant.last) {
        return fmt::format("{}", constant.first);
      }
      return fmt::format("{}..{}", constant.first, constant.last);
    case IOTPF_CONSTANT_BOOLEAN:
      return constant.first != 0 ? "true" : "false";
    case IOTPF_CONSTANT_NULL:
      return "null";
    case IOTPF_CONSTANT_NETWORK:
      return fmt::format("{}/{}", Hex(constant.bytes), constant.first);
    case IOTPF_CONSTANT_REGEX:
      break;
  }
  const Regex& regex = ruleset.regexes[static_cast<size_t>(constant.first)];
  return fmt::format("regex {} {}{}{}", constant.first, Quote(regex.pattern),
                     regex.flags & IOTPF_REGEX_NOCASE ? " nocase" : "",
                     regex.flags & IOTPF_REGEX_END_SENSITIVE ? " end" : "");
}

std::string PrintPredicate(const Predicate& predicate, const Ruleset& ruleset) {
  constexpr std::string_view kOps[] = {
      "equal",   "not_equal", "starts_with", "ends_with",      "contains", "at",
      "matches", "present",   "absent",      "record_present", "count"};
  std::string text =
      fmt::format("{} {}", kStages[static_cast<size_t>(predicate.stage)].name,
                  kOps[predicate.op]);
  if (predicate.op == IOTPF_OP_RECORD_PRESENT) {
    return text + fmt::format(" {}", kRecords[predicate.reading].path);
  }
  text += fmt::format(" r{}", predicate.reading);
  if (predicate.op == IOTPF_OP_AT) text += fmt::format(" {}", predicate.number);
  for (uint32_t i = 0; i < predicate.constant_count; ++i) {
    text += fmt::format(
        "{} {}", i == 0 ? "" : ",",
        PrintConstant(ruleset.constants[predicate.first_constant + i],
                      ruleset));
  }
  return text;
}

std::string PrintNode(const Node& node, const Ruleset& ruleset) {
  constexpr std::string_view kOps[] = {"false", "true", "p",  "f",
                                       "not",   "and",  "or", "at_least"};
  std::string text(kOps[node.op]);
  if (node.op == IOTPF_NODE_PREDICATE || node.op == IOTPF_NODE_FEATURE) {
    return text + std::to_string(node.first);
  }
  if (node.op == IOTPF_NODE_AT_LEAST)
    text += fmt::format(" {}", node.threshold);
  for (uint32_t i = 0; i < node.count; ++i) {
    text += fmt::format(" n{}", ruleset.children[node.first + i]);
  }
  return text;
}

std::string Optional(std::string_view name, uint32_t row) {
  return row == kNone ? "" : fmt::format(" {}{}", name, row);
}

std::string_view LevelName(iotpf_level level) {
  constexpr std::string_view kLevels[] = {"", " easy", " medium", " hard"};
  return kLevels[level];
}

}  // namespace

std::string PrintIr(const Ruleset& ruleset) {
  std::string out;
  const auto table = [&out](std::string_view name, std::string_view prefix,
                            const auto& rows, const auto& print) {
    if (rows.empty()) return;
    out += fmt::format("{}\n", name);
    for (size_t i = 0; i < rows.size(); ++i) {
      out += fmt::format("  {}{} {}\n", prefix, i, print(rows[i]));
    }
  };
  table("readings", "r", ruleset.readings, [](const Reading& row) {
    const FieldInfo& field = InfoOf(row.field);
    if (field.key == KeyKind::NoKey) return std::string(field.path);
    return fmt::format("{}[{}]", field.path, Quote(row.key));
  });
  table("predicates", "p", ruleset.predicates,
        [&](const Predicate& row) { return PrintPredicate(row, ruleset); });
  table("nodes", "n", ruleset.nodes,
        [&](const Node& row) { return PrintNode(row, ruleset); });
  table("providers", "", ruleset.providers, [](const Provider& row) {
    return fmt::format("{} {}{}", row.id, Quote(row.title),
                       Optional("scope n", row.scope));
  });
  table("platforms", "", ruleset.platforms, [](const Platform& row) {
    return fmt::format("{} {}{}{}", row.id, Quote(row.title),
                       row.category.empty() ? "" : " " + row.category,
                       Optional("provider ", row.provider));
  });
  table("features", "f", ruleset.features, [](const Feature& row) {
    return fmt::format("{} {}{} n{} platform {}{}",
                       row.negative ? "negative" : "positive", row.name,
                       LevelName(row.level), row.node, row.platform,
                       Optional("fingerprint ", row.fingerprint));
  });
  table("fingerprints", "", ruleset.fingerprints, [](const Fingerprint& row) {
    return fmt::format("{} platform {} conditions {}+{}", row.name,
                       row.platform, row.first_condition, row.condition_count);
  });
  table("conditions", "c", ruleset.conditions, [](const Condition& row) {
    return fmt::format("{} priority {} n{}{}", row.id, row.priority, row.node,
                       Optional("guard n", row.guard));
  });
  table("preferences", "", ruleset.preferences, [](const Preference& row) {
    return fmt::format("{} over {}", row.winner, row.loser);
  });
  return out;
}

}  // namespace iotpf::ir
