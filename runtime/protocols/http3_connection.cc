// The streams of an HTTP/3 connection to its exchanges.
//
// Each direction of a stream is read on its own, and what it needs of others is
// the table of header compression alone. Where that is behind, the direction
// waits with what follows, and goes on when instructions come. The table of one
// direction is bounded by a setting of the other, which comes first of all on a
// stream of its own.
//
//   requests   frames -> header blocks -> QPACK -> head of a message -+->
//   exchange
//                    \-> DATA ------------------------> its content --+
//   one-way    settings, instructions, pushed responses

#include "runtime/protocols/http3_connection.h"

#include "runtime/limits.h"
#include "runtime/protocols/http2_message.h"
#include "runtime/protocols/quic_number.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace iotpf::runtime {
namespace {

constexpr std::string_view kVersion = "3";

}  // namespace

// ---- streams

HttpStream* Http3Connection::Find(const Half& half) {
  if (half.target.exchanges == nullptr) return nullptr;
  const auto found = half.target.exchanges->find(half.target.id);
  return found == half.target.exchanges->end() ? nullptr : &found->second;
}

// Null where nothing more of the stream is read.
Http3Connection::Half* Http3Connection::FindHalf(uint64_t stream,
                                                 Sender sender) {
  const auto found = two_way_.find(stream);
  if (found != two_way_.end()) return &found->second[IndexOf(sender)];
  // A server opens no such stream: RFC 9114, 6.1.
  if (OpenerOf(stream) == Sender::Server || stream < next_two_way_) {
    return nullptr;
  }
  if (two_way_.size() >= kMaxHttp3Streams) {
    const auto oldest = two_way_.begin();
    ++counters_.http3_streams_over_cap;
    next_two_way_ = oldest->first + 1;
    const auto exchange = requests_.find(oldest->first);
    if (exchange != requests_.end()) GiveOut(requests_, exchange);
    two_way_.erase(oldest);
  }
  requests_[stream];
  TwoWay& halves = two_way_[stream];
  for (const Sender which : {Sender::Client, Sender::Server}) {
    halves[IndexOf(which)].sender = which;
    halves[IndexOf(which)].target = {&requests_, stream};
  }
  return &halves[IndexOf(sender)];
}

Http3Connection::OneWay* Http3Connection::FindOneWay(uint64_t stream,
                                                     Sender sender) {
  const auto found = one_way_.find(stream);
  if (found != one_way_.end()) return &found->second;
  if (one_way_.size() >= kMaxHttp3OneWayStreams) return nullptr;
  OneWay& one_way = one_way_[stream];
  one_way.half.sender = sender;
  return &one_way;
}

void Http3Connection::OnBytes(uint64_t stream, Sender sender,
                              std::string_view bytes,
                              const ByteOrigin& origin) {
  if (IsTwoWay(stream)) {
    Half* const half = FindHalf(stream, sender);
    return half == nullptr ? void() : Drive(*half, bytes, origin);
  }
  OneWay* const one_way = FindOneWay(stream, sender);
  if (one_way != nullptr) OnOneWayBytes(*one_way, bytes, origin);
}

// The direction of a stream that carries messages; null where it carries none.
Http3Connection::Half* Http3Connection::FindMessages(uint64_t stream,
                                                     Sender sender) {
  if (IsTwoWay(stream)) return FindHalf(stream, sender);
  const auto found = one_way_.find(stream);
  const bool is_push =
      found != one_way_.end() && found->second.use == Use::Push;
  return is_push ? &found->second.half : nullptr;
}

void Http3Connection::OnGap(uint64_t stream, Sender sender, uint64_t size) {
  Half* const half = FindMessages(stream, sender);
  if (half == nullptr) {
    OneWay* const one_way =
        IsTwoWay(stream) ? nullptr : FindOneWay(stream, sender);
    if (one_way != nullptr) one_way->use = Use::Ignored;
    return;
  }
  if (half->is_blocked || !half->frames.Skip(size))
    return EndHalf(*half, false);
  HttpStream* const messages = Find(*half);
  if (messages == nullptr || half->frames.type() != Http3FrameType::Data)
    return;
  if (sender == Sender::Client) {
    messages->request.NoteGap();
  } else {
    messages->response.NoteGap();
  }
}

