// The bytes that tell the protocol are also the input of its decoder. Both
// begin at byte 0, so the decoder starts late and is fed from the pieces that
// waited. Nearly always the first piece tells it, and nothing waits.
//
//   pieces -> identification -> decoder
//        \--> waiting ---------/
//
// What comes out depends on the bytes, gaps and ends of the two directions, not
// on how pieces cut or mixed them, as long as no cap is reached.
#include "runtime/scan/stream_records.h"

#include "runtime/protocols/coap_flow.h"
#include "runtime/protocols/dialogue_decoder.h"
#include "runtime/protocols/dns_flow.h"
#include "runtime/protocols/http2_connection.h"
#include "runtime/protocols/http_connection.h"
#include "runtime/protocols/identify.h"
#include "runtime/protocols/mqtt.h"
#include "runtime/tls/tls_connection.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

// What a waiting piece costs beside its bytes, about.
constexpr size_t kPieceOverhead = 80;

}  // namespace

// ---- bytes in

void StreamRecords::OnBytes(Sender sender, std::string_view bytes,
                            const ByteOrigin& origin) {
  if (is_identified_) {
    if (decoder_ != nullptr) decoder_->OnBytes(sender, bytes, origin);
    return;
  }
  NoteData(sender);
  std::string_view start = bytes.substr(0, kIdentifyBytes);
  if (SideOf(sender).is_cut) {
    start = StartOf(sender);
  } else if (!StartOf(sender).empty()) {
    std::string& held = waiting_->starts[IndexOf(sender)];
    held += bytes.substr(0, kIdentifyBytes - held.size());
    start = held;
  }
  Identify(sender, start, false);
  if (!is_identified_) {
    Wait({sender, origin, std::string(bytes)}, start);
  } else if (decoder_ != nullptr) {
    decoder_->OnBytes(sender, bytes, origin);
  }
}

void StreamRecords::OnGap(Sender sender, uint64_t size) {
  if (is_identified_) {
    if (decoder_ != nullptr) decoder_->OnGap(sender, size);
    return;
  }
  NoteData(sender);
  SideOf(sender).is_cut = true;
  Identify(sender, StartOf(sender), false);
  if (!is_identified_) {
    Wait({sender, {}, {}, size}, {});
  } else if (decoder_ != nullptr) {
    decoder_->OnGap(sender, size);
  }
}

void StreamRecords::OnEnd(Sender sender, bool clean) {
  SideOf(sender).end = clean ? End::Clean : End::Unclean;
  if (is_identified_) {
    EndDecoder(sender);
  } else {
    Identify(sender, StartOf(sender), false);
  }
}

void StreamRecords::NoteData(Sender sender) {
  SideOf(sender).has_data = true;
  if (!first_sender_) first_sender_ = sender;
}

// `start` is as in Identify().
void StreamRecords::Wait(Piece piece, std::string_view start) {
  const Sender sender = piece.sender;
  const size_t cost = piece.bytes.size() + kPieceOverhead;
  if (waiting_ == nullptr) waiting_ = std::make_unique<Waiting>(shard_.memory);
  std::string& held = waiting_->starts[IndexOf(sender)];
  if (held.empty()) held = start;
  const bool fits = waiting_->bytes + cost <= kMaxUnidentifiedBytes &&
                    waiting_->memory.Add(cost);
  waiting_->bytes += cost;
  // The piece that does not fit is still held: the decision follows at once.
  waiting_->pieces.push_back(std::move(piece));
  if (fits) return;
  ++shard_.scan.flows_unidentified_early;
  Identify(sender, StartOf(sender), true);
}

std::string_view StreamRecords::StartOf(Sender sender) const {
  return waiting_ == nullptr ? std::string_view()
                             : waiting_->starts[IndexOf(sender)];
}

// ---- identification

// `start` is the beginning of the direction of `sender`, which its side need
// not hold yet.
void StreamRecords::Identify(Sender sender, std::string_view start,
                             bool is_last_chance) {
  if (is_identified_) return;
  const auto start_of = [&](Sender which) {
    const Side& side = SideOf(which);
    const bool is_new = which == sender && StartOf(which).empty();
    return StreamStart{is_new ? start : StartOf(which),
                       is_last_chance || side.is_cut || side.end != End::None};
  };
  is_seen_from_start_ = std::all_of(
      sides_.begin(), sides_.end(),
      [](const Side& side) { return side.from_start || !side.has_data; });
  const Identification found =
      IdentifyTcp(start_of(Sender::Client), start_of(Sender::Server),
                  server_port_, is_seen_from_start_);
  if (found.decided) Decide(found.protocol);
}

void StreamRecords::Decide(Protocol protocol) {
  is_identified_ = true;
  protocol_ = protocol;
  decoder_ = MakeDecoder();
  if (waiting_ != nullptr) GiveWaiting(*std::exchange(waiting_, nullptr));
  EndDecoder(Sender::Client);
  EndDecoder(Sender::Server);
}

void StreamRecords::GiveWaiting(const Waiting& waiting) {
  if (decoder_ == nullptr) return;
  for (const Piece& piece : waiting.pieces) {
    if (piece.gap > 0) {
      decoder_->OnGap(piece.sender, piece.gap);
    } else {
      decoder_->OnBytes(piece.sender, piece.bytes, piece.origin);
    }
  }
}

