// The streams of an HTTP/2 connection that carry other streams.
//
// A stream becomes a tunnel by two heads, one of each direction, in any order.
// So a stream is noted with the first of them, and what comes on it waits for
// the other one:
//
//   client  HEADERS CONNECT   DATA ──> waits ─┐
//   server  HEADERS 200       DATA ──> waits ─┴─> decoder of what is carried
#include "runtime/protocols/http2_tunnels.h"

#include "runtime/limits.h"
#include "runtime/protocols/http_tunnel.h"

#include <iotpf/session.h>

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

constexpr std::array<Sender, 2> kSenders = {Sender::Client, Sender::Server};

bool HasTls(const Session& session) {
  return session.presence(Record::Tls) == Presence::Present;
}
bool HasInner(const Session& session) {
  constexpr std::array<Record, 3> kInner = {Record::Dns, Record::Mqtt,
                                            Record::Coap};
  return std::any_of(kInner.begin(), kInner.end(), [&session](Record record) {
    return session.presence(record) == Presence::Present;
  });
}

// Writes what no stream before has shown. Returns whether there is any.
bool Show(const StreamDecoder& carried, Session& session) {
  const bool has_tls = HasTls(session);
  const bool has_inner = HasInner(session);
  if (!has_tls) WriteCarriers(carried, session);
  if (!has_inner) carried.Write(session);
  return HasTls(session) != has_tls || HasInner(session) != has_inner;
}

}  // namespace

// ---- heads

Http2Tunnels::Tunnel* Http2Tunnels::Begin(uint32_t id) {
  const auto found = tunnels_.find(id);
  if (found != tunnels_.end()) return &found->second;
  const auto open =
      std::count_if(tunnels_.begin(), tunnels_.end(),
                    [](const auto& entry) { return !entry.second.is_over(); });
  const bool fits = static_cast<size_t>(open) < kMaxHttp2Tunnels;
  return nested_ == nullptr || !fits ? nullptr : &tunnels_[id];
}

void Http2Tunnels::Expect(uint32_t id) { Begin(id); }

void Http2Tunnels::Ask(uint32_t id, std::string_view protocol,
                       bool is_answered) {
  if (nested_ == nullptr) return;
  // What came behind an answer that was not expected is gone.
  Tunnel* const tunnel = is_answered && !Has(id) ? nullptr : Begin(id);
  if (tunnel == nullptr) {
    ++counters_.http2_tunnels_over_cap;
    has_lost_ = true;
    return;
  }
  tunnel->protocol = protocol;
  if (!tunnel->is_lost) return;
  Lose(id);
}

void Http2Tunnels::Lose(uint32_t id) {
  ++counters_.http_held_overflows;
  has_lost_ = true;
  Drop(id);
}

void Http2Tunnels::Open(uint32_t id, const HttpRequest& request,
                        const HttpResponse& response) {
  const auto found = tunnels_.find(id);
  if (found == tunnels_.end() || found->second.is_open) return;
  Tunnel& tunnel = found->second;
  tunnel.is_open = true;
  tunnel.carried = DecoderOfConnect(request, tunnel.protocol.value_or(""),
                                    response, counters_, *nested_);
  const auto waiting = std::exchange(tunnel.waiting, {});
  Charge();
  if (tunnel.carried == nullptr) return;
  for (const Sender sender : kSenders) {
    waiting[IndexOf(sender)].GiveAll(sender, *tunnel.carried);
  }
  Collect(tunnel);
}

void Http2Tunnels::Drop(uint32_t id) {
  tunnels_.erase(id);
  Charge();
}

void Http2Tunnels::DropUnasked() {
  std::erase_if(tunnels_,
                [](const auto& entry) { return !entry.second.protocol; });
  Charge();
}

// ---- bytes in

// Before the head of its own direction nothing is part of the stream, whichever
// direction is read first: RFC 9113, 8.1.
bool Http2Tunnels::IsEarly(const Tunnel& tunnel, Sender sender) {
  if (tunnel.is_open) return false;
  return (sender == Sender::Server) == tunnel.protocol.has_value();
}

void Http2Tunnels::OnBytes(Sender sender, uint32_t id, std::string_view bytes,
                           const ByteOrigin& origin) {
  OnPiece(sender, id, BytesPiece(bytes, origin));
}

void Http2Tunnels::OnGap(Sender sender, uint32_t id, uint64_t size) {
  OnPiece(sender, id, GapPiece(size));
}

void Http2Tunnels::OnEnd(Sender sender, uint32_t id, bool clean) {
  OnPiece(sender, id, EndPiece(clean));
}

void Http2Tunnels::OnReset(Sender sender, uint32_t id) {
  const auto found = tunnels_.find(id);
  if (found == tunnels_.end() || IsEarly(found->second, sender)) return;
  found->second.is_reset = true;
  OnEnd(sender, id, false);
}

