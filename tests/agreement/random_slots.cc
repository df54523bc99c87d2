// Random sessions must hit: a value drawn blindly equals no constant, and a
// prefix of nothing is no test of prefixes. So values are short, over a small
// alphabet, and often a constant of the ruleset with an end changed.
#include "tests/agreement/random_ruleset.h"

#include "tests/agreement/random_wide_tests.h"

#include <cstddef>
#include <limits>

namespace iotpf::tests {
namespace {

// A constant that some predicate compares the reading with, or nothing.
std::string ConstantOf(const ir::Ruleset& ruleset, uint32_t reading,
                       Random& random) {
  std::vector<std::string> found;
  for (const ir::Predicate& predicate : ruleset.predicates) {
    if (predicate.reading != reading ||
        predicate.op == IOTPF_OP_RECORD_PRESENT ||
        predicate.op == IOTPF_OP_COUNT) {
      continue;
    }
    for (uint32_t i = 0; i < predicate.constant_count; ++i) {
      const std::string pad(predicate.op == IOTPF_OP_AT ? predicate.number : 0,
                            'p');
      const ir::Constant& constant =
          ruleset.constants[predicate.first_constant + i];
      if (constant.kind == IOTPF_CONSTANT_REGEX) {
        const auto regex = static_cast<size_t>(constant.first);
        found.push_back(SampleOf(ruleset.regexes[regex].pattern));
      } else {
        found.push_back(pad + constant.bytes);
      }
    }
  }
  return found.empty() ? std::string() : random.Pick(found);
}

// The text with an end cut or grown, a byte or a case changed, or as it is.
std::string Changed(std::string text, Random& random) {
  const uint32_t size = static_cast<uint32_t>(text.size());
  switch (random.Below(7)) {
    case 0:
      return text + RandomText(random);
    case 1:
      return RandomText(random) + text;
    case 2:
      return text.substr(0, random.Below(size + 1));
    case 3:
      if (size > 0) text[random.Below(size)] ^= 0x20;
      return text;
    case 4:
      if (size > 0) text[random.Below(size)] = 'q';
      return text;
    default:
      return text;
  }
}

// A value with one or two texts that rules ask for: at its start, at its end,
// between bytes of all kinds, long enough for vectors; or a byte, repeated.
std::string Composed(const ir::Ruleset& ruleset, uint32_t reading,
                     Random& random) {
  static const std::vector<std::string> kFillers = {"a", "ab", "z0", "-",
                                                    "\xE9"};
  const auto filler = [&](uint32_t most) {
    const std::string& piece = random.Pick(kFillers);
    std::string text;
    for (uint32_t i = random.Below(most); i > 0; --i) text += piece;
    return text;
  };
  const std::string first = ConstantOf(ruleset, reading, random);
  const uint32_t kind = random.Below(6);
  if (kind == 0 && !first.empty()) {
    return std::string(random.Below(500), first[0]) + first;
  }
  const std::string second = Changed(first, random);
  const std::string third = ConstantOf(ruleset, reading, random);
  const uint32_t most = kind < 3 ? 150 : 4;
  std::string value = random.Percent(50) ? filler(most) : std::string();
  value += second;
  value += filler(most);
  value += random.Percent(50) ? first : third;
  if (random.Percent(50)) value += filler(most);
  if (random.Percent(20)) {
    for (char& c : value) {
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) c ^= 0x20;
    }
  }
  return value;
}

std::string BytesFor(const ir::Ruleset& ruleset, uint32_t reading,
                     Random& random) {
  const ValueType type = InfoOf(ruleset.readings[reading].field).type;
  if (type == ValueType::Ip || type == ValueType::Mac) {
    std::string address = RandomAddress(random, type);
    const std::string near = ConstantOf(ruleset, reading, random);
    if (near.empty() || random.Percent(30)) return address;
    address = near;
    if (random.Percent(50)) {
      address[random.Below(static_cast<uint32_t>(address.size()))] ^=
          static_cast<char>(1u << random.Below(8));
    }
    return address;
  }
  if (random.Percent(25)) {
    return type == ValueType::Host ? RandomHost(random) : RandomText(random);
  }
  if (type != ValueType::Host && random.Percent(45)) {
    return Composed(ruleset, reading, random);
  }
  std::string text = Changed(ConstantOf(ruleset, reading, random), random);
  if (type == ValueType::Host && random.Percent(40)) {
    return RandomHost(random) + "." + text;
  }
  return text;
}

void AddValue(const ir::Ruleset& ruleset, uint32_t reading, Random& random,
              Slots& slots) {
  const ValueType type = InfoOf(ruleset.readings[reading].field).type;
  if (type == ValueType::Int ||
      (type == ValueType::Json && random.Percent(30))) {
    const bool is_any = random.Percent(60);
    slots.AddNumber(reading,
                    is_any ? RandomInteger(random) : random.Below(300));
    return;
  }
  if (type == ValueType::Json && random.Percent(40)) {
    const uint32_t kind = random.Below(4);
    if (kind < 2) slots.AddNumber(reading, kind, IOTPF_VALUE_BOOLEAN);
    if (kind == 2) slots.AddEmpty(reading, IOTPF_VALUE_NULL);
    if (kind == 3) slots.AddEmpty(reading, IOTPF_VALUE_OTHER);
    return;
  }
  const bool is_address = type == ValueType::Ip || type == ValueType::Mac;
  const bool partial = random.Percent(is_address ? 8 : 25);
  slots.Add(reading, BytesFor(ruleset, reading, random), partial);
}

}  // namespace

