// Comments keep their side of a line break: one that begins or ends a line does
// so again, and one between two tokens of a line stays with the second. That is
// what makes a second run find what the first one left.
//
// A block of text means its lines without the indentation that they share, so
// it is taken apart as the compiler does and put together a level deeper than
// the line that it begins on. The quotes get lines of their own; line breaks
// next to them mean nothing.

#include "compiler/format/page_writer.h"

#include "compiler/format/layout_tree.h"
#include "compiler/support/limits.h"

#include <algorithm>
#include <utility>

namespace iotpf::format {
namespace {

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// What stands between the quotes, without the line breaks next to them.
std::vector<std::string_view> LinesOfBlock(std::string_view block) {
  std::string_view rest = block.substr(3, block.size() - 6);
  std::vector<std::string_view> lines;
  while (true) {
    const size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (lines.size() > 1 && IsBlank(lines.front())) lines.erase(lines.begin());
  if (lines.size() > 1 && IsBlank(lines.back())) lines.pop_back();
  return lines;
}

size_t SharedIndent(const std::vector<std::string_view>& lines) {
  size_t shared = std::string_view::npos;
  for (const std::string_view line : lines) {
    if (!IsBlank(line))
      shared = std::min(shared, line.find_first_not_of(" \t"));
  }
  return shared;
}

}  // namespace

void PageWriter::Write(std::string_view text) {
  if (page_.size() > kMaxSourceBytes) return;
  page_ += text;
  const size_t line = text.rfind('\n');
  if (line == std::string_view::npos) {
    column_ += ColumnsOf(text);
  } else {
    column_ = ColumnsOf(text.substr(line + 1));
  }
}

void PageWriter::BreakLine(size_t indent) {
  if (!page_.empty()) Write("\n");
  Write(std::string(indent, ' '));
  indent_ = indent;
}

void PageWriter::LeaveLineBlank() {
  if (!page_.empty()) Write("\n");
}

void PageWriter::PutGap(size_t piece, const Gap& gap) {
  const Piece& next = pieces_[piece];
  const bool must_break = next.must_break_before();
  const bool breaks = must_break || (gap.breaks && next.pin != Pin::SameLine);
  if (next.has_comma_before || (gap.adds_comma && breaks)) Write(",");
  // Where no other place has the line break, it is before all comments, or
  // behind those that end a list.
  bool breaks_here = breaks && !must_break && !next.is_close;
  bool is_behind_line = false;
  for (const Comment& comment : next.comments) {
    if (comment.starts_line || breaks_here) {
      if (gap.keeps_blank && comment.has_blank_line_before) LeaveLineBlank();
      BreakLine(gap.comment_indent);
    } else if (next.has_space_before_comment(comment)) {
      Write(" ");
    }
    Write(comment.text);
    breaks_here = false;
    is_behind_line = comment.is_line;
  }
  const bool starts_line =
      next.comments.empty() || (next.is_close && !must_break)
          ? breaks
          : next.starts_line || is_behind_line;
  const bool has_space = next.comments.empty()
                             ? next.has_space_before
                             : next.has_space_behind_comments();
  if (starts_line) {
    if (gap.keeps_blank && next.has_blank_line_before) LeaveLineBlank();
    BreakLine(gap.indent);
  } else if (has_space) {
    Write(" ");
  }
}

void PageWriter::PutPiece(size_t piece) {
  const Piece& put = pieces_[piece];
  const bool is_block = put.kind == parse::TokenKind::Block;
  if (is_block && put.text.find('\n') != std::string_view::npos) {
    PutBlock(put.text);
  } else {
    Write(put.text);
  }
  Write(put.suffix);
}

void PageWriter::PutBlock(std::string_view block) {
  const std::vector<std::string_view> lines = LinesOfBlock(block);
  const size_t shared = SharedIndent(lines);
  const std::string indent(indent_ + kIndent, ' ');
  Write("\"\"\"\n");
  for (const std::string_view line : lines) {
    if (!IsBlank(line)) {
      Write(indent);
      Write(line.substr(shared));
    }
    // Of two carriage returns the compiler drops one.
    Write(line.ends_with('\r') ? "\r\n" : "\n");
  }
  Write(indent);
  Write("\"\"\"");
}

std::string PageWriter::Finish() {
  if (!page_.empty()) Write("\n");
  return std::move(page_);
}

}  // namespace iotpf::format
