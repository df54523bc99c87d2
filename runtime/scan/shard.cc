// From the packets of some flows to their judged sessions.
//
// A flow becomes a session once, at its end, when nothing more can come. Its
// exchanges become sessions earlier, so that a long connection reports as it
// goes; but not before its first payload is complete, which they see too:
// otherwise their verdict would depend on how packets cut the streams.
#include "runtime/scan/shard.h"

#include <iotpf/server_name.h>
#include "runtime/protocols/http_fields.h"
#include "runtime/scan/session_report.h"
#include "runtime/scan/tcp_flow.h"
#include "runtime/scan/udp_flow.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace iotpf::runtime {
namespace {

std::string_view ViewOf(const MacAddress& mac) {
  return {reinterpret_cast<const char*>(mac.data()), mac.size()};
}

size_t CostOf(const HttpMessage& message) {
  size_t cost = message.body.bytes.size();
  for (const HttpHeader& header : message.headers) {
    cost += sizeof(header) + header.name.size() + header.value.size();
  }
  return cost;
}

// Bytes that an exchange holds, about.
size_t CostOf(const HttpExchange& exchange) {
  size_t cost = sizeof(exchange);
  if (exchange.request) {
    cost += CostOf(*exchange.request) + exchange.request->target.size();
  }
  if (exchange.response) cost += CostOf(*exchange.response);
  return cost;
}

}  // namespace

void Shard::Add(std::span<const BatchPacket> packets, Judge& judge,
                std::vector<ShardReport>& reports) {
  Output output{judge, reports, 0};
  for (const BatchPacket& packet : packets) {
    output.packet = packet.packet.index;
    FlowOfShard& flow =
        flows_.Find(packet.packet, [&](FlowOfShard& ended, FlowEnd reason) {
          End(ended, reason, output);
        });
    if (flow.state == nullptr) Start(flow, packet);
    flow.state->decoder->Add(packet.packet, flow.IsFromClient(packet.packet));
    CollectExchanges(flow, output);
    if (flow.state->decoder->is_finished()) flows_.Finish(flow);
  }
}

void Shard::Finish(Judge& judge, std::vector<ShardReport>& reports) {
  Output output{judge, reports, std::numeric_limits<uint64_t>::max()};
  flows_.EndAll(
      [&](FlowOfShard& flow, FlowEnd reason) { End(flow, reason, output); });
}

void Shard::Start(FlowOfShard& flow, const BatchPacket& first) {
  flow.state = std::make_unique<OpenFlow>(ruleset_, context_.memory);
  OpenFlow& open = *flow.state;
  if (first.packet.transport == Transport::Tcp) {
    open.decoder = std::make_unique<TcpFlow>(context_, flow.server().port);
  } else {
    open.decoder = std::make_unique<UdpFlow>(context_);
  }
  const bool from_client = flow.IsFromClient(first.packet);
  open.client_mac =
      from_client ? first.packet.source_mac : first.packet.destination_mac;
  open.server_mac =
      from_client ? first.packet.destination_mac : first.packet.source_mac;
  open.server_name = first.server_name;
  open.has_time = first.has_time;
}

// ---- exchanges

void Shard::CollectExchanges(FlowOfShard& flow, Output& output) {
  OpenFlow& open = *flow.state;
  for (HttpExchange& exchange : open.decoder->TakeExchanges()) {
    const bool fits = open.held.size() < kMaxHeldExchanges &&
                      open.held_memory.Add(CostOf(exchange));
    open.held.push_back(std::move(exchange));
    if (fits || open.decoder->is_carrier_settled()) continue;
    context_.scan.exchanges_judged_early += open.held.size();
    JudgeHeld(flow, output);
  }
  if (open.held.empty() || !open.decoder->is_carrier_settled()) return;
  JudgeHeld(flow, output);
}

void Shard::JudgeHeld(FlowOfShard& flow, Output& output) {
  OpenFlow& open = *flow.state;
  for (const HttpExchange& exchange : open.held) {
    JudgeExchange(flow, exchange, output);
  }
  open.held.clear();
  open.held_memory.Release();
}

void Shard::JudgeExchange(FlowOfShard& flow, const HttpExchange& exchange,
                          Output& output) {
  OpenFlow& open = *flow.state;
  Session session;
  session.kind = SessionKind::Exchange;
  if (open.has_time) session.time_ns = exchange.origin().time_ns;
  WriteFlow(flow, session);
  WriteHttpFields(exchange, session);
  SettleServerName(session, open.server_name);
  Verdict verdict = output.judge.Decide(session);
  open.verdict.Add(verdict);
  auto explanation = Explain(session, verdict, output);
  output.reports.push_back(
      {output.packet, flow.first_packet, open.exchanges++,
       MakeReport(session, std::move(verdict), std::move(explanation))});
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

void Shard::WriteFlow(const FlowOfShard& flow, Session& session) const {
  const OpenFlow& open = *flow.state;
  session.SetPresent(Record::Flow);
  session.AddBytes(Field::FlowTransport,
                   flow.key.transport == Transport::Tcp ? "tcp" : "udp");
  session.AddBytes(Field::ClientIp, flow.client().address.view());
  session.AddNumber(Field::ClientPort, flow.client().port);
  session.AddBytes(Field::ServerIp, flow.server().address.view());
  session.AddNumber(Field::ServerPort, flow.server().port);
  if (open.client_mac) {
    session.AddBytes(Field::ClientMac, ViewOf(*open.client_mac));
  }
  if (open.server_mac) {
    session.AddBytes(Field::ServerMac, ViewOf(*open.server_mac));
  }
  open.decoder->WriteCarrier(session);
}

void Shard::End(FlowOfShard& flow, FlowEnd reason, Output& output) {
  OpenFlow& open = *flow.state;
  open.decoder->Finish(reason == FlowEnd::Idle || reason == FlowEnd::Replaced);
  CollectExchanges(flow, output);
  // Everything is settled at the end.
  JudgeHeld(flow, output);

  Session session;
  if (open.has_time) session.time_ns = flow.first_time_ns;
  WriteFlow(flow, session);
  open.decoder->WriteRecords(session);
  SettleServerName(session, open.server_name);
  Verdict verdict = open.verdict.Combine(output.judge.Decide(session));
  auto explanation = Explain(session, verdict, output);
  output.reports.push_back(
      {output.packet, flow.first_packet, ShardReport::kFlow,
       MakeReport(session, std::move(verdict), std::move(explanation))});
}

}  // namespace iotpf::runtime
