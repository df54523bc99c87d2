// Protects the exchanges of HTTP/2 connections: which frames make a message,
// which end it, and that neither cuts nor interleaving change them.

#include "runtime/protocols/http2_connection.h"

#include "runtime/limits.h"
#include "tests/support/describe_counters.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/http2_bytes.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::Bytes;
using tests::Cut;
using tests::Fin;
using tests::Gap;
using tests::HpackLiterals;
using tests::Http2Data;
using tests::Http2Frame;
using tests::Http2Headers;
using tests::kEndHeaders;
using tests::kEndStream;
using tests::kPadded;
using tests::kPriority;

std::string Exchanges(Http2Connection& connection,
                      const DecodeCounters& counters) {
  const std::string text = tests::Describe(connection.TakeExchanges());
  return text + tests::Describe(counters, "", "\n");
}

std::string RunHttp2(const tests::Feed& feed) {
  DecodeCounters counters;
  Http2Connection connection(counters);
  feed(connection);
  return Exchanges(connection, counters);
}

using Case = tests::StreamCase;

// Fields of a request and of a response, without indexing.
std::string Get(std::string_view path) {
  return HpackLiterals({{":method", "GET"},
                        {":scheme", "http"},
                        {":authority", "h.example"},
                        {":path", path}});
}
std::string Post(std::string_view path) {
  return HpackLiterals({{":method", "POST"}, {":path", path}});
}
std::string Status(std::string_view status) {
  return HpackLiterals({{":status", status}, {"server", "s"}});
}
constexpr uint8_t kWhole = kEndStream | kEndHeaders;

std::string ClientStart() {
  return tests::kHttp2Preface + tests::kHttp2Settings;
}
std::string Ask(uint32_t stream, std::string_view path) {
  return Http2Headers(kWhole, stream, Get(path));
}
std::string Answer(uint32_t stream, const std::string& body) {
  return Http2Headers(kEndHeaders, stream, Status("200")) +
         Http2Data(kEndStream, stream, body);
}