void Http3Connection::OnLast(uint64_t stream, Sender sender) {
  Half* const half = FindMessages(stream, sender);
  if (half == nullptr) return;
  half->is_over = true;
  if (half->is_blocked) {
    half->has_last = true;
  } else {
    EndHalf(*half, true);
  }
  ForgetIfOver(stream);
}

void Http3Connection::OnReset(uint64_t stream, Sender sender) {
  Half* const half = FindMessages(stream, sender);
  if (half == nullptr) return;
  half->is_over = true;
  EndHalf(*half, false);
  ForgetIfOver(stream);
}

void Http3Connection::OnEnd(bool) {
  for (const QpackDecoder& qpack : qpack_) {
    if (qpack.is_broken()) ++counters_.http3_broken_headers;
  }
  while (!requests_.empty()) GiveOut(requests_, requests_.begin());
  while (!pushes_.empty()) GiveOut(pushes_, pushes_.begin());
}

std::vector<HttpExchange> Http3Connection::TakeExchanges() {
  return std::exchange(done_, {});
}

// ---- frames

void Http3Connection::Drive(Half& half, std::string_view bytes,
                            const ByteOrigin& origin) {
  using Step = Http3FrameReader::Step;
  while (!half.is_stopped) {
    if (half.is_blocked) return Hold(half, bytes, origin);
    if (half.frames.is_between_frames() && !bytes.empty()) {
      half.frame_origin = origin;
    }
    switch (half.frames.Next(bytes)) {
      case Step::More:
        return;
      case Step::Data:
        OnContent(half);
        break;
      case Step::Frame:
        OnFrame(half, half.frames.type(), half.frames.content());
        break;
      case Step::Oversized:
        OnOversized(half);
        break;
    }
  }
}

void Http3Connection::Hold(Half& half, std::string_view bytes,
                           const ByteOrigin& origin) {
  if (half.held.empty()) half.held_origin = origin;
  half.held += bytes;
  if (half.held.size() + half.blocked.size() <= kMaxHttp3HeldBytes) return;
  ++counters_.http3_held_overflows;
  EndHalf(half, false);
}

void Http3Connection::OnContent(Half& half) {
  HttpStream* const messages = Find(half);
  if (messages == nullptr) return;
  const std::string_view content = half.frames.content();
  if (half.sender == Sender::Client) {
    messages->request.AddContent(content);
  } else {
    messages->response.AddContent(content);
  }
}

void Http3Connection::OnFrame(Half& half, Http3FrameType type,
                              std::string_view payload) {
  if (type == Http3FrameType::Settings) {
    if (half.target.exchanges == nullptr) OnSettings(half, payload);
  } else if (half.target.exchanges != nullptr) {
    OnBlock(half, type, payload);
  }
}

// The head of a message whose block is above the cap is not known, and neither
// is what its content means.
void Http3Connection::OnOversized(Half& half) {
  ++counters_.http_oversized_heads;
  if (half.frames.type() == Http3FrameType::Headers) EndHalf(half, false);
}

// ---- header blocks

void Http3Connection::OnBlock(Half& half, Http3FrameType type,
                              std::string_view payload) {
  ByteCursor cursor(payload);
  uint64_t push = 0;
  if (type == Http3FrameType::PushPromise) {
    if (half.sender == Sender::Client) return;
    push = QuicNumber(cursor);
  }
  QpackDecoder& qpack = qpack_[IndexOf(half.sender)];
  const QpackDecoder::Result result = qpack.Decode(cursor.rest());
  if (result == QpackDecoder::Result::Blocked) {
    half.is_blocked = true;
    half.blocked_type = type;
    half.blocked = payload;
    return;
  }
  if (result == QpackDecoder::Result::Broken) {
    ++counters_.http3_broken_headers;
    return EndHalf(half, false);
  }
  const bool is_oversized = qpack.oversized();
  if (type == Http3FrameType::PushPromise) {
    OnPromise(half, push, is_oversized, qpack.Take());
  } else {
    OnHead(half, is_oversized, qpack.Take());
  }
}

