// Header lists of HTTP/2 and HTTP/3 to the messages of HTTP.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP2_MESSAGE_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP2_MESSAGE_H_

#include "runtime/protocols/http_message.h"

#include <optional>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Makes a message of a header list, as one of HTTP/1.1 would show it: the
// method and target of the pseudo fields, a Host field of `:authority`, one
// Cookie field of all. The body is left to the caller.
//
//   Requires `version` is `2` or `3`.
//   Input    fields in wire order, pseudo fields first.
//   Errors   nullopt: a pseudo field that the message needs is missing or no
//            such value.
//   Source   RFC 9113, 8.2.3, 8.3 and 8.5; RFC 9114, 4.2 to 4.4; RFC 8441, 4
//            (extended CONNECT).
std::optional<HttpRequest> RequestOf(std::vector<HttpHeader> fields,
                                     std::string_view version);
std::optional<HttpResponse> ResponseOf(std::vector<HttpHeader> fields,
                                       std::string_view version);

// What an extended CONNECT asks for: `websocket`. Empty: `fields` are none.
std::string_view ExtendedProtocolOf(const std::vector<HttpHeader>& fields);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP2_MESSAGE_H_
