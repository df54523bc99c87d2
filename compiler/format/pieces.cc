// Tokens to pieces.
//
// Three facts about the author's line breaks survive: where comments stand,
// blank lines, and which tokens share a line with a comment that allows
// warnings. The compiler counts lines by line feeds, and so does this.

#include "compiler/format/pieces.h"

#include <algorithm>
#include <utility>

namespace iotpf::format {
namespace {

using parse::Token;
using parse::TokenKind;

bool IsComment(const Token& token) {
  return token.kind == TokenKind::LineComment ||
         token.kind == TokenKind::BlockComment;
}

bool IsWrittenBefore(const Token& token, uint32_t offset) {
  return token.span.begin < offset;
}

class Reader {
 public:
  Reader(const std::vector<Token>& tokens, std::string_view text)
      : tokens_(tokens), text_(text) {}

  std::vector<Piece> Run(const std::vector<ast::Allow>& allows);

 private:
  void FindPins(const std::vector<ast::Allow>& allows);
  void AddComment(const Token& token);
  void AddComma();
  void AddPiece(const Token& token, Pin pin);
  // Line feeds between what was read last and `begin`.
  size_t BreaksBefore(uint32_t begin) const;
  // Whether what comes next starts a line.
  bool TakesBreak(size_t breaks);
  // Whether a line comment was read last and no line feed is behind it: a lone
  // carriage return ends a comment and no line.
  bool IsBehindOpenLine(size_t breaks) const {
    return is_behind_line_comment_ && breaks == 0;
  }

