// Fifteen operators as written become nine as run.
//
// `in`, `under` and the orders are equality with sets: a set of names, a set
// of names with what is below them, a range of integers. What remains is what
// the matcher must know how to do.

#include "compiler/ir/lower_term.h"

#include "compiler/sema/check_patterns.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace iotpf::ir {
namespace {

constexpr int64_t kMinInteger = std::numeric_limits<int64_t>::min();
constexpr int64_t kMaxInteger = std::numeric_limits<int64_t>::max();

bool FoldsCase(ValueType type) {
  return type == ValueType::Token || type == ValueType::Host;
}

std::string AsciiLower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

Constant IntegerRange(int64_t first, int64_t last) {
  return {IOTPF_CONSTANT_INTEGER, 0, "", "", first, last};
}

Constant BytesConstant(const ast::Literal& literal, ValueType type) {
  Constant constant{IOTPF_CONSTANT_BYTES, 0, literal.bytes, literal.mask, 0, 0};
  // A byte string has no letters: it is compared by its bits.
  const bool is_text = literal.kind != ast::LiteralKind::Hex;
  if (is_text && (FoldsCase(type) || literal.nocase)) {
    constant.flags |= IOTPF_CONSTANT_NOCASE;
    constant.bytes = AsciiLower(constant.bytes);
  }
  return constant;
}

Constant ToConstant(const ast::Literal& literal, ValueType type) {
  switch (literal.kind) {
    case ast::LiteralKind::Integer:
      return IntegerRange(literal.integer, literal.integer);
    case ast::LiteralKind::Boolean:
      return {IOTPF_CONSTANT_BOOLEAN, 0, "", "", literal.integer, 0};
    case ast::LiteralKind::Null:
      return {IOTPF_CONSTANT_NULL, 0, "", "", 0, 0};
    case ast::LiteralKind::Address:
      return {IOTPF_CONSTANT_NETWORK, 0, literal.bytes, "",
              literal.prefix_bits,    0};
    case ast::LiteralKind::Text:
    case ast::LiteralKind::Hex:
    case ast::LiteralKind::Regex:
      break;
  }
  return BytesConstant(literal, type);
}

// An entry of a host list: `.x.com`, or any entry of `under`, takes all names
// below it too.
Constant ToHostEntry(const ast::Literal& literal, bool is_under) {
  Constant constant = BytesConstant(literal, ValueType::Host);
  if (constant.bytes.starts_with('.')) {
    constant.bytes.erase(0, 1);
    constant.flags |= IOTPF_CONSTANT_SUBTREE;
  }
  if (is_under) constant.flags |= IOTPF_CONSTANT_SUBTREE;
  return constant;
}

iotpf_predicate_op OpOf(ast::TestOp op) {
  switch (op) {
    case ast::TestOp::NotEqual:
      return IOTPF_OP_NOT_EQUAL;
    case ast::TestOp::StartsWith:
      return IOTPF_OP_STARTS_WITH;
    case ast::TestOp::EndsWith:
      return IOTPF_OP_ENDS_WITH;
    case ast::TestOp::Contains:
      return IOTPF_OP_CONTAINS;
    case ast::TestOp::Matches:
      return IOTPF_OP_MATCHES;
    case ast::TestOp::At:
      return IOTPF_OP_AT;
    case ast::TestOp::IsPresent:
      return IOTPF_OP_PRESENT;
    case ast::TestOp::IsAbsent:
      return IOTPF_OP_ABSENT;
    default:
      return IOTPF_OP_EQUAL;
  }
}

Constant OrderConstant(ast::TestOp op, int64_t bound) {
  switch (op) {
    case ast::TestOp::LessEqual:
      return IntegerRange(kMinInteger, bound);
    case ast::TestOp::Less:
      return IntegerRange(kMinInteger, bound - 1);
    case ast::TestOp::GreaterEqual:
      return IntegerRange(bound, kMaxInteger);
    default:
      // No integer is greater than the greatest: an empty range.
      return bound == kMaxInteger ? IntegerRange(kMaxInteger, kMinInteger)
                                  : IntegerRange(bound + 1, kMaxInteger);
  }
}

bool IsOrder(ast::TestOp op) {
  return op == ast::TestOp::LessEqual || op == ast::TestOp::Less ||
         op == ast::TestOp::GreaterEqual || op == ast::TestOp::Greater;
}

bool IsSet(ast::TestOp op) {
  return op == ast::TestOp::In || op == ast::TestOp::Under;
}

std::vector<Constant> ConstantsOf(const ast::Term& term,
                                  const ast::Operand& operand, ValueType type,
                                  const sema::SymbolTable& symbols) {
  if (operand.is_range) {
    return {
        IntegerRange(operand.literals[0].integer, operand.literals[1].integer)};
  }
  if (IsOrder(*term.op)) {
    return {OrderConstant(*term.op, operand.literals[0].integer)};
  }
  const std::vector<ast::Literal>& literals =
      operand.name ? symbols.operand_lists.at(&operand)->elements
                   : operand.literals;
  std::vector<Constant> constants;
  for (const ast::Literal& literal : literals) {
    constants.push_back(
        type == ValueType::Host && IsSet(*term.op)
            ? ToHostEntry(literal, *term.op == ast::TestOp::Under)
            : ToConstant(literal, type));
  }
  return constants;
}

Constant RegexConstant(const ast::Literal& regex, ValueType type,
                       TableBuilder& tables) {
  uint32_t flags = 0;
  if (regex.nocase || FoldsCase(type)) flags |= IOTPF_REGEX_NOCASE;
  if (sema::IsEndSensitive(regex.bytes)) flags |= IOTPF_REGEX_END_SENSITIVE;
  return {IOTPF_CONSTANT_REGEX, 0, "", "", tables.Regex(regex.bytes, flags), 0};
}

}  // namespace

