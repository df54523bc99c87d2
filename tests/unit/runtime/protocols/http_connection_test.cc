// Protects the pairing of requests and responses, and where messages end.

#include "runtime/protocols/http_connection.h"

#include "runtime/limits.h"
#include "tests/support/describe_counters.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Bytes;
using tests::Cut;
using tests::Describe;
using tests::Fin;
using tests::Gap;

std::string Exchanges(const tests::Feed& feed, uint32_t unseen,
                      bool with_counters) {
  DecodeCounters counters;
  HttpConnection connection(counters, unseen);
  feed(connection);
  const std::string text = Describe(connection.TakeExchanges());
  if (!with_counters) return text;
  return text + tests::Describe(counters, "", "\n");
}

tests::Run RunHttp(uint32_t unseen = 0) {
  return [unseen](const tests::Feed& feed) {
    return Exchanges(feed, unseen, true);
  };
}

using Case = tests::StreamCase;

std::vector<Case> Cases() {
  const std::string get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::string get_b = "GET /b HTTP/1.1\r\n\r\n";
  const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  return {
      {"keep-alive",
       {{Bytes(get + get_b), Fin()}, {Bytes(ok + ok), Fin()}},
       "GET /a 1[] > 200 1[hi]\nGET /b 0[] > 200 1[hi]\n"},
      {"bare line feeds and empty lines before a start line",
       {{Bytes("\r\n\nPOST /a HTTP/1.1\nContent-Length: 3\n\nabc"), Fin()},
        {Bytes("HTTP/1.0 200\n\nuntil close"), Fin()}},
       "POST /a 1[abc] > 200 0[until close]\n"},
      {"until close, cut",
       {{Bytes(get), Fin()}, {Bytes("HTTP/1.1 200 OK\r\n\r\nabc"), Cut()}},
       "GET /a 1[] > 200 0[abc..]\n"},
      {"HEAD has no body",
       {{Bytes("HEAD /a HTTP/1.1\r\n\r\n" + get_b), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + ok), Fin()}},
       "HEAD /a 0[] > 200 1[]\nGET /b 0[] > 200 1[hi]\n"},
      {"204 and 304 have no body",
       {{Bytes(get + get_b), Fin()},
        {Bytes("HTTP/1.1 204 No\r\n\r\nHTTP/1.1 304 N\r\nContent-Length: 7"
               "\r\n\r\n"),
         Fin()}},
       "GET /a 1[] > 204 0[]\nGET /b 0[] > 304 1[]\n"},
      {"interim responses are passed over",
       {{Bytes(get), Fin()},
        {Bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x"
               "\r\n\r\n" +
               ok),
         Fin()}},
       "GET /a 1[] > 200 1[hi]\n"},
      {"chunks with extensions and a trailer",
       {{Bytes(get + get_b), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
               "3;x=\"y\"\r\nabc\r\n00A \r\n0123456789\r\n0\r\nT: 1\r\n\r\n" +
               ok),
         Fin()}},
       "GET /a 1[] > 200 1[abc0123456789]\nGET /b 0[] > 200 1[hi]\n"},
      {"empty elements behind a transfer coding",
       {{Bytes(get + get_b), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked,, \r\n"
               "Transfer-Encoding: ,\r\n\r\n2\r\nhi\r\n0\r\n\r\n" +
               ok),
         Fin()}},
       "GET /a 1[] > 200 2[hi]\nGET /b 0[] > 200 1[hi]\n"},
      {"a transfer coding overrides a length",
       {{Bytes("POST /a HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: "
               "chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n" +
               get_b),
         Fin()},
        {Fin()}},
       "POST /a 2[hi] > -\nGET /b 0[] > -\n"},
      {"broken chunk",
       {{Bytes(get), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
               "2\r\nhiX\r\n0\r\n\r\n"),
         Fin()}},
       "GET /a 1[] > 200 1[hi..]\nhttp_malformed_bodies=1\n"},
      {"two lengths that differ",
       {{Bytes("POST /a HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3"
               "\r\n\r\nabc" +
               get_b),
         Fin()},
        {Bytes(ok), Fin()}},
       "POST /a 2[..] > 200 1[hi]\nhttp_malformed_heads=1\n"},
      {"CONNECT",
       {{Bytes("CONNECT h:443 HTTP/1.1\r\n\r\n\x16\x03"), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\x16\x03"), Fin()}},
       "CONNECT h:443 0[] > 200 1[]\n"},
      {"CONNECT refused",
       {{Bytes("CONNECT h:443 HTTP/1.1\r\n\r\n" + get), Fin()},
        {Bytes("HTTP/1.1 407 A\r\nContent-Length: 2\r\n\r\nno" + ok), Fin()}},
       "CONNECT h:443 0[] > 407 1[no]\nGET /a 1[] > 200 1[hi]\n"},
      {"CONNECT without an answer",
       {{Bytes("CONNECT h:443 HTTP/1.1\r\n\r\nraw"), Fin()}, {Cut()}},
       "CONNECT h:443 0[] > -\n"},
      {"upgrade",
       {{Bytes("GET /w HTTP/1.1\r\nUpgrade: websocket\r\n\r\n\x81\x05"), Fin()},
        {Bytes("HTTP/1.1 101 S\r\n\r\n\x81\x05"), Fin()}},
       "GET /w 1[] > 101 0[]\n"},
      {"upgrade refused",
       {{Bytes("GET /w HTTP/1.1\r\nUpgrade: h2c\r\n\r\n" + get), Fin()},
        {Bytes(ok + ok), Fin()}},
       "GET /w 1[] > 200 1[hi]\nGET /a 1[] > 200 1[hi]\n"},
      {"only the server was seen",
       {{Cut()}, {Bytes(ok + ok), Fin()}},
       "- > 200 1[hi]\n- > 200 1[hi]\n"},
      {"only the client was seen",
       {{Bytes(get + get_b), Fin()}, {Cut()}},
       "GET /a 1[] > -\nGET /b 0[] > -\n"},
      {"request cut in its head",
       {{Bytes("GET /a HTTP/1.1\r\nHost: x\r\nAccept: "), Cut()},
        {Bytes(ok), Fin()}},
       "GET /a 1..[..] > 200 1[hi]\n"},
      {"request cut in its start line",
       {{Bytes("GET /a HTT"), Cut()}, {Bytes(ok), Fin()}},
       "- > 200 1[hi]\n"},
      {"response cut in its body",
       {{Bytes(get), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), Fin()}},
       "GET /a 1[] > 200 1[abc..]\n"},
      {"gap within a body of known length",
       {{Bytes(get + get_b), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), Gap(4),
         Bytes("hi" + ok), Fin()}},
       "GET /a 1[] > 200 1[abc..]\nGET /b 0[] > 200 1[hi]\n"},
      {"gap up to the end of a body",
       {{Bytes(get + get_b), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), Gap(6),
         Bytes(ok), Fin()}},
       "GET /a 1[] > 200 1[abc..]\nGET /b 0[] > 200 1[hi]\n"},
      {"gap past the end of a body",
       {{Bytes(get + get_b), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), Gap(7),
         Bytes(ok), Fin()}},
       "GET /a 1[] > 200 1[abc..]\nGET /b 0[] > -\n"},
      {"gap within a chunk",
       {{Bytes(get), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nab"),
         Gap(3), Bytes("cdef\r\n0\r\n\r\n"), Fin()}},
       "GET /a 1[] > 200 1[ab..]\n"},
      {"gap in the client",
       {{Bytes(get), Gap(20), Bytes(get_b), Fin()}, {Bytes(ok + ok), Fin()}},
       "GET /a 1[] > 200 1[hi]\n- > 200 1[hi]\n"},
      {"no HTTP",
       {{Bytes("hello world\r\n" + get), Fin()}, {Bytes(ok), Fin()}},
       "- > 200 1[hi]\nhttp_malformed_heads=1\n"},
      {"lines without a name are passed over",
       {{Bytes("GET /a HTTP/1.1\r\n folded\r\nno colon\r\n: x\r\nA : 1\r\n\tb"
               "\r\n\r\n"),
         Fin()},
        {Fin()}},
       "GET /a 1[] > -\nhttp_malformed_fields=3\n"},
      {"unsupported content coding",
       {{Bytes(get), Fin()},
        {Bytes("HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n"
               "Content-Length: 2\r\n\r\nhi"),
         Fin()}},
       "GET /a 1[] > 200 2[?..]\n"},
      {"other versions are not HTTP/1.x",
       {{Bytes("GET /a HTTP/2.0\r\n\r\n"), Fin()}, {Fin()}},
       "http_malformed_heads=1\n"},
  };
}

