// Sessions that native code matches some stages at a time.
#include "runtime/verdict/match_session.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/verdict/verdict.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::ImageBuilder;
using tests::Slots;

// A test of presence at each of three stages.
constexpr std::array kReadings = {Field::TlsSni, Field::RequestPath,
                                  Field::ResponseBody};

ImageBuilder Rules() {
  ImageBuilder builder;
  std::vector<uint32_t> features;
  for (const Field field : kReadings) {
    const uint32_t test =
        builder.Test(IOTPF_OP_PRESENT, builder.Reading(field));
    features.push_back(builder.Feature("f", test));
  }
  builder.Fingerprint(builder.Platform("p"), "device");
  builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 300, features[0]);
  builder.Condition(IOTPF_SUFFICIENT_NEGATIVE, 200, features[1]);
  builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, features[2]);
  return builder;
}

// Each reading present, absent, or unobserved: a digit of `number`.
constexpr int kSessions = 27;
void Fill(int number, Slots& slots) {
  for (uint32_t i = 0; i < kReadings.size(); ++i, number /= 3) {
    if (number % 3 == 0) slots.Add(i, "x");
    if (number % 3 == 1) slots.SetRest(kReadings[i], IOTPF_ABSENT);
  }
}

TEST_CASE("a verdict is that of the first stage at which it is final") {
  const ImageBuilder builder = Rules();
  const Result<Ruleset> ruleset = tests::LoadNative(builder.ruleset, 2);
  REQUIRE(ruleset.has_value());
  const Result<RegexSet> regexes = RegexSet::Compile(ruleset->view());
  REQUIRE(regexes.has_value());
  NativeMatch native(*ruleset, *regexes);
  KnownVerdicts known;
  const auto match = [&](const iotpf_session& session, Stage stop,
                         KnownVerdicts* remembered) {
    SessionMatch one(ruleset->view(), native, remembered);
    if (one.Advance(stop, session)) one.Advance(Stage::Stream, session);
    Verdict verdict = one.Settle(session);
    AddEvidence(ruleset->view(), session, *regexes, verdict);
    return verdict;
  };
  for (int number = 0; number < kSessions; ++number) {
    CAPTURE(number);
    Slots slots(kReadings.size());
    Fill(number, slots);
    const iotpf_session session = slots.session();
    const Verdict expected = Evaluate(ruleset->view(), session, *regexes);
    for (size_t stop = 0; stop < kStageCount; ++stop) {
      CAPTURE(stop);
      const auto last = static_cast<Stage>(stop);
      CHECK(match(session, last, nullptr) == expected);
      CHECK(match(session, last, &known) == expected);
      CHECK(match(session, last, &known) == expected);  // remembered
    }
  }
}

}  // namespace
}  // namespace iotpf::runtime
