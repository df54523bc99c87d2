// Flows of mitmproxy under the names of all versions, and files that are
// damaged.
#include "runtime/proxy/mitm_file.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "runtime/proxy/tnetstring.h"
#include "tests/support/read_sessions.h"

namespace iotpf::runtime {
namespace {

std::string Typed(std::string_view payload, char type) {
  return std::to_string(payload.size()) + ":" + std::string(payload) + type;
}
std::string Bytes(std::string_view text) { return Typed(text, ','); }
std::string Text(std::string_view text) { return Typed(text, ';'); }
std::string Int(int64_t number) { return Typed(std::to_string(number), '#'); }
const std::string kNull = "0:~";

using Members = std::vector<std::pair<std::string, std::string>>;
std::string Dictionary(const Members& members, char key_type = ';') {
  std::string payload;
  for (const auto& [name, value] : members) {
    payload += Typed(name, key_type) + value;
  }
  return Typed(payload, '}');
}
std::string List(const std::vector<std::string>& elements) {
  std::string payload;
  for (const std::string& element : elements) payload += element;
  return Typed(payload, ']');
}
std::string Header(std::string_view name, std::string_view value) {
  return List({Bytes(name), Bytes(value)});
}

using Reading = tests::StoredSessions;

Reading Read(std::string bytes) {
  MitmFile file(InputFile::FromBytes("x.mitm", std::move(bytes)));
  return tests::ReadSessions(file);
}

// As version 11 writes it, through a transparent proxy.
std::string Current() {
  return Dictionary(
      {{"version", Int(21)},
       {"type", Text("http")},
       {"id", Text("an-id")},
       {"websocket", kNull},
       {"request",
        Dictionary({{"method", Bytes("POST")},
                    {"scheme", Bytes("https")},
                    {"host", Text("198.51.100.3")},
                    {"port", Int(8443)},
                    {"path", Bytes("/v1?x=1")},
                    {"authority", Bytes("api.example.com:8443")},
                    {"http_version", Bytes("HTTP/2.0")},
                    {"headers", List({Header("accept", "*/*")})},
                    {"content", Bytes("ping")},
                    {"timestamp_start", Typed("1700000000.25", '^')}})},
       {"response", Dictionary({{"status_code", Int(200)},
                                {"reason", Bytes("")},
                                {"http_version", Bytes("HTTP/2.0")},
                                {"headers", List({Header("server", "lamp")})},
                                {"content", kNull}})},
       {"client_conn",
        Dictionary({{"peername", List({Text("::ffff:10.0.0.7"), Int(47050)})},
                    {"sni", Text("api.example.com")}})},
       {"server_conn",
        Dictionary({{"address", List({Text("198.51.100.3"), Int(8443)})},
                    {"peername", List({Text("198.51.100.3"), Int(8443)})}})}});
}

// As version 0.10 wrote it.
std::string Oldest() {
  return Dictionary(
      {{"request",
        Dictionary({{"method", Bytes("GET")},
                    {"scheme", Bytes("http")},
                    {"host", Bytes("old.example")},
                    {"port", Int(80)},
                    {"path", Bytes("/")},
                    {"httpversion", List({Int(1), Int(1)})},
                    {"headers", List({Header("Host", "old.example")})},
                    {"content", Bytes("")}},
                   ',')},
       {"response", Dictionary({{"code", Int(404)},
                                {"msg", Bytes("Not Found")},
                                {"httpversion", List({Int(1), Int(0)})},
                                {"headers", List({})},
                                {"content", Bytes("no")}},
                               ',')},
       {"server_conn",
        Dictionary(
            {{"address",
              Dictionary({{"address", List({Bytes("203.0.113.9"), Int(80)})}},
                         ',')}},
            ',')},
       {"version", List({Int(0), Int(10), Int(1)})}},
      ',');
}

TEST_CASE("a flow shows what the file has of it") {
  const std::string file = Current() + Oldest();
  CHECK(IsMitm(file));
  const Reading reading = Read(file);
  CHECK(reading.problems.empty());
  REQUIRE(reading.sessions.size() == 2);
  const Session& now = reading.sessions[0];
  CHECK(now.kind == SessionKind::Exchange);
  CHECK(now.id == "an-id");
  CHECK(now.time_ns == 1'700'000'000'250'000'000);
  CHECK(now.Text(Field::RequestMethod) == "POST");
  CHECK(now.Text(Field::RequestTarget) == "/v1?x=1");
  CHECK(now.Text(Field::RequestHost) == "api.example.com");
  CHECK(now.Text(Field::RequestVersion) == "2");
  CHECK(now.Text(Field::RequestBody) == "ping");
  CHECK(now.Number(Field::ServerPort) == 8443);
  CHECK(now.Text(Field::ClientIp) == std::string("\x0a\0\0\x07", 4));
  CHECK(now.Number(Field::ClientPort) == 47050);
  CHECK(now.Text(Field::ServerIp) == "\xc6\x33\x64\x03");
  CHECK(now.Text(Field::TlsSni) == "api.example.com");
  CHECK(now.Number(Field::ResponseStatus) == 200);
  CHECK(now[Field::ResponseBody].presence == Presence::Unobserved);
  const Session& old = reading.sessions[1];
  CHECK(old.Text(Field::RequestHost) == "old.example");
  CHECK(old.Text(Field::RequestVersion) == "1.1");
  CHECK(old[Field::RequestBody].presence == Presence::Absent);
  CHECK(old.Number(Field::ResponseStatus) == 404);
  CHECK(old.Text(Field::ResponseReason) == "Not Found");
  CHECK(old.Text(Field::ResponseVersion) == "1.0");
  CHECK(old.Text(Field::ResponseBody) == "no");
  CHECK(old.Text(Field::ServerIp) == std::string("\xcb\0\x71\x09", 4));
  CHECK(old.presence(Record::Tls) == Presence::Absent);
}

TEST_CASE("a flow that is no HTTP has its ends and SNI") {
  const Reading reading = Read(Dictionary(
      {{"type", Text("tcp")},
       {"client_conn", Dictionary({{"sni", Text("mq.example.com")}})},
       {"server_conn",
        Dictionary({{"ip_address", List({Text("2001:db8::1"), Int(8883)})}})},
       {"messages", List({})}}));
  CHECK(reading.problems.empty());
  REQUIRE(reading.sessions.size() == 1);
  const Session& flow = reading.sessions[0];
  CHECK(flow.kind == SessionKind::Flow);
  CHECK(flow.Text(Field::FlowTransport) == "tcp");
  CHECK(flow.Text(Field::TlsSni) == "mq.example.com");
  CHECK(flow.Text(Field::ServerName) == "mq.example.com");
  CHECK(flow.Number(Field::ServerPort) == 8883);
}

TEST_CASE("a flow that says nothing is told, and the others are read") {
  const std::string large = std::to_string(kMitmFlowBytes) + ":" +
                            std::string(kMitmFlowBytes, 'x') + "}";
  for (const std::string& bad :
       {Dictionary({}), Dictionary({{"type", Text("websocket")}}), large}) {
    const Reading reading = Read(bad + Current());
    CHECK(reading.sessions.size() == 1);
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].find("x.mitm: flow 1: ") == 0);
  }
}

