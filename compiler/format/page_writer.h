// Puts pieces on the page: what stands in front of each, and its text.
#ifndef IOTPF_COMPILER_FORMAT_PAGE_WRITER_H_
#define IOTPF_COMPILER_FORMAT_PAGE_WRITER_H_

#include "compiler/format/pieces.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::format {

// The widest line where there is a choice, and one level.
inline constexpr size_t kMaxColumns = 100;
inline constexpr size_t kIndent = 4;

// What stands between a piece and the one before it.
struct Gap {
  size_t indent = 0;          // of the piece, where it starts a line
  size_t comment_indent = 0;  // of comments before it
  bool breaks = false;        // a new line, unless the piece is pinned
  bool keeps_blank = false;   // a blank line of the author stays
  bool adds_comma = false;    // where the line breaks: behind the last element
};

class PageWriter {
 public:
  // `pieces` outlive this.
  explicit PageWriter(const std::vector<Piece>& pieces) : pieces_(pieces) {}

  // The comma, the comments and the space or line break before a piece.
  void PutGap(size_t piece, const Gap& gap);
  // The piece itself; a block of text is moved to where it stands.
  void PutPiece(size_t piece);

  void Write(std::string_view text);
  void BreakLine(size_t indent);
  // Another break where one follows.
  void LeaveLineBlank();

  size_t column() const { return column_; }
  // The indentation of the line.
  size_t indent() const { return indent_; }
  bool is_empty() const { return page_.empty(); }

  // Ends the page. It is cut short where it is longer than a file may be.
  std::string Finish();

 private:
  void PutBlock(std::string_view block);

  const std::vector<Piece>& pieces_;
  std::string page_;
  size_t column_ = 0;
  size_t indent_ = 0;
};

}  // namespace iotpf::format

#endif  // IOTPF_COMPILER_FORMAT_PAGE_WRITER_H_
