// Versions of HTTP that give each exchange a stream differ in how they frame
// it. A message is the same in all: a head, content with its codings, an end
// that may come early.
#include "runtime/protocols/http_stream.h"

#include "runtime/protocols/http_framing.h"

#include <utility>

namespace iotpf::runtime {

template <class Message>
void HttpStreamSide<Message>::Begin(std::optional<Message> head,
                                    bool is_oversized,
                                    const ByteOrigin& origin) {
  if (!head) {
    is_malformed = true;
    is_done = true;
    return;
  }
  head->origin = origin;
  head->head_complete = !is_oversized;
  content.Begin(ContentCodingsOf(*head));
  message = std::move(head);
}

template <class Message>
void HttpStreamSide<Message>::AddContent(std::string_view bytes) {
  const bool is_read =
      message && message->head_complete && !is_done && !has_gap;
  if (is_read) content.Add(bytes);
}

template <class Message>
void HttpStreamSide<Message>::End(bool is_whole) {
  if (is_done) return;
  is_done = true;
  if (!message || !message->head_complete) return;
  message->body = content.Take(is_whole && !has_gap);
}

template <class Message>
void HttpStreamSide<Message>::Count(DecodeCounters& counters) const {
  if (is_malformed) ++counters.http_malformed_heads;
  if (message && !message->head_complete) ++counters.http_oversized_heads;
  if (content.oversized()) ++counters.http_oversized_bodies;
  if (content.malformed()) ++counters.http_malformed_bodies;
}

template struct HttpStreamSide<HttpRequest>;
template struct HttpStreamSide<HttpResponse>;

std::optional<HttpExchange> HttpStream::Finish(DecodeCounters& counters) {
  request.End(false);
  response.End(false);
  // What a tunnel carries is no content: RFC 9113, 8.5; RFC 9114, 4.4.
  const bool is_tunnel =
      request.message && request.message->method == "CONNECT";
  if (is_tunnel) {
    request.content = {};
    response.content = {};
  }
  request.Count(counters);
  response.Count(counters);
  if (is_tunnel) {
    request.message->body = {.bytes = {}, .complete = true};
    if (response.message) response.message->body = request.message->body;
  }
  if (!request.message && !response.message) return std::nullopt;
  return HttpExchange{std::move(request.message), std::move(response.message)};
}

}  // namespace iotpf::runtime
