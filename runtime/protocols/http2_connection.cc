// Both directions of an HTTP/2 connection to its exchanges.
//
// The directions never ask each other anything: a stream has a number, so its
// request and its response meet whichever comes first, and what a header block
// means depends on the blocks before it in its own direction alone. What is
// left to interleaving is the order of the exchanges. It is that of the ends of
// the responses, which is an order of one direction too. A stream of the server
// that its client has not opened yet is kept until the client does, or passes
// it over.
//
//   frames ──> header blocks ──> HPACK ──> head of a message ─┐
//         └──> DATA ──────────────────────> its content ──────┴─> streams

#include "runtime/protocols/http2_connection.h"

#include "runtime/limits.h"
#include "runtime/protocols/http2_message.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

// RFC 9113, 3.4.
constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
// The stream of a request that asked for the upgrade. RFC 7540, 3.2.
constexpr uint32_t kUpgradedStream = 1;
constexpr std::string_view kVersion = "2";

// RFC 9113, 5.1.1: clients open odd streams, servers even ones.
bool IsClients(uint32_t stream) { return stream % 2 == 1; }

bool IsConnect(const HttpStream& stream) {
  return stream.request.message && stream.request.message->method == "CONNECT";
}

}  // namespace

Http2Connection::Http2Connection(DecodeCounters& counters, HttpRequest upgraded,
                                 NestedStreams* nested)
    : counters_(counters), tunnels_(counters, nested, done_) {
  HttpStream& stream = Open(kUpgradedStream);
  stream.request.message = std::move(upgraded);
  stream.request.is_done = true;
  Of(Sender::Client).highest = kUpgradedStream;
}

// ---- bytes in

void Http2Connection::OnBytes(Sender sender, std::string_view bytes,
                              const ByteOrigin& origin) {
  Drive(sender, bytes, origin);
  Deliver();
}

void Http2Connection::OnGap(Sender sender, uint64_t size) {
  Direction& direction = Of(sender);
  if (size == 0 || direction.is_stopped) return;
  // Padding is missed by nobody.
  const uint64_t missed =
      std::min<uint64_t>(size, direction.frames.content_left());
  if (!direction.frames.Skip(size)) {
    Stop(sender);
  } else {
    const Http2Frame& frame = direction.frames.frame();
    if (frame.type == Http2FrameType::Data && missed > 0) {
      NoteGap(sender, frame.stream, missed);
    }
    Drive(sender, {}, {});  // the gap may end the frame
  }
  Deliver();
}

// The content of a message has a gap.
void Http2Connection::NoteGap(Sender sender, uint32_t id, uint64_t size) {
  tunnels_.OnGap(sender, id, size);
  HttpStream* const stream = Find(sender, id);
  if (stream == nullptr) return;
  if (sender == Sender::Client) {
    stream->request.NoteGap();
  } else {
    stream->response.NoteGap();
  }
}

void Http2Connection::OnEnd(Sender sender, bool clean) {
  tunnels_.OnEndOfAll(sender, clean);
  Stop(sender);
  Deliver();
}

std::vector<HttpExchange> Http2Connection::TakeExchanges() {
  return std::exchange(done_, {});
}

void Http2Connection::Stop(Sender sender) {
  Of(sender).is_stopped = true;
  tunnels_.OnEndOfAll(sender, false);
  if (sender == Sender::Client) tunnels_.DropUnasked();
}

// Takes what belongs to the preface. False where the bytes are none.
bool Http2Connection::TakePreface(std::string_view& bytes) {
  Direction& client = Of(Sender::Client);
  const std::string_view expected =
      kPreface.substr(client.preface, bytes.size());
  if (!bytes.starts_with(expected)) return false;
  client.preface += expected.size();
  bytes.remove_prefix(expected.size());
  return true;
}

void Http2Connection::Drive(Sender sender, std::string_view bytes,
                            const ByteOrigin& origin) {
  using Step = Http2FrameReader::Step;
  Direction& direction = Of(sender);
  if (direction.is_stopped) return;
  direction.origin = origin;
  if (sender == Sender::Client && !TakePreface(bytes)) {
    ++counters_.http2_malformed_frames;
    Stop(sender);
    return;
  }
  while (!direction.is_stopped) {
    const bool is_new = direction.frames.is_between_frames() && !bytes.empty();
    if (is_new) direction.frame_origin = origin;
    const Step step = direction.frames.Next(bytes);
    if (step == Step::More) return;
    OnStep(sender, step);
  }
}

