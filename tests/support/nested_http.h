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
    has_refused_ = left_ <= 0;
    if (has_refused_) return nullptr;
    --left_;
    return std::make_unique<runtime::HttpConnection>(counters_, 0, this);
  }
  runtime::MemoryBudget& memory() override { return memory_; }
  // Which one it was may depend on the order in which they were asked for.
  bool has_refused() const { return has_refused_; }

 private:
  runtime::DecodeCounters& counters_;
  int left_;
  bool has_refused_ = false;
  runtime::MemoryBudget memory_{SIZE_MAX};
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_NESTED_HTTP_H_