std::vector<Case> MessageCases() {
  const std::string settings = tests::kHttp2Settings;
  const std::string pad(3, '\0');
  return {
      {"one exchange",
       {{Bytes(ClientStart() + Ask(1, "/a")), Fin()},
        {Bytes(settings + Answer(1, "hi")), Fin()}},
       "GET /a 1[] > 200 1[hi]\n"},
      // RFC 7541, C.4.1, C.4.2 and C.6.1: Huffman codes and a dynamic table.
      {"blocks that refer to earlier ones",
       {{Bytes(ClientStart() +
               Http2Headers(kWhole, 1,
                            "\x82\x86\x84\x41\x8c\xf1\xe3\xc2\xe5\xf2\x3a\x6b"
                            "\xa0\xab\x90\xf4\xff") +
               Http2Headers(kWhole, 3,
                            "\x82\x86\x84\xbe\x58\x86\xa8\xeb\x10\x64\x9c"
                            "\xbf")),
         Fin()},
        {Bytes(settings + Answer(1, "x") + Answer(3, "y")), Fin()}},
       "GET / 1[] > 200 1[x]\nGET / 2[] > 200 1[y]\n"},
      {"answers in another order",
       {{Bytes(ClientStart() + Ask(1, "/a") + Ask(3, "/b")), Fin()},
        {Bytes(settings + Answer(3, "b") + Answer(1, "a")), Fin()}},
       "GET /b 1[] > 200 1[b]\nGET /a 1[] > 200 1[a]\n"},
      {"streams whose frames mix",
       {{Bytes(ClientStart() + Http2Headers(kEndHeaders, 1, Post("/a")) +
               Http2Headers(kEndHeaders, 3, Post("/b")) +
               Http2Data(0, 1, "a1") + Http2Data(kEndStream, 3, "b") +
               Http2Data(kEndStream, 1, "a2")),
         Fin()},
        {Bytes(settings + Answer(1, "x") + Answer(3, "y")), Fin()}},
       "POST /a 0[a1a2] > 200 1[x]\nPOST /b 0[b] > 200 1[y]\n"},
      {"padding, priority, continuations",
       {{Bytes(ClientStart() +
               Http2Headers(kEndStream | kPadded | kPriority, 1,
                            "\3" + BigEndian(0x80000003, 4) + "\x10" +
                                Get("/a").substr(0, 20) + pad) +
               Http2Frame(9, 0, 1, Get("/a").substr(20, 9)) +
               Http2Frame(9, kEndHeaders, 1, Get("/a").substr(29))),
         Fin()},
        {Bytes(settings + Http2Headers(kEndHeaders, 1, Status("200")) +
               Http2Data(kPadded, 1, "\3hi" + pad) +
               Http2Data(kPadded | kEndStream, 1, std::string(1, '\0'))),
         Fin()}},
       "GET /a 1[] > 200 1[hi]\n"},
      {"interim responses and trailers are passed over",
       {{Bytes(ClientStart() + Http2Headers(kEndHeaders, 1, Post("/a")) +
               Http2Data(0, 1, "up") +
               Http2Headers(kWhole, 1, HpackLiterals({{"t", "1"}}))),
         Fin()},
        {Bytes(settings + Http2Headers(kEndHeaders, 1, Status("103")) +
               Http2Headers(kEndHeaders, 1, Status("200")) +
               Http2Data(0, 1, "down") +
               Http2Headers(kWhole, 1, HpackLiterals({{"t", "1"}}))),
         Fin()}},
       "POST /a 0[up] > 200 1[down]\n"},
      {"a push",
       {{Bytes(ClientStart() + Ask(1, "/a")), Fin()},
        {Bytes(settings +
               Http2Frame(5, kEndHeaders, 1, BigEndian(2, 4) + Get("/p")) +
               Answer(1, "a") + Answer(2, "p")),
         Fin()}},
       "GET /a 1[] > 200 1[a]\nGET /p 1[] > 200 1[p]\n"},
      {"a cookie in parts, a Host field beside the authority",
       {{Bytes(ClientStart() +
               Http2Headers(kWhole, 1,
                            Get("/a") + HpackLiterals({{"cookie", "a=1"},
                                                       {"host", "other"},
                                                       {"cookie", "b=2"}}))),
         Fin()},
        {Bytes(settings + Answer(1, "")), Fin()}},
       "GET /a 2[] > 200 1[]\n"},
      {"CONNECT",
       {{Bytes(ClientStart() +
               Http2Headers(kEndHeaders, 1,
                            HpackLiterals({{":method", "CONNECT"},
                                           {":authority", "t:22"}})) +
               Http2Data(0, 1, "tunnel")),
         Fin()},
        {Bytes(settings + Answer(1, "tunnel")), Fin()}},
       "CONNECT t:22 1[] > 200 1[]\n"},
      {"frames of other kinds, and of none that is known",
       {{Bytes(ClientStart() + Http2Frame(2, 0, 1, std::string(5, '\0')) +
               Http2Frame(6, 0, 0, std::string(8, '\0')) + Ask(1, "/a") +
               Http2Frame(8, 0, 0, BigEndian(1, 4)) +
               Http2Frame(0x42, 0xff, 7, "x")),
         Fin()},
        {Bytes(settings + Answer(1, "a") +
               Http2Frame(7, 0, 0, std::string(8, '\0'))),
         Fin()}},
       "GET /a 1[] > 200 1[a]\n"},
  };
}

