// Bytes as the datagrams of an SSDP flow.

#include "runtime/protocols/ssdp.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  iotpf::runtime::DecodeCounters counters;
  iotpf::runtime::SsdpFlow flow(counters);
  iotpf::tests::FuzzDatagrams(iotpf::tests::AsText(data, size), flow);
  return 0;
}
