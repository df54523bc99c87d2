// Protects the streams of HTTP/3: requests and responses, what waits for header
// compression, pushes, gaps, caps; whole, in pieces, and in another order.

#include "runtime/protocols/http3_connection.h"

#include "runtime/limits.h"
#include "tests/support/describe_counters.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/http3_bytes.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::FromHex;
using tests::Http3Frame;
using tests::Http3Request;
using tests::Http3Response;
using tests::QuicNumber;

constexpr Sender kClient = Sender::Client;
constexpr Sender kServer = Sender::Server;

// What one direction of a stream shows.
struct Part {
  uint64_t stream;
  Sender sender;
  std::string bytes;
  bool is_last = true;
  bool is_reset = false;
  uint64_t gap = 0;  // behind the bytes
  std::string more = {};
};

void Feed(const Part& part, size_t piece, Http3Connection& connection) {
  const auto feed = [&](std::string_view bytes) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
      connection.OnBytes(part.stream, part.sender, bytes.substr(0, piece), {});
    }
  };
  feed(part.bytes);
  if (part.gap > 0) connection.OnGap(part.stream, part.sender, part.gap);
  feed(part.more);
  if (part.is_reset) {
    connection.OnReset(part.stream, part.sender);
  } else if (part.is_last) {
    connection.OnLast(part.stream, part.sender);
  }
}

std::string RunOnce(const std::vector<Part>& parts, size_t piece) {
  DecodeCounters counters;
  Http3Connection connection(counters);
  for (const Part& part : parts) Feed(part, piece, connection);
  connection.OnEnd(true);
  std::vector<std::string> found;
  for (const HttpExchange& exchange : connection.TakeExchanges()) {
    found.push_back(tests::Describe(exchange));
    CHECK((!exchange.request || exchange.request->version == "3"));
  }
  std::sort(found.begin(), found.end());
  std::string text;
  for (const std::string& one : found) text += one;
  return text + tests::Describe(counters, "", "\n");
}

// Whole, byte by byte, and with the streams in the opposite order: the same.
std::string Run(std::vector<Part> parts) {
  const std::string whole = RunOnce(parts, 100000);
  CHECK(RunOnce(parts, 1) == whole);
  CHECK(RunOnce(parts, 7) == whole);
  std::reverse(parts.begin(), parts.end());
  CHECK(RunOnce(parts, 3) == whole);
  return whole;
}

TEST_CASE("requests and responses") {
  CHECK(Run({{0, kClient, Http3Request("/a")},
             {0, kServer, Http3Response() + Http3Frame(0, "lamp")}}) ==
        "GET /a 1[] > 200 0[lamp]\n");
  // Content in parts, frames that nobody knows, interim responses, trailers.
  CHECK(Run({{4, kClient,
              Http3Frame(0x21, "?") + Http3Request("/b", "POST") +
                  Http3Frame(0, "on") + Http3Frame(0, "") + Http3Frame(0, "e")},
             {4, kServer,
              Http3Response("103") + Http3Response() + Http3Frame(0, "two") +
                  Http3Frame(1, tests::QpackBlock({{"x", "y"}}))},
             {0, kClient, Http3Request("/a")},
             {0, kServer, Http3Response("404")}}) ==
        "GET /a 1[] > 404 0[]\nPOST /b 1[one] > 200 0[two]\n");
  // A tunnel has no content.
  CHECK(Run({{0, kClient,
              Http3Frame(1, tests::QpackBlock({{":method", "CONNECT"},
                                               {":authority", "b:443"}})) +
                  Http3Frame(0, "in")},
             {0, kServer, Http3Response() + Http3Frame(0, "out")}}) ==
        "CONNECT b:443 1[] > 200 0[]\n");
}

TEST_CASE("messages that do not end, or are no messages") {
  CHECK(Run({{0, kClient, Http3Request("/a")},
             {0, kServer, Http3Response() + Http3Frame(0, "la"), true,
              true}}) == "GET /a 1[] > 200 0[la..]\n");
  CHECK(Run({{0, kClient, Http3Request("/a"), false},
             {0, kServer, Http3Response(), false}}) ==
        "GET /a 1[..] > 200 0[..]\n");
  CHECK(Run({{0, kClient, Http3Request("/a")}}) == "GET /a 1[] > -\n");
  CHECK(Run({{0, kServer, Http3Response()}}) == "- > 200 0[]\n");
  CHECK(Run({{0, kClient, Http3Frame(1, tests::QpackBlock({{"a", "b"}}))},
             {0, kServer, Http3Response("2000")}}) ==
        "http_malformed_heads=2\n");
  CHECK(Run({{0, kClient, Http3Frame(1, std::string(1, '\0'))},
             {0, kServer, Http3Response()}}) ==
        "- > 200 0[]\nhttp3_broken_headers=1\n");
  // A server opens no stream of requests.
  CHECK(Run({{1, kServer, Http3Request("/a")}}).empty());
}

