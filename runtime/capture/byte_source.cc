// Files are read with one call a block. On a pipe a call may wait for ever, so
// it is made when there are bytes, and while there are none the reader is asked
// every moment; a signal that comes just before the wait costs one turn of it.
//
// Compressed bytes are unpacked straight into the reader's buffer, whose size
// bounds what one call gives: an input that unpacks to a thousand times its
// size costs time and no memory.
#include "runtime/capture/byte_source.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

class DescriptorSource : public ByteSource {
 public:
  DescriptorSource(std::string name, int descriptor, bool is_regular,
                   const StopFlag* stop)
      : name_(std::move(name)),
        descriptor_(descriptor),
        is_regular_(is_regular),
        stop_(stop) {}
  ~DescriptorSource() override { ::close(descriptor_); }
  DescriptorSource(const DescriptorSource&) = delete;
  DescriptorSource& operator=(const DescriptorSource&) = delete;

  size_t Read(char* into, size_t room) override {
    while (!error_ && MayRead()) {
      const ssize_t got = ::read(descriptor_, into, room);
      if (got >= 0) {
        consumed_ += static_cast<uint64_t>(got);
        return static_cast<size_t>(got);
      }
      if (errno == EINTR || errno == EAGAIN) continue;
      error_ = Error{fmt::format(
          "{}: reading fails at byte {}: {}; what stands before it was read",
          name_, consumed_, std::generic_category().message(errno))};
    }
    return 0;
  }
  uint64_t consumed() const override { return consumed_; }
  const std::optional<Error>& error() const override { return error_; }
  bool was_stopped() const override { return was_stopped_; }
  bool is_waiting() const override { return is_waiting_; }

 private:
  // Whether a call of read() will return soon; false when stopped, and when
  // nothing came for a turn.
  bool MayRead() {
    constexpr int kTurnMilliseconds = 100;
    is_waiting_ = false;
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) {
      was_stopped_ = true;
      return false;
    }
    if (is_regular_ || stop_ == nullptr) return true;
    pollfd waited{descriptor_, POLLIN, 0};
    const int ready = ::poll(&waited, 1, kTurnMilliseconds);
    is_waiting_ = ready == 0 || (ready < 0 && errno == EINTR);
    return !is_waiting_;
  }

  std::string name_;
  int descriptor_;
  bool is_regular_;
  const StopFlag* stop_;
  uint64_t consumed_ = 0;
  std::optional<Error> error_;
  bool was_stopped_ = false;
  bool is_waiting_ = false;
};

class UnpackedSource : public ByteSource {
 public:
  UnpackedSource(std::string name, Compression compression,
                 std::string beginning, std::unique_ptr<ByteSource> source)
      : name_(std::move(name)),
        compression_(compression),
        block_(std::move(beginning)),
        packed_(block_),
        source_(std::move(source)),
        before_(source_ ? 0 : block_.size()),
        decompressor_(NewDecompressor(compression, kMaxFileWindowBytes)) {
    if (decompressor_ == nullptr) Fail("cannot be unpacked, memory is short,");
  }

  size_t Read(char* into, size_t room) override {
    while (!error_) {
      if (state_ == State::Ended) SkipZeros();
      const bool has_input = !packed_.empty() || Refill();
      if (!has_input && state_ == State::Ended) return 0;
      const Decompressor::Step step = decompressor_->Run(packed_, into, room);
      packed_.remove_prefix(step.used);
      state_ = step.state;
      if (step.written > 0) return step.written;
      if (state_ == State::Malformed) {
        Fail("is damaged");
      } else if (!has_input && state_ == State::NeedsInput) {
        const bool is_end = !error() && !was_stopped() && !is_waiting();
        if (is_end) Fail("ends too early");
        return 0;
      }
    }
    return 0;
  }
  uint64_t consumed() const override {
    return before_ + (source_ ? source_->consumed() : 0) - packed_.size();
  }
  const std::optional<Error>& error() const override {
    return error_ || !source_ ? error_ : source_->error();
  }
  bool was_stopped() const override {
    return source_ && source_->was_stopped();
  }
  bool is_waiting() const override { return source_ && source_->is_waiting(); }

 private:
  using State = Decompressor::State;

  bool Refill() {
    if (!source_) return false;
    block_.resize(kPackedBlockBytes);
    block_.resize(source_->Read(block_.data(), block_.size()));
    packed_ = block_;
    return !packed_.empty();
  }
  void SkipZeros() {
    do {
      const size_t zeros = packed_.find_first_not_of('\0');
      packed_.remove_prefix(std::min(zeros, packed_.size()));
    } while (packed_.empty() && Refill());
  }
  void Fail(std::string_view what) {
    error_ = Error{fmt::format(
        "{}: its {} data {} at byte {}; what stands before it was read", name_,
        NameOf(compression_), what, consumed())};
  }

  std::string name_;
  Compression compression_;
  std::string block_;
  std::string_view packed_;             // of `block_`
  std::unique_ptr<ByteSource> source_;  // null: nothing behind the beginning
  uint64_t before_;                     // bytes that `source_` does not count
  std::unique_ptr<Decompressor> decompressor_;
  State state_ = State::NeedsInput;
  std::optional<Error> error_;
};

}  // namespace

std::unique_ptr<ByteSource> ReadDescriptor(std::string name, int descriptor,
                                           bool is_regular,
                                           const StopFlag* stop) {
  return std::make_unique<DescriptorSource>(std::move(name), descriptor,
                                            is_regular, stop);
}

std::unique_ptr<ByteSource> Unpack(std::string name, Compression compression,
                                   std::string beginning,
                                   std::unique_ptr<ByteSource> source) {
  return std::make_unique<UnpackedSource>(
      std::move(name), compression, std::move(beginning), std::move(source));
}

}  // namespace iotpf::runtime
