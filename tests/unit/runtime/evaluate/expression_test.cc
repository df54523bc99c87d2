// Kleene's logic over nodes, and what a stage does not know yet.
#include "runtime/evaluate/expression.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <array>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Image;
using tests::ImageBuilder;
using tests::Slots;

// Three fields of the first stage, of which a case says what is true: `T`
// present, `F` absent, `U` unobserved.
struct Fixture {
  Fixture() {
    for (const Field field :
         {Field::ClientPort, Field::ServerPort, Field::ClientMac}) {
      tests.push_back(builder.Test(IOTPF_OP_PRESENT, builder.Reading(field)));
    }
  }

  char Run(uint32_t node, std::string_view truths,
           Stage stage = Stage::Stream) const {
    Slots slots(builder.ruleset.readings.size());
    for (uint32_t i = 0; i < truths.size(); ++i) {
      if (truths[i] == 'T') slots.AddNumber(i, 1);
      if (truths[i] == 'F') slots.SetAbsent(i);
    }
    const Image image = builder.Build();
    const auto regexes = RegexSet::Compile(image.view());
    REQUIRE(regexes.has_value());
    const iotpf_session session = slots.session();
    Expressions expressions(image.view(), session, *regexes, stage);
    return "FTU"[expressions.Node(node)];
  }

  ImageBuilder builder;
  std::vector<uint32_t> tests;
};

TEST_CASE("not, and, or") {
  struct Case {
    std::string_view truths;
    char both;
    char either;
    char not_first;
  };
  for (const Case& c : {Case{"FF", 'F', 'F', 'T'},
                        {"FT", 'F', 'T', 'T'},
                        {"FU", 'F', 'U', 'T'},
                        {"TF", 'F', 'T', 'F'},
                        {"TT", 'T', 'T', 'F'},
                        {"TU", 'U', 'T', 'F'},
                        {"UF", 'F', 'U', 'U'},
                        {"UT", 'U', 'T', 'U'},
                        {"UU", 'U', 'U', 'U'}}) {
    CAPTURE(c.truths);
    Fixture f;
    CHECK(f.Run(f.builder.And({f.tests[0], f.tests[1]}), c.truths) == c.both);
    CHECK(f.Run(f.builder.Or({f.tests[0], f.tests[1]}), c.truths) == c.either);
    CHECK(f.Run(f.builder.Not(f.tests[0]), c.truths) == c.not_first);
  }
}

TEST_CASE("at least k of three") {
  struct Case {
    std::string_view truths;
    std::string_view expected;  // for k = 0, 1, 2, 3, 4
  };
  for (const Case& c : {Case{"FFF", "TFFFF"},
                        {"FFT", "TTFFF"},
                        {"FFU", "TUFFF"},
                        {"FTT", "TTTFF"},
                        {"FTU", "TTUFF"},
                        {"FUU", "TUUFF"},
                        {"TTT", "TTTTF"},
                        {"TTU", "TTTUF"},
                        {"TUU", "TTUUF"},
                        {"UUU", "TUUUF"}}) {
    for (uint32_t k = 0; k < c.expected.size(); ++k) {
      CAPTURE(c.truths);
      CAPTURE(k);
      Fixture f;
      CHECK(f.Run(f.builder.AtLeast(k, f.tests), c.truths) == c.expected[k]);
    }
  }
}

TEST_CASE("constants and features") {
  Fixture f;
  CHECK(f.Run(f.builder.True(), "") == 'T');
  CHECK(f.Run(f.builder.False(), "") == 'F');
  CHECK(f.Run(f.builder.And({}), "") == 'T');
  CHECK(f.Run(f.builder.Or({}), "") == 'F');
  f.builder.Fingerprint(f.builder.Platform("a"), "mobile");
  const uint32_t feature = f.builder.Feature("x", f.tests[0]);
  CHECK(f.Run(feature, "T") == 'T');
  CHECK(f.Run(feature, "F") == 'F');
}

TEST_CASE("what a later stage tests is unknown") {
  ImageBuilder builder;
  const uint32_t node =
      builder.Test(IOTPF_OP_PRESENT, builder.Reading(Field::TlsSni));
  const Image image = builder.Build();
  const auto regexes = RegexSet::Compile(image.view());
  REQUIRE(regexes.has_value());
  Slots slots(1);
  const iotpf_session session = slots.Add(0, "x.com").session();
  Expressions before(image.view(), session, *regexes, Stage::Payload);
  CHECK(before.Node(node) == IOTPF_UNKNOWN);
  Expressions at(image.view(), session, *regexes, Stage::Hello);
  CHECK(at.Node(node) == IOTPF_TRUE);
}

}  // namespace
}  // namespace iotpf::runtime
