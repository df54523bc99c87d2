// Plans of automata, and tables read by an interpreter that is as plain as it
// can be: what they say is what the automaton says.
#include "compiler/codegen/state_tables.h"

#include "compiler/codegen/automaton_plan.h"
#include "tests/support/pattern_dfa.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using automata::Dfa;
using tests::DfaOf;

std::vector<std::string> WordPatterns(uint32_t count) {
  std::mt19937_64 random(5);
  std::vector<std::string> patterns;
  for (uint32_t i = 0; i < count; ++i) {
    std::string word;
    for (int k = 0; k < 6; ++k) word += "abcdefgh"[random() % 8];
    patterns.push_back("^[a-z0-9]+-(eu|us)[0-9]?\\." + word + "(-x)?\\.com$");
  }
  return patterns;
}

// ---- plans

TEST_CASE("few states are all code") {
  const Dfa dfa = DfaOf({"^[a-z]+-(eu|us)[0-9]?\\.tuya\\.com$"});
  const AutomatonPlan plan = PlanAutomaton(dfa, kMaxModuleBranches);
  CHECK(plan.entered.empty());
  CHECK(plan.code.front() == dfa.start);
  // The bytes at the end are one state.
  CHECK(plan.code.size() + 7 < dfa.state_count());
  CHECK(plan.branches <= kMaxCodeBranches);
  CHECK(plan.branches > plan.code.size());
}

TEST_CASE("the first states of many are code") {
  const Dfa dfa = DfaOf(WordPatterns(200));
  const AutomatonPlan plan = PlanAutomaton(dfa, kMaxModuleBranches);
  CHECK(plan.code.size() > 5);
  CHECK(plan.entered.size() == 1);  // where the words differ
  CHECK(plan.branches <= kMaxHeadBranches);
}

TEST_CASE("where nothing is left all is tables") {
  const Dfa dfa = DfaOf({"^abc[0-9]"});
  for (const uint32_t left : {0u, 1u}) {
    const AutomatonPlan plan = PlanAutomaton(dfa, left);
    CHECK(plan.code.empty());
    CHECK(plan.branches == 0);
    CHECK(plan.entered == std::vector<uint32_t>{dfa.start});
  }
}

TEST_CASE("a state that reports thousands is no code") {
  std::vector<std::string> patterns;
  for (int i = 0; i < 20; ++i) patterns.push_back(fmt::format("^a|x{{{}}}", i));
  const Dfa dfa = DfaOf(patterns, {.ids_apart = 64});
  const AutomatonPlan plan = PlanAutomaton(dfa, kMaxModuleBranches);
  CHECK_FALSE(plan.entered.empty());
}

TEST_CASE("an automaton that matches nothing has no states") {
  const Dfa dfa = DfaOf({"^[^\\x00-\\xff]a"});
  const AutomatonPlan plan = PlanAutomaton(dfa, kMaxModuleBranches);
  CHECK(plan.code.empty());
  CHECK(plan.entered.empty());
}

// ---- tables

template <class Row>
Row RowAt(const StateTables& tables, uint32_t part, size_t index) {
  Row row;
  const size_t offset = part + index * sizeof(Row);
  REQUIRE(offset + sizeof(Row) <= tables.bytes.size());
  std::memcpy(&row, tables.bytes.data() + offset, sizeof(Row));
  return row;
}

class TableReader {
 public:
  explicit TableReader(const StateTables& tables)
      : tables_(tables), header_(RowAt<StateTablesHeader>(tables, 0, 0)) {}

  std::vector<uint32_t> Run(uint32_t entry, std::string_view bytes) {
    bits_.clear();
    size_t at = 0;
    while (entry != 0) {
      if (entry >= header_.first_stop) {
        if (!Stop(entry, bytes, at)) break;
        continue;
      }
      if (at == bytes.size()) {
        Report(RowAt<uint32_t>(tables_, header_.at_end,
                               entry / header_.class_count));
        break;
      }
      const uint32_t column =
          header_.classes[static_cast<uint8_t>(bytes[at++])];
      entry = tables_.is_narrow
                  ? RowAt<uint16_t>(tables_, header_.next, entry + column)
                  : RowAt<uint32_t>(tables_, header_.next, entry + column);
    }
    std::ranges::sort(bits_);
    const auto repeated = std::ranges::unique(bits_);
    bits_.erase(repeated.begin(), repeated.end());
    return bits_;
  }

