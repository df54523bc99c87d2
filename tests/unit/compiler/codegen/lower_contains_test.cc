// Single texts at every place of values of all sizes up to some vectors, at the
// edge of readable memory.
#include "runtime/match/native_match.h"
#include "tests/support/guarded_pages.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>

namespace iotpf::codegen {
namespace {

// One rule: the path contains a text.
class Contains {
 public:
  Contains(const std::string& text, bool nocase, int optimization_level) {
    tests::ImageBuilder builder;
    const uint32_t reading = builder.Reading(Field::RequestPath);
    const uint32_t flags = nocase ? uint32_t{IOTPF_CONSTANT_NOCASE} : 0;
    builder.Provider("", builder.Test(IOTPF_OP_CONTAINS, reading,
                                      {tests::Bytes(text, flags)}));
    Result<Ruleset> ruleset =
        tests::LoadNative(builder.ruleset, optimization_level);
    REQUIRE(ruleset.has_value());
    ruleset_.emplace(std::move(*ruleset));
    Result<runtime::RegexSet> regexes =
        runtime::RegexSet::Compile(ruleset_->view());
    REQUIRE(regexes.has_value());
    regexes_.emplace(std::move(*regexes));
    match_.emplace(*ruleset_, *regexes_);
  }

  bool Holds(const char* data, size_t size) {
    tests::Slots slots(1);
    slots.AddView(0, {data, size});
    match_->Advance(Stage::Flow, Stage::RequestHead, slots.session());
    const auto scopes = match_->Scopes();
    return !scopes.empty() && scopes[0].truth == IOTPF_TRUE;
  }

 private:
  std::optional<Ruleset> ruleset_;
  std::optional<runtime::RegexSet> regexes_;
  std::optional<runtime::NativeMatch> match_;
};

std::string Text(size_t size) {
  std::string text;
  for (size_t i = 0; i < size; ++i) {
    text += static_cast<char>('a' + (i * i + 5 * size) % 26);
  }
  return text;
}

TEST_CASE("a text at every place of a value, and nearly there") {
  tests::GuardedPages pages;
  for (const size_t length : {1, 2, 3, 7, 8, 9, 20, 64}) {
    CAPTURE(length);
    const std::string text = Text(length);
    Contains contains(text, false, 2);
    Contains contains_nocase(text, true, 0);
    for (const size_t size :
         {length, length + 1, length + 14, length + 15, length + 30,
          length + 31, length + 32, length + 70}) {
      CAPTURE(size);
      for (size_t at = 0; at + length <= size; ++at) {
        std::string value(size, '.');
        value.replace(at, length, text);
        REQUIRE(contains.Holds(pages.AtEnd(value), size));
        REQUIRE(contains.Holds(pages.AtStart(value), size));
        value[at] = static_cast<char>(value[at] - 'a' + 'A');
        REQUIRE(!contains.Holds(pages.AtEnd(value), size));
        REQUIRE(contains_nocase.Holds(pages.AtEnd(value), size));
        value[at + length - 1] = '#';
        REQUIRE(!contains_nocase.Holds(pages.AtStart(value), size));
      }
    }
    const std::string short_value = text.substr(1);
    CHECK(!contains.Holds(pages.AtEnd(short_value), short_value.size()));
  }
}

}  // namespace
}  // namespace iotpf::codegen
