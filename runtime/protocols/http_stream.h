// A request and its response on a stream of their own.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_STREAM_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_STREAM_H_

#include "runtime/protocols/content_decoder.h"
#include "runtime/protocols/decode_counters.h"
#include "runtime/protocols/http_message.h"

#include <optional>
#include <string_view>

namespace iotpf::runtime {

// One message, from its head to the end of its content: what HTTP/2 and HTTP/3
// have in common once their frames are apart.
template <class Message>
struct HttpStreamSide {
  std::optional<Message> message;  // once its head is there
  ContentDecoder content;
  bool has_gap = false;       // content after a gap is not kept
  bool is_malformed = false;  // its head makes no message
  bool is_done = false;       // nothing more of it is read

  // Null: a head that makes no message; what follows of it is passed over.
  void Begin(std::optional<Message> head, bool is_oversized,
             const ByteOrigin& origin);
  void AddContent(std::string_view bytes);
  void NoteGap() {
    if (message && !is_done) has_gap = true;
  }
  // `is_whole`: the message ended where it should.
  void End(bool is_whole);
  // Adds what was wrong with it.
  void Count(DecodeCounters& counters) const;
};

struct HttpStream {
  HttpStreamSide<HttpRequest> request;
  HttpStreamSide<HttpResponse> response;

  // Ends both messages as they are, counts, and makes an exchange of them;
  // nullopt where neither was seen.
  std::optional<HttpExchange> Finish(DecodeCounters& counters);
};

extern template struct HttpStreamSide<HttpRequest>;
extern template struct HttpStreamSide<HttpResponse>;

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_STREAM_H_
