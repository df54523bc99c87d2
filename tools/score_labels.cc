// Inputs are scanned one after another, each once, however many labels it has.
// Of a session only what the score needs is kept, so that memory is bounded by
// the labels and not by the traffic.
//
// A label of a flow and the flow meet by their ends. Ends may be used again, so
// that of several labels with the same ends the last one counts whose flow had
// begun by then.

#include "tools/score_labels.h"

#include "tools/error_cause.h"

#include <iotpf/report.h>
#include <iotpf/scanner.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace iotpf::tools {
namespace {

constexpr size_t kNameColumns = 100;
constexpr size_t kMaxProblems = 20;

// What was found of one label.
struct Found {
  LabelledVerdict verdict;
  LabelError error;  // filled where it is one
};

std::string EndText(const EndpointReport& end) {
  return fmt::format("{} {}", end.ip, end.port.value_or(0));
}

std::string ServerText(const SessionReport& session) {
  if (session.request && !session.request->host.empty()) {
    return PlainText(session.request->host, kNameColumns);
  }
  if (!session.server_name.empty()) {
    return PlainText(session.server_name, kNameColumns);
  }
  const std::string ip = PlainText(session.server.ip, kNameColumns);
  if (!session.server.port) return ip;
  return fmt::format("{} {} {}", ip, session.transport, *session.server.port);
}

std::vector<std::string> Ids(const std::vector<PlatformClaim>& claims,
                             const RulesetView& ruleset) {
  std::vector<std::string> ids;
  for (const PlatformClaim& claim : claims) {
    ids.emplace_back(ruleset.text(ruleset.platforms()[claim.platform].id));
  }
  return ids;
}

BackEnds BackEndsOf(const RulesetView& ruleset) {
  BackEnds back_ends;
  for (const iotpf_preference& row : ruleset.preferences()) {
    const auto id = [&](uint32_t platform) {
      return std::string(ruleset.text(ruleset.platforms()[platform].id));
    };
    back_ends[id(row.winner)].insert(id(row.loser));
  }
  return back_ends;
}

bool HasPlatform(const std::string& id, const RulesetView& ruleset) {
  return std::ranges::any_of(ruleset.platforms(), [&](const auto& row) {
    return ruleset.text(row.id) == id;
  });
}

// The labels of one input, by what they mean.
class InputLabels {
 public:
  // The row that has a label for the same session or host already.
  std::optional<size_t> Add(const Label& label, size_t row) {
    if (label.ends) {
      flows_[*label.ends].push_back({label.time_ns.value_or(0), row});
      return std::nullopt;
    }
    const auto [place, is_new] = label.session_id.empty()
                                     ? hosts_.try_emplace(label.host, row)
                                     : ids_.try_emplace(label.session_id, row);
    return is_new ? std::nullopt : std::optional(place->second);
  }

  // Flows of the same ends in order of time.
  void Sort() {
    for (auto& [ends, rows] : flows_) std::ranges::sort(rows);
  }

  std::optional<size_t> Find(const SessionReport& session) const {
    if (!session.id.empty()) {
      if (const auto row = ids_.find(session.id); row != ids_.end()) {
        return row->second;
      }
    }
    if (session.kind == SessionKind::Flow) return FindFlow(session);
    const auto row =
        hosts_.find(session.request && !session.request->host.empty()
                        ? session.request->host
                        : session.server_name);
    return row == hosts_.end() ? std::nullopt : std::optional(row->second);
  }

 private:
  std::optional<size_t> FindFlow(const SessionReport& session) const {
    const auto found = flows_.find(MakeFlowEnds(
        session.transport, EndText(session.client), EndText(session.server)));
    if (found == flows_.end()) return std::nullopt;
    size_t row = found->second.front().second;
    for (const auto& [time_ns, candidate] : found->second) {
      if (session.time_ns && time_ns <= *session.time_ns) row = candidate;
    }
    return row;
  }

  std::map<FlowEnds, std::vector<std::pair<int64_t, size_t>>> flows_;
  std::map<std::string, size_t> ids_;
  std::map<std::string, size_t> hosts_;
};

class Collector : public ScanListener {
 public:
  Collector(const LabelFile& labels, const RulesetView& ruleset)
      : labels_(labels),
        ruleset_(ruleset),
        score_(BackEndsOf(ruleset)),
        found_(labels.labels.size()) {}

  void Begin(const InputLabels& input) { input_ = &input; }

