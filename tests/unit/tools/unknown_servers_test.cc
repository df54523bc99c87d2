// How sessions are grouped and counted.

#include "tools/unknown_servers.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace iotpf::tools {
namespace {

SessionReport Flow(const std::string& name, bool has_sni, uint16_t port) {
  SessionReport report;
  report.input = "a.pcap";
  report.transport = "tcp";
  report.server_name = name;
  report.has_sni = has_sni;
  report.server.port = port;
  report.protocol = has_sni ? "tls" : "";
  return report;
}

SessionReport Exchange(const std::string& host) {
  SessionReport report = Flow("", false, 80);
  report.kind = SessionKind::Exchange;
  report.server_name = host;
  report.request = RequestReport{"GET", host, "/"};
  report.protocol = "http";
  return report;
}

TEST_CASE("servers by how they are known, most frequent first") {
  UnknownServers servers;
  servers.Add(Flow("b.example", true, 443));
  servers.Add(Flow("b.example", true, 8883));
  servers.Add(Flow("b.example", false, 443));
  servers.Add(Exchange("b.example"));
  servers.Add(Flow("", false, 9999));
  const auto rows = servers.rows();
  REQUIRE(rows.size() == 4);
  CHECK(rows[0]->kind == ServerNameKind::Sni);
  CHECK(rows[0]->sessions == 2);
  CHECK(rows[0]->ports == std::set<uint16_t>{443, 8883});
  CHECK(rows[1]->kind == ServerNameKind::Host);
  CHECK(rows[2]->kind == ServerNameKind::Dns);
  CHECK(rows[3]->kind == ServerNameKind::Port);
  CHECK(rows[3]->name == "tcp 9999");
}

TEST_CASE("what is claimed is not listed, and no exchange counts twice") {
  UnknownServers servers;
  SessionReport claimed = Flow("a.example", true, 443);
  for (const auto label :
       {LabelKind::Platform, LabelKind::Ambiguous, LabelKind::Provider}) {
    claimed.verdict.label = label;
    servers.Add(claimed);
  }
  SessionReport carrier = Flow("a.example", false, 80);
  carrier.exchanges = {1};
  servers.Add(carrier);
  CHECK(servers.rows().empty());
  CHECK(servers.Json().empty());
  CHECK(servers.Text().ends_with(
      "       0  sessions that no rule claims, of 3\n"));
}

TEST_CASE("names of the traffic do no harm") {
  UnknownServers servers;
  servers.Add(Flow("a\x1b[2J\xff", true, 443));
  CHECK(servers.Text().find('\x1b') == std::string::npos);
  CHECK(nlohmann::json::accept(servers.Json()));
}

TEST_CASE("servers behind the last that is kept are counted together") {
  UnknownServers servers;
  for (size_t i = 0; i < kMaxUnknownServers + 2; ++i) {
    servers.Add(Flow(std::to_string(i) + ".example", true, 443));
  }
  servers.Add(Flow("0.example", true, 443));
  CHECK(servers.left_out() == 2);
  CHECK(servers.rows().size() == kMaxUnknownServers);
  CHECK(servers.rows().front()->sessions == 2);
  CHECK(servers.Text().find("       2  of more servers\n") !=
        std::string::npos);
  CHECK(servers.Json().ends_with("{\"sessions\":2,\"by\":null}\n"));
}

}  // namespace
}  // namespace iotpf::tools
