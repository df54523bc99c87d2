// Bytes as the streams of an HTTP/1 connection, with what it carries when it
// leaves HTTP: WebSocket, HTTP/2, and tunnels in tunnels.

#include "runtime/protocols/http_connection.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/nested_http.h"

namespace {

constexpr int kMostTunnels = 4;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input = iotpf::tests::AsText(data, size);
  iotpf::tests::FuzzStreams(input, [](const iotpf::tests::FuzzFeed& feed) {
    iotpf::runtime::DecodeCounters counters;
    iotpf::tests::NestedHttp tunnels(counters, kMostTunnels);
    iotpf::runtime::HttpConnection connection(counters, 0, &tunnels);
    feed(connection);
    const auto exchanges =
        iotpf::tests::DescribeExchanges(connection, counters);
    return tunnels.has_refused() ? std::nullopt : exchanges;
  });
  return 0;
}
