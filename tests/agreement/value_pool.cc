// Short values over a small alphabet, where one is often part of another.
#include "tests/agreement/value_pool.h"

#include <limits>
#include <string_view>

namespace iotpf::tests {
namespace {

using namespace std::string_view_literals;

// Mostly letters in both cases; signs that literals, patterns, JSON or queries
// give a meaning; a character of two bytes; bytes that are none.
constexpr std::string_view kPieces[] = {
    "a",  "a",  "a",  "b", "b", "A",        "B",    "z",    "0",
    "1",  " ",  "/",  ".", "-", "+",        "%41",  "=",    "\"",
    "\\", "\n", "\t", "?", "*", "\xC3\xA9", "\xFF", "\0"sv, "[a"};

constexpr std::string_view kLabels[] = {"a", "b", "x-y", "a1", "com", "COM"};
constexpr std::string_view kNames[] = {"Server", "X-A",          "x-ab",
                                       "Host",   "Content-Type", "User-Agent"};
constexpr std::string_view kKeys[] = {"a", "b", "A", "id", "0", "1", "a/b"};

constexpr int64_t kNumbers[] = {0,
                                1,
                                2,
                                3,
                                7,
                                80,
                                255,
                                256,
                                443,
                                8883,
                                65535,
                                int64_t{1} << 40,
                                std::numeric_limits<int64_t>::max()};

template <class Table>
const auto& PickFrom(const Table& table, Random& random) {
  return table[random.Below(std::size(table))];
}

std::string RandomText(Random& random) {
  std::string text;
  for (uint32_t i = random.Below(5) + 1; i > 0; --i) {
    text += PickFrom(kPieces, random);
  }
  // Longer than any word of the machine, now and then.
  if (random.Percent(8)) {
    const uint32_t repeats = random.Below(24);
    for (uint32_t i = 0; i < repeats; ++i) text += PickFrom(kPieces, random);
  }
  return text;
}

std::string RandomHost(Random& random) {
  std::string host(PickFrom(kLabels, random));
  for (uint32_t i = random.Below(3); i > 0; --i) {
    host += '.';
    host += PickFrom(kLabels, random);
  }
  return host;
}

std::string RandomAddress(size_t size, Random& random) {
  std::string address(size, '\0');
  for (char& c : address) c = static_cast<char>(random.Below(3) * 0x53);
  return address;
}

// Cut, grown, with a byte or a case changed, or as it is.
std::string Changed(std::string text, Random& random) {
  switch (random.Below(8)) {
    case 0:
      return text + RandomText(random);
    case 1:
      return RandomText(random) + text;
    case 2:
      return text.substr(0, random.Below(text.size() + 1));
    case 3:
      if (!text.empty()) text[random.Below(text.size())] ^= 0x20;
      return text;
    case 4:
      if (!text.empty()) text[random.Below(text.size())] = 'q';
      return text;
    default:
      return text;
  }
}

}  // namespace

ValuePool::ValuePool(Random& random) {
  for (uint32_t i = random.Below(6) + 3; i > 0; --i) {
    fields.push_back(static_cast<Field>(random.Below(kFieldCount)));
  }
  for (int i = 0; i < 8; ++i) texts.push_back(RandomText(random));
  // One inside of another: prefixes, suffixes and parts meet.
  texts.push_back(texts[0] + texts[1]);
  for (int i = 0; i < 5; ++i) hosts.push_back(RandomHost(random));
  hosts.push_back(hosts[0] + "." + hosts[1]);
  for (int i = 0; i < 5; ++i) {
    addresses.push_back(RandomAddress(i % 2 == 0 ? 4 : 16, random));
    macs.push_back(RandomAddress(6, random));
  }
  for (int i = 0; i < 5; ++i) numbers.push_back(PickFrom(kNumbers, random));
  for (int i = 0; i < 3; ++i) names.emplace_back(PickFrom(kNames, random));
  for (int i = 0; i < 3; ++i) keys.emplace_back(PickFrom(kKeys, random));
}

std::string ValuePool::TextNear(Random& random) const {
  if (random.Percent(10)) return RandomText(random);
  if (random.Percent(5)) return "";
  return Changed(random.Pick(texts), random);
}

std::string ValuePool::HostNear(Random& random) const {
  if (random.Percent(10)) return RandomHost(random);
  if (random.Percent(10)) return TextNear(random);
  std::string host = random.Pick(hosts);
  if (random.Percent(40)) host = RandomHost(random) + "." + host;
  return random.Percent(70) ? host : Changed(host, random);
}

std::string ValuePool::AddressNear(const std::vector<std::string>& from,
                                   Random& random) const {
  std::string address = random.Pick(from);
  if (random.Percent(40)) {
    address[random.Below(address.size())] ^=
        static_cast<char>(1u << random.Below(8));
  }
  return address;
}

int64_t ValuePool::NumberNear(Random& random) const {
  const int64_t number = random.Pick(numbers);
  switch (random.Below(6)) {
    case 0:
      return PickFrom(kNumbers, random);
    case 1:
      return number - 1;
    case 2:
      if (number < std::numeric_limits<int64_t>::max()) return number + 1;
      return std::numeric_limits<int64_t>::min();
    default:
      return number;
  }
}

}  // namespace iotpf::tests
