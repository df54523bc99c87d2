// What every operation means, one constant and one value at a time.
//
// A value may be partial: a prefix of a value whose rest was not seen. What is
// asked of it is true or false when that is so for every completion, the prefix
// alone included, and unknown otherwise. Each function below that takes
// `partial` answers in that sense.
//
// Nothing here is fast, and nothing is shared with compiled code: the two agree
// because both follow the language reference, which tests/agreement checks.
#include "runtime/evaluate/predicate.h"

#include "runtime/evaluate/count.h"
#include "runtime/evaluate/kleene.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace iotpf::runtime {
namespace {

// A byte constant, and how it is compared.
struct Operand {
  std::string_view bytes;
  std::string_view mask;  // empty, or as long as `bytes`
  bool nocase;

  bool Matches(size_t index, char byte) const {
    if (nocase && byte >= 'A' && byte <= 'Z') {
      byte = static_cast<char>(byte - 'A' + 'a');
    }
    if (!mask.empty()) byte = static_cast<char>(byte & mask[index]);
    return byte == bytes[index];
  }
};

// Everything that the comparison of one value with one constant needs.
struct Context {
  const RulesetView& ruleset;
  const iotpf_predicate& predicate;
  const RegexSet& regexes;
};

std::string_view BytesOf(const iotpf_value& value) {
  return {reinterpret_cast<const char*>(value.data),
          static_cast<size_t>(value.size)};
}

// The answer where the bytes that would decide lie behind the value's end.
iotpf_truth BehindTheEnd(bool partial) {
  return partial ? IOTPF_UNKNOWN : IOTPF_FALSE;
}

iotpf_truth StandsAt(std::string_view value, bool partial,
                     const Operand& operand, uint64_t offset) {
  if (offset > value.size()) return BehindTheEnd(partial);
  const std::string_view rest = value.substr(static_cast<size_t>(offset));
  for (size_t i = 0; i < operand.bytes.size(); ++i) {
    if (i == rest.size()) return BehindTheEnd(partial);
    if (!operand.Matches(i, rest[i])) return IOTPF_FALSE;
  }
  return IOTPF_TRUE;
}

iotpf_truth Equals(std::string_view value, bool partial,
                   const Operand& operand) {
  if (value.size() > operand.bytes.size()) return IOTPF_FALSE;
  for (size_t i = 0; i < value.size(); ++i) {
    if (!operand.Matches(i, value[i])) return IOTPF_FALSE;
  }
  if (partial) return IOTPF_UNKNOWN;
  return TruthOf(value.size() == operand.bytes.size());
}

iotpf_truth EndsWith(std::string_view value, bool partial,
                     const Operand& operand) {
  if (operand.bytes.empty()) return IOTPF_TRUE;
  if (partial) return IOTPF_UNKNOWN;
  if (value.size() < operand.bytes.size()) return IOTPF_FALSE;
  return StandsAt(value, false, operand, value.size() - operand.bytes.size());
}

iotpf_truth Contains(std::string_view value, bool partial,
                     const Operand& operand) {
  if (operand.mask.empty() && !operand.nocase) {
    const bool is_found = value.find(operand.bytes) != std::string_view::npos;
    return is_found ? IOTPF_TRUE : BehindTheEnd(partial);
  }
  for (size_t i = 0; i + operand.bytes.size() <= value.size(); ++i) {
    if (StandsAt(value, false, operand, i) == IOTPF_TRUE) return IOTPF_TRUE;
  }
  return BehindTheEnd(partial);
}

// The name itself, or a name below it.
iotpf_truth IsUnder(std::string_view value, bool partial,
                    const Operand& operand) {
  if (partial) return IOTPF_UNKNOWN;
  if (Equals(value, false, operand) == IOTPF_TRUE) return IOTPF_TRUE;
  if (value.size() <= operand.bytes.size()) return IOTPF_FALSE;
  const size_t dot = value.size() - operand.bytes.size() - 1;
  if (value[dot] != '.') return IOTPF_FALSE;
  return EndsWith(value, false, operand);
}

// Whether the first `prefix_bits` bits of an address are the network's. An
// address of another size is in no network of this one.
iotpf_truth IsInNetwork(std::string_view value, bool partial,
                        std::string_view network, int64_t prefix_bits) {
  if (partial) return IOTPF_UNKNOWN;
  if (value.size() != network.size()) return IOTPF_FALSE;
  for (int64_t bit = 0; bit < prefix_bits; ++bit) {
    const size_t byte = static_cast<size_t>(bit / 8);
    const int shift = static_cast<int>(7 - bit % 8);
    if (((value[byte] ^ network[byte]) >> shift & 1) != 0) return IOTPF_FALSE;
  }
  return IOTPF_TRUE;
}

iotpf_truth SearchRegex(const Context& context, std::string_view value,
                        bool partial, uint32_t regex) {
  const bool found = context.regexes.Search(regex, value);
  if (!partial) return TruthOf(found);
  const bool end_sensitive =
      (context.ruleset.regexes()[regex].flags & IOTPF_REGEX_END_SENSITIVE) != 0;
  return found && !end_sensitive ? IOTPF_TRUE : IOTPF_UNKNOWN;
}

// An operation other than equality, on bytes.
iotpf_truth HoldsOnBytes(const Context& context, std::string_view value,
                         bool partial, const Operand& operand) {
  switch (context.predicate.op) {
    case IOTPF_OP_STARTS_WITH:
      return StandsAt(value, partial, operand, 0);
    case IOTPF_OP_ENDS_WITH:
      return EndsWith(value, partial, operand);
    case IOTPF_OP_CONTAINS:
      return Contains(value, partial, operand);
    case IOTPF_OP_AT:
      return StandsAt(value, partial, operand, context.predicate.number);
    default:
      return partial ? IOTPF_UNKNOWN : IOTPF_FALSE;
  }
}

// Whether one constant holds for one value. A constant holds only for values of
// its own kind: a JSON string is never equal to a number.
iotpf_truth Holds(const Context& context, const iotpf_constant& constant,
                  const iotpf_value& value) {
  const bool is_bytes = value.kind == IOTPF_VALUE_BYTES;
  const bool partial = is_bytes && (value.flags & IOTPF_VALUE_PARTIAL) != 0;
  switch (constant.kind) {
    case IOTPF_CONSTANT_INTEGER:
      return TruthOf(value.kind == IOTPF_VALUE_INTEGER &&
                     constant.first <= value.number &&
                     value.number <= constant.last);
    case IOTPF_CONSTANT_BOOLEAN:
      return TruthOf(value.kind == IOTPF_VALUE_BOOLEAN &&
                     constant.first == value.number);
    case IOTPF_CONSTANT_NULL:
      return TruthOf(value.kind == IOTPF_VALUE_NULL);
    default:
      break;
  }
  if (!is_bytes) return IOTPF_FALSE;
  const std::string_view bytes = BytesOf(value);
  const Operand operand = {context.ruleset.text(constant.bytes),
                           context.ruleset.text(constant.mask),
                           (constant.flags & IOTPF_CONSTANT_NOCASE) != 0};
  if (constant.kind == IOTPF_CONSTANT_REGEX) {
    return SearchRegex(context, bytes, partial,
                       static_cast<uint32_t>(constant.first));
  }
  if (constant.kind == IOTPF_CONSTANT_NETWORK) {
    return IsInNetwork(bytes, partial, operand.bytes, constant.first);
  }
  if (context.predicate.op != IOTPF_OP_EQUAL &&
      context.predicate.op != IOTPF_OP_NOT_EQUAL) {
    return HoldsOnBytes(context, bytes, partial, operand);
  }
  if ((constant.flags & IOTPF_CONSTANT_SUBTREE) != 0) {
    return IsUnder(bytes, partial, operand);
  }
  return Equals(bytes, partial, operand);
}

std::span<const iotpf_constant> ConstantsOf(const RulesetView& ruleset,
                                            const iotpf_predicate& predicate) {
  return ruleset.constants().subspan(predicate.first_constant,
                                     predicate.constant_count);
}

// Whether some constant holds for the value.
iotpf_truth AnyConstant(const Context& context, const iotpf_value& value) {
  iotpf_truth truth = IOTPF_FALSE;
  for (const iotpf_constant& constant :
       ConstantsOf(context.ruleset, context.predicate)) {
    truth = Or(truth, Holds(context, constant, value));
    if (truth == IOTPF_TRUE) break;
  }
  return truth;
}

// Whether some constant holds for some value, those to come included.
iotpf_truth AnyValue(const Context& context, const iotpf_slot& slot) {
  iotpf_truth truth = slot.open != 0 ? IOTPF_UNKNOWN : IOTPF_FALSE;
  for (const iotpf_value& value : std::span(slot.values, slot.count)) {
    truth = Or(truth, AnyConstant(context, value));
    if (truth == IOTPF_TRUE) break;
  }
  return truth;
}

iotpf_truth IsRecordPresent(uint8_t presence) {
  if (presence == IOTPF_UNOBSERVED) return IOTPF_UNKNOWN;
  return TruthOf(presence == IOTPF_PRESENT);
}

}  // namespace

