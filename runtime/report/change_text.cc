// Whole sentences: what would change a verdict is advice to who writes rules,
// or a hint to who looks for missing traffic.
#include "runtime/report/change_text.h"

#include <iotpf/report.h>

#include "runtime/report/explanation_words.h"

#include <fmt/format.h>

#include <string_view>

namespace iotpf::runtime {
namespace {

// Ways to change a platform that one sentence names.
constexpr size_t kMaxWaysShown = 4;

std::string IdOf(const RulesetView& ruleset, uint32_t platform) {
  return PrintableText(ruleset.text(ruleset.platforms()[platform].id));
}

std::string Joined(const RulesetView& ruleset,
                   const std::vector<uint32_t>& platforms) {
  std::string text;
  for (const uint32_t platform : platforms) {
    if (!text.empty()) text += ", ";
    text += IdOf(ruleset, platform);
  }
  return text;
}

std::string FeatureText(const RulesetView& ruleset, const FeatureChange& change,
                        bool with_role) {
  return fmt::format(
      "`{}` {}{}",
      PrintableText(FeatureName(ruleset, change.feature, with_role)),
      change.holds ? "held" : "did not hold",
      change.now == Truth::Unknown ? " (not observed)" : "");
}

std::string Ways(const PlatformExplanation& platform,
                 const RulesetView& ruleset) {
  const bool with_role = platform.fingerprints.size() > 1;
  std::string text;
  size_t shown = 0;
  for (const Change& change : platform.changes) {
    if (shown == kMaxWaysShown) break;
    if (shown > 0) text += ", or ";
    for (size_t i = 0; i < change.features.size(); ++i) {
      if (i > 0) text += " and ";
      text += FeatureText(ruleset, change.features[i], with_role);
    }
    ++shown;
  }
  if (shown < platform.change_count) {
    const size_t more = platform.change_count - shown;
    text +=
        fmt::format(", or in {} other {}", more, more == 1 ? "way" : "ways");
  }
  return text;
}

std::string Sentence(const PlatformExplanation& platform,
                     const RulesetView& ruleset) {
  const std::string id = IdOf(ruleset, platform.platform);
  const bool is_found = !platform.changes.empty();
  if (platform.place != Place::Nowhere) {
    if (!is_found) return "no change of one feature would lose " + id;
    return fmt::format("would not be {} if {}", id, Ways(platform, ruleset));
  }
  if (!is_found) {
    return fmt::format("no change of one or two features would make it {}", id);
  }
  const std::string ways = Ways(platform, ruleset);
  switch (platform.would_be) {
    case Place::Behind:
      return fmt::format("would be {}, behind another, if {}", id, ways);
    case Place::Ambiguous:
      return fmt::format("would be {} too, and the session ambiguous, if {}",
                         id, ways);
    default:
      return fmt::format("would be {} if {}", id, ways);
  }
}

}  // namespace

std::string PlaceText(const PlatformExplanation& platform,
                      const RulesetView& ruleset) {
  const iotpf_platform& row = ruleset.platforms()[platform.platform];
  std::string text = IdOf(ruleset, platform.platform);
  const std::string_view title = ruleset.text(row.title);
  if (!title.empty()) text += fmt::format(" \"{}\"", PrintableText(title));
  switch (platform.place) {
    case Place::Front:
      text += " is in front";
      break;
    case Place::Ambiguous:
      text += " is one of several";
      break;
    case Place::Behind:
      text += " stands behind";
      if (!platform.preferred.empty()) {
        text += fmt::format(" {}, which is preferred over it",
                            Joined(ruleset, platform.preferred));
      }
      break;
    case Place::Nowhere:
      text += " is not claimed";
      break;
  }
  if (platform.by_exchanges) {
    text += ", by the exchanges of this flow; its own records say";
  }
  return text;
}

std::string VoteText(const ConditionExplanation& entry,
                     const iotpf_condition& condition) {
  const bool belongs = condition.kind == IOTPF_NECESSARY_NEGATIVE ||
                       condition.kind == IOTPF_SUFFICIENT_POSITIVE;
  const std::string_view name =
      NameOf(belongs ? Vote::Belongs : Vote::Excluded);
  switch (entry.vote) {
    case Vote::None:
      return "does not vote";
    case Vote::Unknown:
      return fmt::format("not known, could vote {}", name);
    default:
      return fmt::format("votes {}, {}", name,
                         entry.decides ? "decides" : "overruled");
  }
}

std::string ChangeText(const PlatformExplanation& platform,
                       const RulesetView& ruleset) {
  if (platform.by_exchanges || platform.place == Place::Behind) return {};
  // Two fingerprints that belong: there is no single one to lose.
  size_t belonging = 0;
  for (const FingerprintExplanation& entry : platform.fingerprints) {
    if (entry.vote == Vote::Belongs) ++belonging;
  }
  if (belonging > 1) return {};
  return Sentence(platform, ruleset);
}

}  // namespace iotpf::runtime
