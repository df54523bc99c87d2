// Every operation that a type allows, every kind of node and of condition, in
// rulesets small enough to read when one of them fails. The order of rows is
// that of ir.h.
#include "tests/agreement/random_ruleset.h"

#include "tests/agreement/random_wide_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace iotpf::tests {
namespace {

struct FieldChoice {
  Field field;
  std::string_view key;
};

// Fields of every type, at stages from the first to the last.
constexpr FieldChoice kChoices[] = {{Field::ServerPort, ""},
                                    {Field::ServerIp, ""},
                                    {Field::ClientMac, ""},
                                    {Field::PayloadClient, ""},
                                    {Field::TlsSni, ""},
                                    {Field::TlsAlpn, ""},
                                    {Field::DnsAnswer, ""},
                                    {Field::DnsQname, ""},
                                    {Field::RequestMethod, ""},
                                    {Field::RequestPath, ""},
                                    {Field::RequestHeader, "host"},
                                    {Field::RequestBody, ""},
                                    {Field::ResponseStatus, ""},
                                    {Field::ResponseJson, "/a/*"},
                                    {Field::RequestJson, "/**/b"},
                                    {Field::MqttTopic, ""}};

// Patterns of the closed dialect, with the flags that the compiler gives them.
struct RegexChoice {
  std::string_view pattern;
  uint32_t flags;
};
constexpr RegexChoice kRegexes[] = {{"ab", 0},
                                    {"AB+", IOTPF_REGEX_NOCASE},
                                    {"^a", 0},
                                    {"[a-z]{2}", 0},
                                    {"b$", IOTPF_REGEX_END_SENSITIVE},
                                    {"\\bz", IOTPF_REGEX_END_SENSITIVE},
                                    {"a.*z|b", 0},
                                    {"", 0}};

constexpr iotpf_predicate_op kTextOps[] = {
    IOTPF_OP_STARTS_WITH, IOTPF_OP_ENDS_WITH, IOTPF_OP_CONTAINS, IOTPF_OP_AT,
    IOTPF_OP_MATCHES};

// Records are tested where the first of their fields is.
Stage StageOf(Record record) {
  Stage first = Stage::Stream;
  for (const FieldInfo& field : kFields) {
    if (field.record == record) first = std::min(first, field.stage);
  }
  return first;
}

class Generator {
 public:
  explicit Generator(Random& random) : random_(random) {}

  ir::Ruleset Run() {
    for (uint32_t i = random_.Below(6) + 1; i > 0; --i) {
      const FieldChoice& choice = kChoices[random_.Below(std::size(kChoices))];
      builder_.Reading(choice.field, choice.key);
    }
    for (const RegexChoice& regex : kRegexes) {
      builder_.Regex(regex.pattern, regex.flags);
    }
    for (uint32_t i = random_.Below(12) + 1; i > 0; --i) {
      tests_.push_back(RandomTest());
    }
    for (uint32_t i = random_.Below(3); i > 0; --i) {
      const FieldChoice& choice = kChoices[random_.Below(std::size(kChoices))];
      const std::vector<uint32_t> nodes = AddWideTests(
          builder_.Reading(choice.field, choice.key), builder_, random_);
      wide_.insert(wide_.end(), nodes.begin(), nodes.end());
    }
    for (uint32_t i = random_.Below(3); i > 0; --i) {
      builder_.Provider(fmt::format("provider{}", 3 - i),
                        random_.Percent(80) ? Expression(tests_) : ir::kNone);
    }
    const uint32_t platforms = random_.Below(4) + 1;
    for (uint32_t i = 0; i < platforms; ++i) AddPlatform(i);
    AddPreferences(platforms);
    AddLargePlatform();
    AddWidePlatform();
    return std::move(builder_.ruleset);
  }