uint32_t LowerTerm(const ast::Term& term, const sema::Arguments& arguments,
                   const sema::SymbolTable& symbols, ListRows& lists,
                   TableBuilder& tables) {
  const Field field = symbols.fields.at(&term.reference);
  const FieldInfo& info = InfoOf(field);
  std::string key = term.reference.key ? term.reference.key->bytes : "";
  // Header names are compared without case (RFC 9110, section 5.1).
  if (field == Field::RequestHeader || field == Field::ResponseHeader) {
    key = AsciiLower(key);
  }
  const uint32_t reading = tables.Reading(field, std::move(key));
  if (term.op == ast::TestOp::Matches) {
    const ast::Literal& regex = term.operand.literals[0];
    return tables.Search(reading, RegexConstant(regex, info.type, tables),
                         regex.span);
  }
  const ValueType type = term.is_count ? ValueType::Int : info.type;
  const ast::Operand& operand =
      sema::ArgumentFor(term.operand, symbols, arguments);
  const auto number = static_cast<uint64_t>(term.at);
  if (operand.name) {
    // A list may be long and have many uses.
    const ast::List* list = symbols.operand_lists.at(&operand);
    const auto [rows, is_new] = lists.try_emplace(
        {list, type, IsSet(*term.op), *term.op == ast::TestOp::Under});
    if (is_new) {
      rows->second =
          tables.Constants(ConstantsOf(term, operand, type, symbols));
    }
    const auto op = term.is_count ? IOTPF_OP_COUNT : OpOf(*term.op);
    return tables.PredicateOn(rows->second, op, reading, number);
  }
  std::vector<Constant> constants = ConstantsOf(term, operand, type, symbols);
  if (term.is_count) {
    if (term.op == ast::TestOp::NotEqual) {
      const int64_t other = constants[0].first;
      constants = {OrderConstant(ast::TestOp::Less, other),
                   OrderConstant(ast::TestOp::Greater, other)};
    }
    return tables.Predicate(IOTPF_OP_COUNT, reading, std::move(constants));
  }
  return tables.Predicate(OpOf(*term.op), reading, std::move(constants),
                          number);
}

}  // namespace iotpf::ir