TEST_CASE("exchanges do not depend on cuts") {
  tests::CheckInAllCuts(Cases(), RunHttp());
}

TEST_CASE("mutated connections stay harmless") {
  tests::RunMutants(Cases(), RunHttp(), 150);
}

TEST_CASE("connections cut at every byte give a prefix of the exchanges") {
  for (const Case& test : Cases()) {
    const std::string& whole = test.script.server[0].bytes;
    for (size_t size = 0; size <= whole.size(); ++size) {
      tests::StreamScript cut = test.script;
      cut.server = {Bytes(whole.substr(0, size)), Cut()};
      const std::string text = RunHttp()([&cut](StreamDecoder& decoder) {
        decoder.OnBytes(Sender::Server, cut.server[0].bytes, {});
        decoder.OnEnd(Sender::Server, false);
        decoder.OnBytes(Sender::Client, cut.client[0].bytes, {});
        decoder.OnEnd(Sender::Client, false);
      });
      CHECK(text.size() < 4096);
    }
  }
}

TEST_CASE("responses to unseen requests have no request") {
  const tests::StreamScript script = {
      {Bytes("GET /b HTTP/1.1\r\n\r\n"), Fin()},
      {Bytes("HTTP/1.1 204 A\r\n\r\nHTTP/1.1 404 B\r\nContent-Length: 0"
             "\r\n\r\n"),
       Fin()}};
  CHECK(tests::RunInAllCuts(script, RunHttp(1)) ==
        "- > 204 0[]\nGET /b 0[] > 404 1[]\n");
}

