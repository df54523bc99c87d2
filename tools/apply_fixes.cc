// Which edits are made is settled before any is: positions are those of the
// texts as the compiler saw them. Then each text is written anew from its
// start, edits and what lies between them.

#include "tools/apply_fixes.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

namespace iotpf::tools {
namespace {

// The edits of one file that are to be made, by where they begin.
using Edits = std::map<uint32_t, const RuleEdit*>;

// Whether `edit` lies in `text` and touches none of `edits`. Edits that only
// meet count as touching: their order would be a guess.
bool HasRoom(const RuleEdit& edit, const Edits& edits, std::string_view text) {
  const auto [begin, end] = std::pair(edit.range.begin, edit.range.end);
  if (begin > end || end > text.size()) return false;
  const auto next = edits.lower_bound(begin);
  if (next != edits.end() && next->first <= end) return false;
  return next == edits.begin() || std::prev(next)->second->range.end < begin;
}

std::string WithEdits(std::string_view text, const Edits& edits) {
  std::string edited;
  size_t at = 0;
  for (const auto& [begin, edit] : edits) {
    edited += text.substr(at, begin - at);
    edited += edit->replacement;
    at = edit->range.end;
  }
  edited += text.substr(at);
  return edited;
}

}  // namespace

size_t ApplyFixes(const std::vector<RuleDiagnostic>& findings,
                  std::map<std::string, std::string>& texts) {
  std::map<std::string, Edits> by_path;
  size_t made = 0;
  for (const RuleDiagnostic& finding : findings) {
    if (finding.fix.empty()) continue;
    const bool has_room =
        std::ranges::all_of(finding.fix, [&](const RuleEdit& edit) {
          const auto text = texts.find(edit.range.path);
          return text != texts.end() &&
                 HasRoom(edit, by_path[edit.range.path], text->second);
        });
    if (!has_room) continue;
    for (const RuleEdit& edit : finding.fix) {
      by_path[edit.range.path].emplace(edit.range.begin, &edit);
    }
    ++made;
  }
  for (const auto& [path, edits] : by_path) {
    if (!edits.empty()) texts[path] = WithEdits(texts[path], edits);
  }
  return made;
}

}  // namespace iotpf::tools