void Http2Tunnels::OnPiece(Sender sender, uint32_t id,
                           const StreamPieceView& piece) {
  const auto found = tunnels_.find(id);
  if (found == tunnels_.end()) return;
  Tunnel& tunnel = found->second;
  bool& has_ended = tunnel.has_ended[IndexOf(sender)];
  if (IsEarly(tunnel, sender) || has_ended) return;
  has_ended = piece.kind == StreamPieceKind::CleanEnd ||
              piece.kind == StreamPieceKind::UncleanEnd;
  if (!tunnel.is_open) return Hold(sender, id, piece);
  if (tunnel.carried != nullptr) {
    Give(piece, sender, *tunnel.carried);
    Collect(tunnel);
  }
  if (tunnel.is_given_out && tunnel.is_over()) Prune();
}

void Http2Tunnels::OnEndOfAll(Sender sender, bool clean) {
  // An end may drop streams.
  for (auto next = tunnels_.begin(); next != tunnels_.end();) {
    const uint32_t id = next->first;
    OnEnd(sender, id, clean);
    next = tunnels_.upper_bound(id);
  }
}

bool Http2Tunnels::Charge() {
  size_t bytes = 0;
  for (const auto& [id, tunnel] : tunnels_) {
    for (const StreamPieces& waiting : tunnel.waiting) bytes += waiting.size();
  }
  return bytes <= kMaxHttpHeldBytes && memory_.Set(bytes);
}

// Most streams that the server answers first are none of these: one that is too
// long counts only if it is asked for.
void Http2Tunnels::Hold(Sender sender, uint32_t id,
                        const StreamPieceView& piece) {
  Tunnel& tunnel = tunnels_[id];
  if (tunnel.is_lost) return;
  tunnel.waiting[IndexOf(sender)].Add(piece);
  if (Charge()) return;
  tunnel.waiting = {};
  tunnel.is_lost = true;
  Charge();
  if (tunnel.protocol) Lose(id);
}

// ---- records out

void Http2Tunnels::Collect(Tunnel& tunnel) {
  for (HttpExchange& exchange : tunnel.carried->TakeExchanges()) {
    const size_t cost = CostOf(exchange);
    exchange.is_in_inner_tls = exchange.is_in_tls;
    tunnel.exchanges.push_back(std::move(exchange));
    const bool fits = ++carried_exchanges_ <= kMaxHttp2CarriedExchanges &&
                      carried_memory_.Add(cost);
    if (fits) {
      tunnel.exchanges_cost += cost;
    } else {
      counters_.http2_exchanges_early += tunnel.exchanges.size();
      Release(tunnel);
    }
  }
  if (tunnel.is_given_out) Release(tunnel);
}

void Http2Tunnels::Release(Tunnel& tunnel) {
  carried_exchanges_ -= tunnel.exchanges.size();
  carried_memory_.Give(std::exchange(tunnel.exchanges_cost, 0));
  for (HttpExchange& exchange : std::exchange(tunnel.exchanges, {})) {
    done_.push_back(std::move(exchange));
  }
}

void Http2Tunnels::GiveOut(uint32_t id) {
  const auto found = tunnels_.find(id);
  if (found == tunnels_.end()) return;
  Tunnel& tunnel = found->second;
  if (!tunnel.is_open) return Drop(id);  // what would open it is gone
  tunnel.is_given_out = true;
  Release(tunnel);
  if (tunnel.is_over()) Prune();
}

// Erases those that are over, but for the first that show records.
void Http2Tunnels::Prune() {
  Session shown;
  for (auto next = tunnels_.begin(); next != tunnels_.end();) {
    const Tunnel& tunnel = next->second;
    const StreamDecoder* const carried = tunnel.carried.get();
    const bool is_done = tunnel.is_given_out && tunnel.is_over();
    if (!is_done || (carried != nullptr && Show(*carried, shown))) {
      ++next;
      continue;
    }
    for (size_t i = 0; i < kRecordCount; ++i) {
      const bool may_carry =
          carried == nullptr || carried->MayCarry(static_cast<Record>(i));
      may_have_carried_[i] = may_have_carried_[i] || may_carry;
    }
    next = tunnels_.erase(next);
  }
}

bool Http2Tunnels::MayCarry(Record record) const {
  return has_lost_ || may_have_carried_[static_cast<size_t>(record)] ||
         std::any_of(
             tunnels_.begin(), tunnels_.end(), [record](const auto& entry) {
               const Tunnel& tunnel = entry.second;
               return tunnel.is_open && (tunnel.carried == nullptr ||
                                         tunnel.carried->MayCarry(record));
             });
}

void Http2Tunnels::Write(Session& session) const {
  for (const auto& [id, tunnel] : tunnels_) {
    if (tunnel.carried != nullptr) Show(*tunnel.carried, session);
  }
}

}  // namespace iotpf::runtime
