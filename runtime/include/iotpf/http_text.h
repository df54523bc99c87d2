// HTTP messages written down by people, as the records of a session.
#ifndef IOTPF_HTTP_TEXT_H_
#define IOTPF_HTTP_TEXT_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <optional>
#include <string_view>

namespace iotpf {

// Writes the messages into the records http.request and http.response of
// `session`, as the decoder of captures does. A message that is not given
// leaves its record unobserved.
//
//   Input    start line, header lines, and after an empty line the body: all
//            that follows, whatever Content-Length says. Lines end with LF or
//            CRLF. Copied.
//   Errors   no start line, or a header line without a name: the message names
//            the line by its number. The session is then not touched.
Result<void> WriteHttpText(std::optional<std::string_view> request,
                           std::optional<std::string_view> response,
                           Session& session);

}  // namespace iotpf

#endif  // IOTPF_HTTP_TEXT_H_
