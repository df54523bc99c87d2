// A decoder that writes down what it is given: the inside of a tunnel.
#ifndef IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_
#define IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_

#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/stream_decoder.h"

#include <array>
#include <cstdint>
#include <memory>
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

// Opens such streams, and notes the port.
class RecordedStreams final : public runtime::NestedStreams {
 public:
  explicit RecordedStreams(std::string& text) : text_(text) {}
  std::unique_ptr<runtime::StreamDecoder> OpenNested(
      uint16_t server_port) override {
    port_ = "port " + std::to_string(server_port) + ": ";
    return std::make_unique<RecordedStream>(text_);
  }
  // Of the last one; empty: there was none.
  const std::string& port() const { return port_; }

 private:
  std::string& text_;
  std::string port_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_