std::vector<Case> CutCases() {
  const std::string settings = tests::kHttp2Settings;
  const std::string upload =
      ClientStart() + Http2Headers(kEndHeaders, 1, Post("/a"));
  const std::string many = Http2Headers(kEndHeaders, 1, Status("200")) +
                           Http2Data(0, 1, "0123456789");
  return {
      {"no answer",
       {{Bytes(ClientStart() + Ask(1, "/a")), Fin()}, {Bytes(settings), Cut()}},
       "GET /a 1[] > -\n"},
      {"an answer that never ends",
       {{Bytes(ClientStart() + Ask(1, "/a") + Ask(3, "/b")), Fin()},
        {Bytes(settings + many + Answer(3, "b")), Fin()}},
       "GET /b 1[] > 200 1[b]\nGET /a 1[] > 200 1[0123456789..]\n"},
      {"reset by the server",
       {{Bytes(ClientStart() + Ask(1, "/a") + Ask(3, "/b")), Fin()},
        {Bytes(settings + many + tests::Http2Reset(1) + Answer(3, "b")),
         Fin()}},
       "GET /b 1[] > 200 1[b]\nGET /a 1[] > 200 1[0123456789..]\n"},
      {"reset by the client",
       {{Bytes(upload + Http2Data(0, 1, "up") + tests::Http2Reset(1)), Fin()},
        {Bytes(settings), Fin()}},
       "POST /a 0[up..] > -\n"},
      {"a request that goes on when it is answered",
       {{Bytes(upload + Http2Data(0, 1, "up")), Cut()},
        {Bytes(settings + Answer(1, "no")), Fin()}},
       "POST /a 0[up..] > 200 1[no]\n"},
      {"a gap within DATA",
       {{Bytes(upload + Http2Data(0, 1, "0123456789").substr(0, 12)), Gap(7),
         Bytes(Http2Data(kEndStream, 1, "ab") + Ask(3, "/b")), Fin()},
        {Bytes(settings + Answer(1, "x") + Answer(3, "y")), Fin()}},
       "POST /a 0[012..] > 200 1[x]\nGET /b 1[] > 200 1[y]\n"},
      {"a gap that ends DATA and its stream",
       {{Bytes(upload + Http2Data(kEndStream, 1, "0123456789").substr(0, 12)),
         Gap(7), Fin()},
        {Bytes(settings + Answer(1, "x")), Fin()}},
       "POST /a 0[012..] > 200 1[x]\n"},
      {"a gap within the padding of DATA",
       {{Bytes(upload +
               Http2Data(kPadded | kEndStream, 1, "\5hey.....").substr(0, 13)),
         Gap(5), Bytes(Ask(3, "/b")), Fin()},
        {Bytes(settings + Answer(1, "x") + Answer(3, "y")), Fin()}},
       "POST /a 0[hey] > 200 1[x]\nGET /b 1[] > 200 1[y]\n"},
      {"a gap elsewhere",
       {{Bytes(ClientStart() + Ask(1, "/a")), Gap(3), Bytes(Ask(3, "/b")),
         Fin()},
        {Bytes(settings + Answer(1, "x") + Answer(3, "y")), Fin()}},
       "GET /a 1[] > 200 1[x]\n- > 200 1[y]\n"},
      {"the server's start was not seen",
       {{Bytes(ClientStart() + Ask(1, "/a")), Fin()},
        {Gap(100), Bytes(Answer(1, "x")), Fin()}},
       "GET /a 1[] > -\n"},
  };
}

std::vector<Case> MalformedCases() {
  const std::string settings = tests::kHttp2Settings;
  const auto client = [&settings](const std::string& frames) {
    return tests::StreamScript{
        {Bytes(ClientStart() + Ask(1, "/a") + frames + Ask(3, "/b")), Fin()},
        {Bytes(settings + Answer(1, "x")), Fin()}};
  };
  const std::string first = "GET /a 1[] > 200 1[x]\n";
  const std::string both = first + "GET /b 1[] > -\n";
  const std::string stopped = first + "http2_malformed_frames=1\n";
  return {
      {"another preface",
       {{Bytes("PRI * HTTP/2.0\r\n\r\nXX"), Fin()}, {Fin()}},
       "http2_malformed_frames=1\n"},
      {"no SETTINGS first",
       {{Bytes(tests::kHttp2Preface + Ask(1, "/a")), Fin()}, {Fin()}},
       "http2_malformed_frames=1\n"},
      {"DATA on stream 0", client(Http2Data(0, 0, "x")), stopped},
      {"SETTINGS of five bytes", client(Http2Frame(4, 0, 0, "12345")), stopped},
      {"more padding than payload", client(Http2Data(kPadded, 1, "\5abc")),
       stopped},
      {"CONTINUATION of nothing", client(Http2Frame(9, 4, 1, "")), stopped},
      {"a frame within a header block",
       client(Http2Headers(0, 5, "") + Http2Data(0, 1, "x")), stopped},
      {"a block that does not decode", client(Http2Headers(kWhole, 5, "\xff")),
       first + "http2_broken_headers=1\n"},
      {"a block that ends within a field",
       client(Http2Headers(kWhole, 5, Get("/c").substr(0, 12))),
       first + "http2_broken_headers=1\n"},
      {"a request without a method",
       client(Http2Headers(kEndHeaders, 5, HpackLiterals({{":path", "/c"}})) +
              Http2Data(kEndStream, 5, "x")),
       // The third request has a lower number than this one.
       first + "http_malformed_heads=1\n"},
      {"DATA and a trailer of no stream",
       client(Http2Data(kEndStream, 9, "x") +
              Http2Headers(kWhole, 1, HpackLiterals({{"t", "1"}}))),
       both},
      {"a status that is none",
       {{Bytes(ClientStart() + Ask(1, "/a")), Fin()},
        {Bytes(settings + Http2Headers(kWhole, 1, Status("20x"))), Fin()}},
       "GET /a 1[] > -\nhttp_malformed_heads=1\n"},
  };
}

