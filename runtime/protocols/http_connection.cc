// Both directions of an HTTP/1.x connection to its exchanges.
//
// Each direction is read by itself, and asks the other one two questions only:
//
//   the server, at the end of each response head:   which method was asked for?
//   the client, after CONNECT or a wish to upgrade: did the server agree?
//
// A direction whose question is open waits: what comes of it is held, ends and
// gaps included, and read once the answer is there. That makes the result the
// same however the directions interleave. What is held is capped; at the cap
// the other direction is given up, which answers every question about it.

#include "runtime/protocols/http_connection.h"

#include "runtime/limits.h"
#include "runtime/protocols/http_framing.h"
#include "runtime/protocols/http_head.h"
#include "runtime/protocols/http_tunnel.h"

#include <iotpf/check.h>

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

template <class Message>
bool HasEnded(const HttpReader<Message>& reader) {
  return reader.step() == HttpReader<Message>::Step::Ended;
}

// RFC 9110, 15.2: any number of them comes before the final response. 101 is
// the last message in HTTP, so it is final here.
bool IsInterim(const HttpResponse& response) {
  return response.status < 200 && response.status != 101;
}

bool MayTunnel(const HttpRequest& request) {
  return request.method == "CONNECT" ||
         FindHeader(request, "Upgrade") != nullptr;
}

bool Tunnels(std::string_view method, int status) {
  return status == 101 || (method == "CONNECT" && status / 100 == 2);
}

}  // namespace

HttpConnection::HttpConnection(DecodeCounters& counters,
                               uint32_t unseen_requests, NestedStreams* nested)
    : counters_(counters),
      client_(counters),
      server_(counters),
      requests_(
          std::min<uint64_t>(unseen_requests, kMaxHttpPendingExchanges - 1)),
      nested_(nested),
      memory_(nested == nullptr ? nullptr : &nested->memory()) {}

void HttpConnection::OnBytes(Sender sender, std::string_view bytes,
                             const ByteOrigin& origin) {
  OnPiece(sender, BytesPiece(bytes, origin));
}

void HttpConnection::OnGap(Sender sender, uint64_t size) {
  OnPiece(sender, GapPiece(size));
}

void HttpConnection::OnEnd(Sender sender, bool clean) {
  OnPiece(sender, EndPiece(clean));
}

std::vector<HttpExchange> HttpConnection::TakeExchanges() {
  std::vector<HttpExchange> exchanges = std::exchange(done_, {});
  if (tunnel_ == nullptr) return exchanges;
  for (HttpExchange& carried : tunnel_->TakeExchanges()) {
    carried.is_in_inner_tls = carried.is_in_tls;
    exchanges.push_back(std::move(carried));
  }
  return exchanges;
}

bool HttpConnection::MayCarry(Record record) const {
  return has_tunnel_ && (tunnel_ == nullptr || tunnel_->MayCarry(record));
}

void HttpConnection::WriteTunnelled(Session& session) const {
  if (tunnel_ != nullptr) WriteCarriers(*tunnel_, session);
}

void HttpConnection::Write(Session& session) const {
  if (tunnel_ != nullptr) tunnel_->Write(session);
}

HttpConnection::Pending& HttpConnection::At(uint64_t index) {
  IOTPF_CHECK(index >= first_);
  while (index - first_ >= pending_.size()) pending_.emplace_back();
  return pending_[index - first_];
}

bool HttpConnection::HeadIsKnown(uint64_t index) const {
  if (index < requests_ || HasEnded(client_)) return true;
  return index - first_ < pending_.size() &&
         !pending_[index - first_].method.empty();
}

bool HttpConnection::Waits(Sender sender) const {
  if (sender == Sender::Client) return tunnel_request_.has_value();
  return server_.step() == HttpReader<HttpResponse>::Step::Framing;
}

void HttpConnection::OnPiece(Sender sender, StreamPieceView piece) {
  if (!Waits(sender)) Process(sender, piece);
  const bool left =
      piece.kind != StreamPieceKind::Bytes || !piece.bytes.empty();
  if (left && Waits(sender)) Hold(sender, piece);
  while (ProcessHeld(Sender::Client) || ProcessHeld(Sender::Server)) {
  }
  Charge();
  Deliver();
}

// Reads a piece up to where its direction waits. One that was read whole is
// left as empty bytes.
void HttpConnection::Process(Sender sender, StreamPieceView& piece) {
  const auto read = [&piece](auto& reader) {
    switch (std::exchange(piece.kind, StreamPieceKind::Bytes)) {
      case StreamPieceKind::Bytes:
        if (HasEnded(reader)) piece.bytes = {};
        reader.Read(piece.bytes, piece.origin);
        return;
      case StreamPieceKind::Gap:
        return reader.Skip(piece.gap_size);
      case StreamPieceKind::CleanEnd:
        return reader.End(true);
      case StreamPieceKind::UncleanEnd:
        return reader.End(false);
    }
  };
  do {
    if (is_in_tunnel_[IndexOf(sender)]) {
      Forward(sender, piece);
    } else if (sender == Sender::Client) {
      read(client_);
    } else {
      read(server_);
    }
    Advance();
    Deliver();
  } while (!piece.bytes.empty() && !Waits(sender));
}

