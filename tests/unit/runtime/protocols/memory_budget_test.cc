// Protects the bound on what all flows hold together: what waits for the other
// direction is charged, given up where it does not fit, and given back.

#include "runtime/protocols/memory_budget.h"

#include "runtime/protocols/dialogue_decoder.h"
#include "runtime/protocols/http2_connection.h"
#include "runtime/protocols/http_connection.h"
#include "tests/support/describe_counters.h"
#include "tests/support/http2_bytes.h"
#include "tests/support/recorded_stream.h"

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using Make = std::function<std::unique_ptr<StreamDecoder>(
    DecodeCounters& counters, NestedStreams& nested)>;

struct Case {
  std::string what;
  Make make;
  std::string early;  // of a client, before the server says anything
  std::string expected;
};

const std::string kEarly(1000, 'x');

std::vector<Case> Cases() {
  return {
      {"a dialogue",
       [](DecodeCounters& counters, NestedStreams& nested) {
         return std::make_unique<DialogueDecoder>(
             counters, DialogueOf(Protocol::Smtp), nested);
       },
       "EHLO a\r\n" + kEarly, " dialogue_held_overflows=1"},
      {"CONNECT of HTTP/1",
       [](DecodeCounters& counters, NestedStreams& nested) {
         return std::make_unique<HttpConnection>(counters, 0, &nested);
       },
       "CONNECT h:1 HTTP/1.1\r\n\r\n" + kEarly, " http_held_overflows=1"},
      {"CONNECT of HTTP/2",
       [](DecodeCounters& counters, NestedStreams& nested) {
         return std::make_unique<Http2Connection>(counters, &nested);
       },
       tests::kHttp2Preface + tests::kHttp2Settings +
           tests::Http2Headers(tests::kEndHeaders, 1,
                               tests::HpackLiterals({{":method", "CONNECT"},
                                                     {":authority", "h:1"}})) +
           tests::Http2Data(0, 1, kEarly),
       " http_held_overflows=1"},
  };
}

TEST_CASE("what waits for an answer is charged and given back") {
  for (const Case& test : Cases()) {
    CAPTURE(test.what);
    DecodeCounters counters;
    tests::RecordedStreams nested;
    auto decoder = test.make(counters, nested);
    decoder->OnBytes(Sender::Client, test.early, {});
    CHECK(nested.memory().used >= kEarly.size());
    CHECK(tests::Describe(counters, " ", "").empty());
    decoder.reset();
    CHECK(nested.memory().used == 0);
  }
}

TEST_CASE("what does not fit is given up") {
  for (const Case& test : Cases()) {
    CAPTURE(test.what);
    DecodeCounters counters;
    tests::RecordedStreams nested;
    nested.memory().limit = kEarly.size();
    auto decoder = test.make(counters, nested);
    decoder->OnBytes(Sender::Client, test.early, {});
    CHECK(nested.memory().used == 0);
    CHECK(tests::Describe(counters, " ", "") == test.expected);
  }
}

}  // namespace
}  // namespace iotpf::runtime
