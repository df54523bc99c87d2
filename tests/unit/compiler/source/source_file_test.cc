// Offsets to lines and columns, at every kind of line end.
#include "compiler/source/source_file.h"

#include <doctest/doctest.h>

#include <string_view>

namespace iotpf {
namespace {

TEST_CASE("every offset has a line and a column in bytes") {
  //                            0123 4 5 678 9
  const SourceFile file("a.fp", "abc\r\n\nd\xC3\xA4\n");
  struct Row {
    uint32_t offset;
    uint32_t line;
    uint32_t column;
  };
  const Row rows[] = {{0, 1, 1},  {2, 1, 3},  {3, 1, 4},  {4, 1, 5},
                      {5, 2, 1},  {6, 3, 1},  {8, 3, 3},  {9, 3, 4},
                      {10, 4, 1}, {11, 4, 1}, {~0u, 4, 1}};
  for (const Row& row : rows) {
    CAPTURE(row.offset);
    CHECK(file.Locate(row.offset).line == row.line);
    CHECK(file.Locate(row.offset).column == row.column);
  }
}

TEST_CASE("a line has no line break") {
  const SourceFile file("a.fp", "abc\r\n\nd\n");
  CHECK(file.Line(1) == "abc");
  CHECK(file.Line(2) == "");
  CHECK(file.Line(3) == "d");
  CHECK(file.Line(4) == "");
  CHECK(SourceFile("b.fp", "").Line(1) == "");
  CHECK(SourceFile("b.fp", "x").Line(1) == "x");
}

}  // namespace
}  // namespace iotpf
