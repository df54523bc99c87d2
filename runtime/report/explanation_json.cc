// Expressions nest as they do in rules; each node is one object, its children
// the member `of`. Nodes come in the order in which they are written, each with
// its depth, so one pass writes them: an object stays open until a node that is
// no deeper comes.
#include "runtime/report/explanation_json.h"

#include "runtime/report/explanation_words.h"
#include "runtime/report/json_object.h"
#include "runtime/report/predicate_text.h"
#include "runtime/report/verdict_names.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

// A program may want all of a list, within reason.
constexpr PredicateStyle kJsonTests = {16, 1000, 200};

// Programs know truth by JSON's words.
std::string_view JsonOf(Truth truth) {
  switch (truth) {
    case Truth::True:
      return "true";
    case Truth::False:
      return "false";
    case Truth::Unknown:
      break;
  }
  return "null";
}

std::string_view JsonOf(bool holds) { return holds ? "true" : "false"; }

class Writer {
 public:
  Writer(const Explanation& explanation, const RulesetView& ruleset)
      : explanation_(explanation), ruleset_(ruleset) {}

  void Write(std::string& out) const {
    JsonObject object(out);
    AppendJsonList(
        explanation_.platforms, object.Member("platforms"),
        [this](const auto& platform, std::string& o) { Append(platform, o); });
    object.Member("left_out") += fmt::to_string(explanation_.left_out);
    object.Member("open_platforms") +=
        fmt::to_string(explanation_.open_platforms);
  }

 private:
  void Append(const PlatformExplanation& platform, std::string& out) const {
    const iotpf_platform& row = ruleset_.platforms()[platform.platform];
    JsonObject object(out);
    object.Text("platform", ruleset_.text(row.id));
    object.Text("place", NameOf(platform.place));
    if (platform.by_exchanges) object.Member("by_exchanges") += "true";
    AppendJsonList(platform.preferred, object.Member("preferred"),
                   [this](uint32_t other, std::string& o) {
                     AppendJsonString(
                         ruleset_.text(ruleset_.platforms()[other].id), o);
                   });
    AppendJsonList(
        platform.fingerprints, object.Member("fingerprints"),
        [this](const auto& entry, std::string& o) { Append(entry, o); });
    object.Text("would_be", NameOf(platform.would_be));
    AppendJsonList(
        platform.changes, object.Member("changes"),
        [this](const auto& change, std::string& o) { Append(change, o); });
    object.Member("change_count") += fmt::to_string(platform.change_count);
  }

  void Append(const Change& change, std::string& out) const {
    JsonObject object(out);
    const auto& row = ruleset_.fingerprints()[change.fingerprint];
    object.Text("role", ruleset_.text(row.name));
    AppendJsonList(change.features, object.Member("features"),
                   [this](const FeatureChange& feature, std::string& o) {
                     JsonObject changed(o);
                     changed.Text("feature",
                                  FeatureId(ruleset_, feature.feature));
                     changed.Member("now") += JsonOf(feature.now);
                     changed.Member("holds") += JsonOf(feature.holds);
                   });
  }

  void Append(const FingerprintExplanation& entry, std::string& out) const {
    const iotpf_fingerprint& row = ruleset_.fingerprints()[entry.fingerprint];
    JsonObject object(out);
    object.Text("role", ruleset_.text(row.name));
    object.Text("vote", NameOf(entry.vote));
    object.Member("open") += JsonOf(entry.is_open);
    AppendJsonList(entry.conditions, object.Member("conditions"),
                   [this](const auto& condition, std::string& o) {
                     Append(condition, o);
                   });
  }

  void Append(const ConditionExplanation& entry, std::string& out) const {
    const iotpf_condition& row = ruleset_.conditions()[entry.condition];
    JsonObject object(out);
    object.Text("id", ruleset_.text(row.id));
    object.Text("kind", KindOf(row));
    object.Member("priority") += fmt::to_string(row.priority);
    object.Text("position", PositionText(ruleset_, row.position));
    object.Member("truth") += JsonOf(entry.truth);
    object.Text("vote", NameOf(entry.vote));
    object.Member("decides") += JsonOf(entry.decides);
    AppendTree(entry.expression, object.Member("expression"));
    if (!entry.guard.empty()) AppendTree(entry.guard, object.Member("guard"));
  }

  // ---- expressions

  void AppendTree(std::span<const ExpressionNode> nodes,
                  std::string& out) const {
    size_t open = 0;  // objects that are open, each one deeper
    for (size_t i = 0; i < nodes.size(); ++i) {
      const ExpressionNode& node = nodes[i];
      while (open > node.depth) {
        out += "]}";
        --open;
      }
      if (out.back() == '}') out += ',';
      out += '{';
      AppendMembers(node, out);
      const bool has_children =
          i + 1 < nodes.size() && nodes[i + 1].depth > node.depth;
      if (has_children) {
        out += ",\"of\":[";
        ++open;
      } else {
        out += '}';
      }
    }
    for (; open > 0; --open) out += "]}";
  }

  // The members of a node but its children, without braces.
  void AppendMembers(const ExpressionNode& node, std::string& out) const {
    constexpr std::array<std::string_view, 8> kOps = {
        "false", "true", "test", "feature", "not", "and", "or", "at_least"};
    const iotpf_node& row = ruleset_.nodes()[node.node];
    out += "\"op\":";
    AppendJsonString(kOps[row.op], out);
    out += ",\"truth\":";
    out += JsonOf(node.truth);
    if (row.op == IOTPF_NODE_AT_LEAST) {
      out += fmt::format(",\"threshold\":{}", row.threshold);
    }
    if (row.op == IOTPF_NODE_FEATURE) {
      out += ",\"feature\":";
      AppendJsonString(FeatureId(ruleset_, row.first), out);
    }
    if (node.is_repeated) out += ",\"repeated\":true";
    if (node.is_cut) out += ",\"cut\":true";
    if (row.op != IOTPF_NODE_PREDICATE) return;
    out += ",\"test\":";
    AppendJsonString(PredicateText(ruleset_, row.first, kJsonTests), out);
    const iotpf_predicate& predicate = ruleset_.predicates()[row.first];
    if (predicate.op == IOTPF_OP_RECORD_PRESENT) return;
    AppendField(predicate.reading, node.match, out);
  }

  void AppendField(uint32_t reading, uint32_t match, std::string& out) const {
    const SeenField* field = explanation_.FieldOf(reading);
    if (field == nullptr) return;
    out += ",\"seen\":";
    AppendJsonString(NameOf(field->presence), out);
    if (field->presence != Presence::Present) return;
    if (match != IOTPF_NONE) out += fmt::format(",\"match\":{}", match);
    out += fmt::format(",\"count\":{},\"open\":{},\"values\":", field->count,
                       JsonOf(field->open));
    AppendJsonList(field->values, out,
                   [](const SeenValue& value, std::string& o) {
                     JsonObject object(o);
                     object.Member("index") += fmt::to_string(value.index);
                     object.Text("value", value.text);
                     if (value.truncated) object.Member("truncated") += "true";
                     if (value.partial) object.Member("partial") += "true";
                   });
  }

  const Explanation& explanation_;
  RulesetView ruleset_;
};

}  // namespace

void AppendExplanationJson(const Explanation& explanation,
                           const RulesetView& ruleset, std::string& out) {
  Writer(explanation, ruleset).Write(out);
}

}  // namespace iotpf::runtime
