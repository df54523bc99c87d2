// The shape of a statement, as far as line breaks follow it.
#ifndef IOTPF_COMPILER_FORMAT_LAYOUT_TREE_H_
#define IOTPF_COMPILER_FORMAT_LAYOUT_TREE_H_

#include "compiler/format/pieces.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::format {

// Longer than any line: what cannot stand on one line.
inline constexpr size_t kEndless = size_t{1} << 40;

// A run of pieces.
struct Node {
  enum class Kind : uint8_t {
    Piece,     // one
    Sequence,  // `http.response.status == 200`: one after the other
    Chain,     // `a or b or c`: a piece stands before each child but the first
    List,      // `[..]`, `any of (..)`: a comma may follow the last element
    Parameters,  // `(hosts: list<host>)`: none may
    Paren,       // `(a or b)`
    Key          // `["Server"]`, `count(..)`: no line breaks
  };
  Kind kind = Kind::Piece;
  size_t first = 0;  // pieces, both included
  size_t last = 0;   //
  std::vector<Node> children = {};
  size_t columns = 0;  // on one line
};

// The columns that a text without line breaks takes: its code points.
size_t ColumnsOf(std::string_view text);

// What a piece takes on one line, and the pieces from `first` up to `end`.
size_t ColumnsOf(const Piece& piece);
size_t ColumnsOf(const std::vector<Piece>& pieces, size_t first, size_t end);

// Reads the pieces from `first` up to `end` as one expression, or as the words
// before one.
//
//   Requires  pieces of a file without mistakes, and one piece at least.
//   Cost      linear in the pieces; nesting is within kMaxNestingDepth.
Node ReadNode(const std::vector<Piece>& pieces, size_t first, size_t end);

}  // namespace iotpf::format

#endif  // IOTPF_COMPILER_FORMAT_LAYOUT_TREE_H_
