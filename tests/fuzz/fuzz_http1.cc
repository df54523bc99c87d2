// Bytes as the streams of an HTTP/1 connection, with what it carries when it
// leaves HTTP: WebSocket, HTTP/2, and tunnels in tunnels.

#include "runtime/protocols/http_connection.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

class Tunnels final : public iotpf::runtime::NestedStreams {
 public:
  explicit Tunnels(iotpf::runtime::DecodeCounters& counters)
      : counters_(counters) {}
  std::unique_ptr<iotpf::runtime::StreamDecoder> OpenNested(uint16_t) override {
    if (++depth_ > 4) return nullptr;
    return std::make_unique<iotpf::runtime::HttpConnection>(counters_, 0, this);
  }
  iotpf::runtime::MemoryBudget& memory() override { return memory_; }

 private:
  iotpf::runtime::DecodeCounters& counters_;
  iotpf::runtime::MemoryBudget memory_{SIZE_MAX};
  int depth_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input = iotpf::tests::AsText(data, size);
  iotpf::tests::FuzzStreams(input, [](const iotpf::tests::FuzzFeed& feed) {
    iotpf::runtime::DecodeCounters counters;
    Tunnels tunnels(counters);
    iotpf::runtime::HttpConnection connection(counters, 0, &tunnels);
    feed(connection);
    return iotpf::tests::DescribeExchanges(connection, counters);
  });
  return 0;
}
