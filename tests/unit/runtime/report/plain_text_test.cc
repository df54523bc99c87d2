// Nothing that traffic or rules say steers a terminal.
#include <iotpf/report.h>

#include "runtime/report/json_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf {
namespace {

TEST_CASE("bytes of traffic as printable ASCII") {
  struct Case {
    std::string bytes;
    size_t columns;
    std::string expected;
  };
  for (const Case& c :
       std::vector<Case>{{"plain", 80, "plain"},
                         {"\x1b[2J", 80, "\\x1b[2J"},
                         {std::string("\0\x7f\xff", 3), 80, "\\x00\\x7f\\xff"},
                         {"a\\b", 80, "a\\\\b"},
                         {"0123456789", 10, "0123456789"},
                         {"0123456789a", 10, "0123456..."},
                         {"012345\xff\xff", 10, "012345..."},
                         {"0123456789", 2, ".."},
                         {"", 0, ""}}) {
    CAPTURE(c.expected);
    CHECK(PlainText(c.bytes, c.columns) == c.expected);
  }
}

TEST_CASE("text of rules and messages without control characters") {
  CHECK(PrintableText("Küche 米家") == "Küche 米家");
  CHECK(PrintableText("a\x1b[2Jb\nc") == "a?[2Jb?c");
  CHECK(PrintableText("\xc2\x9b"
                      "1m") == "?1m");  // CSI in one character
  CHECK(PrintableText("\xff\xfe") == "??");
}

TEST_CASE("strings as JSON") {
  struct Case {
    std::string bytes;
    std::string expected;
  };
  for (const Case& c : std::vector<Case>{
           {"plain", R"("plain")"},
           {"\"\\/", R"("\"\\/")"},
           {"\n\r\t", R"("\n\r\t")"},
           {std::string("\0\x1f\x7f", 3), R"("\u0000\u001f\u007f")"},
           {"米", "\"米\""},
           {"\xf0\x9f\x92\xa1", "\"\xf0\x9f\x92\xa1\""},
           {"\xcc\xaa", "\"\xcc\xaa\""},
           {"\xc2\x85\xc2\x9f\xc2\xa0", "\"\\u0085\\u009f\xc2\xa0\""},
           {"\u2027\u2028\u2029", "\"\u2027\\u2028\\u2029\""},
           {"U\xcc", R"("U\u00cc")"},
           {"\xc0\x80", R"("\u00c0\u0080")"},            // overlong
           {"\xed\xa0\x80", R"("\u00ed\u00a0\u0080")"},  // a surrogate
           {"\xf4\x90\x80\x80", R"("\u00f4\u0090\u0080\u0080")"},
           {"\xe7\xb1", R"("\u00e7\u00b1")"}}) {  // cut
    std::string out;
    runtime::AppendJsonString(c.bytes, out);
    CHECK(out == c.expected);
  }
}

}  // namespace
}  // namespace iotpf