void Http2Connection::OnStep(Sender sender, Http2FrameReader::Step step) {
  Direction& direction = Of(sender);
  const Http2Frame& frame = direction.frames.frame();
  switch (step) {
    case Http2FrameReader::Step::Begin:
      if (frame.type == Http2FrameType::Headers ||
          frame.type == Http2FrameType::PushPromise) {
        direction.block = frame;
        direction.block_origin = direction.frame_origin;
      }
      return;
    case Http2FrameReader::Step::Content:
      return OnContent(sender);
    case Http2FrameReader::Step::End:
      return OnFrameEnd(sender);
    case Http2FrameReader::Step::Broken:
      ++counters_.http2_malformed_frames;
      return Stop(sender);
    case Http2FrameReader::Step::More:
      return;
  }
}

// ---- frames

void Http2Connection::OnContent(Sender sender) {
  Direction& direction = Of(sender);
  const std::string_view content = direction.frames.content();
  if (direction.frames.frame().type != Http2FrameType::Data) {
    if (direction.hpack.Add(content)) return;
    ++counters_.http2_broken_headers;
    Stop(sender);
    return;
  }
  const uint32_t id = direction.frames.frame().stream;
  tunnels_.OnBytes(sender, id, content, direction.origin);
  HttpStream* const stream = Find(sender, id);
  if (stream == nullptr || IsConnect(*stream)) return;
  if (sender == Sender::Client) {
    stream->request.AddContent(content);
  } else {
    stream->response.AddContent(content);
  }
}

void Http2Connection::OnFrameEnd(Sender sender) {
  Direction& direction = Of(sender);
  const Http2Frame& frame = direction.frames.frame();
  switch (frame.type) {
    case Http2FrameType::Headers:
    case Http2FrameType::PushPromise:
    case Http2FrameType::Continuation:
      if (frame.ends_headers()) OnHeaders(sender);
      return;
    case Http2FrameType::Data:
      if (frame.ends_stream()) EndSide(sender, frame.stream, true);
      return;
    case Http2FrameType::RstStream:
      return EndSide(sender, frame.stream, false);
    default:
      return;
  }
}

void Http2Connection::OnHeaders(Sender sender) {
  Direction& direction = Of(sender);
  if (!direction.hpack.End()) {
    ++counters_.http2_broken_headers;
    Stop(sender);
    return;
  }
  const bool is_oversized = direction.hpack.oversized();
  std::vector<HttpHeader> fields = direction.hpack.Take();
  const Http2Frame block = direction.block;
  if (sender == Sender::Client) {
    OnRequestHead(std::move(fields), is_oversized);
  } else if (block.type == Http2FrameType::PushPromise) {
    OnPromise(std::move(fields), is_oversized);
  } else {
    OnResponseHead(std::move(fields), is_oversized);
  }
  if (block.ends_stream()) EndSide(sender, block.stream, true);
}

// A header block on a stream that is open already is the trailer of its
// request.
void Http2Connection::OnRequestHead(std::vector<HttpHeader> fields,
                                    bool is_oversized) {
  Direction& client = Of(Sender::Client);
  const uint32_t id = client.block.stream;
  const bool is_request = client.block.type == Http2FrameType::Headers;
  if (!is_request || !IsClients(id) || id <= client.highest) return;
  PassOver(client.highest, id);
  client.highest = id;
  HttpStream* const known = Find(Sender::Client, id);
  HttpStream& stream = known != nullptr ? *known : Open(id);
  const std::string protocol(ExtendedProtocolOf(fields));
  stream.request.Begin(RequestOf(std::move(fields), kVersion), is_oversized,
                       client.block_origin);
  if (!IsConnect(stream)) return tunnels_.Drop(id);
  tunnels_.Ask(id, protocol, stream.response.message.has_value());
  SettleTunnel(id, stream);
}

// Once both heads are known.
void Http2Connection::SettleTunnel(uint32_t id, const HttpStream& stream) {
  if (!IsConnect(stream) || !stream.response.message) return;
  if (stream.response.message->status / 100 == 2) {
    tunnels_.Open(id, *stream.request.message, *stream.response.message);
  } else {
    tunnels_.Drop(id);
  }
}

// The client will not open the streams between `highest` and `next` any more,
// so what the server sent on them answers nothing. RFC 9113, 5.1.1.
void Http2Connection::PassOver(uint32_t highest, uint32_t next) {
  for (auto stream = streams_.upper_bound(highest);
       stream != streams_.end() && stream->first < next;) {
    if (!IsClients(stream->first)) {
      ++stream;
      continue;
    }
    std::erase(answered_, stream->first);
    tunnels_.Drop(stream->first);
    stream = streams_.erase(stream);
  }
}