 private:
  bool Stop(uint32_t& entry, std::string_view bytes, size_t& at) {
    const auto stop =
        RowAt<StopRow>(tables_, header_.stops, entry - header_.first_stop);
    Report(stop.certain);
    if (bytes.size() - at < stop.length) return false;
    for (uint32_t i = 0; i < stop.length; ++i) {
      const auto byte = static_cast<uint8_t>(bytes[at++]);
      if ((byte & stop.mask >> 8 * i & 0xFF) != (stop.bytes >> 8 * i & 0xFF)) {
        return false;
      }
    }
    if (stop.skip != 0) {
      const auto row = RowAt<SkipRow>(tables_, stop.skip, 0);
      while (at < bytes.size() && Stays(row, bytes[at])) ++at;
    }
    entry = stop.then;
    return true;
  }

  static bool Stays(const SkipRow& row, char c) {
    bool is_in = false;
    for (size_t i = 0; i < row.lows.size(); ++i) {
      const auto above = static_cast<uint8_t>(c - row.lows[i][15]);
      is_in = is_in || above <= row.widths[i][15];
    }
    return is_in == (row.stays[15] != 0);
  }

  void Report(uint32_t list) {
    const auto begin = RowAt<uint32_t>(tables_, header_.list_begins, list);
    const auto end = RowAt<uint32_t>(tables_, header_.list_begins, list + 1);
    for (uint32_t i = begin; i < end; ++i) {
      const auto listed = RowAt<ListedMask>(tables_, header_.masks, i);
      for (uint32_t bit = 0; bit < 64; ++bit) {
        if ((listed.mask >> bit & 1) != 0) {
          bits_.push_back(static_cast<uint32_t>(listed.word * 64 + bit));
        }
      }
    }
  }

  const StateTables& tables_;
  StateTablesHeader header_;
  std::vector<uint32_t> bits_;
};

void CheckTables(const std::vector<std::string>& patterns,
                 const std::vector<std::string>& values, uint32_t ids_apart) {
  const Dfa dfa = DfaOf(patterns, {.ids_apart = ids_apart});
  const uint32_t entered[] = {dfa.start};
  const StateTables tables = BuildStateTables(dfa, entered);
  TableReader reader(tables);
  for (const std::string& value : values) {
    CAPTURE(patterns[0]);
    CAPTURE(value);
    CHECK(reader.Run(tables.entries[dfa.start], value) ==
          automata::Run(dfa, value));
  }
}

TEST_CASE("tables say what the automaton says") {
  const std::vector<std::vector<std::string>> sets = {
      {"^abcdefghijklmnop", "^abcdefgh"},
      {"^ab$", "^ab", "^abc+$", "^$"},
      {"^[a-c]+x", "^[a-c]+$", "^a.*z"},
      {"[ab]+[0-9]", "[^c]1", "\\b[ab]\\b"},
      {"(?s)^.*$", "(?s)^a.*b$"},
      {"^(a|bc)[0-9]{2}(x|yz)$", "(?i)^abcx"},
  };
  std::mt19937_64 random(3);
  std::vector<std::string> values = {"", "abcdefghijklmnop", "abcdefghijklmn"};
  for (int i = 0; i < 4000; ++i) {
    std::string value(random() % 14, ' ');
    for (char& c : value) c = "aabbccxyz019\n "[random() % 14];
    values.push_back(value);
  }
  for (const auto& set : sets) {
    CheckTables(set, values, 1);
    CheckTables(set, values, 100);
  }
}

TEST_CASE("tables of hundreds of patterns have few rows") {
  const Dfa dfa = DfaOf(WordPatterns(200));
  const uint32_t entered[] = {dfa.start};
  const StateTables tables = BuildStateTables(dfa, entered);
  CHECK(tables.is_narrow);
  CHECK(3 * tables.row_count < dfa.state_count());
  CHECK(tables.stop_count > 200);
}

TEST_CASE("tables too large for entries of 16 bits have 32") {
  std::vector<std::string> patterns;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      patterns.push_back(
          fmt::format("^{0}{1}[^{0}][^{1}][^{0}1][^{1}2][^{0}3]", a, b));
    }
  }
  const Dfa dfa = DfaOf(patterns);
  const uint32_t entered[] = {dfa.start};
  const StateTables tables = BuildStateTables(dfa, entered);
  CHECK_FALSE(tables.is_narrow);
  TableReader reader(tables);
  std::mt19937_64 random(3);
  for (int i = 0; i < 300; ++i) {
    std::string value(random() % 14, ' ');
    for (char& c : value) c = static_cast<char>('a' + random() % 26);
    CHECK(reader.Run(tables.entries[dfa.start], value) ==
          automata::Run(dfa, value));
  }
}

}  // namespace
}  // namespace iotpf::codegen
