// One file that a browser opens without a network: the picture stands in it as
// SVG, and nothing runs.

#include "tools/label_picture.h"
#include "tools/label_report.h"

#include <iotpf/report.h>

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace iotpf::tools {
namespace {

constexpr std::string_view kStyle = R"(
body { font: 15px/1.5 sans-serif; color: #222; background: #fff;
       margin: 2rem auto; max-width: 1700px; padding: 0 1rem; }
h2 { margin-top: 2.5rem; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem; }
.figures div { border: 1px solid #ddd; border-radius: 6px;
               padding: .6rem 1.2rem; }
.figures b { display: block; font-size: 1.7rem; }
.picture svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top;
         border-bottom: 1px solid #eee; }
td.number, th.number { text-align: right; }
td.bad { color: #cb181d; font-weight: bold; }
code { font-size: .9em; overflow-wrap: anywhere; }
)";

std::string Figure(std::string_view value, std::string_view name) {
  return fmt::format("<div><b>{}</b>{}</div>\n", value, name);
}

std::string FiguresOf(const LabelScore& score) {
  return "<div class=\"figures\">\n" +
         Figure(PercentText(score.Accuracy(), score.sessions()),
                fmt::format("accuracy, {} sessions", score.sessions())) +
         Figure(PercentText(score.Precision(), score.claimed()), "precision") +
         Figure(PercentText(score.Recall(), score.iot()),
                fmt::format("recall, {} sessions of platforms", score.iot())) +
         Figure(fmt::format("{}", score.iot(LabelOutcome::Wrong)),
                "wrong names") +
         Figure(
             fmt::format("{}", score.no_iot(LabelOutcome::Wrong)),
             fmt::format("claimed of {} sessions of no IoT", score.no_iot())) +
         Figure(fmt::format("{}", score.iot(LabelOutcome::Ambiguous)),
                "ambiguous") +
         Figure(fmt::format("{}", score.iot(LabelOutcome::Other)),
                "not named: other") +
         Figure(fmt::format("{}", score.iot(LabelOutcome::Provider)),
                "not named: provider") +
         "</div>\n";
}

std::string NumberCell(std::string_view value, bool is_bad = false) {
  return fmt::format("<td class=\"number{}\">{}</td>", is_bad ? " bad" : "",
                     value);
}

std::string PlatformsOf(const LabelScore& score) {
  std::string text =
      "<table>\n<tr><th>platform</th><th class=\"number\">labelled</th>"
      "<th class=\"number\">right</th><th class=\"number\">claimed</th>"
      "<th class=\"number\">wrong</th><th class=\"number\">precision</th>"
      "<th class=\"number\">recall</th><th class=\"number\">F1</th></tr>\n";
  for (const auto& [id, row] : score.platforms()) {
    text += fmt::format("<tr><td>{}</td>", MarkupText(id)) +
            NumberCell(fmt::format("{}", row.labelled)) +
            NumberCell(fmt::format("{}", row.right)) +
            NumberCell(fmt::format("{}", row.claimed())) +
            NumberCell(fmt::format("{}", row.wrong), row.wrong > 0) +
            NumberCell(PercentText(row.Precision(), row.claimed())) +
            NumberCell(PercentText(row.Recall(), row.labelled)) +
            NumberCell(PercentText(row.F1(), row.labelled)) + "</tr>\n";
  }
  return text + "</table>\n";
}

std::string ErrorsOf(const LabelReport& report) {
  if (report.errors.empty()) return "<p>None.</p>\n";
  std::string text =
      "<table>\n<tr><th class=\"number\">sessions</th><th>what</th>"
      "<th>why</th><th>first of them</th></tr>\n";
  for (const LabelErrorGroup& group : GroupErrors(report.errors)) {
    const LabelError& error = *group.first;
    const bool is_likely = error.grade == LabelGrade::Likely;
    text +=
        "<tr>" + NumberCell(fmt::format("{}", group.count)) +
        fmt::format(
            "<td{}>{}{}</td><td><code>{}</code></td>"
            "<td><code>{} {}</code></td></tr>\n",
            error.outcome == LabelOutcome::Wrong && !is_likely
                ? " class=\"bad\""
                : "",
            MarkupText(TitleOf(error)), is_likely ? " (likely)" : "",
            MarkupText(CauseOf(error)), MarkupText(PrintableText(error.place)),
            MarkupText(error.server));
  }
  return text + "</table>\n";
}

}  // namespace

std::string LabelsAsHtml(const LabelReport& report) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<title>Rules against labels</title>\n<style>{}</style>\n</head>\n<body>"
      "\n<h1>Rules against labels</h1>\n",
      kStyle);
  text += FiguresOf(report.sure);
  text += "<h2>Who is taken for whom</h2>\n<div class=\"picture\">\n" +
          LabelsAsSvg(report.sure) + "</div>\n";
  text += "<h2>Platforms</h2>\n" + PlatformsOf(report.sure);
  if (report.likely.sessions() > 0) {
    text += "<h2>Sessions whose labels are likely, not sure</h2>\n" +
            FiguresOf(report.likely);
  }
  if (report.left_out > 0) {
    text += fmt::format("<p>{} labels unknown or unsure are left out.</p>\n",
                        report.left_out);
  }
  text += "<h2>Errors</h2>\n" + ErrorsOf(report);
  return text + "</body>\n</html>\n";
}

}  // namespace iotpf::tools
