// Groups of errors, and text that cannot leave its place in a page.

#include "tools/label_report.h"
#include "tools/label_picture.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace iotpf::tools {
namespace {

LabelError Error(const std::string& server, LabelOutcome outcome) {
  LabelError error;
  error.outcome = outcome;
  error.place = "l:1";
  error.labels = {"lamp"};
  error.server = server;
  return error;
}

TEST_CASE("errors that are alike are one group, frequent ones first") {
  std::vector<LabelError> errors = {
      Error("a.example", LabelOutcome::Other),
      Error("192.0.2.1 tcp 443", LabelOutcome::Other),
      Error("192.0.2.2 tcp 443", LabelOutcome::Other),
      Error("192.0.2.2 tcp 80", LabelOutcome::Other)};
  errors.push_back(errors[3]);
  errors.push_back(errors[3]);
  for (LabelError& error : errors) {
    if (error.server == "a.example") error.grade = LabelGrade::Likely;
  }
  const auto groups = GroupErrors(errors);
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].count == 3);
  CHECK(groups[0].first->server == "192.0.2.2 tcp 80");
  CHECK(groups[1].count == 2);
  CHECK(groups[2].first->grade == LabelGrade::Likely);
}

TEST_CASE("what an error says") {
  LabelError error = Error("a.example", LabelOutcome::Other);
  CHECK(TitleOf(error) == "lamp not found: other");
  CHECK(CauseOf(error) == "the rules have no such platform");
  error.has_rules = true;
  CHECK(CauseOf(error) == "no feature of it held");
  error.features = {"lamp.device.port"};
  CHECK(CauseOf(error) == "no condition voted; held: lamp.device.port");
  error.outcome = LabelOutcome::Wrong;
  error.front = {"plug"};
  error.condition = "plug.device.sufficient_positive";
  error.features = {"plug.device.sni"};
  CHECK(TitleOf(error) == "plug instead of lamp");
  CHECK(CauseOf(error) == "plug.device.sufficient_positive by plug.device.sni");
  error.labels.clear();
  CHECK(TitleOf(error) == "plug instead of non-iot");
  error.outcome = LabelOutcome::Missing;
  CHECK(CauseOf(error) == "nothing was scanned");
}

TEST_CASE("shares") {
  CHECK(PercentText(1, 3) == "100.00 %");
  CHECK(PercentText(0.99954, 3) == "99.95 %");
  CHECK(PercentText(0.99996, 30000) == "99.99 %");
  CHECK(PercentText(0.00004, 30000) == "0.01 %");
  CHECK(PercentText(0, 3) == "0.00 %");
  CHECK(PercentText(0, 0) == "-");
}

TEST_CASE("names of labels are text in a page") {
  LabelScore score(BackEnds{});
  score.Add({{"<b>&\"x"}, true, LabelKind::Other, {}, {}});
  const std::string svg = LabelsAsSvg(score);
  CHECK(svg.find("<b>") == std::string::npos);
  CHECK(svg.find("&lt;b&gt;&amp;&quot;x") != std::string::npos);
}

TEST_CASE("JSON of a score") {
  LabelScore score(BackEnds{});
  score.Add({{"lamp"}, true, LabelKind::Platform, {"lamp"}, {}});
  score.Add({{}, true, LabelKind::Platform, {"lamp"}, {}});
  LabelError error = Error("a\xff.example", LabelOutcome::Wrong);
  const auto json = nlohmann::json::parse(
      LabelsAsJson({score, LabelScore(BackEnds{}), 3, {error}, {}}));
  CHECK(json["sure"]["sessions"] == 2);
  CHECK(json["sure"]["precision"] == 0.5);
  CHECK(json["sure"]["iot"]["right"] == 1);
  CHECK(json["sure"]["non_iot"]["wrong"] == 1);
  CHECK(json["sure"]["platforms"][0]["platform"] == "lamp");
  CHECK(json["likely"]["accuracy"].is_null());
  CHECK(json["left_out"] == 3);
  CHECK(json["errors"][0]["outcome"] == "wrong");
}

}  // namespace
}  // namespace iotpf::tools
