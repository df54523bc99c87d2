// Bytes as the datagrams of a CoAP flow, and as the streams of one.

#include "runtime/protocols/coap_flow.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input = iotpf::tests::AsText(data, size);
  iotpf::runtime::DecodeCounters counters;
  iotpf::runtime::CoapFlow flow(counters);
  iotpf::tests::FuzzDatagrams(input, flow);
  iotpf::tests::FuzzStreams(input, [](const iotpf::tests::FuzzFeed& feed) {
    iotpf::runtime::DecodeCounters stream_counters;
    iotpf::runtime::CoapStreamDecoder decoder(stream_counters);
    feed(decoder);
    iotpf::Session session;
    decoder.Write(session);
    return iotpf::tests::DescribeAll(session);
  });
  return 0;
}
