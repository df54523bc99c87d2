// The generator of rules is told to reach every lowering; this says whether it
// does. It asks the functions that the code generator asks, so that a choice
// that changes there is seen here.
#include "tests/agreement/lowering_coverage.h"

#include "compiler/automata/parse_regex.h"
#include "compiler/automata/query_regex.h"
#include "compiler/codegen/automaton_plan.h"
#include "compiler/codegen/literal_tables.h"
#include "compiler/codegen/literal_vector_plan.h"
#include "compiler/codegen/part_tests.h"
#include "compiler/codegen/root_shapes.h"
#include "compiler/codegen/state_tables.h"
#include "compiler/codegen/value_tests.h"

#include <iotpf/check.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace iotpf::tests {
namespace {

using codegen::LiteralTest;
using codegen::ScanLiteral;
using codegen::ValueTests;

constexpr std::string_view kKinds[] = {
    "inlined, bytes",
    "inlined, integers",
    "searched alone",
    "dictionary, exact",
    "dictionary, folded",
    "dictionary, several bits of a key",
    "dictionary, names",
    "windows, from the start",
    "windows, from the end",
    "ranges, of integers",
    "ranges, of networks",
    "ranges, above each other",
    "parts, by code",
    "parts, awaited texts",
    "parts, of other kinds",
    "literal, anywhere",
    "literal, at a byte",
    "literal, at the end",
    "literal, of a regex",
    "literal, of a regex, at a distance",
    "literal, of a regex at a distance, left to the host",
    "suspect, at a distance",
    "suspect, from the start",
    "suspect, of masks",
    "automaton, anchored",
    "automaton, searched",
    "automaton, of masks",
    "automaton, all as code",
    "automaton, code before tables",
    "automaton, tables alone",
    "automaton, bytes of a stop",
    "automaton, run of a stop",
    "automaton, bytes of code",
    "automaton, run of code",
    "other, by the tables",
    "other, by the host",
    "not equal",
    "present",
    "count",
    "no code of its own",
    "scan, hashed, one place of several",
    "scan, hashed, every place",
    "scan, vectors, compared",
    "scan, vectors, buckets",
    "scan, in parts",
    "scan, remembers",
    "roots, of one shape",
    "roots, of one class",
    "roots, by a table of nodes",
    "roots, scopes",
    "class, opened by a place",
    "class, belongs when all is false",
    "session, whole value",
    "session, partial value",
    "session, several values",
    "session, open list",
    "session, absent",
    "session, rest unobserved",
};

// As many literals of a set have fewer than eight bytes, that may be a set of
// their own.
bool MayBeInParts(const std::vector<ScanLiteral>& literals) {
  std::vector<ScanLiteral> shorter;
  for (const ScanLiteral& literal : literals) {
    if (literal.bytes.size() < 8) shorter.push_back(literal);
  }
  return shorter.size() < literals.size() && shorter.size() <= 64 &&
         codegen::PlanVectorsIfFast(shorter).has_value();
}

std::string_view KindOf(const LiteralTest& test, const ValueTests& tests) {
  switch (test.says) {
    case LiteralTest::Says::Holds:
      return "literal, anywhere";
    case LiteralTest::Says::HoldsAt:
      return "literal, at a byte";
    case LiteralTest::Says::HoldsAtEnd:
      return "literal, at the end";
    case LiteralTest::Says::Suspect:
      return tests.suspects[test.suspect].distance
                 ? "literal, of a regex at a distance, left to the host"
                 : "literal, of a regex";
    case LiteralTest::Says::SuspectBefore:
      break;
  }
  return "literal, of a regex, at a distance";
}

bool HasChain(const automata::Dfa& dfa, uint32_t state, size_t max_bytes) {
  return !codegen::ChainOf(dfa, state, max_bytes).bytes.empty();
}

bool HasRun(const automata::Dfa& dfa, uint32_t state) {
  return automata::FindSkip(dfa, state, codegen::kMaxSkipRanges).has_value();
}

// Bits of what is tested by something else than an automaton for many.
std::set<uint32_t> BitsElsewhere(const ir::PredicateOrder& order,
                                 const ValueTests& tests) {
  std::set<uint32_t> bits;
  for (const auto* list : {&tests.inlined, &tests.searched}) {
    for (const codegen::InlineTest& test : *list) bits.insert(test.bit);
  }
  for (const auto* dictionary : {&tests.equal, &tests.equal_folded}) {
    for (const auto& [key, of_key] : *dictionary) {
      bits.insert(of_key.begin(), of_key.end());
    }
  }
  for (const codegen::WindowSet& set : tests.windows) {
    for (const auto& text : set.texts) bits.insert(text.bit);
  }
  for (const LiteralTest& test : tests.literals) bits.insert(test.bit);
  for (const uint32_t predicate : tests.others) {
    bits.insert(order.bit_of[predicate]);
  }
  return bits;
}

}  // namespace

