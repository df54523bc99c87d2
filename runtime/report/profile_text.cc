// The profile of a scan, for people who write rules.
//
//   1,234 sessions, 20 of them timed
//   STAGE         SESSIONS       HITS   TIME
//   RequestHead       1234        310  61.2%
//
//   FEATURE                    STAGE        EVALUATIONS  HITS   TIME
//   acme.mobile.banner         RequestHead         1234    12   4.0%
//
// The time of a reading is shared by its tests, since native code may run them
// as one. Tests on what is there count as evaluated where their field is shown;
// those that also answer for what is not, wherever their stage is matched.
#include <iotpf/report.h>

#include "runtime/report/plain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace iotpf {
namespace {

struct Counts {
  uint64_t evaluations = 0;
  uint64_t hits = 0;
  double nanoseconds = 0;
};

struct FeatureRow {
  std::string name;
  uint32_t stage = 0;
  Counts counts;
};

bool AnswersForAbsent(const iotpf_predicate& predicate) {
  return predicate.op == IOTPF_OP_ABSENT || predicate.op == IOTPF_OP_COUNT ||
         predicate.op == IOTPF_OP_RECORD_PRESENT;
}

std::string Padded(std::string text, size_t columns) {
  const size_t used = runtime::ColumnsOf(text);
  if (used < columns) text.append(columns - used, ' ');
  return text;
}

class ProfileTables {
 public:
  ProfileTables(const ScanProfile& profile, const RulesetView& rules)
      : profile_(profile),
        rules_(rules),
        tests_of_reading_(rules.readings().size()),
        seen_(rules.nodes().size()) {
    for (const iotpf_predicate& predicate : rules.predicates()) {
      stage_hits_[predicate.stage] += profile.hits[predicate.bit];
      if (predicate.op == IOTPF_OP_RECORD_PRESENT) continue;
      ++tests_of_reading_[predicate.reading];
    }
    for (const ProfiledWork& stage : profile.stages) {
      whole_ += stage.EstimatedNanoseconds();
    }
  }

  std::string Write() {
    text_ += fmt::format(
        "{} sessions, {} of them timed; time is that of native code\n",
        profile_.sessions, profile_.timed_sessions);
    WriteStages();
    WriteFeatures();
    return std::move(text_);
  }

 private:
  double ShareOf(double nanoseconds) const {
    return whole_ > 0 ? 100 * nanoseconds / whole_ : 0;
  }

  static std::string StageName(size_t stage) {
    return std::string(kStages[stage].name);
  }

  void WriteStages() {
    text_ += fmt::format("{:<18}{:>12}{:>12}{:>8}\n", "STAGE", "SESSIONS",
                         "HITS", "TIME");
    for (size_t i = 0; i < profile_.stages.size(); ++i) {
      const ProfiledWork& stage = profile_.stages[i];
      if (stage.sessions == 0) continue;
      text_ += fmt::format("{:<18}{:>12}{:>12}{:>7.1f}%\n", StageName(i),
                           stage.sessions, stage_hits_[i],
                           ShareOf(stage.EstimatedNanoseconds()));
    }
  }

  void WriteFeatures() {
    std::vector<FeatureRow> rows;
    for (const iotpf_feature& feature : rules_.features()) {
      AddRows(feature, rows);
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return std::tuple(-a.counts.nanoseconds, ~a.counts.evaluations,
                        std::string_view(a.name), a.stage) <
             std::tuple(-b.counts.nanoseconds, ~b.counts.evaluations,
                        std::string_view(b.name), b.stage);
    });
    size_t columns = std::string_view("FEATURE").size();
    for (const FeatureRow& row : rows) {
      columns = std::max(columns, runtime::ColumnsOf(row.name));
    }
    text_ += fmt::format("\n{}  {:<18}{:>12}{:>12}{:>8}\n",
                         Padded("FEATURE", columns), "STAGE", "EVALUATIONS",
                         "HITS", "TIME");
    for (const FeatureRow& row : rows) {
      text_ += fmt::format("{}  {:<18}{:>12}{:>12}{:>7.1f}%\n",
                           Padded(row.name, columns), StageName(row.stage),
                           row.counts.evaluations, row.counts.hits,
                           ShareOf(row.counts.nanoseconds));
    }
  }

  std::string NameOf(const iotpf_feature& feature) const {
    std::string name(rules_.text(rules_.platforms()[feature.platform].id));
    if (feature.fingerprint != IOTPF_NONE) {
      name += '.';
      name += rules_.text(rules_.fingerprints()[feature.fingerprint].name);
    }
    name += '.';
    name += rules_.text(feature.name);
    return PrintableText(name);
  }

  // A row for each stage at which the feature has tests.
  void AddRows(const iotpf_feature& feature, std::vector<FeatureRow>& rows) {
    std::array<Counts, kStageCount> stages;
    std::array<bool, kStageCount> has_tests{};
    for (const uint32_t index : TestsOf(feature.node)) {
      const iotpf_predicate& predicate = rules_.predicates()[index];
      has_tests[predicate.stage] = true;
      Add(predicate, stages[predicate.stage]);
    }
    for (uint32_t i = 0; i < kStageCount; ++i) {
      if (has_tests[i]) rows.push_back({NameOf(feature), i, stages[i]});
    }
  }

  // The predicates of an expression, each once. Features that it names have
  // rows of their own.
  std::vector<uint32_t> TestsOf(uint32_t root) {
    std::vector<uint32_t> tests;
    std::vector<uint32_t> open = {root};
    ++round_;
    for (size_t visited = 0; !open.empty() && visited < kMaxProfiledNodes;
         ++visited) {
      const uint32_t index = open.back();
      open.pop_back();
      if (std::exchange(seen_[index], round_) == round_) continue;
      const iotpf_node& node = rules_.nodes()[index];
      if (node.op == IOTPF_NODE_PREDICATE) tests.push_back(node.first);
      const bool has_children =
          node.op == IOTPF_NODE_NOT || node.op == IOTPF_NODE_AND ||
          node.op == IOTPF_NODE_OR || node.op == IOTPF_NODE_AT_LEAST;
      if (!has_children) continue;
      const size_t count = std::min<size_t>(node.count, kMaxProfiledNodes);
      const auto children = rules_.children().subspan(node.first, count);
      open.insert(open.end(), children.begin(), children.end());
    }
    return tests;
  }

  void Add(const iotpf_predicate& predicate, Counts& counts) const {
    counts.hits += profile_.hits[predicate.bit];
    if (AnswersForAbsent(predicate)) {
      counts.evaluations += profile_.stages[predicate.stage].sessions;
    } else {
      counts.evaluations += profile_.readings[predicate.reading].sessions;
    }
    if (predicate.op == IOTPF_OP_RECORD_PRESENT) return;
    counts.nanoseconds +=
        profile_.readings[predicate.reading].EstimatedNanoseconds() /
        tests_of_reading_[predicate.reading];
  }

  const ScanProfile& profile_;
  const RulesetView& rules_;
  std::vector<uint32_t> tests_of_reading_;
  std::array<uint64_t, kStageCount> stage_hits_{};
  std::vector<uint32_t> seen_;  // by node: the last round that met it
  uint32_t round_ = 0;
  double whole_ = 0;  // nanoseconds of all stages
  std::string text_;
};

}  // namespace

std::string ProfileText(const ScanProfile& profile,
                        const RulesetView& ruleset) {
  return ProfileTables(profile, ruleset).Write();
}

}  // namespace iotpf
