// The lines of --json against the table of members in runtime/report/README.md.
#include <iotpf/report.h>

#include "runtime/json/json_tree.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {
namespace {

using runtime::JsonKind;
using runtime::JsonTree;
using runtime::JsonView;
using tests::Image;
using tests::ImageBuilder;

// Platforms `acme` (roles `mobile` and `device`) and `rented`.
Image Rules() {
  ImageBuilder builder;
  const uint32_t node =
      builder.Test(IOTPF_OP_PRESENT, builder.Reading(Field::ServerName));
  const uint32_t acme = builder.Platform("acme");
  for (const char* role : {"mobile", "device"}) {
    builder.Fingerprint(acme, role);
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      builder.Feature("host", node));
  }
  builder.Fingerprint(builder.Platform("rented"), "device");
  builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                    builder.Feature("host", node));
  builder.Provider("acme_inc");
  return builder.Build();
}

SessionReport Exchange() {
  SessionReport session;
  session.input = "home.pcap";
  session.number = 7;
  session.kind = SessionKind::Exchange;
  session.id = "s-1";
  session.time_ns = 1'769'847'300'000'000'001;
  session.transport = "tcp";
  session.client = {"10.0.0.1", 40000};
  session.server = {"10.0.0.2", 80};
  session.server_name = "api.acme.example";
  session.protocol = "http";
  session.request = {"GET", "api.acme.example", "/"};
  session.verdict.label = LabelKind::Platform;
  session.verdict.certainty = Certainty::Final;
  session.verdict.front = {
      {0, {1, 0}, 0, {{0, "server.name", "api.\xcc\"\n", true}}}};
  session.verdict.behind = {{1, {2}, 2, {{2, "", ""}}}};
  return session;
}

SessionReport Flow() {
  SessionReport session;
  session.input = "home.pcap";
  session.number = 8;
  session.verdict.label = LabelKind::Provider;
  session.verdict.providers = {0};
  session.exchanges = {3, 7};
  return session;
}

std::string LineOf(const SessionReport& session) {
  const Image image = Rules();
  std::string line;
  AppendSessionJson(session, image.view(), line);
  return line;
}

TEST_CASE("lines in full") {
  CHECK(LineOf(Exchange()) ==
        R"({"input":"home.pcap","session":7,"kind":"exchange","id":"s-1",)"
        R"("time":"2026-01-31T08:15:00.000000001Z","transport":"tcp",)"
        R"("client":{"ip":"10.0.0.1","port":40000},)"
        R"("server":{"ip":"10.0.0.2","port":80,"name":"api.acme.example"},)"
        R"("protocol":"http",)"
        R"("request":{"method":"GET","host":"api.acme.example","path":"/"},)"
        R"("label":"platform","platforms":["acme"],"behind":["rented"],)"
        R"("roles":["device","mobile"],"provider":[],)"
        R"("condition":"acme.mobile.c0",)"
        R"("certainty":"final","evidence":[)"
        R"({"feature":"acme.mobile.host","field":"server.name",)"
        R"("value":"api.\u00cc\"\n","truncated":true},)"
        R"({"feature":"rented.device.host","field":null,"value":null}]})"
        "\n");
  CHECK(LineOf(Flow()) ==
        R"({"input":"home.pcap","session":8,"kind":"flow","time":null,)"
        R"("transport":null,"client":{"ip":null,"port":null},)"
        R"("server":{"ip":null,"port":null,"name":null},"protocol":null,)"
        R"("label":"provider","platforms":[],"behind":[],"roles":[],)"
        R"("provider":["acme_inc"],"condition":null,)"
        R"("certainty":"provisional","evidence":[],"exchanges":[3,7]})"
        "\n");
}

// The rows of the README's table: member to type.
std::map<std::string, std::string> DocumentedMembers() {
  std::ifstream page(std::filesystem::path(__FILE__).parent_path() /
                     "../../../../runtime/report/README.md");
  std::map<std::string, std::string> members;
  std::string line;
  while (std::getline(page, line) && !line.starts_with("| member |")) {
  }
  while (std::getline(page, line) && line.starts_with("|")) {
    if (!line.starts_with("| `")) continue;
    const size_t name_end = line.find('`', 3);
    const size_t type = name_end + 4;
    if (name_end == std::string::npos) continue;
    const size_t type_end = line.find(" |", type);
    members[line.substr(3, name_end - 3)] = line.substr(type, type_end - type);
  }
  return members;
}

std::string TypeOf(JsonView value) {
  switch (value.node().kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Boolean:
      return "boolean";
    case JsonKind::Integer:
    case JsonKind::Number:
      return "integer";
    case JsonKind::String:
      return "string";
    case JsonKind::Array:
      return "list";
    case JsonKind::Object:
      return "object";
  }
  return "";
}

// Checks the members of `object`, whose names begin with `prefix` in the table.
void CheckMembers(JsonView object, const std::string& prefix,
                  std::map<std::string, std::string>& unseen,
                  const std::map<std::string, std::string>& documented) {
  for (JsonView member = object.First(); member.exists();
       member = member.Next(object)) {
    const std::string name = prefix + std::string(member.node().name);
    CAPTURE(name);
    REQUIRE(documented.contains(name));
    CHECK(documented.at(name).find(TypeOf(member)) != std::string::npos);
    unseen.erase(name);
    if (member.is(JsonKind::Object)) {
      CheckMembers(member, name + ".", unseen, documented);
    }
    if (!member.is(JsonKind::Array)) continue;
    for (JsonView item = member.First(); item.exists();
         item = item.Next(member)) {
      if (!item.is(JsonKind::Object)) continue;
      CheckMembers(item, name + ".", unseen, documented);
    }
  }
}

TEST_CASE("every member is documented with its type, and nothing else is") {
  const std::map<std::string, std::string> documented = DocumentedMembers();
  REQUIRE(!documented.empty());
  std::map<std::string, std::string> unseen = documented;
  for (const SessionReport& session : {Exchange(), Flow()}) {
    JsonTree tree;
    REQUIRE(tree.Parse(LineOf(session), 1 << 20) ==
            runtime::JsonOutcome::Parsed);
    CheckMembers(JsonView(tree), "", unseen, documented);
  }
  for (const auto& [name, type] : unseen) {
    CAPTURE(name);
    CHECK(false);
  }
}

}  // namespace
}  // namespace iotpf