 private:
  uint32_t RandomTest() {
    if (random_.Percent(8)) {
      const auto record = static_cast<Record>(random_.Below(kRecordCount));
      return builder_.TestRecord(record, StageOf(record));
    }
    const auto reading =
        random_.Below(static_cast<uint32_t>(builder_.ruleset.readings.size()));
    const ValueType type =
        InfoOf(builder_.ruleset.readings[reading].field).type;
    if (random_.Percent(8)) return builder_.Test(IOTPF_OP_PRESENT, reading);
    if (random_.Percent(8)) return builder_.Test(IOTPF_OP_ABSENT, reading);
    if (random_.Percent(10)) return RandomCount(reading);
    const bool has_text_ops =
        type == ValueType::Text || type == ValueType::Bytes ||
        type == ValueType::Token || type == ValueType::Json;
    iotpf_predicate_op op = IOTPF_OP_EQUAL;
    if (random_.Percent(20)) op = IOTPF_OP_NOT_EQUAL;
    if (has_text_ops && random_.Percent(70)) {
      op = kTextOps[random_.Below(std::size(kTextOps))];
    }
    std::vector<ir::Constant> constants;
    uint32_t count = random_.Below(3) + 1;
    // Sets large enough to become tables.
    if (random_.Percent(15)) count = random_.Below(60) + 1;
    while (constants.size() < count) {
      constants.push_back(RandomConstant(op, type));
    }
    const uint64_t offset = op == IOTPF_OP_AT ? random_.Below(5) : 0;
    return builder_.Test(op, reading, constants, offset);
  }

  // Small numbers, which sessions have, and ranges without an end.
  uint32_t RandomCount(uint32_t reading) {
    std::vector<ir::Constant> ranges;
    for (uint32_t i = random_.Below(4); i > 0; --i) {
      const int64_t first = random_.Below(6);
      ranges.push_back(Integers(first, random_.Percent(30)
                                           ? std::numeric_limits<int64_t>::max()
                                           : first + random_.Below(3)));
    }
    return builder_.Test(IOTPF_OP_COUNT, reading, ranges);
  }

  ir::Constant RandomConstant(iotpf_predicate_op op, ValueType type) {
    if (op == IOTPF_OP_MATCHES) {
      return RegexConstant(random_.Below(std::size(kRegexes)));
    }
    const bool is_equality = op == IOTPF_OP_EQUAL || op == IOTPF_OP_NOT_EQUAL;
    if (type == ValueType::Int ||
        (type == ValueType::Json && is_equality && random_.Percent(40))) {
      const int64_t a = RandomInteger(random_);
      const int64_t b = random_.Percent(50) ? a : RandomInteger(random_);
      return Integers(std::min(a, b), std::max(a, b));
    }
    if (type == ValueType::Json && is_equality && random_.Percent(40)) {
      const uint32_t kind = random_.Below(3);
      return kind == 2 ? Null() : Boolean(kind == 1);
    }
    if (type == ValueType::Host) {
      return Bytes(Lower(RandomHost(random_)),
                   random_.Percent(50)
                       ? IOTPF_CONSTANT_NOCASE
                       : IOTPF_CONSTANT_NOCASE | IOTPF_CONSTANT_SUBTREE);
    }
    if (type == ValueType::Ip || type == ValueType::Mac) {
      return RandomNetwork(type);
    }
    return RandomBytes(type);
  }

  ir::Constant RandomBytes(ValueType type) {
    const std::string text = RandomText(random_);
    if (type == ValueType::Token || random_.Percent(25)) {
      return Bytes(Lower(text), IOTPF_CONSTANT_NOCASE);
    }
    if (type != ValueType::Bytes || random_.Percent(60)) return Bytes(text);
    std::string mask = text;
    std::string masked = text;
    for (size_t i = 0; i < text.size(); ++i) {
      constexpr uint8_t kMasks[] = {0xFF, 0xF0, 0x0F, 0x00};
      mask[i] = static_cast<char>(kMasks[random_.Below(4)]);
      masked[i] = static_cast<char>(text[i] & mask[i]);
    }
    return Masked(masked, mask);
  }

  // An address, or a network whose bits behind the prefix are 0.
  ir::Constant RandomNetwork(ValueType type) {
    std::string address = RandomAddress(random_, type);
    const auto bits = static_cast<uint32_t>(address.size() * 8);
    if (random_.Percent(30)) return Bytes(address);
    const uint32_t prefix = random_.Below(bits + 1);
    for (uint32_t bit = prefix; bit < bits; ++bit) {
      address[bit / 8] &= static_cast<char>(~(0x80u >> bit % 8));
    }
    return Network(address, prefix);
  }

