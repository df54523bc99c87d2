// What a part leaves open, for each operation and kind of constant.
#include "compiler/codegen/part_tests.h"

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

using tests::Bytes;
using tests::ImageBuilder;
using tests::Integers;
using tests::Masked;
using tests::Network;
using tests::RegexConstant;
using Constants = std::vector<ir::Constant>;

constexpr uint32_t kFolded = IOTPF_CONSTANT_NOCASE;
constexpr uint32_t kName = IOTPF_CONSTANT_NOCASE | IOTPF_CONSTANT_SUBTREE;

enum : uint32_t { kPlainRegex, kEndRegex };

// The lists that have something, in the order of the struct.
std::string Describe(const ImageBuilder& builder, uint32_t reading) {
  const auto tests = SortPartTests(
      builder.ruleset, ir::OrderPredicates(builder.ruleset), reading);
  if (!tests) return "by the tables";
  std::string text;
  const auto add = [&](const std::string& name) {
    text += (text.empty() ? "" : ", ") + name;
  };
  if (!tests->asked.empty()) add("asked");
  if (!tests->unproven.empty()) add("unproven");
  if (!tests->open.empty()) add("open");
  for (const AwaitedTexts& awaited : tests->awaited) {
    add(fmt::format("{} at {}{}", awaited.texts.size(), awaited.number,
                    awaited.folds ? " folded" : ""));
  }
  if (!tests->others.empty()) add("others");
  if (!tests->of_other_kinds.empty()) add("of other kinds");
  return text;
}

TEST_CASE("what each operation leaves open") {
  struct Row {
    iotpf_predicate_op op;
    Constants constants;
    std::string expected;
    Field field = Field::RequestPath;
  };
  const Row rows[] = {
      {IOTPF_OP_PRESENT, {}, ""},
      {IOTPF_OP_ABSENT, {}, ""},
      {IOTPF_OP_COUNT, {Integers(1, 1)}, ""},
      {IOTPF_OP_EQUAL, {}, "asked"},
      {IOTPF_OP_EQUAL, {Bytes("a")}, "asked, unproven, 1 at 0"},
      {IOTPF_OP_NOT_EQUAL, {Bytes("a")}, "asked, unproven, 1 at 0"},
      {IOTPF_OP_EQUAL,
       {Bytes("a"), Bytes("a"), Bytes("b", kFolded)},
       "asked, unproven, 1 at 0, 1 at 0 folded"},
      {IOTPF_OP_EQUAL, {Bytes("a", kName)}, "asked, unproven, open"},
      {IOTPF_OP_STARTS_WITH, {Bytes("a", kName)}, "asked, 1 at 0 folded"},
      {IOTPF_OP_STARTS_WITH, {Bytes("")}, "asked, 1 at 0"},
      {IOTPF_OP_AT, {Bytes("a"), Bytes("b")}, "asked, 2 at 3"},
      {IOTPF_OP_ENDS_WITH, {Bytes("a")}, "asked, unproven, open"},
      {IOTPF_OP_ENDS_WITH, {Bytes("a"), Bytes("")}, "asked, open"},
      {IOTPF_OP_CONTAINS, {Bytes("a")}, "asked, open"},
      {IOTPF_OP_EQUAL, {Masked("a", "\xF0")}, "asked, unproven, others"},
      {IOTPF_OP_STARTS_WITH, {Masked("a", "\xF0")}, "asked, others"},
      {IOTPF_OP_CONTAINS, {Masked("a", "\xF0")}, "asked, open"},
      {IOTPF_OP_MATCHES, {RegexConstant(kPlainRegex)}, "asked, open"},
      {IOTPF_OP_MATCHES, {RegexConstant(kEndRegex)}, "asked, unproven, open"},
      {IOTPF_OP_MATCHES, {}, "by the tables"},
      {IOTPF_OP_MATCHES, {Bytes("a")}, "by the tables"},
      {IOTPF_OP_EQUAL, {RegexConstant(kPlainRegex)}, "by the tables"},
      {IOTPF_OP_EQUAL,
       {Network("abcd", 8)},
       "asked, unproven, open",
       Field::ServerIp},
      {IOTPF_OP_EQUAL, {Integers(1, 2)}, "asked", Field::ServerPort},
      {IOTPF_OP_EQUAL,
       {Bytes("1"), Integers(1, 1), tests::Null()},
       "asked, unproven, 1 at 0, of other kinds",
       Field::RequestJson},
  };
  for (const Row& row : rows) {
    ImageBuilder builder;
    builder.Regex("a");
    builder.Regex("a$", IOTPF_REGEX_END_SENSITIVE);
    const uint32_t reading = builder.Reading(row.field, "/a");
    builder.Test(row.op, reading, row.constants, row.op == IOTPF_OP_AT ? 3 : 0);
    CAPTURE(row.op);
    CHECK(Describe(builder, reading) == row.expected);
  }
}

}  // namespace
}  // namespace iotpf::codegen
