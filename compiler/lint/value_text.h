// Values and tests in the words of the rule language, for messages and fixes.
#ifndef IOTPF_COMPILER_LINT_VALUE_TEXT_H_
#define IOTPF_COMPILER_LINT_VALUE_TEXT_H_

#include "compiler/ast/ast.h"
#include "compiler/ir/ir.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::lint {

// `bytes` as a text literal: it reads back as the same bytes.
std::string TextLiteral(std::string_view bytes);

// How an operator that takes values is written: `starts_with`.
std::string_view OperatorText(ast::TestOp op);

// One value of a row of the ruleset's predicates, as a test of its field:
// `server.name under "lamp.example"`. `value` is null where the predicate has
// none.
std::string TestText(const ir::Ruleset& ruleset, uint32_t predicate,
                     const ir::Constant* value);

}  // namespace iotpf::lint

#endif  // IOTPF_COMPILER_LINT_VALUE_TEXT_H_
