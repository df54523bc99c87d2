// A file, a pipe or standard input, read in order in large blocks.
#ifndef IOTPF_RUNTIME_CAPTURE_INPUT_FILE_H_
#define IOTPF_RUNTIME_CAPTURE_INPUT_FILE_H_

#include <iotpf/result.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/capture/byte_source.h"

namespace iotpf::runtime {

// Blocks before the one that is being read whose bytes are still there.
inline constexpr size_t kBlocksKept = 2;

// The bytes of an input from front to back. The front can be looked at before
// anything is consumed, so that the kind of an input is found on pipes too.
// Inputs compressed with gzip or zstd are unpacked on the way, whatever their
// name.
//
//   Threads  one at a time.
class InputFile {
 public:
  // Opens `path`; "-" is standard input. Where `stop` is given and gets set,
  // the input ends soon.
  //
  //   Errors   missing, unreadable, a directory.
  static Result<InputFile> Open(const std::string& path,
                                const StopFlag* stop = nullptr);
  // What an interface sees; see live_source.h.
  static Result<InputFile> OpenLive(const std::string& interface,
                                    const std::string& filter,
                                    const StopFlag* stop);
  // Bytes in memory, under a name for messages. For tests and fuzzing.
  static InputFile FromBytes(std::string name, std::string bytes);

  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;
  ~InputFile();

  // As in the command line; "standard input" for "-".
  const std::string& name() const { return name_; }

  // The next `size` bytes without consuming them; fewer only where the input
  // ends or a read fails. The view lies in the block with the number block(),
  // and is valid until kBlocksKept further blocks were read.
  std::string_view Peek(size_t size) {
    if (end_ - begin_ < size) Fill(size, true);
    return {buffer_ + begin_, std::min(size, end_ - begin_)};
  }
  // Asks for the memory of the bytes that are read next: as many as the headers
  // of a packet take.
  void PrefetchNext() const {
    constexpr size_t kCacheLineBytes = 64;
    __builtin_prefetch(buffer_ + begin_);
    __builtin_prefetch(buffer_ + std::min(begin_ + kCacheLineBytes, end_));
  }
  // Consumes `size` bytes that may be many more than were peeked at. Returns
  // how many there were.
  uint64_t Skip(uint64_t size) {
    if (size > end_ - begin_) return SkipFar(size);
    begin_ += size;
    offset_ += size;
    return size;
  }
  // The next block of bytes, of any size, consumed; empty at the end. For
  // readers that take text as it comes.
  std::string_view TakeBlock();

  // Number of the block that is being read: it changes where Peek(), Skip() or
  // TakeBlock() read more.
  uint64_t block() const { return block_; }

  // Bytes consumed so far, for positions in messages; of a compressed input,
  // those it unpacks to.
  uint64_t offset() const { return offset_; }
  // Bytes of the file that were read, for progress.
  uint64_t progress() const {
    return is_packed_ ? source_->consumed() : offset_;
  }
  // Size in bytes where the input is a regular file: for progress.
  std::optional<uint64_t> size() const { return size_; }
  // The reading error that ended the input early, if any.
  const std::optional<Error>& error() const { return error_; }
  // From now on a Peek() that would have to wait for its first byte returns
  // without one where nothing comes for a moment, or where it did not return so
  // for a second: is_waiting(), and it may be called again.
  void ReturnWhileWaiting() { may_wait_ = true; }
  bool is_waiting() const { return is_waiting_; }
  bool is_interface() const { return is_interface_; }
  // Of a live capture, so far.
  LiveDrops drops() const { return source_ ? source_->drops() : LiveDrops(); }
  // Whether it ended because that was asked for.
  bool was_stopped() const { return was_stopped_; }

 private:
  InputFile() = default;
  uint64_t SkipFar(uint64_t size);
  void NextBlock(size_t size);
  // `may_return`: as ReturnWhileWaiting() says, where nothing was begun.
  void Fill(size_t size, bool may_return);
  // Unpacks what follows, if its beginning says that it is compressed.
  void UnpackIfCompressed();
  // Whether to return to who reads rather than to read on: see
  // ReturnWhileWaiting().
  bool IsTimeToReturn();

  std::string name_;
  std::unique_ptr<ByteSource> source_;
  bool has_ended_ = false;  // nothing more to read
  bool was_stopped_ = false;
  bool is_packed_ = false;
  bool is_live_ = false;  // bytes come as time goes by
  bool is_interface_ = false;
  bool may_wait_ = false;
  bool is_waiting_ = false;
  std::chrono::steady_clock::time_point last_wait_;
  // The blocks take turns: packets in the two before are still being worked on.
  struct Block {
    std::unique_ptr<char[]> bytes;
    size_t capacity = 0;
  };
  std::array<Block, kBlocksKept + 1> blocks_;
  uint64_t block_ = 0;
  char* buffer_ = nullptr;  // the block that is being read
  size_t capacity_ = 0;     // of it
  size_t begin_ = 0;        // unread bytes are buffer_[begin_, end_)
  size_t end_ = 0;
  uint64_t offset_ = 0;
  std::optional<uint64_t> size_;
  std::optional<Error> error_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_INPUT_FILE_H_
