// Header compression of HTTP/3, undone by nghttp3.
//
// Blocks count entries of the table modulo a number that comes of the largest
// table that their reader allows. That stands in the settings of the other
// direction, so instructions wait for it; blocks that refer to no entry do not.
// nghttp3 also keeps what it would answer the sender, which is taken and
// dropped.

#include "runtime/protocols/qpack.h"

#include "runtime/limits.h"

#include <nghttp3/nghttp3.h>

#include <vector>

namespace iotpf::runtime {
namespace {

// Blocked blocks wait outside of nghttp3, and its answers are dropped, so these
// bound nothing that it holds.
constexpr size_t kMaxBlocked = size_t{1} << 16;

std::string_view ViewOf(nghttp3_rcbuf* buffer) {
  const nghttp3_vec bytes = nghttp3_rcbuf_get_buf(buffer);
  return {reinterpret_cast<const char*>(bytes.base), bytes.len};
}

const uint8_t* BytesOf(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

// What nghttp3 knows of one block.
class Block {
 public:
  Block() {
    const int error =
        nghttp3_qpack_stream_context_new(&state_, 0, nghttp3_mem_default());
    if (error != 0) state_ = nullptr;
  }
  ~Block() {
    if (state_ != nullptr) nghttp3_qpack_stream_context_del(state_);
  }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  nghttp3_qpack_stream_context* get() const { return state_; }

 private:
  nghttp3_qpack_stream_context* state_ = nullptr;
};

}  // namespace

struct QpackDecoder::Table {
  explicit Table(size_t capacity) {
    const int error = nghttp3_qpack_decoder_new(&state, capacity, kMaxBlocked,
                                                nghttp3_mem_default());
    if (error != 0) {
      state = nullptr;
      return;
    }
    nghttp3_qpack_decoder_set_max_concurrent_streams(state, kMaxBlocked);
  }
  ~Table() {
    if (state != nullptr) nghttp3_qpack_decoder_del(state);
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  void DropAnswers() {
    answers.resize(nghttp3_qpack_decoder_get_decoder_streamlen(state));
    if (answers.empty()) return;
    nghttp3_buf buffer;
    nghttp3_buf_init(&buffer);
    buffer.begin = buffer.pos = buffer.last = answers.data();
    buffer.end = answers.data() + answers.size();
    nghttp3_qpack_decoder_write_decoder(state, &buffer);
  }

  nghttp3_qpack_decoder* state = nullptr;
  std::vector<uint8_t> answers;
};

QpackDecoder::QpackDecoder() = default;
QpackDecoder::~QpackDecoder() = default;

void QpackDecoder::SetCapacity(uint64_t capacity) {
  if (table_ != nullptr || is_broken_) return;
  if (capacity > kMaxQpackTableBytes) {
    is_broken_ = true;
    std::string().swap(held_);
    return;
  }
  table_ = std::make_unique<Table>(static_cast<size_t>(capacity));
  const std::string held = std::move(held_);
  held_.clear();
  ReadInstructions(held);
}

bool QpackDecoder::AddInstructions(std::string_view bytes) {
  if (is_broken_) return false;
  if (table_ != nullptr) return ReadInstructions(bytes);
  held_ += bytes;
  is_broken_ = held_.size() > kMaxQpackHeldBytes;
  if (is_broken_) std::string().swap(held_);
  return !is_broken_;
}

bool QpackDecoder::ReadInstructions(std::string_view bytes) {
  if (table_->state == nullptr) is_broken_ = true;
  if (is_broken_ || bytes.empty()) return !is_broken_;
  const nghttp3_ssize read = nghttp3_qpack_decoder_read_encoder(
      table_->state, BytesOf(bytes), bytes.size());
  is_broken_ = read < 0;
  if (!is_broken_) table_->DropAnswers();
  return !is_broken_;
}

QpackDecoder::Result QpackDecoder::Decode(std::string_view block) {
  if (block.empty()) return Result::Broken;
  // The block refers to no entry: RFC 9204, 4.5.1.1.
  if (block.front() == '\0') {
    Table none(0);
    return Read(none, block);
  }
  if (is_broken_) return Result::Broken;
  return table_ == nullptr ? Result::Blocked : Read(*table_, block);
}

QpackDecoder::Result QpackDecoder::Read(Table& table, std::string_view block) {
  const Block context;
  if (table.state == nullptr || context.get() == nullptr) {
    return Result::Broken;
  }
  while (true) {
    nghttp3_qpack_nv field{};
    uint8_t flags = 0;
    const nghttp3_ssize used = nghttp3_qpack_decoder_read_request(
        table.state, context.get(), &field, &flags, BytesOf(block),
        block.size(), 1);
    if (used < 0) {
      fields_.Take();
      return Result::Broken;
    }
    block.remove_prefix(static_cast<size_t>(used));
    if ((flags & NGHTTP3_QPACK_DECODE_FLAG_BLOCKED) != 0) {
      return Result::Blocked;
    }
    if ((flags & NGHTTP3_QPACK_DECODE_FLAG_EMIT) != 0) {
      fields_.Add(ViewOf(field.name), ViewOf(field.value));
      nghttp3_rcbuf_decref(field.name);
      nghttp3_rcbuf_decref(field.value);
    }
    if ((flags & NGHTTP3_QPACK_DECODE_FLAG_FINAL) != 0) break;
    const bool goes_on = (flags & NGHTTP3_QPACK_DECODE_FLAG_EMIT) != 0;
    if (!goes_on && used == 0) return Result::Broken;
  }
  table.DropAnswers();
  return Result::Done;
}

}  // namespace iotpf::runtime