iotpf_truth EvaluatePredicate(const RulesetView& ruleset, uint32_t predicate,
                              const iotpf_session& session,
                              const RegexSet& regexes) {
  const iotpf_predicate& row = ruleset.predicates()[predicate];
  if (row.op == IOTPF_OP_RECORD_PRESENT) {
    return IsRecordPresent(session.records[row.reading]);
  }
  const iotpf_slot slot = ruleset.slot(session, row.reading);
  if (row.op == IOTPF_OP_COUNT) {
    return EvaluateCount(ConstantsOf(ruleset, row), slot);
  }
  if (slot.presence == IOTPF_UNOBSERVED) return IOTPF_UNKNOWN;
  if (slot.presence == IOTPF_ABSENT) {
    return TruthOf(row.op == IOTPF_OP_ABSENT);
  }
  const Context context = {ruleset, row, regexes};
  switch (row.op) {
    case IOTPF_OP_PRESENT:
      return IOTPF_TRUE;
    case IOTPF_OP_ABSENT:
      return IOTPF_FALSE;
    case IOTPF_OP_NOT_EQUAL:
      return Not(AnyValue(context, slot));
    default:
      return AnyValue(context, slot);
  }
}

std::optional<uint32_t> FirstMatch(const RulesetView& ruleset,
                                   uint32_t predicate,
                                   const iotpf_session& session,
                                   const RegexSet& regexes) {
  const iotpf_predicate& row = ruleset.predicates()[predicate];
  if (row.op == IOTPF_OP_RECORD_PRESENT || row.op == IOTPF_OP_ABSENT ||
      row.op == IOTPF_OP_COUNT ||
      EvaluatePredicate(ruleset, predicate, session, regexes) != IOTPF_TRUE) {
    return std::nullopt;
  }
  if (row.op == IOTPF_OP_PRESENT || row.op == IOTPF_OP_NOT_EQUAL) return 0;
  const iotpf_slot slot = ruleset.slot(session, row.reading);
  const Context context = {ruleset, row, regexes};
  for (uint32_t i = 0; i < slot.count; ++i) {
    if (AnyConstant(context, slot.values[i]) == IOTPF_TRUE) return i;
  }
  return std::nullopt;
}

}  // namespace iotpf::runtime
