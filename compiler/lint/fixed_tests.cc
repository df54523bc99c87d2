// Tests that are decided before any traffic: the protocol bounds the numbers of
// a field, and the test takes all of them or none.
//
// A test of integers is a set of ranges. It is compared with the range that the
// unit of the field allows; the same for counts, which are not negative. Of
// addresses only a network of no bits takes all, of host names only a part that
// no name can have takes none.

#include "compiler/ast/walk.h"
#include "compiler/lint/checks.h"
#include "compiler/support/overloaded.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::lint {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

struct Range {
  int64_t first, last;
};

// The numbers that the unit of a field allows.
struct Bounds {
  std::string_view unit;  // as fields.def writes it
  Range range;
  std::string_view says;
};

constexpr Bounds kCount = {"", {0, kMax}, "a count is not negative"};
constexpr auto kBounds = std::to_array<Bounds>({
    // RFC 9293, 3.1; RFC 768
    {"port", {0, 65535}, "a port is from 0 to 65535"},
    // RFC 9110, 15: three digits
    {"status code", {0, 999}, "a status code has three digits"},
    // RFC 8446, 4.1.3; RFC 1035, 4.1.2
    {"IANA number", {0, 65535}, "the number is from 0 to 65535"},
    // RFC 8446, 4.1.2
    {"TLS version number", {0, 65535}, "the version is from 0 to 0xffff"},
    // RFC 2132, 2
    {"option code", {0, 255}, "an option code is from 0 to 255"},
});

const Bounds* BoundsOf(const ast::Term& term, const FieldInfo& info) {
  if (term.is_count) return &kCount;
  if (info.type != ValueType::Int) return nullptr;
  const auto it = std::ranges::find(kBounds, info.unit, &Bounds::unit);
  return it == kBounds.end() ? nullptr : &*it;
}

// The ranges that a test of integers takes; those of `!=` are what it does not.
std::vector<Range> RangesOf(const ast::Term& term,
                            const std::vector<ast::Literal>& values) {
  const int64_t bound = values[0].integer;
  switch (*term.op) {
    case ast::TestOp::Less:
      return bound == kMin ? std::vector<Range>()
                           : std::vector<Range>{{kMin, bound - 1}};
    case ast::TestOp::LessEqual:
      return {{kMin, bound}};
    case ast::TestOp::Greater:
      return bound == kMax ? std::vector<Range>()
                           : std::vector<Range>{{bound + 1, kMax}};
    case ast::TestOp::GreaterEqual:
      return {{bound, kMax}};
    default:
      break;
  }
  if (term.operand.is_range) return {{bound, values[1].integer}};
  std::vector<Range> ranges;
  for (const ast::Literal& value : values) {
    ranges.push_back({value.integer, value.integer});
  }
  std::ranges::sort(ranges, {}, &Range::first);
  return ranges;
}

// Whether ranges take all of `bounds` (true), none of it (false), or a part.
// They are sorted and do not overlap but where they are equal.
std::optional<bool> Covers(const std::vector<Range>& ranges, Range bounds) {
  bool takes_some = false;
  int64_t next = bounds.first;  // the first number that is not known as taken
  bool is_done = false;
  for (const Range& range : ranges) {
    takes_some |= range.first <= bounds.last && range.last >= bounds.first;
    if (is_done || range.first > next || range.last < next) continue;
    is_done = range.last >= bounds.last;
    if (!is_done) next = range.last + 1;
  }
  if (is_done) return true;
  return takes_some ? std::nullopt : std::optional(false);
}

// What fixes the test, and its value.
struct Fixed {
  bool holds;
  std::string_view why;
};

std::optional<Fixed> FixedNumber(const ast::Term& term, const FieldInfo& info,
                                 const std::vector<ast::Literal>& values) {
  const Bounds* bounds = BoundsOf(term, info);
  if (bounds == nullptr) return std::nullopt;
  const std::optional<bool> covers =
      Covers(RangesOf(term, values), bounds->range);
  if (!covers) return std::nullopt;
  return Fixed{*covers != (term.op == ast::TestOp::NotEqual), bounds->says};
}

std::optional<Fixed> FixedAddress(const FieldInfo& info,
                                  const std::vector<ast::Literal>& values) {
  const auto has_all_of = [&values](size_t bytes) {
    return std::ranges::any_of(values, [bytes](const ast::Literal& value) {
      return value.prefix_bits == 0 && value.bytes.size() == bytes;
    });
  };
  if (info.type == ValueType::Mac && has_all_of(6)) {
    return Fixed{true, "a network of 0 bits is every address"};
  }
  if (info.type == ValueType::Ip && has_all_of(4) && has_all_of(16)) {
    return Fixed{true, "networks of 0 bits are every address"};
  }
  return std::nullopt;
}

std::optional<Fixed> FixedHostPart(const std::vector<ast::Literal>& values) {
  const bool none_can_be =
      std::ranges::all_of(values, [](const ast::Literal& value) {
        return value.bytes.find_first_of("/ ") != std::string::npos;
      });
  if (!none_can_be) return std::nullopt;
  return Fixed{false, "no host name has a `/` or a space"};
}

// The values that stand behind the operator; null where they are a parameter.
const std::vector<ast::Literal>* ValuesOf(const ast::Term& term,
                                          const sema::SymbolTable& symbols) {
  const ast::Operand& operand = term.operand;
  if (!operand.name) return &operand.literals;
  const auto list = symbols.operand_lists.find(&operand);
  return list == symbols.operand_lists.end() ? nullptr
                                             : &list->second->elements;
}

std::optional<Fixed> FixedTest(const ast::Term& term,
                               const sema::SymbolTable& symbols) {
  const FieldInfo& info = InfoOf(symbols.fields.at(&term.reference));
  const std::vector<ast::Literal>* values = ValuesOf(term, symbols);
  if (values == nullptr || values->empty()) return std::nullopt;
  const bool is_part = term.op == ast::TestOp::StartsWith ||
                       term.op == ast::TestOp::EndsWith ||
                       term.op == ast::TestOp::Contains;
  if (is_part && info.type == ValueType::Host) return FixedHostPart(*values);
  if (term.op == ast::TestOp::In && !term.is_count) {
    if (const auto fixed = FixedAddress(info, *values)) return fixed;
  }
  return FixedNumber(term, info, *values);
}

}  // namespace

void CheckFixedTests(const LintInput& input, DiagnosticSink& diagnostics) {
  const auto leaf = Overloaded{
      [&](const ast::Term& term) {
        const auto fixed = FixedTest(term, input.symbols);
        if (!fixed) return;
        const SourceSpan span = {term.op_span.source, term.op_span.begin,
                                 term.operand.span.end};
        const bool may_be_absent = fixed->holds && !term.is_count;
        diagnostics.Report(span, diag::FixedFeature,
                           !fixed->holds   ? "never holds"
                           : may_be_absent ? "holds wherever the field is"
                                           : "always holds",
                           fixed->why,
                           may_be_absent ? "\nwrite `is present`" : "");
      },
      [](const ast::Call&) {}, [](const ast::AllOfPolarity&) {}};
  for (const ast::File& file : input.files) {
    ast::ForEachTestingExpr(
        file, [&](const ast::Expr& expr) { ast::ForEachLeaf(expr, leaf); });
  }
}

}  // namespace iotpf::lint
