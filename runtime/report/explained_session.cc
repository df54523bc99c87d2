// In front of an explanation, a line that finds the session again in its input:
//
//   home.pcap, session 3: exchange 10.0.0.2:40000 to 192.0.2.1:80
//   lamp.example tcp http GET /v1 2026-01-31T08:15:00.000000000Z
#include <iotpf/report.h>

#include "runtime/report/verdict_names.h"
#include "runtime/report/verdict_text.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace iotpf {
namespace {

// Columns of one name of the traffic.
constexpr size_t kNameColumns = 100;

// `192.0.2.1:443`, `[2001:db8::1]:443`; `name` where there is no address.
std::string EndpointText(const EndpointReport& endpoint,
                         const std::string& name) {
  const bool is_v6 = endpoint.ip.find(':') != std::string::npos;
  std::string text = is_v6 ? "[" + endpoint.ip + "]" : endpoint.ip;
  if (text.empty()) text = name;
  if (!endpoint.port) return text;
  return fmt::format("{}{}{}", text, text.empty() ? "port " : ":",
                     *endpoint.port);
}

std::string PeersText(const SessionReport& session) {
  const std::string name = PlainText(session.server_name, kNameColumns);
  const std::string client = EndpointText(session.client, "");
  std::string server = EndpointText(session.server, name);
  if (!name.empty() && !session.server.ip.empty()) server += " " + name;
  if (server.empty()) return client.empty() ? "" : "from " + client;
  return fmt::format("{}{}to {}", client, client.empty() ? "" : " ", server);
}

std::string Heading(const SessionReport& session) {
  std::string text = fmt::format(
      "{}, session {}: {}", PrintableText(session.input), session.number,
      session.kind == SessionKind::Flow ? "flow" : "exchange");
  const auto add = [&text](std::string_view part) {
    if (!part.empty()) text += fmt::format(" {}", part);
  };
  if (!session.id.empty()) {
    add(fmt::format("\"{}\"", PlainText(session.id, kNameColumns)));
  }
  add(PeersText(session));
  add(PlainText(session.transport, kNameColumns));
  if (session.protocol != session.transport) {
    add(PlainText(session.protocol, kNameColumns));
  }
  if (session.request) {
    add(PlainText(session.request->method, kNameColumns));
    add(PlainText(session.request->path, kNameColumns));
  }
  if (session.time_ns) add(runtime::TimeText(*session.time_ns));
  return text;
}

}  // namespace

std::string ExplainedSessionText(const SessionReport& session,
                                 const RulesetView& ruleset,
                                 const TableStyle& style) {
  std::string text = style.use_color
                         ? fmt::format("\x1b[1m{}\x1b[0m\n", Heading(session))
                         : Heading(session) + '\n';
  if (!session.exchanges.empty()) {
    text += fmt::format("its exchanges: {} {}\n",
                        session.exchanges.size() == 1 ? "session" : "sessions",
                        fmt::join(session.exchanges, ", "));
  }
  if (session.explanation != nullptr) {
    return text + ExplanationText(*session.explanation, ruleset, style) + '\n';
  }
  text += runtime::VerdictText(session.verdict, ruleset);
  return text +
         "\nnot explained: more sessions ended at once than memory is "
         "set aside for\n\n";
}

}  // namespace iotpf
