// Each form of a literal, and what is said of the broken ones.
#include "compiler/parse/decode_literal.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace iotpf::parse {
namespace {

using namespace std::string_view_literals;

using Decode = ast::Literal (*)(std::string_view, SourceSpan, DiagnosticSink&);

// The slug of the first report, with the columns that it marks: `slug 3+2`.
std::string ReportOf(const DiagnosticSink& diagnostics, SourceSpan span) {
  const auto sorted = diagnostics.Sorted();
  if (sorted.empty()) return "";
  const Diagnostic& first = sorted.front();
  return fmt::format("{} {}+{}", first.slug, first.span.begin - span.begin,
                     first.span.end - first.span.begin);
}

// Decodes at some offset, since spans point into a file.
ast::Literal Run(Decode decode, std::string_view text, std::string& report) {
  const SourceSpan span{0, 100, 100 + static_cast<uint32_t>(text.size())};
  DiagnosticSink diagnostics;
  ast::Literal literal = decode(text, span, diagnostics);
  report = ReportOf(diagnostics, span);
  return literal;
}

TEST_CASE("integers") {
  struct Row {
    std::string_view text;
    int64_t expected;
    std::string_view report;
  };
  const Row rows[] = {
      {"0", 0, ""},
      {"42", 42, ""},
      {"007", 7, ""},
      {"1_000", 1000, ""},
      {"0x7d2", 2002, ""},
      {"0XFF_FF", 65535, ""},
      {"9223372036854775807", INT64_MAX, ""},
      {"9223372036854775808", 0, "integer-too-large 0+19"},
      {"0xFFFFFFFFFFFFFFFF", 0, "integer-too-large 0+18"},
      {"12ab", 12, "unexpected-token 0+4"},
      {"0x", 0, "unexpected-token 0+2"},
      {"0b1", 0, "unexpected-token 0+3"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::string report;
    const ast::Literal literal = Run(DecodeInteger, row.text, report);
    CHECK(report == row.report);
    if (row.report.empty()) CHECK(literal.integer == row.expected);
  }
}

TEST_CASE("texts") {
  struct Row {
    Decode decode;
    std::string_view text;
    std::string_view expected;
    std::string_view report;
  };
  const Row rows[] = {
      {DecodeText, R"("")", "", ""},
      {DecodeText, R"("a\n\r\t\\\"b")", "a\n\r\t\\\"b", ""},
      {DecodeText, R"("\0\x7f\xFF")", "\0\x7f\xff"sv, ""},
      {DecodeText, R"("\u{41}\u{e9}\u{20ac}\u{1F600}")",
       "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", ""},
      {DecodeText, R"("\u{10ffff}")", "\xF4\x8F\xBF\xBF", ""},
      {DecodeText, R"("a\u{110000}")", "a", "not-a-code-point 2+10"},
      {DecodeText, R"("\u{dfff}")", "", "not-a-code-point 1+8"},
      {DecodeText, R"("\u{}")", "", "not-a-code-point 1+4"},
      {DecodeText, R"("\u{41")", "{41", "unknown-escape 1+2"},
      {DecodeText, R"("\u{00000000000000000041}")", "{00000000000000000041}",
       "unknown-escape 1+2"},
      {DecodeText, R"("ab\qc")", "abc", "unknown-escape 3+2"},
      {DecodeText, R"("\x4")", "4", "unknown-escape 1+2"},
      {DecodeText, "\"\\\xC3\xA4\"", "", "unknown-escape 1+3"},
      {DecodeRaw, R"(r"C:\dir\n")", R"(C:\dir\n)", ""},
      {DecodeRaw, R"(r"")", "", ""},
      {DecodeBlock, "\"\"\"one line\"\"\"", "one line", ""},
      {DecodeBlock, "\"\"\"\"\"\"", "", ""},
      {DecodeBlock, "\"\"\"\n    a\n      b\n\n    c\n    \"\"\"",
       "a\n  b\n\nc", ""},
      {DecodeBlock, "\"\"\"\r\n\ta\r\n\tb\r\n\t\"\"\"", "a\nb", ""},
      {DecodeBlock, "\"\"\"\n  a\n b\\n\n\"\"\"", " a\nb\\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::string report;
    CHECK(Run(row.decode, row.text, report).bytes == row.expected);
    CHECK(report == row.report);
  }
}

TEST_CASE("byte strings") {
  struct Row {
    std::string_view text;
    std::string_view bytes;
    std::string_view mask;
    std::string_view report;
  };
  const Row rows[] = {
      {R"(x"55cc")", "\x55\xcc", "", ""},
      {R"(x"55 Cc 00")", "\x55\xcc\x00"sv, "", ""},
      {R"(x"5 5")", "\x55", "", ""},
      {R"(x"?? 0? ?f")", "\x00\x00\x0f"sv, "\x00\xf0\x0f"sv, ""},
      {R"(x"")", "", "", "empty-hex 0+3"},
      {R"(x"  ")", "", "", "empty-hex 0+5"},
      {R"(x"55 5")", "\x55\x50", "", "half-a-byte 5+1"},
      {R"(x"0x55")", "", "", "hex-digit 3+1"},
      {"x\"\xC3\xA4\"", "", "", "hex-digit 2+2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::string report;
    const ast::Literal literal = Run(DecodeHex, row.text, report);
    CHECK(report == row.report);
    if (!row.report.empty()) continue;
    CHECK(literal.bytes == row.bytes);
    CHECK(literal.mask == row.mask);
  }
}

TEST_CASE("addresses") {
  struct Row {
    std::string_view text;
    std::string_view bytes;
    unsigned prefix_bits;
    std::string_view report;
  };
  const Row rows[] = {
      {"10.0.0.1", "\x0a\x00\x00\x01"sv, 32, ""},
      {"10.0.0.0/8", "\x0a\x00\x00\x00"sv, 8, ""},
      {"0.0.0.0/0", "\x00\x00\x00\x00"sv, 0, ""},
      {"::1", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"sv, 128, ""},
      {"2001:db8::/32", "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\0"sv, 32, ""},
      {"a4:cf:12:34:56:78", "\xa4\xcf\x12\x34\x56\x78", 48, ""},
      {"A4:CF:12:00:00:00/24", "\xa4\xcf\x12\x00\x00\x00"sv, 24, ""},
      {"10.0.0.256", "", 0, "not-an-address 0+10"},
      {"10.0.0", "", 0, "not-an-address 0+6"},
      {"a4:cf:12:34:56", "", 0, "not-an-address 0+14"},
      {"a4:cf:12:34:56:7g", "", 0, "not-an-address 0+17"},
      {"1:2:3:4:5:6:7:8:9", "", 0, "not-an-address 0+17"},
      {"10.0.0.0/33", "", 0, "prefix-too-long 9+2"},
      {"::/129", "", 0, "prefix-too-long 3+3"},
      {"a4:cf:12:00:00:00/49", "", 0, "prefix-too-long 18+2"},
      {"10.0.0.0/4294967296", "", 0, "prefix-too-long 9+10"},
      {"10.0.0.1/31", "", 0, "host-bits-set 0+11"},
      {"2001:db8::1/127", "", 0, "host-bits-set 0+15"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::string report;
    const ast::Literal literal = Run(DecodeAddress, row.text, report);
    CHECK(report == row.report);
    if (!row.report.empty()) continue;
    CHECK(literal.bytes == row.bytes);
    CHECK(literal.prefix_bits == row.prefix_bits);
  }
}

TEST_CASE("regexes keep their text as written") {
  struct Row {
    std::string_view text;
    std::string_view expected;
    bool nocase;
    std::string_view report;
  };
  const Row rows[] = {
      {"/a/", "a", false, ""},
      {R"(/^\/v[0-9]+\/$/i)", R"(^\/v[0-9]+\/$)", true, ""},
      {"/a/g", "a", false, "unknown-regex-flag 3+1"},
      {"/a/ix", "a", true, "unknown-regex-flag 4+1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::string report;
    const ast::Literal literal = Run(DecodeRegex, row.text, report);
    CHECK(literal.bytes == row.expected);
    CHECK(literal.nocase == row.nocase);
    CHECK(report == row.report);
  }
}

TEST_CASE("a literal has a size") {
  std::string report;
  const std::string fits = "\"" + std::string(65536, 'a') + "\"";
  CHECK(Run(DecodeText, fits, report).bytes.size() == 65536);
  CHECK(report.empty());
  const std::string over = "\"" + std::string(65537, 'a') + "\"";
  Run(DecodeText, over, report);
  CHECK(report == "literal-too-long 0+65539");
}

}  // namespace
}  // namespace iotpf::parse
