// HTTP messages as plain data.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_MESSAGE_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_MESSAGE_H_

#include "runtime/protocols/byte_origin.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::runtime {

struct HttpHeader {
  std::string name;   // case as sent
  std::string value;  // without white space around it; folded lines joined
  bool operator==(const HttpHeader&) const = default;
};

// The content of a message, transfer and content codings undone.
struct HttpBody {
  std::string bytes;  // at most kMaxHttpBodyBytes
  // `bytes` is all of the content. Otherwise it is a prefix: the cap, the end
  // of the stream, a gap or a broken coding cut it.
  bool complete = false;
  // The content has a coding that is not undone here: `bytes` is empty
  // and says nothing.
  bool opaque = false;
  bool operator==(const HttpBody&) const = default;
};

// What requests and responses share.
struct HttpMessage {
  ByteOrigin origin;                // of the first byte of the start line
  std::string version;              // `1.1`
  std::vector<HttpHeader> headers;  // header section, in wire order
  // The header section was seen whole. Otherwise `headers` are the fields
  // before the cut, and the body is empty and not complete.
  bool head_complete = false;
  HttpBody body;
  bool operator==(const HttpMessage&) const = default;
};

// A start line is always whole: a message cut inside it is not delivered.
struct HttpRequest : HttpMessage {
  std::string method;
  std::string target;  // as sent: origin, absolute, authority or asterisk form
  bool operator==(const HttpRequest&) const = default;
};

struct HttpResponse : HttpMessage {
  int status = 0;  // 100 to 999
  std::string reason;
  bool operator==(const HttpResponse&) const = default;
};

// One request and its final response; what is missing was not observed.
struct HttpExchange {
  std::optional<HttpRequest> request;
  std::optional<HttpResponse> response;
  bool is_in_tls = false;        // that was decrypted
  bool is_in_inner_tls = false;  // which a tunnel within its flow carries
  bool operator==(const HttpExchange&) const = default;

  // Of the first byte that was seen of the exchange.
  const ByteOrigin& origin() const {
    return request ? request->origin : response->origin;
  }
};

// Bytes that one holds, about.
inline size_t CostOf(const HttpMessage& message) {
  size_t cost = message.body.bytes.size();
  for (const HttpHeader& header : message.headers) {
    cost += sizeof(header) + header.name.size() + header.value.size();
  }
  return cost;
}
inline size_t CostOf(const HttpExchange& exchange) {
  size_t cost = sizeof(exchange);
  if (exchange.request) {
    cost += CostOf(*exchange.request) + exchange.request->target.size();
  }
  if (exchange.response) cost += CostOf(*exchange.response);
  return cost;
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_MESSAGE_H_
