// Which literals a scan may remember.
#include "compiler/codegen/literal_tables.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using Literals = std::vector<ScanLiteral>;

TEST_CASE("places are left out of long and of deeply nested literals alone") {
  struct Row {
    std::string_view name;
    Literals literals;
    std::vector<bool> may;
  };
  const auto nested = [](size_t count) {
    Literals literals;
    for (size_t size = 1; size <= count; ++size) {
      literals.push_back({std::string(size, size == 3 ? 'A' : 'a')});
      literals.back().bytes[0] = 'x';
    }
    return literals;
  };
  Literals more = nested(9);
  more.push_back({"y"});
  std::vector<bool> all_but_last(9, true);
  all_but_last.push_back(false);
  const std::string longest(kMaxPlainBytes + 1, 'l');
  const std::vector<Row> rows = {
      {"none", {}, {}},
      {"eight", nested(8), std::vector<bool>(8)},
      {"nine, by case too, and another", more, all_but_last},
      {"equal ones nest", Literals(9, {"ab"}), std::vector<bool>(9, true)},
      {"long", {{longest.substr(1)}, {"k"}}, {false, false}},
      {"too long, and its start",
       {{longest}, {"l"}, {"k"}, {longest.substr(1) + "m"}},
       {true, true, false, true}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(MayLeavePlacesOut(row.literals) == row.may);
  }
}

}  // namespace
}  // namespace iotpf::codegen
