// A decoder that writes down what it is given: the inside of a tunnel.
#ifndef IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_
#define IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_

#include "runtime/protocols/stream_decoder.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// Writes both directions into a text when exchanges are asked for: bytes as
// they are, gaps as `(size)`, a clean end as `|`, another as `~`.
class RecordedStream final : public runtime::StreamDecoder {
 public:
  explicit RecordedStream(std::string& text) : text_(text) {}

  void OnBytes(runtime::Sender sender, std::string_view bytes,
               const runtime::ByteOrigin&) override {
    sides_[IndexOf(sender)] += bytes;
  }
  void OnGap(runtime::Sender sender, uint64_t size) override {
    sides_[IndexOf(sender)] += "(" + std::to_string(size) + ")";
  }
  void OnEnd(runtime::Sender sender, bool clean) override {
    sides_[IndexOf(sender)] += clean ? "|" : "~";
  }
  std::vector<runtime::HttpExchange> TakeExchanges() override {
    text_ = "client " + sides_[0] + " server " + sides_[1];
    return {};
  }

 private:
  std::string& text_;
  std::array<std::string, 2> sides_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_
