// What the formatter moves around: tokens, each with what stands before it.
//
// A layout is decided by the pieces alone: by their texts, by where comments
// begin and end lines, and by blank lines. Where else the author broke lines
// does not show.
#ifndef IOTPF_COMPILER_FORMAT_PIECES_H_
#define IOTPF_COMPILER_FORMAT_PIECES_H_

#include "compiler/ast/ast.h"
#include "compiler/parse/tokens.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::format {

struct Comment {
  std::string text;  // line breaks are LF; no spaces at the end
  bool is_line = false;
  bool starts_line = false;  // a line break stands before it
  bool has_blank_line_before = false;
};

// What may stand between a piece and the one before it. A comment that allows
// warnings holds for its line, so that line keeps its tokens.
enum class Pin : uint8_t { Free, SameLine, NewLine };

// A token that is no comma, with what stands before it. The last piece of a
// file is empty: the end.
struct Piece {
  parse::TokenKind kind = parse::TokenKind::Symbol;
  std::string_view text;
  std::string suffix;             // a comment between it and its comma
  std::vector<Comment> comments;  // before it, behind the comma
  bool has_comma_before = false;
  bool has_space_before = false;  // where both stand on one line
  bool is_behind_open = false;    // `(` or `[`
  bool is_close = false;          // `)`, `]` or `;`
  bool starts_line = false;       // as Comment's, behind the last of `comments`
  bool has_blank_line_before = false;
  Pin pin = Pin::Free;

  // Whether a line break between the piece and the one before it is not for the
  // layout to decide.
  bool must_break_before() const;
  // Whether a space stands on either side of the comments before it.
  bool has_space_before_comment(const Comment& comment) const {
    return comment.is_line || !is_behind_open || &comment != &comments[0];
  }
  bool has_space_behind_comments() const { return !is_close; }
};

// Reads pieces from tokens. Commas become marks of what follows them: the
// layout says where they are written.
//
//   Requires  `tokens` and `allows` of one file without mistakes, with `text`.
//   Output    views of `text`.
//   Cost      linear in the tokens
std::vector<Piece> ReadPieces(const std::vector<parse::Token>& tokens,
                              const std::vector<ast::Allow>& allows,
                              std::string_view text);

// The text of a comment as it is written: with LF, without spaces at its end.
std::string CommentText(const parse::Token& token);

}  // namespace iotpf::format

#endif  // IOTPF_COMPILER_FORMAT_PIECES_H_
