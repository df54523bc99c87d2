// Bytes as the datagrams of an mDNS flow.

#include "runtime/protocols/mdns.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  iotpf::runtime::DecodeCounters counters;
  iotpf::runtime::MdnsFlow flow(counters);
  iotpf::tests::FuzzDatagrams(iotpf::tests::AsText(data, size), flow);
  return 0;
}
