// A connection is two things at once here: first bytes that rules look at, and
// a stream whose protocol is to be found and decoded.
//
//   segments -> TcpConnection -> Sink -+-> start (payload)
//                                      +-> StreamRecords
#include "runtime/scan/tcp_flow.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

bool IsClean(TcpEnd end) { return end != TcpEnd::Cut; }

}  // namespace

// ---- bytes in

TcpFlow::TcpFlow(ShardContext& shard, uint16_t server_port)
    : shard_(shard),
      connection_(shard.tcp),
      start_memory_(shard.memory),
      records_(shard, server_port) {}

bool TcpFlow::Add(const DecodedPacket& packet, bool from_client) {
  origin_ = {packet.time_ns, packet.index};
  has_news_ = false;
  Sink client(*this, Sender::Client);
  Sink server(*this, Sender::Server);
  connection_.Add(packet, from_client, client, server);
  if (HasEnded()) FinishRecords();
  return has_news_ || connection_.finished();
}

void TcpFlow::Finish(bool) {
  Sink client(*this, Sender::Client);
  Sink server(*this, Sender::Server);
  connection_.Finish(client, server);
  FinishRecords();
}

void TcpFlow::FinishRecords() {
  if (has_finished_ || is_released_) return;
  has_finished_ = true;
  records_.Finish();
}

void TcpFlow::Release() {
  is_released_ = true;
  for (Side& side : sides_) std::string().swap(side.start);
  start_memory_.Release();
  records_.Release();
}

void TcpFlow::Sink::OnBytes(std::string_view bytes, bool from_start) {
  if (flow_.is_released_) return;
  flow_.has_news_ = true;
  flow_.NoteData(sender_, from_start);
  flow_.KeepStart(flow_.SideOf(sender_), bytes);
  flow_.records_.OnBytes(sender_, bytes, flow_.origin_);
}

void TcpFlow::Sink::OnGap(uint64_t size, bool from_start) {
  if (flow_.is_released_) return;
  flow_.has_news_ = true;
  flow_.NoteData(sender_, from_start);
  flow_.SideOf(sender_).is_cut = true;
  flow_.records_.OnGap(sender_, size);
}

void TcpFlow::Sink::OnEnd(TcpEnd end) {
  if (flow_.is_released_) return;
  flow_.has_news_ = true;
  flow_.SideOf(sender_).end = end;
  flow_.records_.OnEnd(sender_, IsClean(end));
}

void TcpFlow::NoteData(Sender sender, bool from_start) {
  Side& side = SideOf(sender);
  side.has_data = true;
  side.from_start = from_start;
  if (!from_start) records_.BeginInMiddle(sender);
}

void TcpFlow::KeepStart(Side& side, std::string_view bytes) {
  if (!shard_.needed.payload) return;
  if (side.is_cut || side.start.size() >= kPayloadBytes) return;
  const std::string_view kept =
      bytes.substr(0, kPayloadBytes - side.start.size());
  if (!start_memory_.Add(kept.size())) {
    side.is_cut = true;
    ++shard_.scan.payload_over_cap;
    return;
  }
  const size_t size = side.start.size() + kept.size();
  // The first piece is most often the only one, or has all that is kept.
  if (size > side.start.capacity()) {
    const size_t room = side.start.empty() ? size : 2 * size;
    side.start.reserve(std::min(kPayloadBytes, room));
  }
  side.start.append(kept);
}

// ---- records out

std::vector<HttpExchange> TcpFlow::TakeExchanges() {
  return records_.TakeExchanges();
}

bool TcpFlow::IsWhole(const Side& side) const {
  if (side.start.size() >= kPayloadBytes) return true;
  return !side.is_cut && side.end && IsClean(*side.end);
}

bool TcpFlow::is_carrier_settled() const {
  if (!records_.is_identified()) return false;
  if (!shard_.needed.payload) return true;
  return std::all_of(sides_.begin(), sides_.end(), [](const Side& side) {
    return side.start.size() >= kPayloadBytes || side.is_cut || side.end ||
           (side.has_data && !side.from_start);
  });
}

bool TcpFlow::is_settled() const {
  if (HasEnded()) return true;
  return records_.is_settled() && is_carrier_settled();
}

void TcpFlow::WritePayload(Session& session) const {
  if (!shard_.needed.payload) return;
  WriteSide(SideOf(Sender::Client), connection_.client(), Field::PayloadClient,
            session);
  WriteSide(SideOf(Sender::Server), connection_.server(), Field::PayloadServer,
            session);
}

void TcpFlow::WriteSide(const Side& side, const TcpStream& stream, Field field,
                        Session& session) const {
  if (!stream.from_start()) return;
  if (side.start.empty()) {
    if (IsWhole(side)) session.SetAbsent(field);
    return;
  }
  session.SetPresent(Record::Payload);
  session.AddBytes(field, side.start, !IsWhole(side));
}

void TcpFlow::WriteRecords(Session& session) const { records_.Write(session); }

}  // namespace iotpf::runtime
