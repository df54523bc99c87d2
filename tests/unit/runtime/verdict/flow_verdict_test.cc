// What a flow takes from its exchanges.
#include "runtime/verdict/flow_verdict.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Image;
using tests::ImageBuilder;

// Platforms `a`, `b`, `c` with one fingerprint `device` each; `a` has a second
// one, `app`, number 3. `c` is preferred over `b`. Providers `y` and `x`.
Image Rules() {
  ImageBuilder builder;
  for (const std::string_view id : {"a", "b", "c"}) {
    builder.Fingerprint(builder.Platform(id), "device");
  }
  builder.Fingerprint(0, "app");
  builder.Prefer(2, 1);
  builder.Provider("y");
  builder.Provider("x");
  return builder.Build();
}

// "b c|a" in front and behind, "!" provisional, digits are providers.
Verdict Make(std::string_view text) {
  Verdict verdict;
  verdict.certainty = Certainty::Final;
  verdict.stage = Stage::RequestHead;
  std::vector<PlatformClaim>* side = &verdict.front;
  for (const char c : text) {
    if (c == '|') side = &verdict.behind;
    if (c == '!') verdict.certainty = Certainty::Provisional;
    if (c >= '0' && c <= '9') {
      verdict.providers.push_back(static_cast<uint32_t>(c - '0'));
    }
    if (c < 'a' || c > 'c') continue;
    const auto platform = static_cast<uint32_t>(c - 'a');
    side->push_back({platform, {platform}, platform, {}});
  }
  if (verdict.front.size() == 1) verdict.label = LabelKind::Platform;
  if (verdict.front.size() > 1) verdict.label = LabelKind::Ambiguous;
  if (!verdict.providers.empty()) verdict.label = LabelKind::Provider;
  return verdict;
}

TEST_CASE("the label that a flow takes") {
  struct Case {
    const char* name;
    std::string_view own;
    std::vector<std::string_view> exchanges;
    std::string_view expected;
  };
  const Image image = Rules();
  for (const Case& c : std::vector<Case>{
           {"no exchanges", "!", {}, "!"},
           {"its own platform stays", "a", {"b", "0"}, "a"},
           {"its own ambiguity stays", "ab", {"c"}, "ab"},
           {"shared", "!", {"", "a", "0", "a", "!"}, "a"},
           {"shared, more than a provider of its own", "0", {"a"}, "a"},
           {"one exchange is provisional", "", {"a", "a!"}, "a!"},
           {"they differ", "", {"b", "a"}, "ab"},
           {"one is ambiguous", "", {"a", "ab"}, "ab"},
           {"they differ, one is preferred", "", {"b", "c"}, "c|b"},
           {"behind stays behind", "", {"c|b", "c"}, "c|b"},
           {"providers by id", "!", {"0", "", "01"}, "10"},
           {"a provider is provisional", "", {"0!", "0"}, "0!"},
           {"its own provider stays", "1", {"0"}, "1"},
           {"nothing to take", "!", {"", "!"}, "!"}}) {
    CAPTURE(c.name);
    FlowVerdict flow(image.view());
    for (const std::string_view exchange : c.exchanges) {
      flow.Add(Make(exchange));
    }
    CHECK(flow.Combine(Make(c.own)) == Make(c.expected));
  }
}

TEST_CASE("roles are joined; condition and evidence are the first's") {
  const Image image = Rules();
  FlowVerdict flow(image.view());
  Verdict first = Make("a");
  first.stage = Stage::ResponseHead;
  first.front[0].evidence = {{7, "server.port", "443", false}};
  Verdict second = Make("a");
  second.front[0].fingerprints = {3};
  second.front[0].condition = 9;
  flow.Add(first);
  flow.Add(second);
  const Verdict verdict = flow.Combine(Make(""));
  CHECK(verdict.stage == Stage::ResponseHead);
  REQUIRE(verdict.front.size() == 1);
  CHECK(verdict.front[0] ==
        PlatformClaim{0, {3, 0}, 0, {{7, "server.port", "443", false}}});
}

}  // namespace
}  // namespace iotpf::runtime
