// A statement that is too long breaks from the outside in:
//
//   positive account : easy =
//       server.name in app_hosts
//       or http.request.path starts_with "/v1/account"
//           and http.response.json["/id"] is present
//       or any of (
//           http.request.header["X-Account"] is present,
//           http.request.cookie["account"] is present,
//       );
//
// first behind `=`, then before each `or`, then before each `and`, then inside
// parentheses and lists, last before the operator of a test. A list that is the
// whole value begins on the line of its name. Every choice follows from widths
// that are known before, so there is nothing to take back.

#include "compiler/format/print_statement.h"

#include "compiler/format/layout_tree.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

namespace iotpf::format {
namespace {

using parse::TokenKind;

bool IsOperator(const Piece& piece) {
  constexpr std::string_view kWords[] = {"in",        "under",    "starts_with",
                                         "ends_with", "contains", "matches",
                                         "at",        "is"};
  constexpr std::string_view kSymbols[] = {"==", "!=", "<", "<=", ">", ">="};
  if (piece.kind == TokenKind::Word) {
    return std::ranges::find(kWords, piece.text) != std::end(kWords);
  }
  return piece.kind == TokenKind::Symbol &&
         std::ranges::find(kSymbols, piece.text) != std::end(kSymbols);
}

class Printer {
 public:
  Printer(const std::vector<Piece>& pieces, PageWriter& page)
      : pieces_(pieces), page_(page), indent_(page.indent()) {}

  void Run(size_t first, size_t last);

 private:
  // Each writes a node whose first piece is next. `base` is the indentation of
  // lines that go on with it; `tail` are the columns of what must follow on its
  // last line.
  void Print(const Node& node, size_t base, size_t tail);
  void PrintFlat(size_t first, size_t last, size_t base);
  void PrintChain(const Node& chain, size_t base, size_t tail);
  void PrintSequence(const Node& sequence, size_t base, size_t tail);
  void PrintElements(const Node& list);
  void PrintParen(const Node& paren, size_t tail);

  void PrintValue(size_t first, size_t last);
  void PrintWords(size_t first, size_t last);
  // The columns up to the next comma.
  size_t ColumnsToComma(size_t piece, size_t last) const;

  bool Fits(const Node& node, size_t tail) const {
    return page_.column() + node.columns + tail <= kMaxColumns;
  }
  bool StartsOnLineOfName(const Node& value) const;
  // The piece that ends the words before the value.
  std::optional<size_t> FindAssign(size_t first, size_t last) const;

