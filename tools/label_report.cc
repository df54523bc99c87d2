// What people ask of a score, in the order they ask: is anything claimed
// wrongly, how much is found, which platforms are weak, and what to mend. One
// fault of a rule makes the same error in many sessions, so errors are grouped.
//
// The matrix is nearly empty, so that as text it is a list of its cells; as a
// picture it stands in label_picture.cc.

#include "tools/label_report.h"

#include <iotpf/report.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace iotpf::tools {
namespace {

std::string Joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string LabelOf(const LabelError& error) {
  return error.labels.empty()
             ? std::string(kNoIotRow)
             : PrintableText(fmt::format("{}", fmt::join(error.labels, "+")));
}

std::string OutcomesText(const LabelScore& score) {
  std::string text = fmt::format("  {:<8}{:>7}", "IoT", score.iot());
  for (const auto outcome :
       {LabelOutcome::Right, LabelOutcome::Wrong, LabelOutcome::BackEnd,
        LabelOutcome::Ambiguous, LabelOutcome::Provider, LabelOutcome::Other,
        LabelOutcome::Missing}) {
    text += fmt::format("  {} {}", NameOf(outcome), score.iot(outcome));
  }
  text += fmt::format("\n  {:<8}{:>7}", "no IoT", score.no_iot());
  return text + fmt::format("  right {}  wrong {}  missing {}\n",
                            score.no_iot(LabelOutcome::Right),
                            score.no_iot(LabelOutcome::Wrong),
                            score.no_iot(LabelOutcome::Missing));
}

std::string FiguresText(const LabelScore& score, std::string_view what) {
  return fmt::format("{} {}: accuracy {}, precision {}, recall {}\n",
                     score.sessions(), what,
                     PercentText(score.Accuracy(), score.sessions()),
                     PercentText(score.Precision(), score.claimed()),
                     PercentText(score.Recall(), score.iot())) +
         OutcomesText(score);
}

std::string PlatformsText(const LabelScore& score) {
  std::string text = fmt::format(
      "\n{:<22}{:>9}{:>9}{:>9}{:>7}{:>11}{:>10}{:>10}\n", "platform",
      "labelled", "right", "claimed", "wrong", "precision", "recall", "F1");
  for (const auto& [id, row] : score.platforms()) {
    text += fmt::format("{:<22}{:>9}{:>9}{:>9}{:>7}{:>11}{:>10}{:>10}\n", id,
                        row.labelled, row.right, row.claimed(), row.wrong,
                        PercentText(row.Precision(), row.claimed()),
                        PercentText(row.Recall(), row.labelled),
                        PercentText(row.F1(), row.labelled));
  }
  return text;
}

std::string MatrixText(const LabelScore& score) {
  std::string text = "\nconfusion: label, and what its sessions got\n";
  std::string_view last;
  for (const auto& [cell, count] : score.confusion()) {
    if (cell.first != last) {
      text += fmt::format("{}{:<22}", last.empty() ? "" : "\n", cell.first);
    }
    last = cell.first;
    text += fmt::format("  {} {}", cell.second, count);
  }
  return text + "\n";
}

std::string ErrorsText(const LabelReport& report) {
  const auto groups = GroupErrors(report.errors);
  if (groups.empty()) return "";
  std::string text = "\nerrors, those alike as one\n";
  for (const LabelErrorGroup& group : groups) {
    const LabelError& error = *group.first;
    text += fmt::format(
        "{:>6}  {}{}\n        {}\n", group.count, TitleOf(error),
        error.grade == LabelGrade::Likely ? " (likely)" : "", CauseOf(error));
    text += fmt::format(
        "        {}{}{}\n", PrintableText(error.place),
        error.session.empty() ? "" : fmt::format(": {}", error.session),
        error.server.empty() ? "" : fmt::format(", {}", error.server));
  }
  return text;
}

}  // namespace

std::vector<LabelErrorGroup> GroupErrors(
    const std::vector<LabelError>& errors) {
  std::map<std::tuple<LabelGrade, std::string, std::string, std::string>,
           size_t>
      rows;
  std::vector<LabelErrorGroup> groups;
  for (const LabelError& error : errors) {
    const std::string server = error.server.substr(error.server.find(' ') + 1);
    const auto [row, is_new] = rows.emplace(
        std::tuple(error.grade, TitleOf(error), CauseOf(error), server),
        groups.size());
    if (is_new) groups.push_back({0, &error});
    ++groups[row->second].count;
  }
  std::ranges::stable_sort(groups, [](const auto& a, const auto& b) {
    return std::tuple(a.first->grade, b.count) <
           std::tuple(b.first->grade, a.count);
  });
  return groups;
}

std::string TitleOf(const LabelError& error) {
  switch (error.outcome) {
    case LabelOutcome::Wrong:
    case LabelOutcome::BackEnd:
      return fmt::format("{} instead of {}", Joined(error.front),
                         LabelOf(error));
    case LabelOutcome::Ambiguous:
      return fmt::format("{} not found: ambiguous {}", LabelOf(error),
                         Joined(error.front));
    case LabelOutcome::Provider:
      return fmt::format("{} not found: provider {}", LabelOf(error),
                         Joined(error.providers));
    case LabelOutcome::Missing:
      return fmt::format("{}: the input has no such session", LabelOf(error));
    case LabelOutcome::Right:
    case LabelOutcome::Other:
      break;
  }
  return fmt::format("{} not found: other", LabelOf(error));
}

std::string CauseOf(const LabelError& error) {
  if (error.outcome == LabelOutcome::Missing) return "nothing was scanned";
  if (error.condition.empty() && error.features.empty()) {
    return error.has_rules ? "no feature of it held"
                           : "the rules have no such platform";
  }
  if (error.condition.empty()) {
    return fmt::format("no condition voted; held: {}", Joined(error.features));
  }
  return fmt::format(
      "{} by {}", error.condition,
      error.features.empty() ? "no feature that held" : Joined(error.features));
}

std::string PercentText(double share, uint64_t whole) {
  if (whole == 0) return "-";
  const bool is_between = share > 0 && share < 1;
  const double shown = is_between ? std::clamp(share, 0.0001, 0.9999) : share;
  return fmt::format("{:.2f} %", 100 * shown);
}

std::string LabelsAsText(const LabelReport& report) {
  std::string text = FiguresText(report.sure, "sessions with sure labels");
  if (report.likely.sessions() > 0) {
    text += FiguresText(report.likely, "sessions with likely labels");
  }
  if (report.left_out > 0) {
    text +=
        fmt::format("{} labels unknown or unsure, left out\n", report.left_out);
  }
  if (report.sure.sessions() == 0) return text + ErrorsText(report);
  return text + PlatformsText(report.sure) + MatrixText(report.sure) +
         ErrorsText(report);
}

}  // namespace iotpf::tools
