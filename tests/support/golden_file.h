// Expectations that stand beside what they are about: read, compared,
// rewritten.
#ifndef IOTPF_TESTS_SUPPORT_GOLDEN_FILE_H_
#define IOTPF_TESTS_SUPPORT_GOLDEN_FILE_H_

#include <iotpf/rule_diagnostic.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// One diagnostic as a mark in the file that it is about:
//
//   positive p = http.respone.body contains "x";
//   //           ^^^^^^^^^^^^^^^^^ error: there is no field ... [unknown-field]
struct Mark {
  size_t line = 0;     // from 1, in the text without marks
  size_t column = 0;   // from 1, in code points
  size_t columns = 0;  // carets
  std::string text;    // `error: there is no field ...; HELP [unknown-field]`
};

// The marks of what was found in the file `path` with this text, in order; a
// label is a mark too, with the slug of the report that it belongs to.
std::vector<Mark> MarksOf(const std::vector<RuleDiagnostic>& findings,
                          std::string_view path, std::string_view text);

// `text` without the lines that are marks: what is compiled.
std::string WithoutMarks(std::string_view text);

// `text`, which has no marks, with each mark under its line. A span that begins
// in column 1 or 2 is written `//<N`: it ends with column N.
std::string WithMarks(std::string_view text, const std::vector<Mark>& marks);

// The slugs in brackets at the ends of marks, in order.
std::vector<std::string> SlugsOf(std::string_view text);

// The bytes of a file; nullopt where there is none.
std::optional<std::string> ReadGolden(const std::filesystem::path& path);

// Compares expectations with what was found, or rewrites them.
class GoldenComparison {
 public:
  explicit GoldenComparison(bool update) : update_(update) {}

  // `path` should hold `found`. Prints the first lines that differ.
  void Compare(const std::filesystem::path& path, std::string_view found);
  // Prints what is wrong and counts it.
  void Fail(const std::filesystem::path& path, std::string_view message);

  bool has_failed() const { return has_failed_; }

 private:
  bool update_;
  bool has_failed_ = false;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_GOLDEN_FILE_H_
