// What comes of a direction of a stream, as values.
#ifndef IOTPF_RUNTIME_PROTOCOLS_STREAM_PIECES_H_
#define IOTPF_RUNTIME_PROTOCOLS_STREAM_PIECES_H_

#include "runtime/protocols/stream_decoder.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::runtime {

enum class StreamPieceKind : uint8_t { Bytes, Gap, CleanEnd, UncleanEnd };

// Bytes, a gap, or the end of a direction.
template <class Text>
struct StreamPieceOf {
  StreamPieceKind kind = StreamPieceKind::Bytes;
  Text bytes = {};
  uint64_t gap_size = 0;
  ByteOrigin origin = {};  // of the bytes
};
using StreamPiece = StreamPieceOf<std::string>;
using StreamPieceView = StreamPieceOf<std::string_view>;

inline StreamPieceView ViewOf(const StreamPiece& piece) {
  return {piece.kind, piece.bytes, piece.gap_size, piece.origin};
}
inline StreamPieceView BytesPiece(std::string_view bytes,
                                  const ByteOrigin& origin) {
  return {.bytes = bytes, .origin = origin};
}
inline StreamPieceView GapPiece(uint64_t size) {
  return {.kind = StreamPieceKind::Gap, .gap_size = size};
}
inline StreamPieceView EndPiece(bool clean) {
  return {.kind =
              clean ? StreamPieceKind::CleanEnd : StreamPieceKind::UncleanEnd};
}

inline void Give(const StreamPieceView& piece, Sender sender,
                 StreamDecoder& decoder) {
  switch (piece.kind) {
    case StreamPieceKind::Bytes:
      return decoder.OnBytes(sender, piece.bytes, piece.origin);
    case StreamPieceKind::Gap:
      return decoder.OnGap(sender, piece.gap_size);
    case StreamPieceKind::CleanEnd:
      return decoder.OnEnd(sender, true);
    case StreamPieceKind::UncleanEnd:
      return decoder.OnEnd(sender, false);
  }
}

// Pieces that wait for their decoder, in order.
class StreamPieces {
 public:
  // Bytes of one origin are joined.
  void Add(const StreamPieceView& piece) {
    const bool joins = piece.kind == StreamPieceKind::Bytes &&
                       !pieces_.empty() &&
                       pieces_.back().kind == StreamPieceKind::Bytes &&
                       pieces_.back().origin == piece.origin;
    if (joins) {
      size_ += piece.bytes.size();
      pieces_.back().bytes += piece.bytes;
      return;
    }
    pieces_.push_back(
        {piece.kind, std::string(piece.bytes), piece.gap_size, piece.origin});
    size_ += CostOf(pieces_.back());
  }

  bool empty() const { return pieces_.empty(); }
  // Bytes, with the cost of the pieces.
  size_t size() const { return size_; }

  const StreamPiece& front() const { return pieces_.front(); }
  // Takes bytes of the front; a piece without any goes.
  void TakeFront(size_t bytes) {
    pieces_.front().bytes.erase(0, bytes);
    size_ -= bytes;
    if (pieces_.front().bytes.empty()) Take();
  }
  // Takes the front as it is.
  StreamPiece Take() {
    StreamPiece piece = std::move(pieces_.front());
    pieces_.pop_front();
    size_ -= CostOf(piece);
    return piece;
  }
  // Puts what is left of the front back before the others.
  void PutBack(StreamPiece piece) {
    size_ += CostOf(piece);
    pieces_.push_front(std::move(piece));
  }

  void GiveAll(Sender sender, StreamDecoder& decoder) const {
    for (const StreamPiece& piece : pieces_) {
      Give(ViewOf(piece), sender, decoder);
    }
  }

 private:
  static size_t CostOf(const StreamPiece& piece) {
    return sizeof(piece) + piece.bytes.size();
  }

  std::list<StreamPiece> pieces_;  // empty, it holds no memory
  size_t size_ = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_STREAM_PIECES_H_
