// Sessions of captures and decoded ones are reported alike: by the rows of
// fields.def that they show. What they do not show is empty.
#include "runtime/scan/session_report.h"

#include <arpa/inet.h>

#include <string>
#include <utility>

namespace iotpf::runtime {
namespace {

std::string TextOf(const Session& session, Field field) {
  return std::string(session.Text(field).value_or(""));
}

// An address of 4 or 16 bytes as text; empty for anything else.
std::string AddressText(std::string_view address) {
  char text[INET6_ADDRSTRLEN];
  if (address.size() != 4 && address.size() != 16) return {};
  const int family = address.size() == 4 ? AF_INET : AF_INET6;
  if (inet_ntop(family, address.data(), text, sizeof(text)) == nullptr) {
    return {};
  }
  return text;
}

EndpointReport EndpointOf(const Session& session, Field ip, Field port) {
  EndpointReport endpoint;
  endpoint.ip = AddressText(session.Text(ip).value_or(""));
  const std::optional<int64_t> number = session.Number(port);
  if (number && *number >= 0 && *number <= 65535) {
    endpoint.port = static_cast<uint16_t>(*number);
  }
  return endpoint;
}

std::optional<RequestReport> RequestOf(const Session& session) {
  if (session.kind != SessionKind::Exchange) return std::nullopt;
  RequestReport request = {TextOf(session, Field::RequestMethod),
                           TextOf(session, Field::RequestHost),
                           TextOf(session, Field::RequestPath)};
  if (request.method.empty() && request.host.empty() && request.path.empty()) {
    return std::nullopt;
  }
  return request;
}

}  // namespace

SessionReport MakeReport(const Session& session, Verdict verdict,
                         std::shared_ptr<const Explanation> explanation) {
  SessionReport report;
  report.kind = session.kind;
  report.id = session.id;
  report.time_ns = session.time_ns;
  report.transport = TextOf(session, Field::FlowTransport);
  report.client = EndpointOf(session, Field::ClientIp, Field::ClientPort);
  report.server = EndpointOf(session, Field::ServerIp, Field::ServerPort);
  report.server_name = TextOf(session, Field::ServerName);
  report.protocol = TextOf(session, Field::FlowProtocol);
  report.request = RequestOf(session);
  report.verdict = std::move(verdict);
  report.explanation = std::move(explanation);
  return report;
}

}  // namespace iotpf::runtime
