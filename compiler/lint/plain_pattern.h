// Regexes that say what a plain operator says.
#ifndef IOTPF_COMPILER_LINT_PLAIN_PATTERN_H_
#define IOTPF_COMPILER_LINT_PLAIN_PATTERN_H_

#include "compiler/ast/ast.h"

#include <iotpf/field.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::lint {

// Alternatives that a plain operator may have for one regex: past that, the
// regex is easier to read.
inline constexpr size_t kMaxPlainAlternatives = 8;

// A test without a regex: `starts_with "abc"`.
struct PlainTest {
  ast::TestOp op;                  // IsPresent: without texts
  std::vector<std::string> texts;  // bytes, in the order of the regex
  bool nocase = false;             // to be written in front of the texts
};

// The plain test that holds for the same whole values as the regex, on a field
// of `type`, or nullopt.
//
//   Input    `pattern`: in the dialect of CheckPatterns().
std::optional<PlainTest> FindPlainTest(std::string_view pattern, bool nocase,
                                       ValueType type);

// The test as rules write it: `starts_with nocase "abc"`.
std::string PlainTestText(const PlainTest& test);

}  // namespace iotpf::lint

#endif  // IOTPF_COMPILER_LINT_PLAIN_PATTERN_H_
