// Decoders that write down what they are given: the insides of tunnels.
#ifndef IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_
#define IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_

#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/stream_decoder.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// What each direction showed: bytes as they are, gaps as `(size)`, a clean end
// as `|`, another as `~`.
struct RecordedSides {
  std::array<std::string, 2> sides;  // by Sender
  std::string text() const {
    return "client " + sides[0] + " server " + sides[1];
  }
};

// Writes into `record`, which outlives it.
class RecordedStream final : public runtime::StreamDecoder {
 public:
  explicit RecordedStream(RecordedSides& record) : record_(record) {}

  void OnBytes(runtime::Sender sender, std::string_view bytes,
               const runtime::ByteOrigin&) override {
    record_.sides[IndexOf(sender)] += bytes;
  }
  void OnGap(runtime::Sender sender, uint64_t size) override {
    record_.sides[IndexOf(sender)] += "(" + std::to_string(size) + ")";
  }
  void OnEnd(runtime::Sender sender, bool clean) override {
    record_.sides[IndexOf(sender)] += clean ? "|" : "~";
  }

 private:
  RecordedSides& record_;
};

// Opens such streams, and keeps what all of them were given.
class RecordedStreams final : public runtime::NestedStreams {
 public:
  std::unique_ptr<runtime::StreamDecoder> OpenNested(
      uint16_t server_port) override {
    Opened& opened = opened_.emplace_back(Opened{server_port, {}});
    return std::make_unique<RecordedStream>(opened.record);
  }

  runtime::MemoryBudget& memory() override { return memory_; }

  // A line for each, `port 443: client hello| server |`. Sorted, since streams
  // beside each other are opened in any order.
  std::string text() const {
    std::vector<std::string> lines;
    for (const Opened& opened : opened_) {
      lines.push_back("port " + std::to_string(opened.port) + ": " +
                      opened.record.text() + "\n");
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
  }

 private:
  struct Opened {
    uint16_t port;
    RecordedSides record;
  };

  std::deque<Opened> opened_;  // a deque: streams refer to it
  runtime::MemoryBudget memory_{SIZE_MAX};
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_RECORDED_STREAM_H_