  static std::string Lower(std::string text) {
    for (char& c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
  }

  // An expression over some of `leaves`.
  uint32_t Expression(const std::vector<uint32_t>& leaves, uint32_t depth = 3) {
    const uint32_t kind = depth == 0 ? 0 : random_.Below(8);
    if (kind < 3) return random_.Pick(leaves);
    if (kind == 3) return builder_.Not(Expression(leaves, depth - 1));
    if (kind == 4 && random_.Percent(15)) {
      return random_.Percent(50) ? builder_.True() : builder_.False();
    }
    std::vector<uint32_t> children;
    for (uint32_t i = random_.Below(3) + 2; i > 0; --i) {
      children.push_back(Expression(leaves, depth - 1));
    }
    if (kind == 5) return builder_.And(children);
    if (kind == 6) {
      const auto count = static_cast<uint32_t>(children.size());
      return builder_.AtLeast(random_.Below(count) + 1, children);
    }
    return builder_.Or(children);
  }

  void AddPlatform(uint32_t number) {
    const uint32_t platform =
        builder_.Platform(fmt::format("platform{}", number));
    for (const std::string_view role : {"device", "local", "mobile"}) {
      if (role != "local" && random_.Percent(60)) continue;
      builder_.Fingerprint(platform, role);
      std::vector<uint32_t> features;
      for (uint32_t i = random_.Below(4) + 1; i > 0; --i) {
        features.push_back(
            builder_.Feature(fmt::format("f{}", i), Expression(tests_)));
      }
      AddConditions(features);
    }
  }

  // A fingerprint of more features than get code of their own.
  void AddLargePlatform() {
    if (!random_.Percent(10)) return;
    builder_.Fingerprint(builder_.Platform("table"), "device");
    std::vector<uint32_t> features;
    for (uint32_t i = 0; i < 140; ++i) {
      features.push_back(builder_.Feature(
          fmt::format("f{}", i), builder_.Or({Expression(tests_), tests_[0]})));
    }
    AddConditions(features);
    builder_.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                       builder_.AtLeast(random_.Below(140) + 1, features));
  }

  // A fingerprint for each test, whose claim says what the test came to.
  void AddWidePlatform() {
    if (wide_.empty()) return;
    const uint32_t platform = builder_.Platform("wide");
    for (const uint32_t test : wide_) {
      builder_.Fingerprint(platform, fmt::format("of{}", test));
      const uint32_t feature = builder_.Feature("f", test);
      builder_.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, feature);
    }
  }

  // Equal priorities only where the votes are equal.
  void AddConditions(const std::vector<uint32_t>& features) {
    uint32_t priority = 400;
    for (uint32_t i = random_.Below(5); i > 0; --i) {
      const auto kind = static_cast<iotpf_condition_kind>(random_.Below(4));
      uint32_t guard = ir::kNone;
      if (kind == IOTPF_NECESSARY_NEGATIVE || random_.Percent(10)) {
        guard = Expression(tests_);
      }
      builder_.Condition(kind, priority, Expression(features), guard);
      if (random_.Percent(20)) {
        builder_.Condition(kind, priority, Expression(features));
      }
      priority -= 10;
    }
  }

  // A transitive order of some platforms, from the first to the last or back.
  void AddPreferences(uint32_t platforms) {
    std::vector<std::vector<bool>> over(platforms,
                                        std::vector<bool>(platforms));
    const bool back = random_.Percent(50);
    for (uint32_t i = 0; i < platforms; ++i) {
      for (uint32_t j = i + 1; j < platforms; ++j) {
        if (random_.Percent(30)) (back ? over[j][i] : over[i][j]) = true;
      }
    }
    for (uint32_t k = 0; k < platforms; ++k) {
      for (uint32_t i = 0; i < platforms; ++i) {
        for (uint32_t j = 0; j < platforms; ++j) {
          if (over[i][k] && over[k][j]) over[i][j] = true;
        }
      }
    }
    for (uint32_t i = 0; i < platforms; ++i) {
      for (uint32_t j = 0; j < platforms; ++j) {
        if (over[i][j]) builder_.Prefer(i, j);
      }
    }
  }

  Random& random_;
  ImageBuilder builder_;
  std::vector<uint32_t> tests_;
  std::vector<uint32_t> wide_;  // many of one kind, on one reading
};

}  // namespace

ir::Ruleset RandomRuleset(Random& random) { return Generator(random).Run(); }

}  // namespace iotpf::tests
