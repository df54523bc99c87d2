// What a flow says of its packets: whether they changed anything.
#include "runtime/scan/tcp_flow.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string_view>

namespace iotpf::runtime {
namespace {

DecodedPacket Segment(uint8_t flags, uint32_t sequence,
                      uint32_t acknowledgement, std::string_view payload = {}) {
  DecodedPacket segment;
  segment.tcp_flags = flags;
  segment.sequence = sequence;
  segment.acknowledgement = acknowledgement;
  segment.payload = payload;
  segment.payload_size = static_cast<uint32_t>(payload.size());
  return segment;
}

TEST_CASE("a segment that brings nothing changes nothing") {
  ShardContext context({}, nullptr);
  TcpFlow flow(context, 80);
  CHECK_FALSE(flow.Add(Segment(kTcpSyn, 100, 0), true));
  CHECK_FALSE(flow.Add(Segment(kTcpSyn | kTcpAck, 500, 101), false));
  CHECK_FALSE(flow.Add(Segment(kTcpAck, 101, 501), true));
  CHECK(flow.Add(Segment(kTcpAck, 101, 501, "GET"), true));
  CHECK_FALSE(flow.Add(Segment(kTcpAck, 101, 501, "GET"), true));
  CHECK_FALSE(flow.Add(Segment(kTcpAck, 501, 104), false));
  CHECK(flow.Add(Segment(kTcpAck | kTcpFin, 104, 501), true));
  CHECK_FALSE(flow.is_finished());
  CHECK(flow.Add(Segment(kTcpAck | kTcpFin, 501, 105), false));
  CHECK(flow.is_finished());
}

TEST_CASE("an acknowledgement may tell where the other direction begins") {
  ShardContext context({}, nullptr);
  TcpFlow flow(context, 80);
  CHECK_FALSE(flow.Add(Segment(kTcpAck, 200, 700, "late"), true));
  CHECK(flow.Add(Segment(kTcpAck, 700, 204), false));
}

TEST_CASE("a flow that keeps nothing still says that it is over") {
  ShardContext context({}, nullptr);
  TcpFlow flow(context, 80);
  CHECK_FALSE(flow.Add(Segment(kTcpSyn, 100, 0), true));
  CHECK(flow.Add(Segment(kTcpAck, 101, 0, "GET / HTTP/1.1"), true));
  flow.Release();
  CHECK_FALSE(flow.Add(Segment(kTcpAck, 115, 0, "more"), true));
  CHECK(flow.Add(Segment(kTcpRst, 119, 0), true));
  CHECK(flow.is_finished());
}

}  // namespace
}  // namespace iotpf::runtime
