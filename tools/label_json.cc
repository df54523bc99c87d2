// Figures are numbers and shares are of 1, to six digits: enough for one
// session in a million, and the same on every machine.

#include "tools/label_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string_view>

namespace iotpf::tools {
namespace {

using Json = nlohmann::ordered_json;

// Null where there is nothing to have a share of.
Json ShareJson(double share, uint64_t whole) {
  if (whole == 0) return nullptr;
  return std::round(share * 1e6) / 1e6;
}

Json PlatformsJson(const LabelScore& score) {
  Json rows = Json::array();
  for (const auto& [id, row] : score.platforms()) {
    rows.push_back({{"platform", id},
                    {"labelled", row.labelled},
                    {"right", row.right},
                    {"claimed", row.claimed()},
                    {"wrong", row.wrong},
                    {"precision", ShareJson(row.Precision(), row.claimed())},
                    {"recall", ShareJson(row.Recall(), row.labelled)},
                    {"f1", ShareJson(row.F1(), row.labelled)}});
  }
  return rows;
}

Json ConfusionJson(const LabelScore& score) {
  Json cells = Json::array();
  for (const auto& [cell, count] : score.confusion()) {
    cells.push_back(
        {{"label", cell.first}, {"got", cell.second}, {"sessions", count}});
  }
  return cells;
}

Json ScoreJson(const LabelScore& score) {
  Json iot = {{"sessions", score.iot()}};
  Json no_iot = {{"sessions", score.no_iot()}};
  for (size_t i = 0; i < kLabelOutcomes; ++i) {
    const auto outcome = static_cast<LabelOutcome>(i);
    const std::string name = outcome == LabelOutcome::BackEnd
                                 ? "back_end"
                                 : std::string(NameOf(outcome));
    iot[name] = score.iot(outcome);
  }
  for (const auto outcome :
       {LabelOutcome::Right, LabelOutcome::Wrong, LabelOutcome::Missing}) {
    no_iot[std::string(NameOf(outcome))] = score.no_iot(outcome);
  }
  return {{"sessions", score.sessions()},
          {"accuracy", ShareJson(score.Accuracy(), score.sessions())},
          {"precision", ShareJson(score.Precision(), score.claimed())},
          {"recall", ShareJson(score.Recall(), score.iot())},
          {"iot", iot},
          {"non_iot", no_iot},
          {"platforms", PlatformsJson(score)},
          {"confusion", ConfusionJson(score)}};
}

Json ErrorJson(const LabelError& error) {
  return {{"grade", error.grade == LabelGrade::Sure ? "sure" : "likely"},
          {"outcome", NameOf(error.outcome)},
          {"place", error.place},
          {"session", error.session},
          {"server", error.server},
          {"labels", error.labels},
          {"claimed", error.front},
          {"providers", error.providers},
          {"condition", error.condition},
          {"features", error.features}};
}

}  // namespace

std::string LabelsAsJson(const LabelReport& report) {
  Json errors = Json::array();
  for (const LabelError& error : report.errors) {
    errors.push_back(ErrorJson(error));
  }
  const Json json = {{"sure", ScoreJson(report.sure)},
                     {"likely", ScoreJson(report.likely)},
                     {"left_out", report.left_out},
                     {"errors", errors},
                     {"problems", report.problems}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace iotpf::tools
