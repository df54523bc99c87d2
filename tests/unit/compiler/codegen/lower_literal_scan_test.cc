// What a compiled scan reports, against a search that tries every literal at
// every place.
#include "compiler/codegen/literal_plan.h"
#include "compiler/codegen/literal_tables.h"
#include "tests/support/guarded_pages.h"
#include "tests/support/literal_scanner.h"

#include <doctest/doctest.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::codegen {
namespace {

using tests::FoundLiterals;
using tests::GuardedPages;
using tests::LiteralScanner;
using namespace std::string_literals;

using Literals = std::vector<ScanLiteral>;
using Places = std::vector<std::pair<uint32_t, uint64_t>>;  // sorted

// CPUs that this machine can run code for, one for each way of lowering.
char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool StandsAt(const ScanLiteral& literal, std::string_view value, size_t at) {
  if (literal.bytes.size() > value.size() - at) return false;
  for (size_t i = 0; i < literal.bytes.size(); ++i) {
    const char c = literal.nocase ? Lower(value[at + i]) : value[at + i];
    if (c != literal.bytes[i]) return false;
  }
  return true;
}

Places SearchNaively(const Literals& literals, std::string_view value) {
  std::array<std::vector<uint32_t>, 256> by_first_byte;
  for (uint32_t i = 0; i < literals.size(); ++i) {
    const char first = Lower(literals[i].bytes[0]);
    by_first_byte[static_cast<uint8_t>(first)].push_back(i);
  }
  Places places;
  for (size_t at = 0; at < value.size(); ++at) {
    const char first = Lower(value[at]);
    for (const uint32_t i : by_first_byte[static_cast<uint8_t>(first)]) {
      if (StandsAt(literals[i], value, at)) places.emplace_back(i, at);
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

struct Collected : FoundLiterals {
  Places places;
};

Places Scan(const LiteralScanner& scanner, const char* data, size_t size) {
  Collected collected;
  collected.found = [](FoundLiterals* self, uint32_t literal, uint64_t at) {
    static_cast<Collected*>(self)->places.emplace_back(literal, at);
  };
  scanner.Scan(data, size, &collected);
  Places& places = collected.places;
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return std::move(places);
}

std::vector<uint32_t> LiteralsOf(const Places& places) {
  std::vector<uint32_t> literals;
  for (const auto& place : places) {
    if (literals.empty() || literals.back() != place.first) {
      literals.push_back(place.first);
    }
  }
  return literals;
}

// Every literal is found, and no literal is where it does not stand. A place
// of some literals may be left out if another one was reported.
void CheckPlaces(const Places& found, const Places& expected,
                 const std::vector<bool>& may_leave_out) {
  CHECK(std::includes(expected.begin(), expected.end(), found.begin(),
                      found.end()));
  CHECK(LiteralsOf(found) == LiteralsOf(expected));
  Places left_out;
  std::set_difference(expected.begin(), expected.end(), found.begin(),
                      found.end(), std::back_inserter(left_out));
  for (const auto& place : left_out) CHECK(may_leave_out[place.first]);
}

void CheckScans(const Literals& literals,
                const std::vector<std::string>& values,
                int optimization_level = 2) {
  std::vector<Places> expected;
  for (const std::string& value : values) {
    expected.push_back(SearchNaively(literals, value));
  }
  const std::vector<bool> may = MayLeavePlacesOut(literals);
  GuardedPages page;
  for (const std::string& cpu : tests::ScannerCpus()) {
    CAPTURE(cpu);
    const LiteralScanner scanner(literals, cpu, optimization_level);
    for (size_t i = 0; i < values.size(); ++i) {
      const size_t size = values[i].size();
      CAPTURE(size);
      CheckPlaces(Scan(scanner, page.AtEnd(values[i]), size), expected[i], may);
      CheckPlaces(Scan(scanner, page.AtStart(values[i]), size), expected[i],
                  may);
    }
  }
}

TEST_CASE("places of literals") {
  struct Row {
    std::string_view name;
    Literals literals;
    std::string value;
    Places places;
  };
  const std::vector<Row> rows = {
      {"nothing to look for", {}, "abc", {}},
      {"an empty value", {{"a"}}, "", {}},
      {"shorter than the literal", {{"abcd"}}, "abc", {}},
      {"the whole value", {{"abcd"}}, "abcd", {{0, 0}}},
      {"one byte", {{"b"}}, "abcb", {{0, 1}, {0, 3}}},
      {"a byte of zeros", {{"\0"s}}, "a\0b"s, {{0, 1}}},
      {"case counts", {{"Ab"}}, "abABAb", {{0, 4}}},
      {"case does not", {{"ab", true}}, "abABx", {{0, 0}, {0, 2}}},
      {"both", {{"ab", true}, {"AB"}}, "abAB", {{0, 0}, {0, 2}, {1, 2}}},
      {"only letters fold", {{"[@{", true}}, "{`[ [@{", {{0, 4}}},
      {"equal literals", {{"ab"}, {"ab"}}, "xab", {{0, 1}, {1, 1}}},
      {"inside of each other",
       {{"abc"}, {"b"}, {"ab"}, {"bc"}, {"abcd"}},
       "abc",
       {{0, 0}, {1, 1}, {2, 0}, {3, 1}}},
      {"overlapping", {{"aa"}}, "aaaa", {{0, 0}, {0, 1}, {0, 2}}},
      {"different ends",
       {{"/api/v1/devices"}, {"/api/v1/things"}, {"/api/v1/"}},
       "GET /api/v1/things HTTP/1.1",
       {{1, 4}, {2, 4}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(SearchNaively(row.literals, row.value) == row.places);
    // Alone, and inside of a value that is long enough for vectors.
    const std::string around(100, '\xB7');
    const std::vector<std::string> values = {row.value, around + row.value,
                                             row.value + around,
                                             around + row.value + around};
    for (const int level : {0, 1, 2, 3})
      CheckScans(row.literals, values, level);
  }
}

// ---- Random literals on random values

using Random = std::mt19937;

size_t Below(Random& random, size_t end) { return random() % end; }

struct Family {
  std::string_view name;
  size_t count;
  size_t min_size;
  size_t max_size;
  std::string_view alphabet;  // empty: every byte
  unsigned nocase_percent;
};

char RandomByte(Random& random, std::string_view alphabet) {
  return alphabet.empty() ? static_cast<char>(random())
                          : alphabet[Below(random, alphabet.size())];
}

std::string RandomText(Random& random, size_t size, std::string_view alphabet) {
  std::string text(size, '\0');
  for (char& c : text) c = RandomByte(random, alphabet);
  return text;
}

Literals RandomLiterals(Random& random, const Family& family) {
  Literals literals;
  while (literals.size() < family.count) {
    const size_t size =
        family.min_size + Below(random, family.max_size - family.min_size + 1);
    ScanLiteral literal{RandomText(random, size, family.alphabet),
                        Below(random, 100) < family.nocase_percent};
    if (!literals.empty() && Below(random, 8) == 0) {
      // A part of another one, or that one and more.
      const std::string& other = literals[Below(random, literals.size())].bytes;
      literal.bytes = Below(random, 2) == 0
                          ? other.substr(Below(random, other.size()))
                          : other + literal.bytes;
      literal.bytes.resize(std::min(literal.bytes.size(), family.max_size));
      if (literal.bytes.size() < family.min_size) continue;
    }
    if (literal.nocase) {
      for (char& c : literal.bytes) c = Lower(c);
    }
    literals.push_back(std::move(literal));
  }
  return literals;
}

// A value with literals in it, also at its start and end, some of them broken.
std::string RandomValue(Random& random, const Family& family,
                        const Literals& literals, size_t size) {
  std::string value = RandomText(random, size, family.alphabet);
  const size_t tries = size == 0 ? 0 : 1 + size / 24;
  for (size_t i = 0; i < tries; ++i) {
    std::string bytes = literals[Below(random, literals.size())].bytes;
    if (Below(random, 4) == 0) {
      bytes[Below(random, bytes.size())] = RandomByte(random, family.alphabet);
    }
    if (Below(random, 3) == 0) {
      for (char& c : bytes) {
        if (c >= 'a' && c <= 'z' && Below(random, 2) == 0) c ^= kFoldBit;
      }
    }
    if (bytes.size() > size) continue;
    const size_t room = size - bytes.size();
    const size_t ends[] = {0, room, Below(random, room + 1)};
    value.replace(ends[Below(random, 3)], bytes.size(), bytes);
  }
  return value;
}

constexpr std::string_view kText =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/:\"= ";

TEST_CASE("random literals in values of every size") {
  const std::vector<Family> families = {
      {"one short", 1, 1, 3, kText, 0},
      {"one long", 1, 9, 30, kText, 50},
      {"few, short", 3, 1, 4, "abcA", 50},
      {"few", 8, 3, 12, kText, 0},
      {"few, any bytes", 8, 2, 12, "", 30},
      {"one size", 8, 4, 4, "abcdefgh", 0},
      {"tens", 30, 8, 20, kText, 0},
      {"tens, with case", 30, 5, 20, kText, 50},
      {"tens, any bytes", 40, 6, 20, "", 50},
      {"tens, short", 60, 1, 8, "abAB01", 30},
      {"tens, two bytes", 60, 8, 20, "ab", 30},
      {"hundreds", 300, 8, 20, kText, 0},
      {"hundreds, mixed", 300, 3, 40, kText, 30},
      {"hundreds, some short", 300, 6, 60, kText, 10},
      {"hundreds, long", 300, 12, 200, kText, 30},
      {"hundreds, any bytes", 400, 4, 20, "", 0},
      {"tens, one byte", 40, 1, 70, "a", 0},
  };
  Random random(1);
  for (const Family& family : families) {
    CAPTURE(family.name);
    const Literals literals = RandomLiterals(random, family);
    std::vector<std::string> values;
    for (size_t size = 0; size <= 100; ++size) {
      values.push_back(RandomValue(random, family, literals, size));
      values.push_back(RandomValue(random, family, literals, size));
    }
    for (const size_t size : {127, 128, 129, 255, 256, 500, 1000, 2000}) {
      values.push_back(RandomValue(random, family, literals, size));
    }
    CheckScans(literals, values);
  }
}

TEST_CASE("thousands of literals") {
  const std::vector<Family> families = {
      {"thousand", 1000, 6, 24, kText, 20},
      {"five thousand", 5000, 8, 24, kText, 0},
      {"two bytes", 3000, 14, 40, "ab", 10},
  };
  Random random(2);
  for (const Family& family : families) {
    CAPTURE(family.name);
    const Literals literals = RandomLiterals(random, family);
    std::vector<std::string> values;
    for (const size_t size : {16, 31, 40, 64, 200, 700}) {
      values.push_back(RandomValue(random, family, literals, size));
    }
    CheckScans(literals, values);
  }
}

TEST_CASE("every byte, alone and beside every other") {
  Literals literals;
  std::string value;
  for (int byte = 0; byte < 256; ++byte) {
    literals.push_back({std::string(1, static_cast<char>(byte))});
    for (int other = 0; other < 256; other += 7) {
      value += {static_cast<char>(byte), static_cast<char>(other)};
    }
  }
  CheckScans(literals, {value});
  for (ScanLiteral& literal : literals) literal.bytes += literal.bytes[0] + 7;
  CheckScans(literals, {value});
}

TEST_CASE("literals that begin with each other, and a value of one byte") {
  Literals literals;
  for (size_t size = 1; size <= 400; ++size) {
    literals.push_back({std::string(size, 'a'), size % 7 == 0});
  }
  CheckScans(literals, {std::string(1000, 'a'), std::string(399, 'a'),
                        std::string(300, 'A') + std::string(50, 'a')});
}

TEST_CASE("a short literal stands beside some that are remembered") {
  Literals literals = {{"ab"}, {"ac", true}};
  for (size_t size = 2; size < 14; ++size) {
    literals.push_back({std::string("bcdefghijklmnopq").substr(0, size)});
  }
  literals.push_back({std::string(300, 'c')});
  std::string value;
  for (int i = 0; i < 20; ++i) value += "bcdefghijklmnop-AC-abacab";
  CheckScans(literals, {value, value + std::string(700, 'c') + value});
}

TEST_CASE("a few short literals among many") {
  Literals literals = {{"q7"}, {"=z-"}, {"#k", true}};
  for (int i = 0; i < 400; ++i) {
    literals.push_back({"device-" + std::to_string(i) + "/state"});
  }
  const std::string text = "q7,device-12/state=z-#K device-399/stat";
  CheckScans(literals, {text, text + std::string(60, '.') + text});
}

TEST_CASE("literals of sixty thousand bytes") {
  const std::string longest(60'000, 'x');
  const Literals literals = {{longest}, {longest + "y"}, {"y" + longest}};
  CheckScans(literals, {longest, longest + "y", "y" + longest + "y"});
}

}  // namespace
}  // namespace iotpf::codegen
