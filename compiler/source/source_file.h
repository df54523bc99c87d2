// The bytes of one file of rules, and where its lines begin.
#ifndef IOTPF_COMPILER_SOURCE_SOURCE_FILE_H_
#define IOTPF_COMPILER_SOURCE_SOURCE_FILE_H_

#include <cstdint>
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
  SourceFile(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }

  // The position of a byte; offsets past the end give the end.
  LineAndColumn Locate(uint32_t offset) const;
  // The text of a line without its line break. `line` counts from 1.
  std::string_view Line(uint32_t line) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<uint32_t> line_starts_;  // offsets, ascending; the first is 0
};

// All files of one compilation, in order of their names: the index of a file
// in it is SourceSpan::source.
using SourceSet = std::vector<SourceFile>;

}  // namespace iotpf

#endif  // IOTPF_COMPILER_SOURCE_SOURCE_FILE_H_