TEST_CASE("a file that is cut or damaged gives what stands before") {
  const std::string flow = Current();
  struct Case {
    std::string rest;
    const char* problem;
  };
  for (const Case& c : std::vector<Case>{
           {flow.substr(0, flow.size() - 1), "ends inside a flow"},
           {"99", "is damaged"},
           {"12:", "ends inside a flow"},
           {"x", "is damaged"},
           {"99999999999999999999:", "is damaged"},
           {"999999999999:", "ends inside a flow"},
           {Text("no dictionary"), "is damaged"}}) {
    CAPTURE(c.rest);
    const Reading reading = Read(flow + c.rest);
    CHECK(reading.sessions.size() == 1);
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].find(c.problem) != std::string::npos);
    CHECK(reading.problems[0].find("the 1 flows before it") !=
          std::string::npos);
  }
  CHECK(!IsMitm("5:hello;"));
  CHECK(!IsMitm("{\"log\": {}}"));
  CHECK(!IsMitm("9:5:hello;1;}"));
}

TEST_CASE("values are looked up within the value that holds them") {
  const std::string text =
      Dictionary({{"a", List({Int(-7), Typed("1.5", '^')})}, {"b", kNull}});
  std::string_view rest = text;
  const Tnetstring value = Tnetstring::Take(rest);
  CHECK(rest.empty());
  CHECK(value["a"][size_t{0}].integer() == -7);
  CHECK(value["a"][size_t{1}].nanoseconds() == 1'500'000'000);
  CHECK(!value["a"][size_t{2}].exists());
  CHECK(value["b"].is_null());
  CHECK(!value["c"].exists());
  CHECK(!value["b"]["c"].exists());
  for (const std::string_view broken :
       {"", ":", "5", "5:", "5:abc", "5:hello", "-1:x;", "3:4:a};"}) {
    CAPTURE(broken);
    std::string_view bytes = broken;
    const Tnetstring taken = Tnetstring::Take(bytes);
    CHECK(!taken["a"].exists());
    CHECK(!taken.text().has_value());
  }
}

}  // namespace
}  // namespace iotpf::runtime
