// Tunnels that carry HTTP, and tunnels in these.
#ifndef IOTPF_TESTS_SUPPORT_NESTED_HTTP_H_
#define IOTPF_TESTS_SUPPORT_NESTED_HTTP_H_

#include "runtime/protocols/http_connection.h"
#include "runtime/protocols/nested_streams.h"

#include <cstdint>
#include <memory>

namespace iotpf::tests {

// Opens connections of HTTP/1, at most `most` of them.
class NestedHttp final : public runtime::NestedStreams {
 public:
  NestedHttp(runtime::DecodeCounters& counters, int most)
      : counters_(counters), left_(most) {}

  std::unique_ptr<runtime::StreamDecoder> OpenNested(uint16_t) override {
    if (left_-- <= 0) return nullptr;
    return std::make_unique<runtime::HttpConnection>(counters_, 0, this);
  }
  runtime::MemoryBudget& memory() override { return memory_; }

 private:
  runtime::DecodeCounters& counters_;
  int left_;
  runtime::MemoryBudget memory_{SIZE_MAX};
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_NESTED_HTTP_H_
