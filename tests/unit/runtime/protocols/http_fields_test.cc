// Protects the states of fields: absent only where the place was seen whole.

#include "runtime/protocols/http_fields.h"

#include "runtime/protocols/http_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

struct TargetCase {
  std::string start_line;
  std::string host_header;
  std::string host;
  std::string path;
};

TEST_CASE("host and path of a request") {
  const std::vector<TargetCase> cases = {
      {"GET /a/b?c HTTP/1.1", "Example.com:8080", "Example.com", "/a/b"},
      {"GET /a HTTP/1.1", "example.com.", "example.com", "/a"},
      {"GET /a HTTP/1.1", "[2001:db8::1]:80", "2001:db8::1", "/a"},
      {"GET /a HTTP/1.1", "[2001:db8", "", "/a"},
      {"GET /a HTTP/1.1", "user:pw@h:1", "h", "/a"},
      {"GET /a HTTP/1.1", "", "", "/a"},
      {"GET http://u@h.example:80/p?q HTTP/1.1", "other", "h.example", "/p"},
      {"GET http://h.example HTTP/1.1", "other", "h.example", "/"},
      {"GET http://h.example?q HTTP/1.1", "other", "h.example", "/"},
      {"GET /go?to=http://h.example/ HTTP/1.1", "x", "x", "/go"},
      {"CONNECT h.example:443 HTTP/1.1", "other", "h.example", ""},
      {"OPTIONS * HTTP/1.1", "x", "x", ""},
  };
  for (const TargetCase& test : cases) {
    CAPTURE(test.start_line);
    const auto request =
        ParseRequestText(test.start_line + "\nHost: " + test.host_header);
    REQUIRE(request);
    CHECK(HostOf(*request) == test.host);
    CHECK(PathOf(*request) == test.path);
  }
}

HttpExchange Parsed() {
  HttpExchange exchange;
  exchange.request =
      *ParseRequestText("GET /a?b HTTP/1.1\nHost: h\nX: 1\nX: 2");
  exchange.response = *ParseResponseText("HTTP/1.1 200\n\nbody");
  return exchange;
}

TEST_CASE("whole messages close their fields") {
  const HttpExchange exchange = Parsed();
  Session session;
  WriteHttpFields(exchange, session);
  CHECK(session.kind == SessionKind::Exchange);
  CHECK(session.presence(Record::HttpRequest) == Presence::Present);
  CHECK(session.Text(Field::RequestMethod) == "GET");
  CHECK(session.Text(Field::RequestTarget) == "/a?b");
  CHECK(session.Text(Field::RequestPath) == "/a");
  CHECK(session.Text(Field::RequestHost) == "h");
  CHECK(session.Text(Field::RequestVersion) == "1.1");
  CHECK(session[Field::RequestHeader].values.size() == 3);
  CHECK(session[Field::RequestHeader].names[2] == "X");
  CHECK(!session[Field::RequestHeader].open);
  CHECK(session[Field::RequestBody].presence == Presence::Absent);
  CHECK(session.Number(Field::ResponseStatus) == 200);
  CHECK(session[Field::ResponseReason].presence == Presence::Absent);
  CHECK(session[Field::ResponseHeader].presence == Presence::Absent);
  CHECK(session.Text(Field::ResponseBody) == "body");
  CHECK(session[Field::ResponseBody].values[0].flags == 0);
}

TEST_CASE("cut messages leave their fields open") {
  HttpExchange exchange = Parsed();
  exchange.request->head_complete = false;
  exchange.request->headers.clear();
  exchange.request->body = {};
  exchange.response->body.complete = false;
  Session session;
  WriteHttpFields(exchange, session);
  CHECK(session[Field::RequestHost].presence == Presence::Unobserved);
  CHECK(session[Field::RequestHeader].presence == Presence::Unobserved);
  CHECK(session[Field::RequestHeader].open);
  CHECK(session[Field::RequestBody].presence == Presence::Unobserved);
  CHECK(session[Field::ResponseBody].values[0].flags == IOTPF_VALUE_PARTIAL);
}

TEST_CASE("what was not observed stays so") {
  HttpExchange exchange = Parsed();
  exchange.request.reset();
  exchange.response->body = {"", false, true};
  Session session;
  WriteHttpFields(exchange, session);
  CHECK(session.presence(Record::HttpRequest) == Presence::Unobserved);
  CHECK(session[Field::RequestMethod].presence == Presence::Unobserved);
  CHECK(session[Field::ResponseBody].presence == Presence::Unobserved);
}

}  // namespace
}  // namespace iotpf::runtime
