// From the packets of some flows to their judged sessions.
//
// A flow becomes a session once, at its end, when nothing more can come. Its
// exchanges become sessions earlier, so that a long connection reports as it
// goes; but not before its first payload is complete, which they see too:
// otherwise their verdict would depend on how packets cut the streams.
//
// Most connections show all that is ever shown of them long before they end:
// those are judged then, and keep their verdict instead of their bytes.
#include "runtime/scan/shard.h"

#include <iotpf/server_name.h>
#include "runtime/protocols/http_fields.h"
#include "runtime/scan/tcp_flow.h"
#include "runtime/scan/udp_flow.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace iotpf::runtime {
namespace {

// Packets whose memory is asked for before the first of them is handled.
constexpr size_t kPrefetchedPackets = 32;

std::string_view ViewOf(const MacAddress& mac) {
  return {reinterpret_cast<const char*>(mac.data()), mac.size()};
}

}  // namespace

template <class Decoder>
struct Shard::OpenFlowWith final : OpenFlow {
  template <class... Arguments>
  explicit OpenFlowWith(Arguments&&... arguments)
      : OpenFlow(own), own(std::forward<Arguments>(arguments)...) {}
  Decoder own;
};

// Memory is asked for a few packets ahead, each kind where the one before has
// come: slots of the table, flows, what the flows are made of.
void Shard::Add(const PacketBatch& batch, size_t shard,
                const ServerNames& names, Judge& judge, ShardReports& reports) {
  Output output{judge, reports};
  const Names known{names, batch.answers()};
  std::span<const BatchPacket> rest = batch.shard(shard);
  std::array<SoughtFlow, kPrefetchedPackets> sought;
  while (!rest.empty()) {
    const auto packets = rest.first(std::min(rest.size(), sought.size()));
    rest = rest.subspan(packets.size());
    for (size_t i = 0; i < packets.size(); ++i) {
      sought[i] = flows_.Seek(packets[i].packet);
      flows_.PrefetchSlot(sought[i].hash);
    }
    for (size_t i = 0; i < packets.size(); ++i) {
      flows_.PrefetchFlow(sought[i].hash);
    }
    for (size_t i = 0; i < packets.size(); ++i) {
      flows_.PrefetchState(sought[i].hash);
    }
    for (size_t i = 0; i < packets.size(); ++i) {
      AddPacket(packets[i], sought[i], known, output);
    }
  }
}

void Shard::AddPacket(const BatchPacket& packet, const SoughtFlow& sought,
                      const Names& names, Output& output) {
  output.packet = packet.packet.index;
  const auto end = [&](FlowOfShard& flow, FlowEnd reason) {
    End(flow, reason, output);
  };
  FlowOfShard& flow = flows_.Find(packet.packet, sought, end);
  if (flow.state == nullptr) {
    Start(flow, packet, names);
    // One for one, so that a flow that holds much does not end all others.
    const bool is_crowded = context_.memory.used > kFlowBytesPerShard;
    if (is_crowded) flows_.EvictOldest(&flow, end);
  }
  FlowDecoder& decoder = flow.state->decoder;
  const bool from_client = flow.IsFromClient(sought.is_from_low);
  // Many only say that others have come.
  if (!decoder.Add(packet.packet, from_client)) return;
  if (flow.state->settled == nullptr) {
    CollectExchanges(flow, output);
    // Explanations are too large to be kept.
    if (decoder.is_settled() && !output.judge.explains()) Settle(flow, output);
  }
  if (decoder.is_finished()) flows_.Finish(flow);
}

void Shard::AdvanceTo(int64_t clock_ns, Judge& judge, ShardReports& reports) {
  Output output{judge, reports, std::numeric_limits<uint64_t>::max()};
  flows_.AdvanceTo(clock_ns, [&](FlowOfShard& flow, FlowEnd reason) {
    End(flow, reason, output);
  });
}

