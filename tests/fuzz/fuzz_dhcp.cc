// Bytes as the datagrams of a DHCP flow, for IPv4 and for IPv6.

#include "runtime/protocols/dhcp_flow.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  for (const auto parse :
       {iotpf::runtime::ParseDhcp, iotpf::runtime::ParseDhcpv6}) {
    iotpf::runtime::DecodeCounters counters;
    iotpf::runtime::DhcpFlow flow(counters, parse);
    iotpf::tests::FuzzDatagrams(iotpf::tests::AsText(data, size), flow);
  }
  return 0;
}
