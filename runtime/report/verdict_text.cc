// The answer in one line: who, in which role, by which condition, how surely.
#include "runtime/report/verdict_text.h"

#include <iotpf/report.h>

#include "runtime/report/verdict_names.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

std::string Joined(const std::vector<std::string>& names) {
  return PrintableText(fmt::format("{}", fmt::join(names, ", ")));
}

std::string LabelText(const Verdict& verdict, const RulesetView& ruleset) {
  switch (verdict.label) {
    case LabelKind::Platform:
      return fmt::format("{} ({}), by {}",
                         Joined(PlatformIds(ruleset, verdict.front)),
                         Joined(RoleNames(ruleset, verdict)),
                         PrintableText(DecidingCondition(ruleset, verdict)));
    case LabelKind::Ambiguous:
      return "ambiguous: " + Joined(PlatformIds(ruleset, verdict.front));
    case LabelKind::Provider:
      return "provider " + Joined(ProviderIds(ruleset, verdict)) +
             ", no platform of it";
    case LabelKind::Other:
      break;
  }
  return "other: no platform and no provider";
}

}  // namespace

std::string VerdictText(const Verdict& verdict, const RulesetView& ruleset) {
  std::string text = LabelText(verdict, ruleset);
  if (!verdict.behind.empty()) {
    text += fmt::format("; behind it: {}",
                        Joined(PlatformIds(ruleset, verdict.behind)));
  }
  return text +
         (verdict.certainty == Certainty::Final ? "; final" : "; provisional");
}

}  // namespace iotpf::runtime