void Shard::Finish(int64_t clock_ns, Judge& judge, ShardReports& reports) {
  Output output{judge, reports, std::numeric_limits<uint64_t>::max()};
  const auto end = [&](FlowOfShard& flow, FlowEnd reason) {
    End(flow, reason, output);
  };
  // Some fell silent for their timeout, which only other shards could see.
  flows_.AdvanceTo(clock_ns, end);
  flows_.EndAll(end);
}

void Shard::Start(FlowOfShard& flow, const BatchPacket& first,
                  const Names& names) {
  const DecodedPacket& packet = first.packet;
  if (packet.transport == Transport::Tcp) {
    flow.state =
        std::make_unique<OpenFlowWith<TcpFlow>>(context_, flow.server().port);
  } else {
    flow.state = std::make_unique<OpenFlowWith<UdpFlow>>(
        context_, DatagramPorts{flow.client().port, flow.server().port});
  }
  OpenFlow& open = *flow.state;
  const bool from_client = flow.IsFromClient(packet);
  open.client_mac = from_client ? packet.source_mac : packet.destination_mac;
  open.server_mac = from_client ? packet.destination_mac : packet.source_mac;
  open.has_time = first.has_time;
  open.server_name =
      names.before.Find(names.in_batch, flow.client().address,
                        flow.server().address, packet.time_ns, packet.index);
}

// ---- exchanges

void Shard::CollectExchanges(FlowOfShard& flow, Output& output) {
  OpenFlow& open = *flow.state;
  for (HttpExchange& exchange : open.decoder.TakeExchanges()) {
    if (open.exchanges == nullptr) {
      open.exchanges = std::make_unique<Exchanges>(ruleset_, context_.memory);
      open.has_exchanges = true;
    }
    Exchanges& own = *open.exchanges;
    const bool fits = own.held.size() < kMaxHeldExchanges &&
                      own.held_memory.Add(CostOf(exchange));
    own.held.push_back(std::move(exchange));
    if (fits || open.decoder.is_carrier_settled()) continue;
    context_.scan.exchanges_judged_early += own.held.size();
    JudgeHeld(flow, output);
  }
  if (open.exchanges == nullptr || open.exchanges->held.empty()) return;
  if (open.decoder.is_carrier_settled()) JudgeHeld(flow, output);
}

void Shard::JudgeHeld(FlowOfShard& flow, Output& output) {
  if (flow.state->exchanges == nullptr) return;
  Exchanges& own = *flow.state->exchanges;
  for (const HttpExchange& exchange : own.held) {
    JudgeExchange(flow, exchange, output);
  }
  own.held.clear();
  own.held_memory.Release();
}

void Shard::JudgeExchange(FlowOfShard& flow, const HttpExchange& exchange,
                          Output& output) {
  const OpenFlow& open = *flow.state;
  Session& session = output.judge.NextSession();
  session.kind = SessionKind::Exchange;
  if (open.has_time) session.time_ns = exchange.origin().time_ns;
  WriteFlow(flow,
            exchange.is_in_inner_tls ? FlowDecoder::Viewer::ExchangeInInnerTls
                                     : FlowDecoder::Viewer::Exchange,
            session);
  WriteHttpFields(exchange, session);
  SettleServerName(session, open.server_name);
  Verdict verdict = output.judge.Decide(session, &examples_);
  open.exchanges->verdict.Add(verdict);
  Report(flow, open.exchanges->judged++, session, std::move(verdict), output);
}

void Shard::Report(const FlowOfShard& flow, uint64_t ordinal,
                   const Session& session, Verdict verdict, Output& output) {
  auto explanation = Explain(session, verdict, output);
  output.reports.sessions.push_back(
      {output.packet, flow.first_packet, ordinal, flow.state->has_exchanges,
       MakeDraft(session, std::move(verdict), std::move(explanation),
                 output.reports.texts)});
}

