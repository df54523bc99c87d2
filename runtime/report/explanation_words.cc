// One place for words that both forms of an explanation use.
#include "runtime/report/explanation_words.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace iotpf::runtime {

std::string_view NameOf(Truth truth) {
  switch (truth) {
    case Truth::True:
      return "yes";
    case Truth::False:
      return "no";
    case Truth::Unknown:
      break;
  }
  return "unknown";
}

std::string_view NameOf(Vote vote) {
  switch (vote) {
    case Vote::Belongs:
      return "belongs";
    case Vote::Excluded:
      return "excluded";
    case Vote::Unknown:
      return "unknown";
    case Vote::None:
      break;
  }
  return "none";
}

std::string_view NameOf(Place place) {
  switch (place) {
    case Place::Front:
      return "front";
    case Place::Ambiguous:
      return "ambiguous";
    case Place::Behind:
      return "behind";
    case Place::Nowhere:
      break;
  }
  return "none";
}

std::string_view NameOf(Presence presence) {
  switch (presence) {
    case Presence::Present:
      return "present";
    case Presence::Absent:
      return "absent";
    case Presence::Unobserved:
      break;
  }
  return "unobserved";
}

std::string_view KindOf(const iotpf_condition& condition) {
  constexpr std::array<std::string_view, 4> kKinds = {
      "necessary positive", "necessary negative", "sufficient negative",
      "sufficient positive"};
  return kKinds[static_cast<size_t>(condition.kind)];
}

std::string PositionText(const RulesetView& ruleset,
                         const iotpf_position& position) {
  if (position.source >= ruleset.sources().size()) return {};
  return fmt::format("{}:{}:{}",
                     ruleset.text(ruleset.sources()[position.source].name),
                     position.line, position.column);
}

std::string FeatureName(const RulesetView& ruleset, uint32_t feature,
                        bool with_role) {
  const iotpf_feature& row = ruleset.features()[feature];
  const std::string_view name = ruleset.text(row.name);
  if (!with_role || row.fingerprint == IOTPF_NONE) return std::string(name);
  return fmt::format("{}.{}",
                     ruleset.text(ruleset.fingerprints()[row.fingerprint].name),
                     name);
}

}  // namespace iotpf::runtime
