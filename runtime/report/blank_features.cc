// Rules ask for far more than any session shows: a TLS flow has no HTTP for any
// feature to look at. One line names them and the fields that they share.
#include "runtime/report/blank_features.h"

#include <iotpf/field.h>
#include <iotpf/report.h>

#include "runtime/evaluate/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace iotpf::runtime {
namespace {

// Keys of one field that are spelled out; more are counted.
constexpr size_t kMaxKeysShown = 2;

}  // namespace

bool BlankFeatures::Take(std::span<const ExpressionNode> subtree) {
  const iotpf_node& top = ruleset_.nodes()[subtree.front().node];
  if (top.op != IOTPF_NODE_FEATURE || subtree.size() < 2) return false;
  if (subtree.front().truth != truth()) return false;
  std::set<uint32_t> readings;
  for (const ExpressionNode& node : subtree) {
    if (node.is_cut) return false;
    const iotpf_node& row = ruleset_.nodes()[node.node];
    if (row.op != IOTPF_NODE_PREDICATE) continue;
    const iotpf_predicate& predicate = ruleset_.predicates()[row.first];
    if (predicate.op == IOTPF_OP_RECORD_PRESENT) return false;
    const SeenField* field = explanation_.FieldOf(predicate.reading);
    if (field == nullptr || field->presence != state_) return false;
    readings.insert(predicate.reading);
  }
  names_.push_back(
      PrintableText(ruleset_.text(ruleset_.features()[top.first].name)));
  readings.insert(readings_.begin(), readings_.end());
  readings_.assign(readings.begin(), readings.end());
  return true;
}

std::string BlankFeatures::Text() const {
  if (names_.empty()) return {};
  std::vector<std::string> fields;
  const auto readings = ruleset_.readings();
  for (const uint32_t reading : readings_) {
    const uint32_t field = readings[reading].field;
    const auto keys = std::count_if(
        readings_.begin(), readings_.end(),
        [&](uint32_t other) { return readings[other].field == field; });
    std::string text =
        static_cast<size_t>(keys) > kMaxKeysShown
            ? fmt::format("{}[{} names]", kFields[field].path, keys)
            : PrintableText(FieldText(ruleset_, reading));
    if (std::find(fields.begin(), fields.end(), text) == fields.end()) {
      fields.push_back(std::move(text));
    }
  }
  return fmt::format("{}: {} {}", fmt::join(names_, ", "),
                     fmt::join(fields, ", "),
                     state_ == Presence::Absent ? "absent" : "not observed");
}

}  // namespace iotpf::runtime
