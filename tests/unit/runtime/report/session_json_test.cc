// The lines of --json against the table of members in runtime/report/README.md.
#include <iotpf/report.h>

#include "runtime/json/json_tree.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <memory>
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

// Rules with a feature, a test and a number of features, for one explanation
// that has every member.
ImageBuilder ExplainedRules() {
  ImageBuilder builder;
  builder.Fingerprint(builder.Platform("acme"), "mobile");
  const uint32_t host =
      builder.Test(IOTPF_OP_EQUAL, builder.Reading(Field::ServerName),
                   {tests::Bytes("a.example", IOTPF_CONSTANT_NOCASE)});
  const uint32_t feature = builder.Feature("host", host);
  const uint32_t all =
      builder.AtLeast(2, {feature, builder.Not(feature), builder.True()});
  builder.Condition(IOTPF_NECESSARY_NEGATIVE, 300, all, host);
  builder.Platform("rented");
  return builder;
}

// Nodes of ExplainedRules(): the test, the feature, `not`, `true`, `2 of`.
SessionReport Explained() {
  Explanation explanation;
  explanation.fields = {{0,
                         Presence::Present,
                         true,
                         9,
                         {{0, IOTPF_VALUE_BYTES, true, false, "a.example"},
                          {7, IOTPF_VALUE_BYTES, false, true, "\xcc"}}}};
  const uint32_t none = IOTPF_NONE;
  ConditionExplanation condition;
  condition.truth = Truth::False;
  condition.vote = Vote::Belongs;
  condition.decides = true;
  condition.expression = {{4, none, 0, Truth::False, false, true},
                          {1, none, 1, Truth::Unknown},
                          {0, 0, 2, Truth::Unknown},
                          {2, none, 1, Truth::Unknown},
                          {1, none, 2, Truth::Unknown, true},
                          {3, none, 1, Truth::True}};
  condition.guard = {{0, 0, 0, Truth::True}};
  PlatformExplanation platform;
  platform.place = Place::Front;
  platform.by_exchanges = true;
  platform.preferred = {1};
  platform.fingerprints = {{0, Vote::Belongs, true, {condition}}};
  platform.would_be = Place::Nowhere;
  platform.changes = {{0, {{0, true, Truth::Unknown}}}};
  platform.change_count = 1;
  explanation.platforms = {platform};
  explanation.left_out = 2;
  explanation.open_platforms = 3;
  SessionReport session;
  session.number = 1;
  session.explanation = std::make_shared<const Explanation>(explanation);
  return session;
}

std::string LineOf(const SessionReport& session) {
  if (session.explanation != nullptr) {
    const Image image = ExplainedRules().Build();
    std::string line;
    AppendSessionJson(session, image.view(), line);
    return line;
  }
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

TEST_CASE("an explanation in full") {
  const std::string line = LineOf(Explained());
  const std::string seen =
      R"("seen":"present","match":0,"count":9,"open":true,"values":[)"
      R"({"index":0,"value":"a.example","truncated":true},)"
      R"({"index":7,"value":"\u00cc","partial":true}]})";
  const std::string test = R"("test":"server.name == \"a.example\"",)" + seen;
  CHECK(line.substr(line.find(R"("explain")")) ==
        R"("explain":{"platforms":[{"platform":"acme","place":"front",)"
        R"("by_exchanges":true,"preferred":["rented"],)"
        R"("fingerprints":[{"role":"mobile","vote":"belongs","open":true,)"
        R"("conditions":[{"id":"acme.mobile.c0","kind":"necessary negative",)"
        R"("priority":300,"position":"","truth":false,"vote":"belongs",)"
        R"("decides":true,"expression":)"
        R"({"op":"at_least","truth":false,"threshold":2,"cut":true,"of":[)"
        R"({"op":"feature","truth":null,"feature":"acme.mobile.host","of":[)"
        R"({"op":"test","truth":null,)" +
            test +
            R"(]},{"op":"not","truth":null,"of":[)"
            R"({"op":"feature","truth":null,"feature":"acme.mobile.host",)"
            R"("repeated":true}]},{"op":"true","truth":true}]},)"
            R"("guard":{"op":"test","truth":true,)" +
            test +
            R"(}]}],"would_be":"none","changes":[{"role":"mobile",)"
            R"("features":[{"feature":"acme.mobile.host","now":null,)"
            R"("holds":true}]}],"change_count":1}],"left_out":2,)"
            R"("open_platforms":3}})"
            "\n");
}

// The rows of the README's tables of members: member to type.
std::map<std::string, std::string> DocumentedMembers() {
  std::ifstream page(IOTPF_SOURCE_DIRECTORY "/runtime/report/README.md");
  std::map<std::string, std::string> members;
  std::string line;
  bool is_member = false;
  while (std::getline(page, line)) {
    if (!line.starts_with("|")) is_member = false;
    if (line.starts_with("| member |")) is_member = true;
    if (!is_member || !line.starts_with("| `")) continue;
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

// What the members of a member's value begin with in the table: expressions
// are trees of nodes, which all have the same members.
std::string PrefixOf(const std::string& name) {
  for (const char* tree : {".expression", ".guard", ".of"}) {
    if (name.ends_with(tree)) return "explain.node.";
  }
  return name + ".";
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
      CheckMembers(member, PrefixOf(name), unseen, documented);
    }
    if (!member.is(JsonKind::Array)) continue;
    for (JsonView item = member.First(); item.exists();
         item = item.Next(member)) {
      if (!item.is(JsonKind::Object)) continue;
      CheckMembers(item, PrefixOf(name), unseen, documented);
    }
  }
}

TEST_CASE("every member is documented with its type, and nothing else is") {
  const std::map<std::string, std::string> documented = DocumentedMembers();
  REQUIRE(!documented.empty());
  std::map<std::string, std::string> unseen = documented;
  for (const SessionReport& session : {Exchange(), Flow(), Explained()}) {
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