std::shared_ptr<const Explanation> Shard::Explain(const Session& session,
                                                  const Verdict& verdict,
                                                  Output& output) {
  auto explanation = output.judge.Explain(session, verdict);
  if (explanation == nullptr) return nullptr;
  const size_t cost = explanation->Cost();
  if (cost > kExplanationBytesPerShard - output.explained_bytes) {
    ++context_.scan.explanations_left_out;
    return nullptr;
  }
  output.explained_bytes += cost;
  return explanation;
}

// ---- flows

void Shard::WriteEnds(const FlowOfShard& flow, Session& session) const {
  session.SetPresent(Record::Flow);
  session.AddBytes(Field::FlowTransport,
                   flow.key.transport == Transport::Tcp ? "tcp" : "udp");
  session.AddBytes(Field::ClientIp, flow.client().address.view());
  session.AddNumber(Field::ClientPort, flow.client().port);
  session.AddBytes(Field::ServerIp, flow.server().address.view());
  session.AddNumber(Field::ServerPort, flow.server().port);
}

void Shard::WriteFlow(const FlowOfShard& flow, FlowDecoder::Viewer viewer,
                      Session& session) const {
  const OpenFlow& open = *flow.state;
  WriteEnds(flow, session);
  if (open.client_mac) {
    session.AddBytes(Field::ClientMac, ViewOf(*open.client_mac));
  }
  if (open.server_mac) {
    session.AddBytes(Field::ServerMac, ViewOf(*open.server_mac));
  }
  open.decoder.WriteCarrier(session, viewer);
}

Verdict Shard::JudgeFlow(FlowOfShard& flow, Session& session, Output& output) {
  const OpenFlow& open = *flow.state;
  if (open.has_time) session.time_ns = flow.first_time_ns;
  WriteFlow(flow, FlowDecoder::Viewer::Flow, session);
  open.decoder.WriteRecords(session);
  SettleServerName(session, open.server_name);
  Verdict verdict = output.judge.Decide(session, &examples_);
  if (open.exchanges == nullptr) return verdict;
  return open.exchanges->verdict.Combine(std::move(verdict));
}

void Shard::Settle(FlowOfShard& flow, Output& output) {
  OpenFlow& open = *flow.state;
  JudgeHeld(flow, output);
  Session& session = output.judge.NextSession();
  open.settled = std::make_unique<Settled>();
  open.settled->verdict = JudgeFlow(flow, session, output);
  open.settled->protocol = session.Text(Field::FlowProtocol).value_or("");
  open.settled->server_name = session.Text(Field::ServerName).value_or("");
  open.settled->has_sni = !session.Text(Field::TlsSni).value_or("").empty();
  open.exchanges.reset();
  open.decoder.Release();
}

void Shard::EndSettled(FlowOfShard& flow, Output& output) {
  const OpenFlow& open = *flow.state;
  Session& session = output.judge.NextSession();
  if (open.has_time) session.time_ns = flow.first_time_ns;
  WriteEnds(flow, session);
  session.AddBytes(Field::FlowProtocol, open.settled->protocol);
  session.AddBytes(Field::ServerName, open.settled->server_name);
  if (open.settled->has_sni) {
    session.AddBytes(Field::TlsSni, open.settled->server_name);
  }
  Report(flow, ShardReport::kFlow, session, std::move(open.settled->verdict),
         output);
}

void Shard::End(FlowOfShard& flow, FlowEnd reason, Output& output) {
  OpenFlow& open = *flow.state;
  open.decoder.Finish(reason == FlowEnd::Idle || reason == FlowEnd::Replaced);
  if (open.settled != nullptr) {
    EndSettled(flow, output);
    return;
  }
  CollectExchanges(flow, output);
  // Everything is settled at the end.
  JudgeHeld(flow, output);
  Session& session = output.judge.NextSession();
  Verdict verdict = JudgeFlow(flow, session, output);
  Report(flow, ShardReport::kFlow, session, std::move(verdict), output);
}

}  // namespace iotpf::runtime
