// Messages as text take the way of those from the wire: parsed into an
// exchange, which the session then holds, since its values are views into it.

#include <iotpf/http_text.h>

#include "runtime/protocols/http_fields.h"
#include "runtime/protocols/http_text.h"

#include <memory>
#include <utility>

namespace iotpf {

Result<void> WriteHttpText(std::optional<std::string_view> request,
                           std::optional<std::string_view> response,
                           Session& session) {
  auto exchange = std::make_shared<runtime::HttpExchange>();
  if (request) {
    auto parsed = runtime::ParseRequestText(*request);
    if (!parsed) return Error{"request: " + parsed.error().message};
    exchange->request = std::move(*parsed);
  }
  if (response) {
    auto parsed = runtime::ParseResponseText(*response);
    if (!parsed) return Error{"response: " + parsed.error().message};
    exchange->response = std::move(*parsed);
  }
  session.kind = SessionKind::Exchange;
  runtime::WriteHttpFields(*exchange, session);
  session.Hold(std::move(exchange));
  return {};
}

}  // namespace iotpf
