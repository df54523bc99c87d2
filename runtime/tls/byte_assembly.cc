// Pieces that touch the beginning are appended at once; the others wait in
// order of their offsets until it reaches them. A piece that waits at the same
// offset as a longer one is replaced, so that all bytes are found. There are
// few pieces, and their bytes stand behind each other: nothing is allocated for
// one.
#include "runtime/tls/byte_assembly.h"

#include "runtime/limits.h"

#include <algorithm>

namespace iotpf::runtime {

bool ByteAssembly::Add(uint64_t offset, std::string_view bytes) {
  if (offset >= kMaxTlsHandshakeBytes) return bytes.empty();
  const size_t room = kMaxTlsHandshakeBytes - static_cast<size_t>(offset);
  const bool fits = bytes.size() <= room;
  bytes = bytes.substr(0, room);
  if (offset > prefix_.size()) {
    return Hold(static_cast<uint32_t>(offset), bytes) && fits;
  }
  Append(static_cast<size_t>(offset), bytes);
  Absorb();
  return fits;
}

// False where a cap drops the bytes.
bool ByteAssembly::Hold(uint32_t offset, std::string_view bytes) {
  const auto place = std::find_if(
      pieces_.begin(), pieces_.end(),
      [offset](const Piece& piece) { return piece.offset <= offset; });
  const bool is_known = place != pieces_.end() && place->offset == offset;
  if (is_known && bytes.size() <= place->size) return true;
  if (!is_known && pieces_.size() >= kMaxAssemblyPieces) return false;
  if (held_.size() + bytes.size() > kMaxAssemblyBytes) return false;
  const Piece piece{offset, static_cast<uint32_t>(held_.size()),
                    static_cast<uint32_t>(bytes.size())};
  held_ += bytes;
  if (!is_known) {
    pieces_.insert(place, piece);
    return true;
  }
  std::copy_n(held_.begin() + place->begin, place->size,
              held_.begin() + piece.begin);
  *place = piece;
  return true;
}

void ByteAssembly::Append(size_t offset, std::string_view bytes) {
  const size_t known = prefix_.size() - offset;
  if (known < bytes.size()) prefix_ += bytes.substr(known);
}

void ByteAssembly::Absorb() {
  while (!pieces_.empty() && pieces_.back().offset <= prefix_.size()) {
    const Piece piece = pieces_.back();
    pieces_.pop_back();
    Append(piece.offset,
           std::string_view(held_).substr(piece.begin, piece.size));
  }
  if (pieces_.empty()) held_.clear();
}

}  // namespace iotpf::runtime