std::string RandomText(Random& random) {
  static const std::vector<char> kAlphabet = {'a', 'b', 'A', 'Z',    'z',
                                              '.', '[', '{', '\xFF', '\0'};
  std::string text(random.Below(6), ' ');
  for (char& c : text) c = random.Pick(kAlphabet);
  // Longer than any word of the machine, now and then.
  if (random.Percent(10)) text.append(random.Below(70), random.Pick(kAlphabet));
  return text;
}

std::string RandomHost(Random& random) {
  static const std::vector<std::string> kLabels = {"a", "b", "x-y", "com",
                                                   "COM"};
  std::string host = random.Pick(kLabels);
  for (uint32_t i = random.Below(3); i > 0; --i) {
    host += "." + random.Pick(kLabels);
  }
  return host;
}

std::string RandomAddress(Random& random, ValueType type) {
  const size_t size = type == ValueType::Mac ? 6 : random.Percent(60) ? 4 : 16;
  std::string address(size, '\0');
  for (char& c : address) c = static_cast<char>(random.Below(2) * 0xA5);
  return address;
}

int64_t RandomInteger(Random& random) {
  static const std::vector<int64_t> kNumbers = {
      0,
      1,
      2,
      3,
      7,
      8,
      9,
      443,
      8883,
      -1,
      256,
      65535,
      1ll << 40,
      std::numeric_limits<int64_t>::min(),
      std::numeric_limits<int64_t>::max()};
  return random.Pick(kNumbers);
}

void FillRandomSlots(const ir::Ruleset& ruleset, Random& random, Slots& slots) {
  for (uint32_t reading = 0; reading < ruleset.readings.size(); ++reading) {
    const FieldInfo& info = InfoOf(ruleset.readings[reading].field);
    const uint32_t state = random.Below(10);
    if (state < 2) continue;
    if (state < 4) {
      slots.SetAbsent(reading);
      continue;
    }
    const bool is_list = info.cardinality == Cardinality::List;
    for (uint32_t i = is_list ? random.Below(4) + 1 : 1; i > 0; --i) {
      AddValue(ruleset, reading, random, slots);
    }
    if (is_list && random.Percent(25)) slots.SetOpen(reading);
  }
  for (size_t field = 0; field < kFieldCount; ++field) {
    slots.SetRest(static_cast<Field>(field),
                  random.Percent(60) ? IOTPF_ABSENT : IOTPF_UNOBSERVED);
  }
  for (uint32_t record = 0; record < kRecordCount; ++record) {
    slots.SetRecord(static_cast<Record>(record),
                    static_cast<iotpf_presence>(random.Below(3)));
  }
}

}  // namespace iotpf::tests
