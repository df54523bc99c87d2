// A table that people write is read line by line, and a line that has no form
// stops the test: a row that is skipped would look like one that passed.
#include "tests/agreement/condition_table.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace iotpf::tests {
namespace {

std::vector<std::string> WordsOf(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(std::move(word));
  return words;
}

// `sp_2@350`: the second of its kind, with a priority.
ConditionColumn ColumnFrom(const std::string& word) {
  const size_t at = word.find('@');
  ConditionColumn column;
  column.name = word.substr(0, at);
  if (at != std::string::npos) column.priority = word.substr(at + 1);
  if (column.name == "scope" || column.name == "record") return column;
  column.kind = column.name.substr(0, column.name.find('_'));
  return column;
}

class TableReader {
 public:
  explicit TableReader(const std::string& path) : path_(path) {}

  std::vector<ConditionShape> Run() {
    std::ifstream file(path_);
    REQUIRE_MESSAGE(file.good(), path_);
    for (std::string line; std::getline(file, line);) {
      ++line_;
      const std::vector<std::string> words = WordsOf(line);
      if (!words.empty() && words[0][0] != '#') Take(words);
    }
    return std::move(shapes_);
  }

 private:
  std::string Place() const { return fmt::format("{}:{}", path_, line_); }

  void Take(const std::vector<std::string>& words) {
    if (words[0] == "shape" || words[0] == "refused") return TakeShape(words);
    REQUIRE_MESSAGE(!shapes_.empty(), Place());
    if (words[0] == "given") return TakeGiven(words);
    TakeRow(words);
  }

  // shape [defaults] COLUMN...
  // refused COLUMN... | SLUG
  void TakeShape(const std::vector<std::string>& words) {
    ConditionShape shape;
    shape.place = Place();
    shape.title = fmt::format("{}", fmt::join(words, " "));
    size_t i = 1;
    if (words[i] == "defaults") {
      shape.has_defaults = true;
      ++i;
    }
    for (; i < words.size() && words[i] != "|"; ++i) {
      shape.columns.push_back(ColumnFrom(words[i]));
    }
    if (words[0] == "refused") {
      REQUIRE_MESSAGE(i + 2 == words.size(), Place());
      shape.refused = words.back();
    }
    shapes_.push_back(std::move(shape));
  }

  // given scope t, record p
  void TakeGiven(const std::vector<std::string>& words) {
    for (size_t i = 1; i + 1 < words.size(); i += 2) {
      REQUIRE_MESSAGE((words[i] == "scope" || words[i] == "record"), Place());
      ConditionShape& shape = shapes_.back();
      (words[i] == "scope" ? shape.scope : shape.record) = words[i + 1][0];
    }
  }

  // CELL... | OUTCOME [CONDITION] CERTAINTY
  void TakeRow(const std::vector<std::string>& words) {
    const ConditionShape& shape = shapes_.back();
    const size_t bar = shape.columns.size();
    REQUIRE_MESSAGE(words.size() > bar + 2, Place());
    REQUIRE_MESSAGE(words[bar] == "|", Place());
    ConditionShape::Row row;
    row.place = Place();
    for (size_t i = 0; i < bar; ++i) {
      const std::string_view letters = shape.columns[i].letters();
      row.cells.push_back(words[i] == "*" ? std::string(letters) : words[i]);
      REQUIRE_MESSAGE(
          row.cells[i].find_first_not_of(letters) == std::string::npos,
          Place());
    }
    row.expected.outcome = words[bar + 1];
    const bool is_decided = row.expected.outcome != "undecided";
    REQUIRE_MESSAGE(words.size() == bar + (is_decided ? 4 : 3), Place());
    if (is_decided) {
      row.expected.decided_by = words[bar + 2];
      REQUIRE_MESSAGE(shape.ColumnOf(words[bar + 2]) >= 0, Place());
    }
    row.expected.is_final = words.back() == "final";
    REQUIRE_MESSAGE((words.back() == "final" || words.back() == "provisional"),
                    Place());
    shapes_.back().rows.push_back(std::move(row));
  }

  std::string path_;
  int line_ = 0;
  std::vector<ConditionShape> shapes_;
};

}  // namespace

int ConditionShape::ColumnOf(std::string_view name) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

char ConditionShape::LetterOf(std::string_view name,
                              const std::string& known) const {
  const int column = ColumnOf(name);
  if (column >= 0) return known[static_cast<size_t>(column)];
  return name == "scope" ? scope : record;
}

std::vector<const ConditionShape::Row*> ConditionShape::RowsOf(
    const std::string& known) const {
  std::vector<const Row*> found;
  for (const Row& row : rows) {
    bool matches = true;
    for (size_t i = 0; i < known.size(); ++i) {
      matches &= row.cells[i].find(known[i]) != std::string::npos;
    }
    if (matches) found.push_back(&row);
  }
  return found;
}

std::vector<ConditionShape> ReadConditionTable(const std::string& path) {
  return TableReader(path).Run();
}

std::vector<std::string> AllCombinations(
    const std::vector<std::string_view>& letters) {
  std::vector<std::string> all = {""};
  for (const std::string_view set : letters) {
    std::vector<std::string> longer;
    for (const std::string& start : all) {
      for (const char letter : set) longer.push_back(start + letter);
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace iotpf::tests
