// Bytes that arrived before their turn.
#ifndef IOTPF_RUNTIME_CAPTURE_HELD_BYTES_H_
#define IOTPF_RUNTIME_CAPTURE_HELD_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Ranges of numbered bytes that do not overlap. What is there stays: of later
// bytes only those are taken that fill holes, so that the first data wins.
//
//   Cost     logarithmic in the number of ranges for each range added.
class HeldBytes {
 public:
  // A range: its bytes, or how many bytes are known to be lost there.
  struct Piece {
    std::string bytes;
    uint64_t lost = 0;
    uint64_t size() const { return lost > 0 ? lost : bytes.size(); }
  };

  // Adds what is new of bytes that begin at `position`. Returns how many were.
  uint64_t Insert(uint64_t position, std::string_view bytes);
  // Says that `size` bytes at `position` cannot come, where none are held.
  // Returns of how many this is news.
  uint64_t InsertLost(uint64_t position, uint64_t size);

  bool empty() const { return pieces_ == nullptr || pieces_->empty(); }
  // Position of the first byte held. Requires !empty().
  uint64_t first() const { return pieces_->begin()->first; }
  // Position behind the last byte held. Requires !empty().
  uint64_t end() const {
    const auto last = pieces_->rbegin();
    return last->first + last->second.size();
  }
  // Removes the first range. Requires !empty().
  Piece TakeFirst();
  void Clear();

  size_t pieces() const { return pieces_ == nullptr ? 0 : pieces_->size(); }
  uint64_t bytes() const { return bytes_; }  // held; those lost do not count

 private:
  using Pieces = std::map<uint64_t, Piece>;  // by position

  template <class MakePiece>
  uint64_t FillHoles(uint64_t position, uint64_t size, MakePiece&& make);

  std::unique_ptr<Pieces> pieces_;  // null: none was ever held
  uint64_t bytes_ = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_HELD_BYTES_H_
