// Header lists of HTTP/2 to the messages of HTTP.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP2_MESSAGE_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP2_MESSAGE_H_

#include "runtime/protocols/http_message.h"

#include <optional>
#include <vector>

namespace iotpf::runtime {

// Makes a message of a header list, as one of HTTP/1.1 would show it: the
// method and target of the pseudo fields, a Host field of `:authority`, one
// Cookie field of all. The version is `2`; the body is left to the caller.
//
//   Input    fields in wire order, pseudo fields first.
//   Errors   nullopt: a pseudo field that the message needs is missing or no
//            such value.
//   Source   RFC 9113, 8.2.3, 8.3 and 8.5; RFC 8441, 4 (extended CONNECT).
std::optional<HttpRequest> RequestOf(std::vector<HttpHeader> fields);
std::optional<HttpResponse> ResponseOf(std::vector<HttpHeader> fields);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP2_MESSAGE_H_
