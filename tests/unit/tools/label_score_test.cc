// The arithmetic of a score, by tables worked out by hand.

#include "tools/label_score.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::tools {
namespace {

using Ids = std::vector<std::string>;

// `lamp` rents `cloud`.
LabelScore Score() { return LabelScore(BackEnds{{"lamp", {"cloud"}}}); }

LabelledVerdict Session(Ids labels, Ids front, Ids behind = {},
                        LabelKind unclaimed = LabelKind::Other) {
  LabelKind kind = unclaimed;
  if (front.size() == 1) kind = LabelKind::Platform;
  if (front.size() > 1) kind = LabelKind::Ambiguous;
  return {labels, true, kind, front, behind};
}

TEST_CASE("what a session is worth") {
  const struct {
    const char* what;
    LabelledVerdict session;
    LabelOutcome outcome;
  } kCases[] = {
      {"the platform", Session({"lamp"}, {"lamp"}), LabelOutcome::Right},
      {"it stands behind a brand", Session({"cloud"}, {"lamp"}, {"cloud"}),
       LabelOutcome::Right},
      {"it stands behind one of several",
       Session({"cloud"}, {"lamp", "plug"}, {"cloud"}),
       LabelOutcome::Ambiguous},
      {"the back end of the brand", Session({"lamp"}, {"cloud"}),
       LabelOutcome::BackEnd},
      {"the brand, where its back end is labelled and not seen",
       Session({"cloud"}, {"lamp"}), LabelOutcome::Wrong},
      {"another", Session({"lamp"}, {"plug"}), LabelOutcome::Wrong},
      {"several, one of them right", Session({"lamp"}, {"lamp", "plug"}),
       LabelOutcome::Ambiguous},
      {"one of two labels", Session({"lamp", "plug"}, {"plug"}),
       LabelOutcome::Right},
      {"both of two labels", Session({"lamp", "plug"}, {"lamp", "plug"}),
       LabelOutcome::Right},
      {"nothing", Session({"lamp"}, {}), LabelOutcome::Other},
      {"the company", Session({"lamp"}, {}, {}, LabelKind::Provider),
       LabelOutcome::Provider},
      {"no IoT, and nothing", Session({}, {}), LabelOutcome::Right},
      {"no IoT, and the company", Session({}, {}, {}, LabelKind::Provider),
       LabelOutcome::Right},
      {"no IoT, and a platform", Session({}, {"lamp"}), LabelOutcome::Wrong},
      {"no IoT, and several", Session({}, {"lamp", "plug"}),
       LabelOutcome::Wrong},
      {"no such session",
       {{"lamp"}, false, LabelKind::Other, {}, {}},
       LabelOutcome::Missing},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.what);
    CHECK(Score().OutcomeOf(test.session) == test.outcome);
    CHECK(Score().Add(test.session) == test.outcome);
  }
}

TEST_CASE("precision, recall and F1 of a platform") {
  LabelScore score = Score();
  for (int i = 0; i < 3; ++i) score.Add(Session({"lamp"}, {"lamp"}));
  score.Add(Session({"lamp"}, {}));
  score.Add(Session({"plug"}, {"lamp"}));
  score.Add(Session({}, {"lamp"}));
  score.Add(Session({}, {}));

  const PlatformScore& lamp = score.platforms().at("lamp");
  CHECK(lamp.labelled == 4);
  CHECK(lamp.right == 3);
  CHECK(lamp.wrong == 2);
  CHECK(lamp.claimed() == 5);
  CHECK(lamp.Precision() == doctest::Approx(3.0 / 5));
  CHECK(lamp.Recall() == doctest::Approx(3.0 / 4));
  CHECK(lamp.F1() == doctest::Approx(2.0 / 3));  // 6 / (6 + 2 wrong + 1 missed)
  const PlatformScore& plug = score.platforms().at("plug");
  CHECK(plug.Precision() == 0);
  CHECK(plug.Recall() == 0);
  CHECK(plug.F1() == 0);

  CHECK(score.iot() == 5);
  CHECK(score.no_iot() == 2);
  CHECK(score.Accuracy() == doctest::Approx(4.0 / 7));
  CHECK(score.Precision() == doctest::Approx(3.0 / 5));
  CHECK(score.Recall() == doctest::Approx(3.0 / 5));
}

TEST_CASE("two levels of truth spoil nobody's precision") {
  LabelScore score = Score();
  score.Add(Session({"cloud"}, {"lamp"}, {"cloud"}));
  score.Add(Session({"lamp"}, {"cloud"}));
  CHECK(score.platforms().at("cloud").right == 1);
  CHECK(score.platforms().at("cloud").wrong == 0);
  CHECK(score.platforms().at("lamp").labelled == 1);
  CHECK(score.platforms().at("lamp").right == 0);
  CHECK(score.iot(LabelOutcome::BackEnd) == 1);
  CHECK(score.Precision() == 1);
}

TEST_CASE(
    "an ambiguous session is a miss, and of no IoT a wrong claim of all") {
  LabelScore score = Score();
  score.Add(Session({"lamp"}, {"lamp", "plug"}));
  CHECK(score.claimed() == 0);
  score.Add(Session({}, {"lamp", "plug"}));
  CHECK(score.platforms().at("lamp").wrong == 1);
  CHECK(score.platforms().at("plug").wrong == 1);
  CHECK(score.no_iot(LabelOutcome::Wrong) == 1);
}

TEST_CASE("cells of the matrix") {
  const struct {
    LabelledVerdict session;
    std::string row;
    std::string column;
  } kCases[] = {
      {Session({"lamp"}, {"lamp"}), "lamp", "lamp"},
      {Session({"cloud"}, {"lamp"}, {"cloud"}), "cloud", "cloud"},
      {Session({"lamp"}, {"cloud"}), "lamp", "cloud"},
      {Session({"lamp"}, {"lamp", "plug"}), "lamp", "ambiguous"},
      {Session({"lamp"}, {}), "lamp", "other"},
      {Session({"lamp", "plug"}, {"plug"}), "plug", "plug"},
      {Session({}, {}), "non-iot", "other"},
      {Session({}, {}, {}, LabelKind::Provider), "non-iot", "provider"},
      {Session({}, {"lamp"}), "non-iot", "lamp"},
      {{{"lamp"}, false, LabelKind::Other, {}, {}}, "lamp", "missing"},
  };
  for (const auto& test : kCases) {
    LabelScore score = Score();
    score.Add(test.session);
    REQUIRE(score.confusion().size() == 1);
    CHECK(score.confusion().begin()->first == std::pair(test.row, test.column));
    CHECK(score.confusion().begin()->second == 1);
  }
}

TEST_CASE("a score over nothing") {
  const LabelScore score = Score();
  CHECK(score.sessions() == 0);
  CHECK(score.Accuracy() == 0);
  CHECK(score.Precision() == 0);
  CHECK(score.Recall() == 0);
}

}  // namespace
}  // namespace iotpf::tools