  const std::vector<Piece>& pieces_;
  PageWriter& page_;
  size_t indent_;  // of the statement
};

void Printer::PrintFlat(size_t first, size_t last, size_t base) {
  for (size_t i = first; i <= last; ++i) {
    if (i > first) page_.PutGap(i, {base, base});
    page_.PutPiece(i);
  }
}

void Printer::Print(const Node& node, size_t base, size_t tail) {
  if (Fits(node, tail)) return PrintFlat(node.first, node.last, base);
  switch (node.kind) {
    case Node::Kind::Chain:
      return PrintChain(node, base, tail);
    case Node::Kind::Sequence:
      return PrintSequence(node, base, tail);
    case Node::Kind::List:
    case Node::Kind::Parameters:
      return PrintElements(node);
    case Node::Kind::Paren:
      return PrintParen(node, tail);
    case Node::Kind::Piece:
    case Node::Kind::Key:
      return PrintFlat(node.first, node.last, base);
  }
}

void Printer::PrintChain(const Node& chain, size_t base, size_t tail) {
  for (const Node& operand : chain.children) {
    const bool is_last = operand.last == chain.last;
    if (operand.first != chain.first) {
      const size_t word = operand.first - 1;
      page_.PutGap(word, {base, base, true});
      page_.PutPiece(word);
      page_.PutGap(operand.first, {base + kIndent, base + kIndent});
    }
    Print(operand, base + kIndent, is_last ? tail : 0);
  }
}

void Printer::PrintSequence(const Node& sequence, size_t base, size_t tail) {
  const Node& end = sequence.children.back();
  const bool ends_in_group =
      end.kind != Node::Kind::Key && !end.children.empty();
  const bool ends_in_block = pieces_[end.first].kind == TokenKind::Block;
  bool may_break = !ends_in_group && !ends_in_block;
  for (const Node& part : sequence.children) {
    if (part.first != sequence.first) {
      const bool breaks = may_break && IsOperator(pieces_[part.first]);
      page_.PutGap(part.first, {base, base, breaks});
      if (breaks) may_break = false;
    }
    const bool is_last = part.last == sequence.last;
    Print(part, base, is_last ? tail : 0);
  }
}

void Printer::PrintElements(const Node& list) {
  const size_t outer = page_.indent();
  const size_t inner = outer + kIndent;
  page_.PutPiece(list.first);
  for (const Node& element : list.children) {
    const bool is_first = element.first == list.first + 1;
    page_.PutGap(element.first, {inner, inner, true, !is_first});
    Print(element, inner + kIndent, 1);
  }
  Gap close{outer, inner, !list.children.empty()};
  close.adds_comma = close.breaks && list.kind == Node::Kind::List;
  page_.PutGap(list.last, close);
  page_.PutPiece(list.last);
}

void Printer::PrintParen(const Node& paren, size_t tail) {
  const size_t inner = page_.indent() + kIndent;
  page_.PutPiece(paren.first);
  for (const Node& inside : paren.children) {
    page_.PutGap(inside.first, {inner, inner});
    Print(inside, inner, tail + 1);
  }
  page_.PutGap(paren.last, {inner, inner});
  page_.PutPiece(paren.last);
}

std::optional<size_t> Printer::FindAssign(size_t first, size_t last) const {
  const std::string_view word = pieces_[first].text;
  const bool is_condition = pieces_[first].kind == TokenKind::Word &&
                            (word == "necessary" || word == "sufficient");
  const std::string_view assign = is_condition ? ":" : "=";
  for (size_t i = first; i < last; ++i) {
    if (pieces_[i].kind == TokenKind::Symbol && pieces_[i].text == assign) {
      return i;
    }
  }
  return std::nullopt;
}

// Whether a value that does not fit begins behind its name all the same: where
// a line of its own would win nothing.
bool Printer::StartsOnLineOfName(const Node& value) const {
  if (value.kind == Node::Kind::Piece || value.kind == Node::Kind::List) {
    return true;
  }
  if (value.kind != Node::Kind::Sequence) return false;
  const auto is_test = [&](const Node& part) {
    return part.kind != Node::Kind::Piece || IsOperator(pieces_[part.first]);
  };
  const auto& parts = value.children;
  if (std::none_of(parts.begin(), parts.end(), is_test)) return true;
  const Node& end = parts.back();
  if (indent_ + kIndent + value.columns < kMaxColumns) return false;
  if (pieces_[end.first].kind == TokenKind::Block) return true;
  if (end.kind != Node::Kind::List) return false;
  size_t columns = page_.column() + 1;
  for (const Node& part : parts) {
    columns += part.first == end.first ? 1 : part.columns + 1;
  }
  return columns <= kMaxColumns;
}

void Printer::PrintValue(size_t first, size_t last) {
  const Node value = ReadNode(pieces_, first, last);
  const size_t inner = indent_ + kIndent;
  const bool fits = page_.column() + 1 + value.columns + 1 <= kMaxColumns;
  Gap gap{inner, inner};
  gap.breaks = !fits && !StartsOnLineOfName(value);
  page_.PutGap(first, gap);
  const bool is_chain = value.kind == Node::Kind::Chain;
  Print(value, is_chain ? inner : inner + kIndent, 1);
}

size_t Printer::ColumnsToComma(size_t piece, size_t last) const {
  size_t columns = 0;
  for (size_t i = piece; i < last && columns <= kMaxColumns; ++i) {
    if (i > piece && pieces_[i].has_comma_before) break;
    columns += ColumnsOf(pieces_[i]) + (pieces_[i].has_space_before ? 1 : 0);
  }
  return columns + 1;
}

// Names in a row: as many on a line as fit, `by` and `behind` before others.
void Printer::PrintWords(size_t first, size_t last) {
  const size_t inner = indent_ + kIndent;
  const size_t columns = page_.column() + ColumnsOf(pieces_, first, last) + 1;
  if (columns <= kMaxColumns) return PrintFlat(first, last - 1, inner);
  for (size_t i = first; i < last; ++i) {
    if (i > first) {
      const bool is_word = pieces_[i].kind == TokenKind::Word;
      const bool is_clause =
          is_word && (pieces_[i].text == "by" || pieces_[i].text == "behind");
      const bool is_full =
          pieces_[i].has_comma_before &&
          page_.column() + 1 + ColumnsToComma(i, last) > kMaxColumns;
      const size_t indent =
          pieces_[i].has_comma_before ? inner + kIndent : inner;
      page_.PutGap(i, {indent, indent, is_clause || is_full});
    }
    page_.PutPiece(i);
  }
}

void Printer::Run(size_t first, size_t last) {
  const size_t inner = indent_ + kIndent;
  if (const std::optional<size_t> assign = FindAssign(first, last)) {
    Print(ReadNode(pieces_, first, *assign + 1), inner, 0);
    PrintValue(*assign + 1, last);
  } else if (first < last) {
    PrintWords(first, last);
  }
  if (first < last) page_.PutGap(last, {inner, inner});
  page_.PutPiece(last);
}

}  // namespace

void PrintStatement(const std::vector<Piece>& pieces, size_t first, size_t last,
                    PageWriter& page) {
  Printer(pieces, page).Run(first, last);
}

}  // namespace iotpf::format
