// A platform that has no rules yet shows as many sessions to a few names. A
// request's host says most, then what the client asked for in TLS, then the
// name that DNS gave the address; where there is no name at all the port is
// what remains, since devices of one kind use the same.

#include "tools/unknown_servers.h"

#include <iotpf/report.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <tuple>

namespace iotpf::tools {
namespace {

constexpr size_t kNameColumns = 60;
// Of one server; devices that open ports at random have many.
constexpr size_t kMaxPorts = 16;

std::string_view NameOf(ServerNameKind kind) {
  switch (kind) {
    case ServerNameKind::Host:
      return "host";
    case ServerNameKind::Sni:
      return "sni";
    case ServerNameKind::Dns:
      return "dns";
    case ServerNameKind::Port:
      break;
  }
  return "port";
}

std::pair<ServerNameKind, std::string> ServerOf(const SessionReport& session) {
  if (session.request && !session.request->host.empty()) {
    return {ServerNameKind::Host, session.request->host};
  }
  if (!session.server_name.empty()) {
    return {session.has_sni ? ServerNameKind::Sni : ServerNameKind::Dns,
            session.server_name};
  }
  std::string_view transport = "port";
  if (!session.transport.empty()) transport = session.transport;
  return {ServerNameKind::Port,
          session.server.port
              ? fmt::format("{} {}", transport, *session.server.port)
              : std::string(transport)};
}

}  // namespace

void UnknownServers::Add(const SessionReport& session) {
  if (!session.exchanges.empty()) return;
  ++sessions_;
  if (session.verdict.label != LabelKind::Other) return;
  ++unknown_;
  const auto key = ServerOf(session);
  auto found = servers_.find(key);
  if (found == servers_.end()) {
    if (servers_.size() >= kMaxUnknownServers) {
      ++left_out_;
      return;
    }
    UnknownServer server;
    server.kind = key.first;
    server.name = key.second;
    server.input = session.input;
    server.session = session.number;
    found = servers_.emplace(key, std::move(server)).first;
  }
  UnknownServer& server = found->second;
  ++server.sessions;
  if (!session.protocol.empty()) server.protocols.insert(session.protocol);
  if (session.server.port && server.ports.size() < kMaxPorts) {
    server.ports.insert(*session.server.port);
  }
}

std::vector<const UnknownServer*> UnknownServers::rows() const {
  std::vector<const UnknownServer*> rows;
  for (const auto& [key, server] : servers_) rows.push_back(&server);
  // The map is in order of kind and name.
  std::ranges::stable_sort(rows, [](const auto* a, const auto* b) {
    return a->sessions > b->sessions;
  });
  return rows;
}

std::string UnknownServers::Text() const {
  std::string text =
      fmt::format("SESSIONS  BY    {:<{}}  PROTOCOLS\n", "NAME", kNameColumns);
  for (const UnknownServer* server : rows()) {
    std::string protocols;
    for (const std::string& protocol : server->protocols) {
      protocols += (protocols.empty() ? "" : ", ") + protocol;
    }
    std::string line =
        fmt::format("{:>8}  {:<4}  {:<{}}  {}", server->sessions,
                    NameOf(server->kind), PlainText(server->name, kNameColumns),
                    kNameColumns, PlainText(protocols, kNameColumns));
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  if (left_out_ > 0) {
    text += fmt::format("{:>8}  of more servers\n", left_out_);
  }
  return text + fmt::format("\n{:>8}  sessions that no rule claims, of {}\n",
                            unknown_, sessions_);
}

std::string UnknownServers::Json() const {
  using Json = nlohmann::ordered_json;
  std::string text;
  for (const UnknownServer* server : rows()) {
    const Json json = {
        {"sessions", server->sessions}, {"by", NameOf(server->kind)},
        {"name", server->name},         {"protocols", server->protocols},
        {"ports", server->ports},       {"input", server->input},
        {"session", server->session}};
    text += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  if (left_out_ > 0) {
    text += Json{{"sessions", left_out_}, {"by", nullptr}}.dump() + "\n";
  }
  return text;
}

}  // namespace iotpf::tools
