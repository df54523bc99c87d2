// New ranges only fill holes.
#include "runtime/capture/held_bytes.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

TEST_CASE("the first data wins") {
  struct Range {
    uint64_t position;
    std::string bytes;  // of dots: lost
  };
  struct Case {
    std::vector<Range> ranges;
    std::string held;  // one space between ranges, lost bytes as dots
  };
  for (const Case& c : {
           Case{{}, ""},
           Case{{{5, ""}}, ""},
           Case{{{5, "abc"}, {1, "xy"}}, "1xy 5abc"},
           Case{{{5, "abc"}, {5, "xyz"}}, "5abc"},
           Case{{{5, "abc"}, {6, "x"}}, "5abc"},
           Case{{{5, "abc"}, {3, "uvwxyz!"}}, "3uv 5abc 8z!"},
           Case{{{5, "a"}, {7, "b"}, {9, "c"}, {4, "1234567"}},
                "41 5a 63 7b 85 9c 107"},
           Case{{{5, "..."}, {4, "vwxyz"}}, "4v 5... 8z"},
           Case{{{5, "abc"}, {4, "....."}}, "4. 5abc 8."},
       }) {
    HeldBytes held;
    for (const Range& range : c.ranges) {
      if (range.bytes.starts_with('.')) {
        held.InsertLost(range.position, range.bytes.size());
      } else {
        held.Insert(range.position, range.bytes);
      }
    }
    std::string text;
    uint64_t bytes = held.bytes();
    while (!held.empty()) {
      text += (text.empty() ? "" : " ") + std::to_string(held.first());
      const HeldBytes::Piece piece = held.TakeFirst();
      text += piece.lost > 0 ? std::string(piece.lost, '.') : piece.bytes;
      bytes -= piece.bytes.size();
    }
    CHECK(text == c.held);
    CHECK(bytes == 0);
    CHECK(held.bytes() == 0);
  }
}

}  // namespace
}  // namespace iotpf::runtime
