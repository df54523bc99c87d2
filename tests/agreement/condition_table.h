// The tables in four_conditions/, read.
#ifndef IOTPF_TESTS_AGREEMENT_CONDITION_TABLE_H_
#define IOTPF_TESTS_AGREEMENT_CONDITION_TABLE_H_

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// What a row expects.
struct ConditionOutcome {
  std::string outcome;     // `belongs`, `excluded`, `undecided`
  std::string decided_by;  // `np`, `sp_2`, ...; empty where undecided
  bool is_final = false;
};

// A column: a condition, the scope, or the record.
struct ConditionColumn {
  std::string name;      // `np`, `sp_2`, `scope`, `record`
  std::string kind;      // `np`, `nn`, `sn`, `sp`; empty for the other two
  std::string priority;  // as written, or empty
  // What a cell can say.
  std::string_view letters() const { return name == "record" ? "pa?" : "tf?"; }
};

// One shape of a fingerprint, with its rows.
struct ConditionShape {
  struct Row {
    std::string place;               // FILE:LINE
    std::vector<std::string> cells;  // letters, `*` written out
    ConditionOutcome expected;
  };

  std::string place;  // FILE:LINE
  std::string title;  // as written
  bool has_defaults = false;
  std::vector<ConditionColumn> columns;
  char scope = 0;       // `given`; 0 where not
  char record = 0;      // `given`; 0 where not
  std::string refused;  // the slug; empty for shapes with rows
  std::vector<Row> rows;

  bool has_scope() const { return scope != 0 || ColumnOf("scope") >= 0; }
  // The number of a column, or -1.
  int ColumnOf(std::string_view name) const;
  // The letter for `name` where `known` has one a column; what is given else.
  char LetterOf(std::string_view name, const std::string& known) const;
  // The rows that take `known`: one letter a column.
  std::vector<const Row*> RowsOf(const std::string& known) const;
};

// Reads a table; README.md beside it has the form. Stops the test with a
// message where it has another.
std::vector<ConditionShape> ReadConditionTable(const std::string& path);

// Every string of one letter a column, each from its set, in order.
std::vector<std::string> AllCombinations(
    const std::vector<std::string_view>& letters);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_CONDITION_TABLE_H_
