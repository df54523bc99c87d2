// Three kinds of rules, since no generator alone reaches all that depends on
// the machine: text reaches what users write, tables what the format allows
// beyond it, and long values with few to many literals each way to scan.
#include "tests/agreement/replay/replay_rules.h"

#include "runtime/session/fill_slots.h"
#include "tests/agreement/random_rules.h"
#include "tests/agreement/random_ruleset.h"
#include "tests/agreement/session_plan.h"
#include "tests/support/native_ruleset.h"

#include <iotpf/compiler.h>

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace iotpf::tests {
namespace {

class TextRules : public ReplayRules {
 public:
  explicit TextRules(Random& random) : pool_(random) {
    for (const RuleFile& file : RandomRules(pool_, random)) {
      sources_.push_back({file.name, file.Text()});
    }
  }

  Result<std::string> Library(const std::string& triple,
                              int optimization_level) const override {
    CompileOptions options;
    options.optimization_level = optimization_level;
    options.target = triple;
    if (triple.empty()) options.target_cpu = "x86-64";
    auto compiled = Compile(sources_, options);
    if (!compiled) return compiled.error();
    if (!compiled->ok) return Error{compiled->diagnostics};
    return std::move(compiled->output);
  }

  void ShowSession(RulesetView ruleset, Random& random,
                   const Visit& visit) const override {
    const SessionPlan plan = RandomSession(pool_, random);
    Session session;
    plan.Show(session);
    runtime::SlotFiller filler(ruleset);
    visit(filler.Fill(session));
  }

 private:
  ValuePool pool_;
  std::vector<RuleSource> sources_;
};

class TableRules : public ReplayRules {
 public:
  explicit TableRules(ir::Ruleset ruleset) : ruleset_(std::move(ruleset)) {}

  Result<std::string> Library(const std::string& triple,
                              int optimization_level) const override {
    return CompileLibrary(ruleset_, optimization_level, triple);
  }

  void ShowSession(RulesetView, Random& random,
                   const Visit& visit) const override {
    Slots slots(ruleset_.readings.size());
    FillRandomSlots(ruleset_, random, slots);
    visit(slots.session());
  }

 protected:
  ir::Ruleset ruleset_;
};

std::string Letters(uint32_t size, Random& random) {
  std::string text(size, ' ');
  for (char& c : text) c = "abcdefgh"[random.Below(8)];
  return text;
}

// One field, tested for many literals and some regexes.
ir::Ruleset LiteralTables(Random& random) {
  static const std::vector<uint32_t> kCounts = {1, 3, 8, 30, 100, 200};
  ImageBuilder builder;
  const uint32_t body = builder.Reading(Field::RequestBody);
  const std::vector<uint32_t> regexes = {builder.Regex("abc[d-f]{2}"),
                                         builder.Regex("(gh)+a|bad"),
                                         builder.Regex("^[a-d]+e")};
  std::vector<uint32_t> tests;
  for (const uint32_t regex : regexes) {
    tests.push_back(
        builder.Test(IOTPF_OP_MATCHES, body, {RegexConstant(regex)}));
  }
  const uint32_t shortest = random.Below(6) + 3;
  for (uint32_t i = random.Pick(kCounts); i > 0; --i) {
    const std::string literal = Letters(shortest + random.Below(12), random);
    const uint32_t flags = random.Percent(25) ? IOTPF_CONSTANT_NOCASE : 0;
    tests.push_back(
        builder.Test(IOTPF_OP_CONTAINS, body, {Bytes(literal, flags)}));
  }
  for (uint32_t i = 0; i < 3; ++i) {
    builder.Fingerprint(builder.Platform(fmt::format("platform{}", i)),
                        "mobile");
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      builder.AtLeast(2, {random.Pick(tests), builder.Or(tests),
                                          random.Pick(tests)}));
  }
  return builder.ruleset;
}

// Long values, of the letters of the literals, with some literals in them.
class LiteralRules : public TableRules {
 public:
  explicit LiteralRules(Random& random) : TableRules(LiteralTables(random)) {}

  void ShowSession(RulesetView, Random& random,
                   const Visit& visit) const override {
    std::string text = Letters(random.Below(40), random);
    for (uint32_t i = random.Below(6); i > 0; --i) {
      std::string literal = random.Pick(ruleset_.constants).bytes;
      if (random.Percent(25)) literal = literal.substr(0, literal.size() - 1);
      if (random.Percent(25) && !literal.empty()) literal[0] ^= 0x20;
      text += literal;
      text += Letters(random.Below(random.Percent(20) ? 2000 : 60), random);
    }
    Slots slots(1);
    slots.Add(0, text, random.Percent(25));
    slots.SetRecord(InfoOf(Field::RequestBody).record, IOTPF_PRESENT);
    visit(slots.session());
  }
};

}  // namespace

std::unique_ptr<ReplayRules> DrawReplayRules(uint64_t seed) {
  Random random(seed);
  switch (seed % 3) {
    case 0:
      return std::make_unique<TextRules>(random);
    case 1:
      return std::make_unique<TableRules>(RandomRuleset(random));
    default:
      return std::make_unique<LiteralRules>(random);
  }
}

}  // namespace iotpf::tests
