// HTTP messages written down by people: tests within rules.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_TEXT_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_TEXT_H_

#include "runtime/protocols/http_message.h"

#include <iotpf/result.h>

#include <string_view>

namespace iotpf::runtime {

// Parses one message: start line, header lines, and after an empty line the
// body. The text is the whole message: the body is all that follows the empty
// line, as it stands, whatever Content-Length or a coding say; without an
// empty line there is none. Lines end with LF or CRLF.
//
//   Errors   no start line, or a header line without a name: the message names
//            the line by its number.
Result<HttpRequest> ParseRequestText(std::string_view text);
Result<HttpResponse> ParseResponseText(std::string_view text);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_TEXT_H_