void HttpConnection::Hold(Sender sender, const StreamPieceView& piece) {
  StreamPieces& held = held_[IndexOf(sender)];
  held.Add(piece);
  if (held.size() <= kMaxHttpHeldBytes && Charge()) return;
  ++counters_.http_held_overflows;
  GiveUp(Other(sender));
}

// Returns whether the direction may have more to process.
bool HttpConnection::ProcessHeld(Sender sender) {
  StreamPieces& held = held_[IndexOf(sender)];
  if (held.empty() || Waits(sender)) return false;
  StreamPiece piece = held.Take();
  StreamPieceView rest = ViewOf(piece);
  Process(sender, rest);
  if (rest.bytes.empty()) return true;
  piece.bytes = std::string(rest.bytes);
  held.PutBack(std::move(piece));
  return false;
}

void HttpConnection::GiveUp(Sender sender) {
  if (sender == Sender::Client) {
    client_.Stop();
  } else {
    server_.Stop();
  }
  held_[IndexOf(sender)] = {};
  Advance();
}

// Carries answers over: each step may answer what the next one asks.
void HttpConnection::Advance() {
  AdvanceClient();
  AdvanceServer();
  SettleTunnel();
}

void HttpConnection::AdvanceClient() {
  using Step = HttpReader<HttpRequest>::Step;
  if (client_.step() == Step::Framing) {
    At(requests_).method = client_.message().method;
    client_.Begin(FramingOf(client_.message()));
  }
  const bool whole = client_.step() == Step::Whole;
  if (!whole && !(HasEnded(client_) && client_.has_message())) return;
  Pending& pending = At(requests_);
  HttpRequest request = client_.Take();
  pending.method = request.method;
  if (whole && MayTunnel(request)) tunnel_request_ = requests_;
  pending.exchange.request = std::move(request);
  ++requests_;
}

void HttpConnection::AdvanceServer() {
  using Step = HttpReader<HttpResponse>::Step;
  if (server_.step() == Step::Framing) {
    const HttpResponse& response = server_.message();
    if (IsInterim(response)) {
      server_.Begin({});
      server_.Take();
      return;
    }
    Pending& pending = At(responses_);
    pending.status = response.status;
    if (!HeadIsKnown(responses_)) return;
    // What follows the answer may depend on the whole request.
    const bool request_settled = responses_ < requests_ || HasEnded(client_);
    const bool leaves_http = Tunnels(pending.method, response.status);
    if (leaves_http && !request_settled) return;
    const HttpFraming framing = FramingOf(response, pending.method);
    server_.Begin(framing);
    if (framing.end == BodyEnd::Tunnel) {
      pending.exchange.response = server_.Take();
      ++responses_;
      server_.Stop();
      OpenTunnel(pending);
      return;
    }
  }
  const bool whole = server_.step() == Step::Whole;
  if (!whole && !(HasEnded(server_) && server_.has_message())) return;
  HttpResponse response = server_.Take();
  if (IsInterim(response)) return;
  Pending& pending = At(responses_);
  pending.status = response.status;
  pending.exchange.response = std::move(response);
  ++responses_;
}

// Where the answer was never seen, CONNECT is taken to have succeeded; bytes
// after a refused upgrade are HTTP again, and what is none ends the direction.
void HttpConnection::SettleTunnel() {
  if (!tunnel_request_) return;
  const Pending& pending = At(*tunnel_request_);
  if (pending.status) {
    if (Tunnels(pending.method, *pending.status)) {
      client_.Stop();
      is_in_tunnel_[IndexOf(Sender::Client)] = has_tunnel_;
    }
  } else if (!HasEnded(server_)) {
    return;
  } else if (pending.method == "CONNECT") {
    client_.Stop();
  }
  tunnel_request_.reset();
}

void HttpConnection::OpenTunnel(Pending& pending) {
  has_tunnel_ = true;
  is_in_tunnel_[IndexOf(Sender::Server)] = true;
  if (nested_ == nullptr) return;
  tunnel_ = DecoderOfTunnel(pending.exchange, counters_, *nested_);
}

void HttpConnection::Forward(Sender sender, StreamPieceView& piece) {
  const StreamPieceView given = std::exchange(piece, {});
  if (tunnel_ != nullptr) Give(given, sender, *tunnel_);
}

void HttpConnection::Deliver() {
  if (pending_.size() > kMaxHttpPendingExchanges) {
    ++counters_.http_pipeline_overflows;
    GiveUp(requests_ > responses_ ? Sender::Server : Sender::Client);
  }
  size_t delivered = 0;
  while (delivered < pending_.size()) {
    const bool request_settled = first_ < requests_ || HasEnded(client_);
    const bool response_settled = first_ < responses_ || HasEnded(server_);
    if (!request_settled || !response_settled) break;
    HttpExchange& exchange = pending_[delivered].exchange;
    if (exchange.request || exchange.response) {
      done_.push_back(std::move(exchange));
    }
    ++delivered;
    ++first_;
  }
  pending_.erase(pending_.begin(),
                 pending_.begin() + static_cast<ptrdiff_t>(delivered));
}

}  // namespace iotpf::runtime
