// A connection is three things at once here: first bytes that rules look at,
// bytes that tell the protocol, and the input of that protocol's decoder. All
// three begin at byte 0, so the decoder starts late and is fed from the pieces
// that waited.
//
//   segments -> TcpConnection -> Sink -+-> start (payload, identification)
//                                      +-> waiting ... -> decoder
//
// What comes out depends on the bytes, gaps and ends of the two directions, not
// on how segments cut or mixed them, as long as no cap is reached.
#include "runtime/scan/tcp_flow.h"

#include "runtime/protocols/identify.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

static_assert(kIdentifyBytes <= kPayloadBytes,
              "identification looks at the bytes that payload keeps");

// What a waiting piece costs beside its bytes, about.
constexpr size_t kPieceOverhead = 80;

bool IsClean(TcpEnd end) { return end != TcpEnd::Cut; }

}  // namespace

// ---- bytes in

TcpFlow::TcpFlow(ShardContext& shard, uint16_t server_port)
    : shard_(shard),
      server_port_(server_port),
      connection_(shard.tcp),
      client_sink_(*this, Sender::Client),
      server_sink_(*this, Sender::Server),
      waiting_memory_(shard.memory),
      start_memory_(shard.memory) {}

void TcpFlow::Add(const DecodedPacket& packet, bool from_client) {
  origin_ = {packet.time_ns, packet.index};
  connection_.Add(packet, from_client, client_sink_, server_sink_);
}

void TcpFlow::Finish(bool) {
  connection_.Finish(client_sink_, server_sink_);
  Identify(true);
}

void TcpFlow::Sink::OnBytes(std::string_view bytes, bool from_start) {
  Side& side = flow_.SideOf(sender_);
  side.has_data = true;
  side.from_start = from_start;
  if (!flow_.first_sender_) flow_.first_sender_ = sender_;
  flow_.KeepStart(side, bytes);
  if (flow_.decoder_ != nullptr) {
    flow_.decoder_->OnBytes(sender_, bytes, flow_.origin_);
  } else if (!flow_.is_identified_) {
    flow_.Wait({sender_, flow_.origin_, std::string(bytes)});
  }
}

void TcpFlow::Sink::OnGap(uint64_t size, bool from_start) {
  Side& side = flow_.SideOf(sender_);
  side.has_data = true;
  side.from_start = from_start;
  side.is_cut = true;
  if (!flow_.first_sender_) flow_.first_sender_ = sender_;
  if (flow_.decoder_ != nullptr) {
    flow_.decoder_->OnGap(sender_, size);
  } else if (!flow_.is_identified_) {
    flow_.Wait({sender_, flow_.origin_, {}, size});
  }
}

void TcpFlow::Sink::OnEnd(TcpEnd end) {
  flow_.SideOf(sender_).end = end;
  if (flow_.is_identified_) {
    flow_.EndDecoder(sender_);
  } else {
    flow_.Identify(false);
  }
}

void TcpFlow::KeepStart(Side& side, std::string_view bytes) {
  if (side.is_cut || side.start.size() >= kPayloadBytes) return;
  if (is_identified_ && !shard_.needed.payload) return;
  const std::string_view kept =
      bytes.substr(0, kPayloadBytes - side.start.size());
  if (!start_memory_.Add(kept.size())) {
    side.is_cut = true;
    ++shard_.scan.payload_over_cap;
    return;
  }
  side.start.append(kept);
}

void TcpFlow::Wait(Piece piece) {
  const size_t cost = piece.bytes.size() + kPieceOverhead;
  const bool fits = waiting_bytes_ + cost <= kMaxUnidentifiedBytes &&
                    waiting_memory_.Add(cost);
  waiting_bytes_ += cost;
  // The piece that does not fit is still held: the decision follows at once.
  waiting_.push_back(std::move(piece));
  if (!fits) ++shard_.scan.flows_unidentified_early;
  Identify(!fits);
}

// ---- identification

void TcpFlow::Identify(bool is_last_chance) {
  if (is_identified_) return;
  const auto start_of = [&](const Side& side) {
    return StreamStart{side.start,
                       is_last_chance || side.is_cut || side.end.has_value()};
  };
  const Side& client = SideOf(Sender::Client);
  const Side& server = SideOf(Sender::Server);
  is_seen_from_start_ = (client.from_start || !client.has_data) &&
                        (server.from_start || !server.has_data);
  const Identification found = IdentifyTcp(start_of(client), start_of(server),
                                           server_port_, is_seen_from_start_);
  if (found.decided) Decide(found.protocol);
}

void TcpFlow::Decide(Protocol protocol) {
  is_identified_ = true;
  protocol_ = protocol;
  decoder_ = MakeDecoder();
  for (const Piece& piece : std::exchange(waiting_, {})) {
    if (decoder_ == nullptr) break;
    if (piece.gap > 0) {
      decoder_->OnGap(piece.sender, piece.gap);
    } else {
      decoder_->OnBytes(piece.sender, piece.bytes, piece.origin);
    }
  }
  waiting_memory_.Release();
  EndDecoder(Sender::Client);
  EndDecoder(Sender::Server);
  if (shard_.needed.payload) return;
  for (Side& side : sides_) std::string().swap(side.start);
  start_memory_.Release();
}

StreamDecoder* TcpFlow::MakeDecoder() {
  if (protocol_ == Protocol::Http) {
    http_ = std::make_unique<HttpConnection>(shard_.decode, UnseenRequests());
    return http_.get();
  }
  if (protocol_ == Protocol::Tls) {
    tls_ = std::make_unique<TlsHelloDecoder>(shard_.decode);
    return tls_.get();
  }
  if (protocol_ == Protocol::Mqtt && shard_.needed.mqtt) {
    mqtt_ = std::make_unique<MqttDecoder>(shard_.decode, is_seen_from_start_);
    return mqtt_.get();
  }
  if (protocol_ == Protocol::Dns && shard_.needed.dns) {
    dns_ =
        std::make_unique<DnsStreamDecoder>(shard_.decode, is_seen_from_start_);
    return dns_.get();
  }
  return nullptr;
}

// A connection seen from the middle that goes on with a response answers a
// request that was not seen.
uint32_t TcpFlow::UnseenRequests() const {
  return !is_seen_from_start_ && first_sender_ == Sender::Server ? 1 : 0;
}

void TcpFlow::EndDecoder(Sender sender) {
  const std::optional<TcpEnd> end = SideOf(sender).end;
  if (decoder_ != nullptr && end) decoder_->OnEnd(sender, IsClean(*end));
}

// ---- records out

std::vector<HttpExchange> TcpFlow::TakeExchanges() {
  return http_ ? http_->TakeExchanges() : std::vector<HttpExchange>{};
}

bool TcpFlow::IsWhole(const Side& side) const {
  if (side.start.size() >= kPayloadBytes) return true;
  return !side.is_cut && side.end && IsClean(*side.end);
}

bool TcpFlow::is_carrier_settled() const {
  if (!is_identified_) return false;
  if (!shard_.needed.payload) return true;
  return std::all_of(sides_.begin(), sides_.end(), [](const Side& side) {
    return side.start.size() >= kPayloadBytes || side.is_cut || side.end ||
           (side.has_data && !side.from_start);
  });
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

void TcpFlow::WriteRecords(Session& session) const {
  if (tls_) WriteTlsFields(tls_->hello(), session);
  if (mqtt_) mqtt_->Write(session);
  if (dns_) dns_->flow().Write(session);
}

}  // namespace iotpf::runtime
