// One function a member or a group of members, in the order of the line. The
// JSON is written by hand: it is flat, and a library would cost more than it
// saves.
#include <iotpf/report.h>

#include "runtime/report/explanation_json.h"
#include "runtime/report/json_object.h"
#include "runtime/report/json_text.h"
#include "runtime/report/verdict_names.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace iotpf {
namespace {

using runtime::AppendJsonString;
using Object = runtime::JsonObject;

void AppendStrings(const std::vector<std::string>& strings, std::string& out) {
  runtime::AppendJsonList(strings, out, AppendJsonString);
}

void AppendEndpoint(const EndpointReport& endpoint, Object& object) {
  object.TextOrNull("ip", endpoint.ip);
  std::string& out = object.Member("port");
  if (endpoint.port) {
    out += fmt::format("{}", *endpoint.port);
  } else {
    out += "null";
  }
}

void AppendPeers(const SessionReport& session, Object& line) {
  {
    Object client(line.Member("client"));
    AppendEndpoint(session.client, client);
  }
  Object server(line.Member("server"));
  AppendEndpoint(session.server, server);
  server.TextOrNull("name", session.server_name);
}

void AppendEvidence(const Verdict& verdict, const RulesetView& ruleset,
                    std::string& out) {
  out += '[';
  bool is_first = true;
  for (const std::vector<PlatformClaim>* claims :
       {&verdict.front, &verdict.behind}) {
    for (const PlatformClaim& claim : *claims) {
      for (const Evidence& evidence : claim.evidence) {
        if (!is_first) out += ',';
        is_first = false;
        Object object(out);
        object.Text("feature", runtime::FeatureId(ruleset, evidence.feature));
        object.TextOrNull("field", evidence.field);
        if (evidence.field.empty()) {
          object.Member("value") += "null";
        } else {
          object.Text("value", evidence.value);
        }
        if (evidence.truncated) object.Member("truncated") += "true";
      }
    }
  }
  out += ']';
}

void AppendVerdict(const Verdict& verdict, const RulesetView& ruleset,
                   Object& line) {
  line.Text("label", runtime::NameOf(verdict.label));
  AppendStrings(runtime::PlatformIds(ruleset, verdict.front),
                line.Member("platforms"));
  AppendStrings(runtime::PlatformIds(ruleset, verdict.behind),
                line.Member("behind"));
  AppendStrings(runtime::RoleNames(ruleset, verdict), line.Member("roles"));
  AppendStrings(runtime::ProviderIds(ruleset, verdict),
                line.Member("provider"));
  line.TextOrNull("condition", runtime::DecidingCondition(ruleset, verdict));
  line.Text("certainty",
            verdict.certainty == Certainty::Final ? "final" : "provisional");
  AppendEvidence(verdict, ruleset, line.Member("evidence"));
}

}  // namespace

void AppendSessionJson(const SessionReport& session, const RulesetView& ruleset,
                       std::string& out) {
  {
    Object line(out);
    line.Text("input", session.input);
    line.Member("session") += fmt::to_string(session.number);
    const bool is_flow = session.kind == SessionKind::Flow;
    line.Text("kind", is_flow ? "flow" : "exchange");
    if (!session.id.empty()) line.Text("id", session.id);
    line.TextOrNull("time",
                    session.time_ns ? runtime::TimeText(*session.time_ns) : "");
    line.TextOrNull("transport", session.transport);
    AppendPeers(session, line);
    line.TextOrNull("protocol", session.protocol);
    if (session.request) {
      Object request(line.Member("request"));
      request.TextOrNull("method", session.request->method);
      request.TextOrNull("host", session.request->host);
      request.TextOrNull("path", session.request->path);
    }
    AppendVerdict(session.verdict, ruleset, line);
    if (!session.exchanges.empty()) {
      line.Member("exchanges") +=
          fmt::format("[{}]", fmt::join(session.exchanges, ","));
    }
    if (session.explanation != nullptr) {
      runtime::AppendExplanationJson(*session.explanation, ruleset,
                                     line.Member("explain"));
    }
  }
  out += '\n';
}

}  // namespace iotpf
