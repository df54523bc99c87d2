// Bytes as the streams of an MQTT connection.

#include "runtime/protocols/mqtt.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input = iotpf::tests::AsText(data, size);
  iotpf::tests::FuzzStreams(input, [](const iotpf::tests::FuzzFeed& feed) {
    iotpf::runtime::DecodeCounters counters;
    iotpf::runtime::MqttDecoder decoder(counters);
    feed(decoder);
    iotpf::Session session;
    decoder.Write(session);
    return iotpf::tests::DescribeAll(session);
  });
  return 0;
}