std::unique_ptr<StreamDecoder> StreamRecords::MakeDecoder() {
  switch (protocol_) {
    case Protocol::Http:
      return std::make_unique<HttpConnection>(shard_.decode, UnseenRequests(),
                                              this);
    case Protocol::Http2:
      return std::make_unique<Http2Connection>(shard_.decode, this);
    case Protocol::Tls:
      return MakeTls();
    case Protocol::Mqtt:
      if (!shard_.needed.mqtt) return nullptr;
      return std::make_unique<MqttDecoder>(shard_.decode, is_seen_from_start_);
    case Protocol::Coap:
      if (!shard_.needed.coap) return nullptr;
      return std::make_unique<CoapStreamDecoder>(shard_.decode);
    case Protocol::Dns:
      if (!shard_.needed.dns) return nullptr;
      return std::make_unique<DnsStreamDecoder>(shard_.decode,
                                                is_seen_from_start_);
    default:
      return MakeDialogue();
  }
}

std::unique_ptr<StreamDecoder> StreamRecords::MakeDialogue() {
  std::unique_ptr<Dialogue> dialogue = DialogueOf(protocol_);
  if (dialogue == nullptr) return nullptr;
  return std::make_unique<DialogueDecoder>(shard_.decode, std::move(dialogue),
                                           *this);
}

std::unique_ptr<StreamDecoder> StreamRecords::MakeTls() {
  auto tls = std::make_unique<TlsConnection>(shard_.needed.tls, shard_.decode,
                                             is_seen_from_start_);
  if (shard_.secrets() != nullptr && depth_ < kMaxCarriedStreams) {
    carried_ =
        std::make_unique<CarriedStream>(shard_, server_port_, depth_ + 1);
    tls->Decrypt(shard_.tls, *carried_);
  }
  return tls;
}

std::unique_ptr<StreamDecoder> StreamRecords::OpenNested(uint16_t server_port) {
  if (depth_ >= kMaxCarriedStreams || *nested_total_ >= kMaxNestedStreams) {
    ++shard_.scan.streams_too_deep;
    return nullptr;
  }
  ++*nested_total_;
  return std::make_unique<StreamRecords>(shard_, server_port, depth_ + 1,
                                         nested_total_);
}

// A connection seen from the middle that goes on with a response answers a
// request that was not seen.
uint32_t StreamRecords::UnseenRequests() const {
  return !is_seen_from_start_ && first_sender_ == Sender::Server ? 1 : 0;
}

void StreamRecords::EndDecoder(Sender sender) {
  const End end = SideOf(sender).end;
  if (decoder_ == nullptr || end == End::None) return;
  decoder_->OnEnd(sender, end == End::Clean);
}

// ---- records out

void StreamRecords::Finish() {
  Identify(Sender::Client, {}, true);
  if (carried_ != nullptr) carried_->Finish();
}

void StreamRecords::Release() {
  decoder_.reset();
  carried_.reset();
}

bool StreamRecords::MayHoldRecord(Record record, bool with_tunnels) const {
  const bool has_decoder = with_tunnels && decoder_ != nullptr;
  if (has_decoder && decoder_->MayCarry(record)) return true;
  if (!MayHold(protocol_, record)) return false;
  const StreamRecords* const inner =
      carried_ == nullptr ? nullptr : carried_->records();
  // What carries the inner stream holds nothing but itself.
  const bool is_told = inner != nullptr && inner->is_seen_from_start() &&
                       inner->protocol() != Protocol::Unknown;
  return !is_told || record == Record::Tls ||
         inner->MayHoldRecord(record, with_tunnels);
}

std::vector<HttpExchange> StreamRecords::TakeExchanges() {
  if (decoder_ == nullptr) return {};
  std::vector<HttpExchange> exchanges = decoder_->TakeExchanges();
  if (carried_ == nullptr) return exchanges;
  for (HttpExchange& exchange : carried_->TakeExchanges()) {
    exchange.is_in_tls = true;
    exchanges.push_back(std::move(exchange));
  }
  return exchanges;
}

// Of TLS within TLS the outer one is shown.
void StreamRecords::WriteCarrier(Session& session) const {
  if (decoder_ != nullptr) decoder_->WriteCarrier(session);
  const bool has_tls = session.presence(Record::Tls) == Presence::Present;
  if (carried_ != nullptr && !has_tls) carried_->WriteCarrier(session);
}

void StreamRecords::WriteTunnelled(Session& session) const {
  if (decoder_ != nullptr) decoder_->WriteTunnelled(session);
  const bool has_tls = session.presence(Record::Tls) == Presence::Present;
  if (carried_ != nullptr && !has_tls) carried_->WriteTunnelled(session);
}

bool StreamRecords::MayCarry(Record record) const {
  return MayHoldRecord(record, true);
}

void StreamRecords::Write(Session& session) const {
  if (decoder_ != nullptr) decoder_->Write(session);
  if (carried_ != nullptr) carried_->Write(session);
}

}  // namespace iotpf::runtime
