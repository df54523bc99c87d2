// Evidence is what a person checks a verdict by, so it must name a value that
// is really there and really matched.
//
// A feature that is true has a cause: walking its expression down through what
// is true, the first predicate in source order that some value satisfies. Below
// a `not` the values are those that did not matter, so nothing there is shown.
#include "runtime/evaluate/evidence.h"

#include "runtime/evaluate/named_features.h"
#include "runtime/evaluate/predicate.h"
#include "runtime/evaluate/shown_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace iotpf::runtime {
namespace {

struct Match {
  uint32_t predicate;
  uint32_t value;  // index into the slot's values; nothing for COUNT
};

// Looks for the first value that makes a feature true.
class MatchFinder {
 public:
  MatchFinder(const RulesetView& ruleset, const iotpf_session& session,
              const RegexSet& regexes, Expressions& expressions)
      : ruleset_(ruleset),
        session_(session),
        regexes_(regexes),
        expressions_(expressions),
        visited_(ruleset.nodes().size(), false) {}

  std::optional<Match> Find(uint32_t node) {
    if (expressions_.Node(node) != IOTPF_TRUE) return std::nullopt;
    // A node that was met before had no value, or the search would be over.
    if (visited_[node]) return std::nullopt;
    visited_[node] = true;
    const iotpf_node& row = ruleset_.nodes()[node];
    switch (row.op) {
      case IOTPF_NODE_PREDICATE:
        return FindInPredicate(row.first);
      case IOTPF_NODE_FEATURE:
        return Find(ruleset_.features()[row.first].node);
      case IOTPF_NODE_AND:
      case IOTPF_NODE_OR:
      case IOTPF_NODE_AT_LEAST:
        return FindInChildren(row);
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<Match> FindInPredicate(uint32_t predicate) const {
    if (ruleset_.predicates()[predicate].op == IOTPF_OP_COUNT) {
      return Match{predicate, 0};
    }
    const std::optional<uint32_t> value =
        FirstMatch(ruleset_, predicate, session_, regexes_);
    if (!value) return std::nullopt;
    return Match{predicate, *value};
  }

  std::optional<Match> FindInChildren(const iotpf_node& node) {
    for (const uint32_t child :
         ruleset_.children().subspan(node.first, node.count)) {
      if (const std::optional<Match> match = Find(child)) return match;
    }
    return std::nullopt;
  }

  RulesetView ruleset_;
  const iotpf_session& session_;
  const RegexSet& regexes_;
  Expressions& expressions_;
  std::vector<bool> visited_;
};

void AppendEscaped(std::string& text, char c) {
  const auto byte = static_cast<uint8_t>(c);
  if (c == '"' || c == '\\') {
    text += '\\';
    text += c;
  } else if (byte < 0x20 || byte == 0x7F) {
    text += fmt::format("\\x{:02x}", byte);
  } else {
    text += c;
  }
}

// The field of a match with the value that matched, or how many it has.
void ShowMatch(const RulesetView& ruleset, const iotpf_session& session,
               const Match& match, Evidence& evidence) {
  const iotpf_predicate& predicate = ruleset.predicates()[match.predicate];
  const iotpf_slot& slot = session.slots[predicate.reading];
  evidence.field = FieldText(ruleset, predicate.reading);
  if (predicate.op == IOTPF_OP_COUNT) {
    evidence.field = fmt::format("count({})", evidence.field);
    evidence.value = fmt::format("{}", slot.count);
    return;
  }
  ShownValue value =
      ShowValue(slot.values[match.value],
                kFields[ruleset.readings()[predicate.reading].field].type);
  evidence.value = std::move(value.text);
  evidence.truncated = value.truncated;
}

}  // namespace

std::string FieldText(const RulesetView& ruleset, uint32_t reading) {
  const iotpf_reading& row = ruleset.readings()[reading];
  const FieldInfo& info = kFields[row.field];
  std::string text(info.path);
  if (info.key == KeyKind::NoKey) return text;
  text += "[\"";
  for (const char c : ruleset.text(row.key)) AppendEscaped(text, c);
  text += "\"]";
  return text;
}

std::vector<Evidence> CollectEvidence(const RulesetView& ruleset,
                                      uint32_t condition,
                                      const iotpf_session& session,
                                      const RegexSet& regexes, Stage stage) {
  Expressions expressions(ruleset, session, regexes, stage);
  std::vector<Evidence> result;
  for (const uint32_t feature :
       FeaturesNamedBy(ruleset, ruleset.conditions()[condition].node)) {
    if (expressions.Feature(feature) != IOTPF_TRUE) continue;
    Evidence evidence = {feature, "", "", false};
    MatchFinder finder(ruleset, session, regexes, expressions);
    const auto match = finder.Find(ruleset.features()[feature].node);
    if (match) ShowMatch(ruleset, session, *match, evidence);
    result.push_back(std::move(evidence));
  }
  return result;
}

}  // namespace iotpf::runtime