  bool OnSession(const SessionReport& session) override {
    const auto row = input_->Find(session);
    if (!row) return true;
    std::vector<Found>& found = found_[*row];
    const bool is_host = !labels_.labels[*row].host.empty();
    const bool is_again = !found.empty() && !is_host;
    const bool names_more = is_again && found.front().verdict.front.empty() &&
                            !session.verdict.front.empty();
    if (is_again && !names_more) return true;
    if (is_again) found.clear();
    found.push_back(Judge(session, labels_.labels[*row]));
    return true;
  }

  void OnProblem(const Error& problem) override {
    if (++problem_count_ <= kMaxProblems) problems_.push_back(problem.message);
  }

  // An input was not read to its end.
  void OnBroken() { is_whole_ = false; }

  LabelReport Take() {
    LabelReport report{score_, score_, labels_.left_out, {}, {}, is_whole_};
    for (size_t row = 0; row < labels_.labels.size(); ++row) {
      const Label& label = labels_.labels[row];
      if (found_[row].empty()) found_[row].push_back(Missing(label));
      for (Found& found : found_[row]) {
        LabelScore& score =
            label.grade == LabelGrade::Sure ? report.sure : report.likely;
        found.error.outcome = score.Add(found.verdict);
        if (found.error.outcome == LabelOutcome::Right) continue;
        report.errors.push_back(std::move(found.error));
      }
    }
    report.problems = std::move(problems_);
    if (problem_count_ > kMaxProblems) {
      report.problems.push_back(
          fmt::format("{} problems more", problem_count_ - kMaxProblems));
    }
    return report;
  }

 private:
  static Found Missing(const Label& label) {
    Found found;
    found.verdict.labels = label.platforms;
    found.error.grade = label.grade;
    found.error.place = label.place;
    found.error.labels = label.platforms;
    return found;
  }

  Found Judge(const SessionReport& session, const Label& label) const {
    Found found = Missing(label);
    const Verdict& verdict = session.verdict;
    found.verdict.is_found = true;
    found.verdict.kind = verdict.label;
    found.verdict.front = Ids(verdict.front, ruleset_);
    found.verdict.behind = Ids(verdict.behind, ruleset_);
    if (score_.OutcomeOf(found.verdict) == LabelOutcome::Right) return found;

    LabelError& error = found.error;
    error.session = fmt::format("{}, session {}", PrintableText(session.input),
                                session.number);
    error.server = ServerText(session);
    error.has_rules = !label.platforms.empty() &&
                      HasPlatform(label.platforms.front(), ruleset_);
    error.front = found.verdict.front;
    for (const uint32_t provider : verdict.providers) {
      error.providers.emplace_back(
          ruleset_.text(ruleset_.providers()[provider].id));
    }
    const ErrorCause cause =
        verdict.front.empty()
            ? CauseOfMiss(session, label.platforms.front(), ruleset_)
            : CauseOfClaim(verdict, ruleset_);
    error.condition = cause.condition;
    error.features = cause.features;
    return found;
  }

  const LabelFile& labels_;
  RulesetView ruleset_;
  LabelScore score_;  // counts nothing: what reports begin with
  const InputLabels* input_ = nullptr;
  std::vector<std::vector<Found>> found_;  // of each label
  std::vector<std::string> problems_;      // the first kMaxProblems
  size_t problem_count_ = 0;
  bool is_whole_ = true;
};

}  // namespace

Result<LabelReport> ScoreLabels(
    const LabelFile& labels, Ruleset ruleset,
    const std::function<void(size_t done, size_t total)>& on_progress) {
  std::map<std::string, InputLabels> inputs;
  for (size_t row = 0; row < labels.labels.size(); ++row) {
    const Label& label = labels.labels[row];
    const auto first = inputs[label.input].Add(label, row);
    if (first) {
      return Error{fmt::format(
          "{}: `{}` has a label already, at {}; each session has one",
          label.place, PrintableText(label.session_id + label.host),
          labels.labels[*first].place)};
    }
  }
  ScanOptions options;
  options.explain = ExplainOptions{};
  auto scanner = Scanner::Create(std::move(ruleset), options);
  if (!scanner) return scanner.error();
  Collector collector(labels, scanner->ruleset());
  size_t done = 0;
  for (auto& [path, input] : inputs) {
    if (on_progress) on_progress(done++, inputs.size());
    input.Sort();
    collector.Begin(input);
    if (!scanner->Scan(path, collector)) collector.OnBroken();
  }
  return collector.Take();
}

}  // namespace iotpf::tools
