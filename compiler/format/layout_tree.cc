// The tree that line breaks follow is simpler than that of the rules: chains of
// `or` and `and`, what stands in parentheses or brackets, and runs of pieces.
// Each node knows how many columns it takes on one line, so that the printer
// decides without looking ahead.

#include "compiler/format/layout_tree.h"

#include "compiler/support/utf8.h"

#include <iotpf/check.h>

#include <algorithm>
#include <utility>

namespace iotpf::format {
namespace {

using parse::TokenKind;

class NodeReader {
 public:
  NodeReader(const std::vector<Piece>& pieces, size_t first, size_t end)
      : pieces_(pieces), at_(first), end_(end) {}

  Node Read() { return ReadChain("or"); }
  // The pieces as they are, whatever they mean.
  size_t Measure() const {
    Node words{Node::Kind::Sequence, at_, end_ - 1};
    Measure(words);
    return words.columns;
  }

 private:
  // `or` binds less than `and`.
  Node ReadChain(std::string_view word);
  Node ReadSequence();
  Node ReadGroup(size_t before);

  bool IsAt(TokenKind kind, std::string_view text) const {
    return at_ < end_ && pieces_[at_].kind == kind && pieces_[at_].text == text;
  }
  bool IsOpen() const {
    return IsAt(TokenKind::Symbol, "(") || IsAt(TokenKind::Symbol, "[");
  }
  bool IsClose() const {
    return IsAt(TokenKind::Symbol, ")") || IsAt(TokenKind::Symbol, "]");
  }
  bool IsJoint() const {
    return IsAt(TokenKind::Word, "or") || IsAt(TokenKind::Word, "and");
  }
  Node::Kind KindOfGroup(size_t before) const;
  // Between a piece and the one before it, on one line.
  size_t ColumnsBefore(size_t piece) const;
  void Measure(Node& node) const;

  const std::vector<Piece>& pieces_;
  size_t at_;
  size_t end_;
};

size_t NodeReader::ColumnsBefore(size_t piece) const {
  const Piece& next = pieces_[piece];
  if (next.must_break_before()) return kEndless;
  size_t columns = next.has_comma_before ? 1 : 0;
  for (const Comment& comment : next.comments) {
    const bool is_long = comment.text.find('\n') != std::string::npos;
    columns += next.has_space_before_comment(comment) ? 1 : 0;
    columns += is_long ? kEndless : ColumnsOf(comment.text);
  }
  const bool has_space = next.comments.empty()
                             ? next.has_space_before
                             : next.has_space_behind_comments();
  return columns + (has_space ? 1 : 0);
}

// Children, and the pieces between them, before the first and behind the last.
void NodeReader::Measure(Node& node) const {
  size_t columns = 0;
  size_t piece = node.first;
  const auto take_pieces = [&](size_t end) {
    for (; piece < end; ++piece) {
      if (piece > node.first) columns += ColumnsBefore(piece);
      columns += ColumnsOf(pieces_[piece]);
      columns = std::min(columns, kEndless);
    }
  };
  for (const Node& child : node.children) {
    take_pieces(child.first);
    if (piece > node.first) columns += ColumnsBefore(piece);
    columns += child.columns;
    columns = std::min(columns, kEndless);
    piece = child.last + 1;
  }
  take_pieces(node.last + 1);
  node.columns = std::min(columns, kEndless);
}

Node NodeReader::ReadChain(std::string_view word) {
  Node chain{Node::Kind::Chain, at_, at_};
  while (true) {
    chain.children.push_back(word == "or" ? ReadChain("and") : ReadSequence());
    if (!IsAt(TokenKind::Word, word)) break;
    ++at_;
  }
  if (chain.children.size() == 1) {
    Node only = std::move(chain.children[0]);
    return only;
  }
  chain.last = at_ - 1;
  Measure(chain);
  return chain;
}

Node NodeReader::ReadSequence() {
  Node sequence{Node::Kind::Sequence, at_, at_};
  while (at_ < end_ && !IsJoint() && !IsClose()) {
    if (at_ > sequence.first && pieces_[at_].has_comma_before) break;
    if (IsOpen()) {
      sequence.children.push_back(ReadGroup(sequence.first));
    } else {
      sequence.children.push_back({Node::Kind::Piece, at_, at_});
      Measure(sequence.children.back());
      ++at_;
    }
  }
  IOTPF_CHECK(!sequence.children.empty());
  if (sequence.children.size() == 1) {
    Node only = std::move(sequence.children[0]);
    return only;
  }
  sequence.last = at_ - 1;
  Measure(sequence);
  return sequence;
}

// `before` is where the sequence around it begins.
Node::Kind NodeReader::KindOfGroup(size_t before) const {
  const bool is_bracket = pieces_[at_].text == "[";
  if (at_ == before) return is_bracket ? Node::Kind::List : Node::Kind::Paren;
  const Piece& piece = pieces_[at_ - 1];
  const bool is_behind_name = piece.kind == TokenKind::Name;
  if (is_bracket) return is_behind_name ? Node::Kind::Key : Node::Kind::List;
  if (piece.kind == TokenKind::Word) {
    if (piece.text == "of") return Node::Kind::List;
    if (piece.text == "count") return Node::Kind::Key;
  }
  if (!is_behind_name) return Node::Kind::Paren;
  return pieces_[before].text == "predicate" ? Node::Kind::Parameters
                                             : Node::Kind::List;
}

Node NodeReader::ReadGroup(size_t before) {
  Node group{KindOfGroup(before), at_, at_};
  ++at_;
  while (!IsClose()) group.children.push_back(Read());
  group.last = at_++;
  Measure(group);
  return group;
}

}  // namespace

size_t ColumnsOf(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(),
                    [](char byte) { return !IsUtf8Continuation(byte); }));
}

size_t ColumnsOf(const Piece& piece) {
  const bool is_long = piece.text.find('\n') != std::string_view::npos ||
                       piece.suffix.find('\n') != std::string::npos;
  return is_long ? kEndless : ColumnsOf(piece.text) + ColumnsOf(piece.suffix);
}

size_t ColumnsOf(const std::vector<Piece>& pieces, size_t first, size_t end) {
  return NodeReader(pieces, first, end).Measure();
}

Node ReadNode(const std::vector<Piece>& pieces, size_t first, size_t end) {
  return NodeReader(pieces, first, end).Read();
}

}  // namespace iotpf::format