TEST_CASE("exchanges come out as soon as they are whole") {
  DecodeCounters counters;
  HttpConnection connection(counters);
  connection.OnBytes(Sender::Client, "GET /a HTTP/1.1\r\n\r\n", {.packet = 4});
  connection.OnBytes(Sender::Server, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n",
                     {.packet = 5});
  CHECK(connection.TakeExchanges().empty());
  connection.OnBytes(Sender::Server, "\r\nx", {.packet = 6});
  const std::vector<HttpExchange> exchanges = connection.TakeExchanges();
  REQUIRE(exchanges.size() == 1);
  CHECK(exchanges[0].origin().packet == 4);
  CHECK(exchanges[0].response->origin.packet == 5);
  CHECK(connection.TakeExchanges().empty());
}

struct CapCase {
  std::string name;
  std::string client;
  std::string server;
  uint64_t DecodeCounters::*counter;
  size_t exchanges;
};

TEST_CASE("caps hold and are counted") {
  const std::string get = "GET /a HTTP/1.1\r\n\r\n";
  std::string many_fields = "GET /a HTTP/1.1\r\n";
  for (size_t i = 0; i <= kMaxHttpFields; ++i) many_fields += "a: b\r\n";
  std::string many_requests;
  for (size_t i = 0; i < 3 * kMaxHttpPendingExchanges; ++i) {
    many_requests += get;
  }
  const std::vector<CapCase> cases = {
      {"head", "GET /a HTTP/1.1\r\nA: " + std::string(kMaxHttpHeadBytes, 'x'),
       "", &DecodeCounters::http_oversized_heads, 1},
      {"fields", many_fields + "\r\n", "",
       &DecodeCounters::http_oversized_heads, 1},
      {"body", get,
       "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" +
           std::string(200000, 'x'),
       &DecodeCounters::http_oversized_bodies, 1},
      {"chunk line", get,
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
           std::string(kMaxHttpChunkLineBytes, 'x'),
       &DecodeCounters::http_malformed_bodies, 1},
      {"held server", "",
       "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" +
           std::string(200000, 'x'),
       &DecodeCounters::http_held_overflows, 1},
      {"held client", "CONNECT h:1 HTTP/1.1\r\n\r\n" + std::string(200000, 'x'),
       "", &DecodeCounters::http_held_overflows, 1},
      {"pipeline", many_requests, "", &DecodeCounters::http_pipeline_overflows,
       3 * kMaxHttpPendingExchanges},
  };
  for (const CapCase& test : cases) {
    CAPTURE(test.name);
    DecodeCounters counters;
    HttpConnection connection(counters);
    connection.OnBytes(Sender::Client, test.client, {});
    connection.OnBytes(Sender::Server, test.server, {});
    connection.OnEnd(Sender::Client, true);
    connection.OnEnd(Sender::Server, true);
    CHECK(connection.TakeExchanges().size() == test.exchanges);
    CHECK(counters.*test.counter == 1);
  }
}

}  // namespace
}  // namespace iotpf::runtime