void Http3Connection::OnHead(Half& half, bool is_oversized,
                             std::vector<HttpHeader> fields) {
  HttpStream* const messages = Find(half);
  if (messages == nullptr) return;
  if (half.sender == Sender::Client) {
    HttpStreamSide<HttpRequest>& side = messages->request;
    if (side.message || side.is_done) return;  // a trailer
    return side.Begin(RequestOf(std::move(fields), kVersion), is_oversized,
                      half.frame_origin);
  }
  HttpStreamSide<HttpResponse>& side = messages->response;
  if (side.message || side.is_done) return;
  std::optional<HttpResponse> response =
      ResponseOf(std::move(fields), kVersion);
  if (response && response->status < 200) return;  // interim
  side.Begin(std::move(response), is_oversized, half.frame_origin);
}

void Http3Connection::OnPromise(Half& half, uint64_t push, bool is_oversized,
                                std::vector<HttpHeader> fields) {
  const bool is_known = pushes_.contains(push);
  if (push < next_push_ || (!is_known && pushes_.size() >= kMaxHttp3Pushes)) {
    return;
  }
  HttpStreamSide<HttpRequest>& side = pushes_[push].request;
  if (side.message || side.is_done) return;  // promised again
  side.Begin(RequestOf(std::move(fields), kVersion), is_oversized,
             half.frame_origin);
  side.End(true);
  GiveOutIfDone({&pushes_, push});
}

// The table of blocks of `sender` has changed.
void Http3Connection::Retry(Sender sender) {
  for (auto stream = two_way_.begin(); stream != two_way_.end();) {
    const uint64_t id = stream->first;
    Resume(stream->second[IndexOf(sender)]);
    ++stream;
    ForgetIfOver(id);
  }
  for (auto& [id, one_way] : one_way_) {
    if (one_way.half.sender == sender) Resume(one_way.half);
  }
}

void Http3Connection::Resume(Half& half) {
  if (!half.is_blocked) return;
  half.is_blocked = false;
  const std::string block = std::exchange(half.blocked, {});
  OnBlock(half, half.blocked_type, block);
  if (half.is_blocked || half.is_stopped) return;
  const std::string held = std::exchange(half.held, {});
  Drive(half, held, half.held_origin);
  if (half.has_last && !half.is_blocked) EndHalf(half, true);
}

// ---- ends

// `is_whole`: the direction ended where it should.
void Http3Connection::EndHalf(Half& half, bool is_whole) {
  if (half.is_stopped) return;
  Stop(half);
  HttpStream* const messages = Find(half);
  if (messages == nullptr) return;
  if (half.sender == Sender::Client) {
    messages->request.End(is_whole);
  } else {
    messages->response.End(is_whole);
  }
  GiveOutIfDone(half.target);
}

// The exchange is given out, and no byte of its stream follows.
void Http3Connection::ForgetIfOver(uint64_t stream) {
  const auto found = two_way_.find(stream);
  if (found == two_way_.end() || requests_.contains(stream)) return;
  const TwoWay& halves = found->second;
  if (!halves[0].is_over || !halves[1].is_over) return;
  two_way_.erase(found);
}

void Http3Connection::Stop(Half& half) {
  half.is_stopped = true;
  half.is_blocked = false;
  std::string().swap(half.blocked);
  std::string().swap(half.held);
}

void Http3Connection::GiveOutIfDone(const Target& target) {
  const auto found = target.exchanges->find(target.id);
  if (found == target.exchanges->end()) return;
  if (!found->second.request.is_done || !found->second.response.is_done) return;
  GiveOut(*target.exchanges, found);
}

void Http3Connection::GiveOut(Exchanges& exchanges,
                              Exchanges::iterator exchange) {
  std::optional<HttpExchange> done = exchange->second.Finish(counters_);
  if (done) done_.push_back(std::move(*done));
  if (&exchanges == &pushes_) {
    next_push_ = std::max(next_push_, exchange->first + 1);
  }
  exchanges.erase(exchange);
}

}  // namespace iotpf::runtime
