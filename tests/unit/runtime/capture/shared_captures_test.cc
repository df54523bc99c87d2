// Every real capture at hand is read to its end: as many packets as its
// manifest says, each decoded or counted, each stream ended once.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/capture/capture_reader.h"
#include "runtime/capture/flow_table.h"
#include "runtime/capture/packet.h"
#include "runtime/capture/tcp_stream.h"

namespace iotpf::runtime {
namespace {

class CountingSink : public TcpSink {
 public:
  void OnBytes(std::string_view, bool) override { is_open = is_open && !ends; }
  void OnGap(uint64_t, bool) override { is_open = is_open && !ends; }
  void OnEnd(TcpEnd) override { ++ends; }

  bool is_open = true;  // nothing came after the end
  int ends = 0;
};

struct Streams {
  explicit Streams(TcpShard& shard) : connection(shard) {}
  TcpConnection connection;
  CountingSink client, server;
};

struct Scan {
  CaptureStatistics statistics;
  bool ends_once = true;
};

// Reads a capture through every layer of the folder.
Scan ScanCapture(CaptureReader& reader) {
  Scan scan;
  PacketDecoder decoder(scan.statistics);
  TcpShard shard(scan.statistics);
  FlowTable<Streams> table(scan.statistics);
  const auto on_end = [&scan](Flow<Streams>& flow, FlowEnd) {
    if (flow.state == nullptr) return;
    Streams& streams = *flow.state;
    streams.connection.Finish(streams.client, streams.server);
    for (const CountingSink* sink : {&streams.client, &streams.server}) {
      scan.ends_once = scan.ends_once && sink->is_open && sink->ends == 1;
    }
  };
  DecodedPacket packet;
  while (const CapturedPacket* captured = reader.Next()) {
    if (!decoder.Decode(*captured, packet)) continue;  // none has more
    Flow<Streams>& flow = table.Find(packet, on_end);
    if (packet.transport == Transport::Udp) continue;
    if (!flow.state) flow.state = std::make_unique<Streams>(shard);
    Streams& streams = *flow.state;
    streams.connection.Add(packet, flow.IsFromClient(packet), streams.client,
                           streams.server);
    if (streams.connection.finished()) table.Finish(flow);
  }
  table.EndAll(on_end);
  decoder.Finish();
  return scan;
}

// Packets that went on or were dropped, for one reason each. Fragments count
// one for one, and the datagrams they made take one of them out again.
uint64_t Accounted(const CaptureStatistics& s) {
  const uint64_t in_link =
      s.link_type_unsupported + s.link_usb + s.link_bluetooth + s.link_802154 +
      s.link_header_malformed + s.wifi_encrypted + s.wifi_fragments +
      s.wifi_bad_checksum + s.encapsulation_too_deep + s.not_ip;
  const uint64_t in_network = s.tunnel_malformed + s.ip_header_malformed +
                              s.ip_extensions_too_deep + s.ip_encrypted +
                              s.transport_other + s.fragments -
                              s.datagrams_reassembled;
  return in_link + in_network + s.transport_header_malformed + s.tcp_packets +
         s.udp_packets;
}

TEST_CASE("captures of the shared collection") {
  // Packets read before damage that the manifest's tool passes over.
  const std::map<std::string, uint64_t> kDamaged = {
      {"files/suricata-verify/bug-6875-01__fuzz.pcap", 1}};
  const std::filesystem::path collection =
      IOTPF_SOURCE_DIRECTORY "/../shared/captures";
  std::ifstream manifest(collection / "manifest.tsv");
  if (!manifest) {
    MESSAGE("skipped: no captures in ../shared");
    return;
  }
  std::string line;
  std::getline(manifest, line);  // names of columns
  int scanned = 0;
  while (std::getline(manifest, line)) {
    std::istringstream row(line);
    std::vector<std::string> columns;
    for (std::string column; std::getline(row, column, '\t');) {
      columns.push_back(column);
    }
    REQUIRE(columns.size() > 8);
    const std::string& path = columns[0];
    CAPTURE(path);
    auto input = InputFile::Open(collection / path);
    REQUIRE(input);
    const bool is_capture = columns[8].starts_with("pcap");
    REQUIRE(IsCapture(input->Peek(kCaptureMagicBytes)) == is_capture);
    if (!is_capture) continue;
    auto reader = CaptureReader::Open(std::move(*input));
    REQUIRE(reader);
    const Scan scan = ScanCapture(*reader);
    ++scanned;
    CHECK(scan.ends_once);
    CHECK(Accounted(scan.statistics) ==
          scan.statistics.packets + scan.statistics.wifi_subframes);
    uint64_t expected = std::stoull(columns[3]);
    if (const auto found = kDamaged.find(path); found != kDamaged.end()) {
      expected = found->second;
    }
    // 0: the manifest's tool does not know the link type.
    if (expected > 0) CHECK(scan.statistics.packets == expected);
  }
  MESSAGE("captures read: " << scanned);
}

}  // namespace
}  // namespace iotpf::runtime