TEST_CASE("exchanges do not depend on cuts") {
  tests::CheckInAllCuts(MessageCases(), RunHttp2);
  tests::CheckInAllCuts(CutCases(), RunHttp2);
  tests::CheckInAllCuts(MalformedCases(), RunHttp2);
}

TEST_CASE("mutated connections stay harmless") {
  tests::RunMutants(MessageCases(), RunHttp2, 200);
  tests::RunMutants(CutCases(), RunHttp2, 200);
}

TEST_CASE("an upgraded connection answers its first request") {
  const auto run = [](const tests::Feed& feed) {
    DecodeCounters counters;
    HttpRequest request;
    request.method = "GET";
    request.target = "/first";
    request.head_complete = true;
    request.body.complete = true;
    Http2Connection connection(counters, request);
    feed(connection);
    return Exchanges(connection, counters);
  };
  const tests::StreamScript script = {
      {Bytes(ClientStart() + Ask(3, "/b")), Fin()},
      {Bytes(tests::kHttp2Settings + Answer(1, "a") + Answer(3, "b")), Fin()}};
  CHECK(tests::RunInAllCuts(script, run) ==
        "GET /first 0[] > 200 1[a]\nGET /b 1[] > 200 1[b]\n");
}

TEST_CASE("fields of messages") {
  DecodeCounters counters;
  Http2Connection connection(counters);
  connection.OnBytes(
      Sender::Client,
      ClientStart() +
          Http2Headers(kWhole, 1,
                       Get("/a?x=1") + HpackLiterals({{"cookie", "a=1"},
                                                      {"cookie", "b=2"}})),
      {7, 3});
  connection.OnBytes(Sender::Server, tests::kHttp2Settings + Answer(1, "x"),
                     {8, 4});
  const std::vector<HttpExchange> exchanges = connection.TakeExchanges();
  REQUIRE(exchanges.size() == 1);
  const HttpRequest& request = *exchanges[0].request;
  CHECK(request.version == "2");
  CHECK(request.target == "/a?x=1");
  CHECK(request.origin == ByteOrigin{7, 3});
  REQUIRE(request.headers.size() == 2);
  CHECK(request.headers[0] == HttpHeader{"host", "h.example"});
  CHECK(request.headers[1] == HttpHeader{"cookie", "a=1; b=2"});
  CHECK(exchanges[0].response->version == "2");
  CHECK(exchanges[0].response->reason.empty());
}

TEST_CASE("heads, bodies and streams are capped and counted") {
  DecodeCounters counters;
  Http2Connection connection(counters);
  std::string wide = Get("/a");
  // One field into the table, then each by its index.
  wide += "\x40\1x" + BigEndian(100, 1) + std::string(100, 'v');
  wide += std::string(2000, '\xbe');
  connection.OnBytes(
      Sender::Client,
      ClientStart() + Http2Headers(kWhole, 1, wide) + Ask(3, "/b"), {});
  std::string answers = tests::kHttp2Settings + Answer(1, "a") +
                        Http2Headers(kEndHeaders, 3, Status("200"));
  for (int i = 0; i < 5; ++i) {
    answers += Http2Data(0, 3, std::string(16384, 'x'));
  }
  answers += Http2Data(kEndStream, 3, "");
  connection.OnBytes(Sender::Server, answers, {});
  const std::vector<HttpExchange> exchanges = connection.TakeExchanges();
  REQUIRE(exchanges.size() == 2);
  CHECK(exchanges[0].request->headers.size() == kMaxHttpFields - 3);
  CHECK_FALSE(exchanges[0].request->head_complete);
  CHECK(exchanges[1].response->body.bytes.size() == kMaxHttpBodyBytes);
  CHECK_FALSE(exchanges[1].response->body.complete);
  CHECK(counters.http_oversized_heads == 1);
  CHECK(counters.http_oversized_bodies == 1);

  for (uint32_t i = 0; i < kMaxHttp2Streams + 10; ++i) {
    connection.OnBytes(Sender::Client, Ask(5 + 2 * i, "/"), {});
  }
  CHECK(connection.TakeExchanges().size() == 10);
  CHECK(counters.http2_streams_over_cap == 10);
}

}  // namespace
}  // namespace iotpf::runtime
