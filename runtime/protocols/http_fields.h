// HTTP messages to the fields of a session.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_FIELDS_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_FIELDS_H_

#include "runtime/protocols/http_message.h"

#include <iotpf/session.h>

#include <string_view>

namespace iotpf::runtime {

// Writes the records http.request and http.response of `session`: every field
// without a key, and the header sections. A message that was not observed
// leaves its record unobserved.
//
//   Requires  `exchange` stays where it is for as long as `session` is read:
//             values are views into it.
void WriteHttpFields(const HttpExchange& exchange, Session& session);

// The host that a request is for: the authority of an absolute or authority
// form target, else the Host header. Without user, port, trailing dot and the
// brackets of an IPv6 address. Empty where there is none.
//   Output   a view into `request`.
//   Source   RFC 9112, 3.2.2 and 3.3; RFC 3986, 3.2.
std::string_view HostOf(const HttpRequest& request);

// The path of a request target, without the query. Empty for the authority and
// asterisk forms; `/` for an absolute form without a path.
std::string_view PathOf(const HttpRequest& request);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_FIELDS_H_
