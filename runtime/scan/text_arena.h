// Bytes of many small strings, freed together.
#ifndef IOTPF_RUNTIME_SCAN_TEXT_ARENA_H_
#define IOTPF_RUNTIME_SCAN_TEXT_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Keeps copies of strings until all are forgotten at once.
//
//   Cost   no allocation a string; blocks are used again after Clear().
class TextArena {
 public:
  // A copy that lives until Clear().
  std::string_view Copy(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > free_) Grow(text.size());
    char* const place = next_;
    std::memcpy(place, text.data(), text.size());
    next_ += text.size();
    free_ -= text.size();
    return {place, text.size()};
  }

  void Clear() {
    if (blocks_.size() > 1) blocks_.clear();
    if (blocks_.empty()) {
      next_ = nullptr;
      free_ = 0;
    } else {
      next_ = blocks_.front().get();
      free_ = first_bytes_;
    }
  }

 private:
  static constexpr size_t kBlockBytes = 4096;

  void Grow(size_t size) {
    // Twice as large as the one before, so that many strings cost few blocks.
    size_t bytes = kBlockBytes << std::min<size_t>(blocks_.size(), 4);
    bytes = std::max(bytes, size);
    blocks_.emplace_back(new char[bytes]);
    if (blocks_.size() == 1) first_bytes_ = bytes;
    next_ = blocks_.back().get();
    free_ = bytes;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t first_bytes_ = 0;  // of the first block
  char* next_ = nullptr;
  size_t free_ = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_TEXT_ARENA_H_
