// Statements and blocks on their lines.
//
// A file is statements, which end with `;`, and blocks of them in braces; both
// can be told from the tokens alone. What stands between two of them is decided
// here: comments stay on the line that they are on, blank lines stay, one at
// most, and blocks get one around them.

#include "compiler/format/format.h"

#include "compiler/format/page_writer.h"
#include "compiler/format/pieces.h"
#include "compiler/format/print_statement.h"
#include "compiler/parse/tokens.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace iotpf::format {
namespace {

using parse::TokenKind;

class FilePrinter {
 public:
  explicit FilePrinter(const std::vector<Piece>& pieces)
      : pieces_(pieces), page_(pieces) {}

  std::string Run();

 private:
  // What stands between the items of a block: `wants_blank`, a blank line where
  // there is none; `may_have_blank`, one that the author left.
  struct Between {
    size_t indent = 0;          // of the item
    size_t comment_indent = 0;  // of comments before it
    bool wants_blank = false;
    bool may_have_blank = true;
  };

  void PrintItems(size_t indent);
  void PrintItem(size_t last, size_t indent);
  void PutBetween(const Between& between);
  // Comments on the line of the item before; returns how many.
  size_t PutTrailing(const std::vector<Comment>& comments, bool ends_line);

  bool IsAt(size_t piece, std::string_view symbol) const {
    return pieces_[piece].kind == TokenKind::Symbol &&
           pieces_[piece].text == symbol;
  }
  bool IsAtEnd() const { return at_ + 1 == pieces_.size(); }
  // The `;` or `{` of the item that begins here.
  size_t EndOfItem() const;

  const std::vector<Piece>& pieces_;
  PageWriter page_;
  size_t at_ = 0;
};

std::string FilePrinter::Run() {
  PrintItems(0);
  PutBetween({0, 0, false, true});
  return page_.Finish();
}

size_t FilePrinter::EndOfItem() const {
  size_t end = at_;
  while (!IsAt(end, ";") && !IsAt(end, "{")) ++end;
  return end;
}

void FilePrinter::PrintItems(size_t indent) {
  bool is_first = true;
  bool was_block = false;
  std::string_view word_before;
  while (!IsAtEnd() && !IsAt(at_, "}")) {
    const size_t last = EndOfItem();
    const bool is_block = IsAt(last, "{");
    const std::string_view word = pieces_[at_].text;
    const bool is_new_kind = indent == 0 && word != word_before;
    Between between{indent, indent};
    between.wants_blank = !is_first && (is_block || was_block || is_new_kind);
    between.may_have_blank = !is_first;
    PutBetween(between);
    PrintItem(last, indent);
    is_first = false;
    was_block = is_block;
    word_before = word;
  }
}

void FilePrinter::PrintItem(size_t last, size_t indent) {
  PrintStatement(pieces_, at_, last, page_);
  at_ = last + 1;
  if (!IsAt(last, "{")) return;
  PrintItems(indent + kIndent);
  const bool is_empty = at_ == last + 1 && pieces_[at_].comments.empty() &&
                        pieces_[at_].pin != Pin::NewLine;
  if (!is_empty) {
    PutBetween({indent, indent + kIndent, false, at_ != last + 1});
  }
  page_.PutPiece(at_);
  ++at_;
}

size_t FilePrinter::PutTrailing(const std::vector<Comment>& comments,
                                bool ends_line) {
  if (page_.is_empty()) return 0;
  size_t count = 0;
  while (count < comments.size() && !comments[count].starts_line) ++count;
  const bool is_with_item = count == comments.size() && !ends_line;
  if (is_with_item) return 0;
  for (size_t i = 0; i < count; ++i) {
    page_.Write(" ");
    page_.Write(comments[i].text);
  }
  return count;
}

void FilePrinter::PutBetween(const Between& between) {
  const Piece& item = pieces_[at_];
  const auto& comments = item.comments;
  const bool is_pinned = item.pin == Pin::SameLine;
  const bool is_last = IsAtEnd() || IsAt(at_, "}");
  const bool ends_line =
      item.starts_line || (!comments.empty() && comments.back().is_line);
  const size_t trailing = PutTrailing(comments, ends_line);
  // The blank line that is wanted comes first, unless another one is there.
  bool has_blank = item.has_blank_line_before;
  for (size_t i = trailing; i < comments.size(); ++i) {
    has_blank |= comments[i].has_blank_line_before;
  }
  bool adds_blank = between.wants_blank && !has_blank;
  bool may_have_blank = between.may_have_blank;
  for (size_t i = trailing; i < comments.size(); ++i) {
    if ((i > trailing || is_pinned) && !comments[i].starts_line) {
      page_.Write(" ");
    } else {
      const bool is_blank = may_have_blank && comments[i].has_blank_line_before;
      if (is_blank || adds_blank) page_.LeaveLineBlank();
      page_.BreakLine(between.comment_indent);
      adds_blank = false;
    }
    page_.Write(comments[i].text);
    may_have_blank = true;
  }
  if (IsAtEnd()) return;
  const bool has_comment_beside = trailing < comments.size() && !ends_line;
  if (is_pinned ? !ends_line : has_comment_beside && !is_last) {
    return page_.Write(" ");
  }
  const bool is_blank =
      may_have_blank && !is_last && item.has_blank_line_before;
  if (is_blank || adds_blank) page_.LeaveLineBlank();
  page_.BreakLine(between.indent);
}

}  // namespace

std::string Format(const ast::File& file, const SourceSet& sources) {
  const std::vector<parse::Token> tokens =
      parse::ReadTokens(sources, file.source);
  const std::vector<Piece> pieces =
      ReadPieces(tokens, file.allows, sources[file.source].text());
  return FilePrinter(pieces).Run();
}

}  // namespace iotpf::format