void Http2Connection::OnResponseHead(std::vector<HttpHeader> fields,
                                     bool is_oversized) {
  const Direction& server = Of(Sender::Server);
  const uint32_t id = server.block.stream;
  HttpStream* const stream = FindOrExpect(id);
  if (stream == nullptr) return;
  HttpStreamSide<HttpResponse>& side = stream->response;
  if (side.message || side.is_done) return;  // a trailer
  std::optional<HttpResponse> response =
      ResponseOf(std::move(fields), kVersion);
  const bool is_interim = response && response->status < 200;
  if (is_interim && !server.block.ends_stream()) return;
  side.Begin(std::move(response), is_oversized, server.block_origin);
  const bool may_be_asked = IsClients(id) && id > Of(Sender::Client).highest &&
                            !Of(Sender::Client).is_stopped;
  if (may_be_asked) tunnels_.Expect(id);
  SettleTunnel(id, *stream);
}

void Http2Connection::OnPromise(std::vector<HttpHeader> fields,
                                bool is_oversized) {
  Direction& server = Of(Sender::Server);
  const uint32_t id = server.block.promised;
  if (IsClients(id) || id <= server.highest) return;
  server.highest = id;
  HttpStreamSide<HttpRequest>& side = Open(id).request;
  side.Begin(RequestOf(std::move(fields), kVersion), is_oversized,
             server.block_origin);
  side.End(true);
}

// ---- streams

// The end of the stream, or its reset. A client whose stream the server has
// reset need not end its request, so only an answer that ended puts the stream
// in line.
void Http2Connection::EndSide(Sender sender, uint32_t id, bool is_whole) {
  if (is_whole) {
    tunnels_.OnEnd(sender, id, true);
  } else {
    tunnels_.OnReset(sender, id);
  }
  if (sender == Sender::Client) {
    HttpStream* const stream = Find(sender, id);
    if (stream != nullptr) stream->request.End(is_whole);
    return;
  }
  HttpStream* const stream = FindOrExpect(id);
  if (stream == nullptr) return;
  stream->response.End(is_whole);
  const bool is_listed =
      std::find(answered_.begin(), answered_.end(), id) != answered_.end();
  if (is_whole && !is_listed) answered_.push_back(id);
}

// Null where the direction has not opened the stream, or it is given out.
HttpStream* Http2Connection::Find(Sender sender, uint32_t id) {
  const bool is_unopened = sender == Sender::Client && IsClients(id) &&
                           id > Of(Sender::Client).highest;
  const auto found = streams_.find(id);
  return found == streams_.end() || is_unopened ? nullptr : &found->second;
}

// The stream that the server sends on, whose request may still come.
HttpStream* Http2Connection::FindOrExpect(uint32_t id) {
  HttpStream* const stream = Find(Sender::Server, id);
  const bool may_come = IsClients(id) && id > Of(Sender::Client).highest;
  return stream == nullptr && may_come ? &Open(id) : stream;
}

HttpStream& Http2Connection::Open(uint32_t id) {
  if (streams_.size() >= kMaxHttp2Streams) {
    ++counters_.http2_streams_over_cap;
    GiveOut(streams_.begin());
  }
  return streams_[id];
}

void Http2Connection::Deliver() {
  const bool client_is_stopped = Of(Sender::Client).is_stopped;
  while (!answered_.empty()) {
    const auto stream = streams_.find(answered_.front());
    const bool is_opened = stream->second.request.message.has_value() ||
                           stream->second.request.is_done;
    if (!stream->second.request.is_done && !client_is_stopped) return;
    if (is_opened) {
      GiveOut(stream);
    } else {
      answered_.pop_front();  // waits for the end of the server
    }
  }
  if (!client_is_stopped || !Of(Sender::Server).is_stopped) return;
  while (!streams_.empty()) GiveOut(streams_.begin());
}

// Makes an exchange of a stream as it is.
void Http2Connection::GiveOut(Streams::iterator stream) {
  std::optional<HttpExchange> exchange = stream->second.Finish(counters_);
  if (exchange) done_.push_back(std::move(*exchange));
  tunnels_.GiveOut(stream->first);
  std::erase(answered_, stream->first);
  streams_.erase(stream);
}

}  // namespace iotpf::runtime
