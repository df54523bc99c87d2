// Bytes as the streams of an HTTP/2 connection.

#include "runtime/protocols/http2_connection.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/recorded_stream.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input = iotpf::tests::AsText(data, size);
  iotpf::tests::FuzzStreams(input, [](const iotpf::tests::FuzzFeed& feed) {
    iotpf::runtime::DecodeCounters counters;
    iotpf::tests::RecordedStreams nested;
    iotpf::runtime::Http2Connection connection(counters, &nested);
    feed(connection);
    const auto exchanges =
        iotpf::tests::DescribeExchanges(connection, counters);
    return exchanges ? std::optional(*exchanges + nested.text()) : std::nullopt;
  });
  return 0;
}
