// What came of a direction of a stream and waits for its decoder.
#ifndef IOTPF_RUNTIME_PROTOCOLS_STREAM_PIECES_H_
#define IOTPF_RUNTIME_PROTOCOLS_STREAM_PIECES_H_

#include "runtime/protocols/stream_decoder.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <utility>

namespace iotpf::runtime {

// Bytes, a gap, or the end of a direction.
struct StreamPiece {
  enum class Kind : uint8_t { Bytes, Gap, CleanEnd, UncleanEnd };
  Kind kind = Kind::Bytes;
  std::string bytes = {};
  uint64_t gap_size = 0;
  ByteOrigin origin = {};

  static StreamPiece End(bool clean) {
    return {.kind = clean ? Kind::CleanEnd : Kind::UncleanEnd};
  }
};

// Pieces in order.
class StreamPieces {
 public:
  // Bytes of one origin are joined.
  void Add(StreamPiece piece) {
    size_ += piece.bytes.size();
    const bool joins = piece.kind == StreamPiece::Kind::Bytes &&
                       !pieces_.empty() &&
                       pieces_.back().kind == StreamPiece::Kind::Bytes &&
                       pieces_.back().origin == piece.origin;
    if (joins) {
      pieces_.back().bytes += piece.bytes;
      return;
    }
    size_ += sizeof(StreamPiece);
    pieces_.push_back(std::move(piece));
  }

  bool empty() const { return pieces_.empty(); }
  const StreamPiece& front() const { return pieces_.front(); }
  // Takes bytes of the front; a piece without any goes.
  void TakeFront(size_t bytes) {
    pieces_.front().bytes.erase(0, bytes);
    size_ -= bytes;
    if (!pieces_.front().bytes.empty()) return;
    pieces_.pop_front();
    size_ -= sizeof(StreamPiece);
  }
  // Bytes, with the cost of the pieces.
  size_t size() const { return size_; }

  void ForwardTo(Sender sender, StreamDecoder& decoder) const {
    for (const StreamPiece& piece : pieces_) {
      switch (piece.kind) {
        case StreamPiece::Kind::Bytes:
          decoder.OnBytes(sender, piece.bytes, piece.origin);
          break;
        case StreamPiece::Kind::Gap:
          decoder.OnGap(sender, piece.gap_size);
          break;
        case StreamPiece::Kind::CleanEnd:
          decoder.OnEnd(sender, true);
          break;
        case StreamPiece::Kind::UncleanEnd:
          decoder.OnEnd(sender, false);
          break;
      }
    }
  }

 private:
  std::list<StreamPiece> pieces_;  // empty, it holds no memory
  size_t size_ = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_STREAM_PIECES_H_
