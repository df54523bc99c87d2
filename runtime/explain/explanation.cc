// An explanation says what it costs, since explanations of many sessions wait
// together for their turn to be reported.
#include <iotpf/explain.h>

#include <algorithm>

namespace iotpf {

const SeenField* Explanation::FieldOf(uint32_t reading) const {
  const auto place = std::lower_bound(
      fields.begin(), fields.end(), reading,
      [](const SeenField& field, uint32_t row) { return field.reading < row; });
  if (place == fields.end() || place->reading != reading) return nullptr;
  return &*place;
}

size_t Explanation::Cost() const {
  size_t cost = sizeof(*this);
  for (const SeenField& field : fields) {
    cost += sizeof(field);
    for (const SeenValue& value : field.values) {
      cost += sizeof(value) + value.text.size();
    }
  }
  for (const PlatformExplanation& platform : platforms) {
    cost += sizeof(platform);
    for (const Change& change : platform.changes) {
      cost += sizeof(change) + change.features.size() * sizeof(FeatureChange);
    }
    for (const FingerprintExplanation& fingerprint : platform.fingerprints) {
      cost += sizeof(fingerprint);
      for (const ConditionExplanation& condition : fingerprint.conditions) {
        cost += sizeof(condition) +
                sizeof(ExpressionNode) *
                    (condition.expression.size() + condition.guard.size());
      }
    }
  }
  return cost;
}

}  // namespace iotpf
