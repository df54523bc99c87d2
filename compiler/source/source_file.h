// The bytes of one file of rules, and where its lines begin.
#ifndef IOTPF_COMPILER_SOURCE_SOURCE_FILE_H_
#define IOTPF_COMPILER_SOURCE_SOURCE_FILE_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

struct LineAndColumn {
  uint32_t line;    // from 1
  uint32_t column;  // from 1, in bytes
};

class SourceFile {
 public:
  // `root` is the folder that the file was found under; imports of the file are
  // looked for there. Empty: it is no file.
  SourceFile(std::string name, std::string text, std::string path = {},
             std::string root = {});

  // Relative to the root: what the ruleset calls it.
  const std::string& name() const { return name_; }
  // What messages call it.
  const std::string& path() const { return path_; }
  const std::string& root() const { return root_; }
  const std::string& text() const { return text_; }

  // The position of a byte; offsets past the end give the end.
  LineAndColumn Locate(uint32_t offset) const;
  // The text of a line without its line break. `line` counts from 1.
  std::string_view Line(uint32_t line) const;

 private:
  std::string name_;
  std::string text_;
  std::string path_;
  std::string root_;
  std::vector<uint32_t> line_starts_;  // offsets, ascending; the first is 0
};

// All files of one compilation: the given ones in order of their names, then
// what they import and the files of their lists. The index of a file in it is
// SourceSpan::source. A deque: texts stay where they are when it grows.
using SourceSet = std::deque<SourceFile>;

// The place of each source in the order of names, in which rulesets list them.
std::vector<uint32_t> RowsByName(const SourceSet& sources);

}  // namespace iotpf

#endif  // IOTPF_COMPILER_SOURCE_SOURCE_FILE_H_