TEST_CASE("gaps") {
  const std::string content = Http3Frame(0, "0123456789");
  CHECK(Run({{0, kClient, Http3Request("/a")},
             {0, kServer, Http3Response() + content.substr(0, 10), true, false,
              4, content.substr(14) + Http3Frame(0, "end")}}) ==
        "GET /a 1[] > 200 0[01..]\n");
  CHECK(Run({{0, kClient, Http3Request("/a")},
             {0, kServer, Http3Response() + content, true, false, 4,
              content}}) == "GET /a 1[] > 200 0[0123456789..]\n");
  CHECK(Run({{0, kClient, Http3Request("/a").substr(0, 20), true, false, 10,
              "rest"},
             {0, kServer, Http3Response()}}) == "- > 200 0[]\n");
}

// Source: RFC 9204, appendix B.2.
const std::string kSettings =
    QuicNumber(0) + Http3Frame(4, "\x06\x10\x01" + QuicNumber(220));
const std::string kInstructions =
    QuicNumber(2) +
    FromHex(
        "3fbd01c00f7777772e6578616d706c652e636f6dc10c2f73616d706c652f"
        "70617468");

TEST_CASE("blocks wait for their table") {
  // Both entries, and `GET` of the static table.
  const std::string request = Http3Frame(1, FromHex("03811011d1"));
  const std::vector<Part> parts = {
      {3, kServer, kSettings, false},
      {2, kClient, kInstructions, false},
      {0, kClient, request + Http3Frame(0, "body")},
      {0, kServer, Http3Response()}};
  const std::string found = "GET /sample/path 1[body] > 200 0[]\n";
  CHECK(Run(parts) == found);
  std::vector<Part> turned = {parts[2], parts[3], parts[1], parts[0]};
  CHECK(Run(turned) == found);
  turned = {parts[2], parts[0], parts[3], parts[1]};
  CHECK(Run(turned) == found);
  // The table never comes.
  CHECK(Run({parts[0], parts[2], parts[3]}) == "- > 200 0[]\n");
  // Too much waits.
  const std::string large = Http3Frame(0, std::string(kMaxHttp3HeldBytes, 'x'));
  CHECK(RunOnce({{0, kClient, request + large}, parts[3], parts[0], parts[1]},
                100000) == "- > 200 0[]\nhttp3_held_overflows=1\n");
  // Instructions that are none.
  CHECK(Run({{2, kClient, QuicNumber(2) + FromHex("3fffff7f"), false},
             {3, kServer, kSettings, false},
             {0, kServer, Http3Response()}}) ==
        "- > 200 0[]\nhttp3_broken_headers=1\n");
}

TEST_CASE("pushes") {
  const std::string promise = Http3Frame(
      5, QuicNumber(3) + tests::QpackBlock({{":method", "GET"},
                                            {":authority", "a.example"},
                                            {":path", "/pushed"}}));
  CHECK(Run({{0, kClient, Http3Request("/a")},
             {0, kServer, promise + Http3Response() + Http3Frame(0, "lamp")},
             {15, kServer,
              QuicNumber(1) + QuicNumber(3) + Http3Response() +
                  Http3Frame(0, "extra")}}) ==
        "GET /a 1[] > 200 0[lamp]\nGET /pushed 1[] > 200 0[extra]\n");
}

TEST_CASE("caps") {
  std::vector<Part> open;
  for (uint64_t i = 0; i <= kMaxHttp3Streams; ++i) {
    open.push_back({4 * i, kClient, Http3Request("/a"), false});
  }
  const std::string found = RunOnce(open, 100000);
  CHECK(std::count(found.begin(), found.end(), '\n') ==
        static_cast<int>(kMaxHttp3Streams) + 2);
  CHECK(found.ends_with("http3_streams_over_cap=1\n"));

  const std::string block(kMaxHttp3FrameBytes + 1, '\0');
  CHECK(Run({{0, kClient, Http3Frame(1, block)},
             {0, kServer, Http3Response()}}) ==
        "- > 200 0[]\nhttp_oversized_heads=1\n");
  // One-way streams that nobody knows cost nothing, however many there are.
  std::vector<Part> unknown;
  for (uint64_t i = 0; i < 2 * kMaxHttp3OneWayStreams; ++i) {
    unknown.push_back({4 * i + 3, kServer, QuicNumber(0x21) + "?", false});
  }
  CHECK(RunOnce(unknown, 1).empty());
}

TEST_CASE("damaged streams stay harmless") {
  std::mt19937 random(5);
  for (int i = 0; i < 3000; ++i) {
    RunOnce({{3, kServer, tests::Mutate(kSettings, random)},
             {2, kClient, tests::Mutate(kInstructions, random)},
             {0, kClient,
              tests::Mutate(Http3Frame(1, FromHex("03811011d1")), random)},
             {0, kServer, tests::Mutate(Http3Response(), random)}},
            5);
  }
}

}  // namespace
}  // namespace iotpf::runtime
