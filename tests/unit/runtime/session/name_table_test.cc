// The table of names against comparing names byte by byte.
#include "runtime/session/name_table.h"

#include "runtime/protocols/ascii.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

std::string Lower(std::string text) {
  for (char& c : text) c = ToLowerAscii(c);
  return text;
}

std::string TextOf(size_t size) {
  std::string text;
  for (size_t i = 0; i < size; ++i) {
    text += static_cast<char>((i % 2 == 0 ? 'a' : 'A') + i * 7 % 26);
  }
  return text;
}

TEST_CASE("letters of either case are the same, and no other bytes") {
  for (const size_t size : {1, 2, 3, 5, 8, 9, 17}) {
    for (size_t place = 0; place < size; ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string known = TextOf(size);
        known[place] = static_cast<char>(byte);
        NameTable folding(true);
        NameTable exact(false);
        folding.Add(known, 5);
        exact.Add(known, 5);
        for (const int change : {0, 0x20, 0x80, 1, 0x40}) {
          std::string name = known;
          name[place] = static_cast<char>(byte ^ change);
          CAPTURE(known);
          CAPTURE(name);
          REQUIRE((folding.Find(name) == 5) == (Lower(name) == Lower(known)));
          REQUIRE((exact.Find(name) == 5) == (name == known));
        }
      }
    }
  }
}

TEST_CASE("names of every size, and those near to them") {
  NameTable table(true);
  for (uint32_t size = 0; size <= 70; ++size) {
    CHECK(table.Find(TextOf(size)) == NameTable::kNotFound);
    CHECK(table.Add(TextOf(size), size) == size);
  }
  for (uint32_t size = 0; size <= 70; ++size) {
    CAPTURE(size);
    const std::string name = TextOf(size);
    CHECK(table.MayHave(name));
    CHECK(table.Find(name) == size);
    CHECK(table.Find(Lower(name)) == size);
    // A view whose end is not the end of its text.
    CHECK(table.Find(std::string_view(name + "rest").substr(0, size)) == size);
    CHECK(table.Find(name + "-") == NameTable::kNotFound);
    for (size_t place = 0; place < size; ++place) {
      std::string near = name;
      near[place] = '#';
      REQUIRE(table.Find(near) == NameTable::kNotFound);
    }
  }
}

TEST_CASE("a name keeps its first number") {
  NameTable table(true);
  CHECK(table.Add("Host", 3) == 3);
  CHECK(table.Add("HOST", 4) == 3);
  CHECK(table.Find("host") == 3);
  CHECK(table.Find("") == NameTable::kNotFound);
  CHECK(table.Add("", 6) == 6);
  CHECK(table.Find("") == 6);
}

TEST_CASE("thousands of names, with the same ends and the same size") {
  NameTable table(false);
  const auto name_of = [](uint32_t i) {
    return fmt::format("x-header-{:06}-of-a-device", i);
  };
  for (uint32_t i = 0; i < 5000; ++i) REQUIRE(table.Add(name_of(i), i) == i);
  for (uint32_t i = 0; i < 5000; ++i) REQUIRE(table.Find(name_of(i)) == i);
  for (uint32_t i = 5000; i < 6000; ++i) {
    REQUIRE(table.Find(name_of(i)) == NameTable::kNotFound);
  }
}

}  // namespace
}  // namespace iotpf::runtime
