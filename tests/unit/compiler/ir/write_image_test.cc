// The image says what the tables say, and its layout is the ABI's.
#include "compiler/ir/write_image.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace iotpf::ir {
namespace {

using tests::Image;
using tests::ImageBuilder;
using namespace std::string_view_literals;

ImageBuilder SomeRules() {
  ImageBuilder builder;
  builder.ruleset.sources.push_back({"a.fp", {1, 2, 3}});
  builder.Regex("a+", IOTPF_REGEX_NOCASE);
  const uint32_t reading = builder.Reading(Field::ResponseHeader, "server");
  const uint32_t node = builder.Test(
      IOTPF_OP_AT, reading,
      {tests::Masked("\x55\x00"sv, "\xff\x00"sv), tests::Integers(-5, 7)}, 9);
  builder.Provider("maker", node);
  const uint32_t platform = builder.Platform("thing", 0);
  builder.Fingerprint(platform, "mobile");
  const uint32_t feature = builder.Feature("banner", node);
  builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                    builder.AtLeast(2, {node, feature}), node);
  builder.Platform("other");
  builder.Prefer(0, 1);
  return builder;
}

TEST_CASE("every table reads back as it was written") {
  const ImageBuilder builder = SomeRules();
  const Image image = builder.Build();
  const RulesetView view = image.view();
  const auto text = [&](iotpf_text place) { return view.text(place); };

  REQUIRE(view.sources().size() == 1);
  CHECK(text(view.sources()[0].name) == "a.fp");
  CHECK(view.sources()[0].digest[2] == 3);
  REQUIRE(view.readings().size() == 1);
  CHECK(view.readings()[0].field == uint32_t(Field::ResponseHeader));
  CHECK(view.readings()[0].stage == uint32_t(Stage::ResponseHead));
  CHECK(text(view.readings()[0].key) == "server");
  REQUIRE(view.constants().size() == 2);
  CHECK(text(view.constants()[0].bytes) == "\x55\x00"sv);
  CHECK(text(view.constants()[0].mask) == "\xff\x00"sv);
  CHECK(view.constants()[1].kind == IOTPF_CONSTANT_INTEGER);
  CHECK(view.constants()[1].first == -5);
  CHECK(view.constants()[1].last == 7);
  REQUIRE(view.regexes().size() == 1);
  CHECK(text(view.regexes()[0].pattern) == "a+");
  CHECK(view.regexes()[0].flags == IOTPF_REGEX_NOCASE);
  REQUIRE(view.predicates().size() == 1);
  CHECK(view.predicates()[0].op == IOTPF_OP_AT);
  CHECK(view.predicates()[0].number == 9);
  CHECK(view.predicates()[0].constant_count == 2);
  CHECK(view.children().size() == builder.ruleset.children.size());
  REQUIRE(view.nodes().size() == 3);
  CHECK(view.nodes()[2].op == IOTPF_NODE_AT_LEAST);
  CHECK(view.nodes()[2].threshold == 2);
  REQUIRE(view.features().size() == 1);
  CHECK(text(view.features()[0].name) == "banner");
  REQUIRE(view.conditions().size() == 1);
  CHECK(view.conditions()[0].kind == IOTPF_SUFFICIENT_POSITIVE);
  CHECK(view.conditions()[0].guard == 0);
  CHECK(text(view.fingerprints()[0].name) == "mobile");
  CHECK(text(view.platforms()[1].id) == "other");
  CHECK(text(view.providers()[0].id) == "maker");
  CHECK(view.preferences()[0].loser == 1);
}

TEST_CASE("the header describes the image") {
  const std::string bytes =
      WriteImage(SomeRules().ruleset, {"iotpfc 1", "target", "avx"});
  const Image aligned(SomeRules().ruleset);
  const iotpf_ruleset& header = aligned.view().header();
  CHECK(header.magic == IOTPF_RULESET_MAGIC);
  CHECK(header.abi_major == IOTPF_ABI_MAJOR);
  CHECK(header.size == sizeof(iotpf_ruleset));
  CHECK(header.fields_digest == FieldsDigest());
  CHECK(header.state_words == 0);
  CHECK(header.advance == 0);
  CHECK(aligned.view().text(header.target).empty());
  for (const iotpf_table& table :
       {header.sources, header.readings, header.constants, header.regexes,
        header.predicates, header.children, header.nodes, header.feature_table,
        header.conditions, header.fingerprints, header.platforms,
        header.providers, header.preferences}) {
    CHECK(table.offset % 8 == 0);
  }
  CHECK(bytes.find("iotpfc 1") != std::string::npos);
  CHECK(bytes ==
        WriteImage(SomeRules().ruleset, {"iotpfc 1", "target", "avx"}));
}

TEST_CASE("equal texts stand in the image once") {
  Ruleset ruleset;
  const std::string name(1000, 'x');
  const size_t once = [&] {
    ruleset.regexes.push_back({name, 0});
    return WriteImage(ruleset, {}).size();
  }();
  ruleset.regexes.push_back({name, 0});
  CHECK(WriteImage(ruleset, {}).size() == once + sizeof(iotpf_regex));
}

}  // namespace
}  // namespace iotpf::ir
