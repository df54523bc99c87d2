// Pieces that touch the beginning are appended at once; the others wait in
// order of their offsets until it reaches them. A piece that waits at the same
// offset as a longer one is replaced, so that all bytes are found.
#include "runtime/tls/byte_assembly.h"

#include "runtime/limits.h"

#include <algorithm>

namespace iotpf::runtime {

bool ByteAssembly::Add(uint64_t offset, std::string_view bytes) {
  if (offset >= kMaxTlsHandshakeBytes) return bytes.empty();
  const size_t room = kMaxTlsHandshakeBytes - static_cast<size_t>(offset);
  const bool fits = bytes.size() <= room;
  bytes = bytes.substr(0, room);
  if (offset <= prefix_.size()) {
    const size_t known = prefix_.size() - static_cast<size_t>(offset);
    if (known < bytes.size()) prefix_ += bytes.substr(known);
    Absorb();
    return fits;
  }
  const auto found = pieces_.find(offset);
  if (found != pieces_.end()) {
    const size_t known = found->second.size();
    if (known < bytes.size()) found->second += bytes.substr(known);
    return fits;
  }
  if (pieces_.size() >= kMaxAssemblyPieces) return false;
  pieces_.emplace(offset, bytes);
  return fits;
}

void ByteAssembly::Absorb() {
  while (!pieces_.empty() && pieces_.begin()->first <= prefix_.size()) {
    const auto& [offset, bytes] = *pieces_.begin();
    const size_t known = prefix_.size() - static_cast<size_t>(offset);
    if (known < bytes.size()) prefix_ += bytes.substr(known);
    pieces_.erase(pieces_.begin());
  }
}

}  // namespace iotpf::runtime