  const std::vector<Token>& tokens_;
  std::string_view text_;
  std::vector<Pin> pins_;  // of each token
  std::vector<Piece> pieces_;
  Piece next_;        // what is known of the piece to come
  uint32_t end_ = 0;  // of what was read last
  bool is_behind_line_comment_ = false;
  // Comments stay before a comma that moves up to them: the line break between
  // them is then behind it.
  bool owes_break_ = false;
};

// The tokens of a line that ends with a comment stay on one line: the comment's
// scope is the line, up to its own end.
void Reader::FindPins(const std::vector<ast::Allow>& allows) {
  pins_.assign(tokens_.size(), Pin::Free);
  uint32_t pinned = 0;  // the end of the last comment that pinned its line
  for (const ast::Allow& allow : allows) {
    if (allow.scope.end == pinned) continue;  // another slug of it
    const auto begin = tokens_.begin();
    const auto end = std::lower_bound(begin, tokens_.end(), allow.scope.end,
                                      IsWrittenBefore);
    if (end == begin || (end - 1)->span.end != allow.scope.end ||
        (end - 1)->kind != TokenKind::LineComment) {
      continue;  // it stands above what it is about
    }
    pinned = allow.scope.end;
    const auto first =
        std::lower_bound(begin, end - 1, allow.scope.begin, IsWrittenBefore);
    for (auto it = first; it != end - 1; ++it) {
      const bool is_first =
          it == first &&
          (it == begin || (it - 1)->span.end <= allow.scope.begin);
      pins_[static_cast<size_t>(it - begin)] =
          is_first ? Pin::NewLine : Pin::SameLine;
    }
  }
}

size_t Reader::BreaksBefore(uint32_t begin) const {
  const std::string_view gap = text_.substr(end_, begin - end_);
  return static_cast<size_t>(std::count(gap.begin(), gap.end(), '\n'));
}

bool Reader::TakesBreak(size_t breaks) {
  const bool is_first = end_ == 0;
  return std::exchange(owes_break_, false) || breaks > 0 || is_first;
}

void Reader::AddComment(const Token& token) {
  const size_t breaks = BreaksBefore(token.span.begin);
  Comment comment;
  comment.text = CommentText(token);
  comment.is_line = token.kind == TokenKind::LineComment;
  // A line comment before a comma, too, ends the line of what follows.
  comment.starts_line = TakesBreak(breaks) || (!next_.comments.empty() &&
                                               next_.comments.back().is_line);
  comment.has_blank_line_before = breaks > 1;
  if (IsBehindOpenLine(breaks)) {
    // A lone carriage return ends a comment and no line.
    next_.has_blank_line_before = true;
  }
  next_.comments.push_back(std::move(comment));
}

void Reader::AddComma() {
  const bool is_plain = std::all_of(
      next_.comments.begin(), next_.comments.end(), [](const Comment& comment) {
        return !comment.is_line && !comment.starts_line;
      });
  if (is_plain && !next_.starts_line) {
    for (const Comment& comment : next_.comments) {
      pieces_.back().suffix += ' ' + comment.text;
    }
    next_.comments.clear();
  } else {
    owes_break_ = next_.starts_line;
  }
  next_.has_comma_before = true;
}

void Reader::AddPiece(const Token& token, Pin pin) {
  const size_t breaks = BreaksBefore(token.span.begin);
  next_.kind = token.kind;
  next_.text = token.text;
  next_.starts_line = TakesBreak(breaks);
  next_.has_blank_line_before |= breaks > 1;
  if (IsBehindOpenLine(breaks)) {
    next_.starts_line = true;
    next_.has_blank_line_before = true;
  }
  const bool is_comma = token.kind == TokenKind::Symbol && token.text == ",";
  // The first token of a pinned line may be a comma, which moves.
  if (next_.pin != Pin::NewLine) next_.pin = pin;
  if (is_comma) {
    AddComma();
  } else {
    pieces_.push_back(std::move(next_));
    next_ = {};
  }
}

std::vector<Piece> Reader::Run(const std::vector<ast::Allow>& allows) {
  FindPins(allows);
  for (size_t i = 0; i < tokens_.size(); ++i) {
    if (IsComment(tokens_[i])) {
      AddComment(tokens_[i]);
    } else {
      AddPiece(tokens_[i], pins_[i]);
    }
    end_ = tokens_[i].span.end;
    is_behind_line_comment_ = tokens_[i].kind == TokenKind::LineComment;
  }
  const auto size = static_cast<uint32_t>(text_.size());
  AddPiece({TokenKind::Symbol, {0, size, size}, ""}, Pin::Free);
  return std::move(pieces_);
}

bool IsSymbol(const Piece& piece, std::string_view text) {
  return piece.kind == TokenKind::Symbol && piece.text == text;
}

bool IsWord(const Piece& piece, std::string_view text) {
  return piece.kind == TokenKind::Word && piece.text == text;
}

// Without parentheses and commas: `list<host>` of a parameter.
bool IsInTypeOfList(const std::vector<Piece>& pieces, size_t i) {
  const auto is_list = [&](size_t back) {
    return i >= back + 1 && IsWord(pieces[i - back - 1], "list") &&
           IsSymbol(pieces[i - back], "<");
  };
  return is_list(0) || is_list(1) || is_list(2);
}

// An address may end in colons and dots, so that two more would be its own.
bool IsRangeOfIntegers(const std::vector<Piece>& pieces, size_t dots) {
  return pieces[dots - 1].kind == TokenKind::Integer &&
         pieces[dots + 1].kind == TokenKind::Integer;
}

bool HasSpaceBefore(const std::vector<Piece>& pieces, size_t i, size_t depth) {
  const Piece& before = pieces[i - 1];
  const Piece& piece = pieces[i];
  if (piece.has_comma_before) return true;
  if (IsSymbol(before, "(") || IsSymbol(before, "[")) return false;
  if (IsSymbol(before, ".") || IsInTypeOfList(pieces, i)) return false;
  if (IsSymbol(before, "..")) return !IsRangeOfIntegers(pieces, i - 1);
  if (piece.kind != TokenKind::Symbol) return true;
  constexpr std::string_view kClosing[] = {";", ")", "]", "."};
  if (std::ranges::find(kClosing, piece.text) != std::end(kClosing)) {
    return false;
  }
  if (piece.text == "..") return !IsRangeOfIntegers(pieces, i);
  if (piece.text == "[") return before.kind != TokenKind::Name;
  if (piece.text == "(") {
    return before.kind != TokenKind::Name && !IsWord(before, "count");
  }
  return piece.text != ":" || depth == 0;
}

// What pieces say of each other.
void CompletePieces(std::vector<Piece>& pieces) {
  size_t depth = 0;  // of parentheses
  for (size_t i = 1; i < pieces.size(); ++i) {
    Piece& piece = pieces[i];
    const Piece& before = pieces[i - 1];
    piece.is_behind_open = IsSymbol(before, "(") || IsSymbol(before, "[");
    piece.is_close =
        IsSymbol(piece, ")") || IsSymbol(piece, "]") || IsSymbol(piece, ";");
    // The comma behind a last element depends on the layout.
    if (piece.is_close) piece.has_comma_before = false;
    piece.has_space_before = HasSpaceBefore(pieces, i, depth);
    if (IsSymbol(piece, "(")) ++depth;
    if (IsSymbol(piece, ")")) --depth;
  }
}

}  // namespace

bool Piece::must_break_before() const {
  if (comments.empty()) return pin == Pin::NewLine;
  return starts_line ||
         std::any_of(comments.begin(), comments.end(), [](const Comment& c) {
           return c.is_line || c.starts_line;
         });
}

std::string CommentText(const Token& token) {
  std::string text;
  for (const char c : token.text) {
    while (c == '\n' && text.ends_with('\r')) text.pop_back();
    text += c;
  }
  while (text.ends_with(' ') || text.ends_with('\t')) text.pop_back();
  return text;
}

std::vector<Piece> ReadPieces(const std::vector<Token>& tokens,
                              const std::vector<ast::Allow>& allows,
                              std::string_view text) {
  std::vector<Piece> pieces = Reader(tokens, text).Run(allows);
  CompletePieces(pieces);
  return pieces;
}

}  // namespace iotpf::format
