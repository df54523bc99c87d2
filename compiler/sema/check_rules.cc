// What is wrong with rules whose every part is right.
//
// Preferences are checked by a depth-first walk over the winners: an edge back
// to a platform on the current path closes a cycle, and the path is the
// message.

#include "compiler/sema/check_rules.h"

#include "compiler/sema/check_tests.h"
#include "compiler/sema/fingerprint_conditions.h"
#include "compiler/support/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace iotpf::sema {
namespace {

void CheckPriorities(const ast::Platform& platform,
                     const ast::Fingerprint& fingerprint,
                     DiagnosticSink& diagnostics) {
  std::map<int64_t, const FingerprintCondition*> first_of_priority;
  const auto conditions = ConditionsOf(platform, fingerprint);
  for (const FingerprintCondition& condition : conditions) {
    const auto [it, is_new] =
        first_of_priority.emplace(condition.priority, &condition);
    const FingerprintCondition& other = *it->second;
    if (is_new || VotesBelongs(other.kind) == VotesBelongs(condition.kind)) {
      continue;
    }
    diagnostics.Report(condition.span, diag::EqualPriorities,
                       platform.name.text + "." + fingerprint.name.text,
                       condition.priority);
    diagnostics.AddLabel(other.span, diag::OtherConditionHere, other.priority);
  }
}

void CheckConditions(const std::vector<ast::Condition>& conditions,
                     bool has_scope, DiagnosticSink& diagnostics) {
  for (const ast::Condition& condition : conditions) {
    if (condition.priority &&
        (*condition.priority < 1 || *condition.priority > kMaxPriority)) {
      diagnostics.Report(condition.priority_span, diag::PriorityTooLarge,
                         kMaxPriority);
    }
    if (!condition.sufficient && condition.negative && !has_scope) {
      diagnostics.Report(condition.span, diag::NecessaryNegativeNeedsScope);
    }
  }
}

void CheckPlatform(const PlatformSymbol& symbol, const SymbolTable& symbols,
                   DiagnosticSink& diagnostics) {
  const ast::Platform& platform = *symbol.platform;
  const bool has_scope =
      symbol.provider != nullptr && !symbol.provider->scopes.empty();
  CheckConditions(platform.conditions, has_scope, diagnostics);
  if (platform.fingerprints.empty()) {
    diagnostics.Report(platform.name.span, diag::PlatformWithoutFingerprint,
                       platform.name.text);
  }
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    CheckConditions(fingerprint.conditions, has_scope, diagnostics);
    const auto conditions = ConditionsOf(platform, fingerprint);
    const bool can_belong = std::ranges::any_of(
        conditions,
        [](const auto& condition) { return VotesBelongs(condition.kind); });
    if (!can_belong) {
      diagnostics.Report(
          fingerprint.name.span, diag::FingerprintWithoutFeature,
          platform.name.text + "." + fingerprint.name.text,
          platform.conditions.empty() && fingerprint.conditions.empty()
              ? "positive feature"
              : "`sufficient positive` condition");
    }
    CheckPriorities(platform, fingerprint, diagnostics);
  }
  for (const ast::Test& test : platform.tests) {
    CheckTest(test, platform, symbols, diagnostics);
  }
}

// ---- preferences

enum class Mark : uint8_t { Unseen, OnPath, Done };

class PreferenceChecker {
 public:
  PreferenceChecker(const std::vector<ast::File>& files,
                    DiagnosticSink& diagnostics)
      : diagnostics_(diagnostics) {
    for (const ast::File& file : files) {
      for (const ast::Prefer& prefer : file.preferences) {
        edges_[prefer.winner.text].push_back(&prefer);
      }
    }
  }

  void Run() {
    for (const auto& [platform, edges] : edges_) Walk(platform);
  }

 private:
  struct Frame {
    std::string platform;
    size_t next = 0;  // edge to be followed
  };

  void Walk(const std::string& start) {
    if (marks_[start] != Mark::Unseen) return;
    marks_[start] = Mark::OnPath;
    path_ = {{start}};
    while (!path_.empty()) {
      Frame& frame = path_.back();
      const auto& edges = edges_[frame.platform];
      if (frame.next == edges.size()) {
        marks_[frame.platform] = Mark::Done;
        path_.pop_back();
        continue;
      }
      Follow(*edges[frame.next++]);
    }
  }

  void Follow(const ast::Prefer& edge) {
    const std::string& loser = edge.loser.text;
    if (marks_[loser] == Mark::OnPath) return ReportCycle(edge);
    if (marks_[loser] == Mark::Done) return;
    marks_[loser] = Mark::OnPath;
    path_.push_back({loser});
  }

  void ReportCycle(const ast::Prefer& edge) {
    std::string text;
    bool is_inside = false;
    for (const Frame& frame : path_) {
      is_inside |= frame.platform == edge.loser.text;
      if (is_inside) text += frame.platform + " over ";
    }
    diagnostics_.Report(edge.span, diag::PreferCycle, text + edge.loser.text);
  }

  DiagnosticSink& diagnostics_;
  std::map<std::string, std::vector<const ast::Prefer*>> edges_;
  std::map<std::string, Mark> marks_;
  std::vector<Frame> path_;
};

}  // namespace

void CheckRules(const std::vector<ast::File>& files, const SymbolTable& symbols,
                DiagnosticSink& diagnostics) {
  for (const auto& [id, symbol] : symbols.platforms) {
    CheckPlatform(symbol, symbols, diagnostics);
  }
  PreferenceChecker(files, diagnostics).Run();
}

}  // namespace iotpf::sema
