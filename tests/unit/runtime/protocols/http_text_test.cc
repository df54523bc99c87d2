// Protects how tests in rules write HTTP messages.

#include "runtime/protocols/http_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

TEST_CASE("the text is the whole message") {
  const auto response = ParseResponseText(
      "HTTP/1.1 200 OK\r\nServer: Tengine\nContent-Length: 99\n"
      "Content-Encoding: gzip\n\n{\"a\":1}\n");
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->reason == "OK");
  CHECK(response->headers ==
        std::vector<HttpHeader>{{"Server", "Tengine"},
                                {"Content-Length", "99"},
                                {"Content-Encoding", "gzip"}});
  CHECK(response->head_complete);
  CHECK(response->body.bytes == "{\"a\":1}\n");
  CHECK(response->body.complete);

  const auto request = ParseRequestText("POST /a?b=c HTTP/1.1");
  REQUIRE(request);
  CHECK(request->method == "POST");
  CHECK(request->target == "/a?b=c");
  CHECK(request->version == "1.1");
  CHECK(request->headers.empty());
  CHECK(request->body.bytes.empty());

  const auto http2 = ParseResponseText("HTTP/2 204\n");
  REQUIRE(http2);
  CHECK(http2->version == "2");
  CHECK(http2->reason.empty());
}

TEST_CASE("mistakes name their line") {
  struct Case {
    std::string text;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"", "line 1: no HTTP start line; write `HTTP/1.1 200 OK`"},
      {"HTTP/1.1 OK", "line 1: no HTTP start line; write `HTTP/1.1 200 OK`"},
      {"HTTP/1.1 099 OK",
       "line 1: no HTTP start line; write `HTTP/1.1 200 OK`"},
      {"HTTP/1.1 200 OK\nServer: x\n{\"a\":1}",
       "line 3: no header field; write `Name: value`, and an empty line before "
       "the body"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text);
    const auto response = ParseResponseText(test.text);
    REQUIRE(!response);
    CHECK(response.error().message == test.message);
  }
  CHECK(!ParseRequestText("GET  HTTP/1.1"));
  CHECK(!ParseRequestText("GET /"));
  CHECK(!ParseRequestText("G@T / HTTP/1.1"));
}

}  // namespace
}  // namespace iotpf::runtime