LoweringCoverage::LoweringCoverage() {
  for (const std::string_view kind : kKinds) counts_[kind] = 0;
}

void LoweringCoverage::Count(std::string_view kind, size_t times) {
  const auto found = counts_.find(kind);
  IOTPF_CHECK(found != counts_.end());
  found->second += times;
}

void LoweringCoverage::Add(const ir::Ruleset& ruleset) {
  for (uint32_t i = 0; i < ruleset.readings.size(); ++i) AddReading(ruleset, i);
  AddShapes(ruleset);
}

void LoweringCoverage::AddReading(const ir::Ruleset& ruleset,
                                  uint32_t reading) {
  const ir::PredicateOrder order = ir::OrderPredicates(ruleset);
  const ValueTests tests = codegen::SortTests(ruleset, order, reading);
  Count(tests.are_integers ? "inlined, integers" : "inlined, bytes",
        tests.inlined.size());
  Count("searched alone", tests.searched.size());
  Count("dictionary, exact", tests.equal.size());
  Count("dictionary, folded", tests.equal_folded.size());
  Count("dictionary, names", tests.names.size());
  for (const auto& [key, bits] : tests.equal) {
    if (bits.size() > 1) Count("dictionary, several bits of a key");
  }
  for (const codegen::WindowSet& set : tests.windows) {
    Count(set.from_end ? "windows, from the end" : "windows, from the start");
  }
  for (const codegen::RangeTests& set : tests.ranges) {
    Count(set.address_bytes == 0 ? "ranges, of integers"
                                 : "ranges, of networks");
    for (const auto& node : codegen::BuildRangeTable(set.ranges).nodes) {
      if (node.above != 0) Count("ranges, above each other");
    }
  }
  if (tests.gain == ValueTests::Gain::Much) AddParts(ruleset, order, reading);
  Count("not equal", tests.negated.size());
  Count("present", tests.present.size());
  if (tests.gain == ValueTests::Gain::None) Count("no code of its own");

  const std::set<uint32_t> elsewhere = BitsElsewhere(order, tests);
  std::vector<ScanLiteral> literals;
  for (const LiteralTest& test : tests.literals) {
    Count(KindOf(test, tests));
    literals.push_back(test.literal);
  }
  for (const codegen::SuspectRegex& suspect : tests.suspects) {
    Count(suspect.distance ? "suspect, at a distance"
                           : "suspect, from the start");
    if (suspect.regex == ir::kNone) Count("suspect, of masks");
  }
  for (const uint32_t predicate : tests.others) {
    const bool is_regex = ruleset.predicates[predicate].op == IOTPF_OP_MATCHES;
    Count(is_regex ? "other, by the host" : "other, by the tables");
  }
  if (!literals.empty()) AddScan(literals);
  for (const automata::Dfa& dfa : tests.automata) {
    AddAutomaton(dfa);
    const bool has_masks = std::ranges::any_of(dfa.list_ids, [&](uint32_t bit) {
      return ruleset.predicates[order.at_bit[bit]].op != IOTPF_OP_MATCHES;
    });
    if (has_masks) Count("automaton, of masks");
  }
  const ir::BitRange bits = order.of_reading[reading];
  for (uint32_t bit = bits.first; bit < bits.first + bits.count; ++bit) {
    const ir::Predicate& predicate = ruleset.predicates[order.at_bit[bit]];
    if (predicate.op == IOTPF_OP_COUNT) Count("count");
    if (predicate.op != IOTPF_OP_MATCHES || elsewhere.contains(bit)) continue;
    const ir::Constant& constant = ruleset.constants[predicate.first_constant];
    const ir::Regex& row = ruleset.regexes[static_cast<size_t>(constant.first)];
    const auto regex = automata::ParseRegex(
        row.pattern, (row.flags & IOTPF_REGEX_NOCASE) != 0);
    const bool is_anchored = regex && automata::IsStartAnchored(*regex);
    Count(is_anchored ? "automaton, anchored" : "automaton, searched");
  }
}

