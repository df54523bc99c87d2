// HTTP exchanges as text, for expectations.
#ifndef IOTPF_TESTS_SUPPORT_DESCRIBE_EXCHANGE_H_
#define IOTPF_TESTS_SUPPORT_DESCRIBE_EXCHANGE_H_

#include "runtime/protocols/http_message.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::tests {

// `2[body]`: two fields, a body; `..` marks what was cut, `?` an opaque body.
inline std::string Describe(const runtime::HttpMessage& message) {
  return fmt::format("{}{}[{}{}{}]", message.headers.size(),
                     message.head_complete ? "" : "..", message.body.bytes,
                     message.body.opaque ? "?" : "",
                     message.body.complete ? "" : "..");
}

inline std::string Describe(const runtime::HttpExchange& exchange) {
  std::string text = "-";
  if (exchange.request) {
    text = fmt::format("{} {} {}", exchange.request->method,
                       exchange.request->target, Describe(*exchange.request));
  }
  if (!exchange.response) return text + " > -\n";
  return fmt::format("{} > {} {}\n", text, exchange.response->status,
                     Describe(*exchange.response));
}

inline std::string Describe(
    const std::vector<runtime::HttpExchange>& exchanges) {
  std::string text;
  for (const runtime::HttpExchange& exchange : exchanges) {
    text += Describe(exchange);
  }
  return text;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_DESCRIBE_EXCHANGE_H_
