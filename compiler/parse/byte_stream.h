// The bytes of a file as the characters that the lexer reads.
#ifndef IOTPF_COMPILER_PARSE_BYTE_STREAM_H_
#define IOTPF_COMPILER_PARSE_BYTE_STREAM_H_

#include <antlr4-runtime.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace iotpf::parse {

// Shows every byte past ASCII as one letter that means nothing, and a byte
// order mark as spaces: the grammar makes no other difference between them. So
// the offsets of tokens are bytes.
class ByteStream : public antlr4::CharStream {
 public:
  // `text` outlives this.
  explicit ByteStream(std::string_view text) : text_(text) {}

  void consume() override;
  size_t LA(ssize_t offset) override;
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override;
  size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return ""; }
  std::string getText(const antlr4::misc::Interval& interval) override;
  std::string toString() const override { return std::string(text_); }

 private:
  size_t CharacterAt(size_t index) const;

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace iotpf::parse

#endif  // IOTPF_COMPILER_PARSE_BYTE_STREAM_H_
