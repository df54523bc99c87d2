// Both IP fragments and TCP segments can arrive late, twice, and with
// overlaps that contradict each other. One structure answers for both: an
// ordered map of ranges that never overlap. A new range is cut at those already
// there, and only its parts in the holes are kept:
//
//   held     [aaaa]      [bbb]
//   new         [xxxxxxxxxxxxxxx]
//   becomes  [aaaa][xxxx][bbb][x]
//
// Ranges are not merged: they are taken from the front one by one, and merging
// would copy bytes again. Most streams never hold any, so the map is made when
// it is needed.
#include "runtime/capture/held_bytes.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace iotpf::runtime {

// Adds make(position, size) for each hole in the range; returns their sum.
template <class MakePiece>
uint64_t HeldBytes::FillHoles(uint64_t position, uint64_t size,
                              MakePiece&& make) {
  const uint64_t end = position + size;
  uint64_t at = position;
  uint64_t added = 0;
  if (pieces_ == nullptr) pieces_ = std::make_unique<Pieces>();
  auto next = pieces_->upper_bound(at);
  if (next != pieces_->begin()) {
    const auto before = std::prev(next);
    at = std::max(at, before->first + before->second.size());
  }
  while (at < end) {
    const uint64_t hole_end =
        next == pieces_->end() ? end : std::min(end, next->first);
    if (hole_end > at) {
      pieces_->emplace_hint(next, at, make(at, hole_end - at));
      added += hole_end - at;
    }
    if (next == pieces_->end()) break;
    at = next->first + next->second.size();
    ++next;
  }
  return added;
}

uint64_t HeldBytes::Insert(uint64_t position, std::string_view bytes) {
  const uint64_t added =
      FillHoles(position, bytes.size(), [&](uint64_t at, uint64_t size) {
        return Piece{std::string(bytes.substr(at - position, size)), 0};
      });
  bytes_ += added;
  return added;
}

uint64_t HeldBytes::InsertLost(uint64_t position, uint64_t size) {
  return FillHoles(position, size, [](uint64_t, uint64_t lost) {
    return Piece{std::string(), lost};
  });
}

HeldBytes::Piece HeldBytes::TakeFirst() {
  auto node = pieces_->extract(pieces_->begin());
  bytes_ -= node.mapped().bytes.size();
  return std::move(node.mapped());
}

void HeldBytes::Clear() {
  pieces_.reset();
  bytes_ = 0;
}

}  // namespace iotpf::runtime