void LoweringCoverage::AddParts(const ir::Ruleset& ruleset,
                                const ir::PredicateOrder& order,
                                uint32_t reading) {
  const auto tests = codegen::SortPartTests(ruleset, order, reading);
  if (!tests) return;
  Count("parts, by code");
  Count("parts, awaited texts", tests->awaited.size());
  Count("parts, of other kinds", tests->of_other_kinds.size());
}

void LoweringCoverage::AddAutomaton(const automata::Dfa& dfa) {
  const codegen::AutomatonPlan plan =
      codegen::PlanAutomaton(dfa, codegen::kMaxModuleBranches);
  if (plan.entered.empty()) {
    Count("automaton, all as code");
  } else {
    Count(plan.code.empty() ? "automaton, tables alone"
                            : "automaton, code before tables");
  }
  for (const uint32_t state : plan.code) {
    if (HasChain(dfa, state, codegen::kMaxCodeChain)) {
      Count("automaton, bytes of code");
    } else if (HasRun(dfa, state)) {
      Count("automaton, run of code");
    }
  }
  const codegen::StateTables tables =
      codegen::BuildStateTables(dfa, plan.entered);
  for (uint32_t state = 0; state < dfa.state_count(); ++state) {
    if (tables.entries[state] == 0) continue;
    if (HasChain(dfa, state, codegen::kMaxStopChain)) {
      Count("automaton, bytes of a stop");
    } else if (HasRun(dfa, state)) {
      Count("automaton, run of a stop");
    }
  }
}

void LoweringCoverage::AddScan(const std::vector<ScanLiteral>& literals) {
  const auto vectors = codegen::PlanVectorsIfFast(literals);
  if (vectors) {
    Count(vectors->compared.empty() ? "scan, vectors, buckets"
                                    : "scan, vectors, compared");
  } else if (MayBeInParts(literals)) {
    Count("scan, in parts");
  }
  const codegen::HashPlan plan = codegen::PlanHashedWindows(literals);
  Count(plan.stride == 1 ? "scan, hashed, every place"
                         : "scan, hashed, one place of several");
  const std::vector<uint32_t> ids(literals.size());
  if (codegen::BuildLiteralTables(literals, ids, plan).needs_memory) {
    Count("scan, remembers");
  }
}

void LoweringCoverage::AddShapes(const ir::Ruleset& ruleset) {
  const codegen::StateLayout layout(
      static_cast<uint32_t>(ruleset.predicates.size()),
      codegen::RootCount(ruleset));
  const codegen::RootShapes found =
      codegen::FindRootShapes(ruleset, ir::OrderPredicates(ruleset), layout);
  Count("roots, of one shape", found.roots.size() - found.shapes.size());
  Count("roots, of one class", found.roots.size() - found.classes.size());
  for (const codegen::RootShapes::Shape& one : found.shapes) {
    const size_t rows = one.nodes.size() + one.conditions.size();
    if (rows > codegen::kMaxStraightNodes) Count("roots, by a table of nodes");
  }
  for (const codegen::RootShapes::Class& one : found.classes) {
    const bool is_scope = found.shapes[one.shape].is_scope;
    if (is_scope) Count("roots, scopes");
    const bool is_opened =
        std::ranges::any_of(one.opening, [](uint64_t word) { return word; });
    if (is_opened) Count("class, opened by a place");
    if (!is_scope && (one.when_false & IOTPF_CLAIM_MUST) != 0) {
      Count("class, belongs when all is false");
    }
  }
}

void LoweringCoverage::Add(const iotpf_session& session, size_t readings) {
  for (size_t i = 0; i < readings; ++i) {
    const iotpf_slot& slot = session.slots[i];
    if (slot.presence == IOTPF_ABSENT) Count("session, absent");
    if (slot.open != 0) Count("session, open list");
    if (slot.count > 1) Count("session, several values");
    for (uint32_t v = 0; v < slot.count; ++v) {
      Count(slot.values[v].flags == 0 ? "session, whole value"
                                      : "session, partial value");
    }
  }
  for (size_t field = 0; field < kFieldCount; ++field) {
    if (session.rest[field] == IOTPF_UNOBSERVED) {
      return Count("session, rest unobserved");
    }
  }
}

std::string LoweringCoverage::Describe() const {
  std::string text;
  for (const auto& [kind, count] : counts_) {
    text += fmt::format("{:>9}  {}\n", count, kind);
  }
  return text;
}

}  // namespace iotpf::tests
