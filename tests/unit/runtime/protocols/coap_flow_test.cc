// Protects the paths of CoAP requests, over UDP and in streams in any cut.

#include "runtime/protocols/coap_flow.h"

#include "runtime/limits.h"
#include "tests/support/datagram_run.h"
#include "tests/support/describe_counters.h"
#include "tests/support/describe_session.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::Bytes;
using tests::Cut;
using tests::Datagrams;
using tests::Fin;
using tests::Gap;

// One option; the delta and the size are below 269.
std::string Option(uint64_t delta, std::string_view value) {
  const auto nibble = [](uint64_t n) { return n < 13 ? n : uint64_t{13}; };
  const auto more = [](uint64_t n) {
    return n < 13 ? std::string() : BigEndian(n - 13, 1);
  };
  return BigEndian(nibble(delta) << 4 | nibble(value.size()), 1) + more(delta) +
         more(value.size()) + std::string(value);
}
std::string Path(std::initializer_list<std::string_view> segments) {
  std::string options;
  for (const std::string_view segment : segments) {
    options += Option(options.empty() ? 11 : 0, segment);
  }
  return options;
}
std::string Datagram(uint8_t code, const std::string& options) {
  return "\x42" + BigEndian(code, 1) + BigEndian(7, 2) + "to" + options;
}

std::string RunCoap(const Datagrams& datagrams) {
  DecodeCounters counters;
  CoapFlow flow(counters);
  return tests::RunDatagrams(flow, counters, datagrams, {Field::CoapPath});
}

TEST_CASE("paths of requests in datagrams") {
  const std::string get = Datagram(1, Path({"sensors", "temp"}));
  const std::string payload = "\xff" + std::string("22.3 C");
  struct Case {
    std::string what;
    Datagrams datagrams;
    std::string expected;
  };
  const std::vector<Case> cases = {
      // RFC 7252, appendix A, figure 16: GET /temperature.
      {"the example",
       {{std::string("\x40\x01\x7d\x34\xbbtemperature", 16),
         std::string("\x60\x45\x7d\x34\xff", 5) + "22.3 C"}},
       "/temperature"},
      {"several segments, other options around",
       {{Datagram(2, Option(3, "host") + Option(8, "a") + Option(0, "b") +
                         Option(4, "q=1") + Option(45, "x") + payload)}},
       "/a/b"},
      {"no Uri-Path", {{Datagram(1, "")}}, "/"},
      {"an empty last segment", {{Datagram(1, Path({"a", ""}))}}, "/a/"},
      // RFC 7252, 6.5.
      {"characters that a segment may not have",
       {{Datagram(1, Path({"a/b", "\xc3\xa9?", "~:@!"}))}},
       "/a%2Fb/%C3%A9%3F/~:@!"},
      // RFC 7959, 3.1: Block2 (23) in each request for a block.
      {"blocks",
       {{Datagram(1, Path({"fw"})), Datagram(69, Option(23, "\x0e") + payload),
         Datagram(1, Path({"fw"}) + Option(12, "\x1e")),
         Datagram(69, Option(23, "\x16") + payload)}},
       "/fw"},
      {"requests of both sides",
       {{get, Datagram(1, Path({"b"})), get}},
       "/sensors/temp|/b"},
      {"an empty message and an answer",
       {{std::string("\x40\0\0\1", 4), Datagram(69, payload)}},
       "absent"},
      {"to a proxy", {{Datagram(1, Option(35, "coap://a/b"))}}, "absent"},
      {"the capture ended", {{get}, false, false}, "/sensors/temp..."},
      {"cut within an option",
       {{get.substr(0, get.size() - 1)}, true},
       "unobserved"},
      {"cut within the payload", {{get + payload}, true}, "/sensors/temp"},
      {"an option that does not end",
       {{get, get.substr(0, get.size() - 1)}},
       "/sensors/temp...; coap_malformed_messages=1"},
      {"a reserved delta",
       {{Datagram(1, "\xf0")}},
       "unobserved; coap_malformed_messages=1"},
      {"a number above 65535",
       {{Datagram(1, "\xe0\xff\xff" + std::string("\xe0\xff\xff"))}},
       "unobserved; coap_malformed_messages=1"},
      {"a token of nine bytes",
       {{std::string("\x49\1\0\1", 4) + std::string(12, 't')}},
       "unobserved; coap_malformed_messages=1"},
      {"another version",
       {{std::string("\x80\1\0\1", 4)}},
       "unobserved; coap_malformed_messages=1"},
      {"nothing", {}, "unobserved"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.what);
    CHECK(RunCoap(test.datagrams) == test.expected);
  }
}

TEST_CASE("paths are capped and counted") {
  Datagrams datagrams;
  for (int i = 0; i < 260; ++i) {
    datagrams.sent.push_back(Datagram(1, Path({std::to_string(i)})));
  }
  const std::string text = RunCoap(datagrams);
  CHECK(text.find("|/255...;") != std::string::npos);
  CHECK(text.ends_with("; coap_dropped_paths=4"));
}

// ---- streams

std::string Message(uint8_t code, const std::string& content) {
  const size_t size = content.size();
  std::string more;
  uint64_t nibble = size;
  if (size >= 65805) {
    nibble = 15;
    more = BigEndian(size - 65805, 4);
  } else if (size >= 269) {
    nibble = 14;
    more = BigEndian(size - 269, 2);
  } else if (size >= 13) {
    nibble = 13;
    more = BigEndian(size - 13, 1);
  }
  return BigEndian(nibble << 4 | 1, 1) + more + BigEndian(code, 1) + "t" +
         content;
}

std::string RunStream(const tests::Feed& feed) {
  DecodeCounters counters;
  CoapStreamDecoder decoder(counters);
  feed(decoder);
  Session session;
  decoder.Write(session);
  std::string text = tests::Describe(session, Field::CoapPath);
  return text + tests::Describe(counters, "; ", "");
}

struct StreamCase {
  std::string what;
  tests::StreamScript script;
  std::string expected;
};

std::vector<StreamCase> StreamCases() {
  // RFC 8323, 5.3: both sides begin with CSM.
  const std::string csm = Message(0xe1, Option(2, "\x04\x80"));
  const std::string get = Message(1, Path({"a", "b"}));
  const auto post = [](size_t payload) {
    return Message(2, Path({"up"}) + "\xff" + std::string(payload, 'p'));
  };
  return {
      {"both directions",
       {{Bytes(csm + get + post(3)), Fin()},
        {Bytes(csm + Message(69, "\xff hello") + get + Message(3, Path({"s"}))),
         Fin()}},
       "/a/b|/up|/s"},
      {"sizes of one, two and four bytes",
       {{Bytes(csm + post(100) + Message(1, Path({"x"})) + post(1000) + get),
         Fin()},
        {Bytes(csm + Message(69, std::string(70000, 'r')) + get), Fin()}},
       "/up|/x|/a/b"},
      {"a large payload",
       {{Bytes(csm + post(70000) + get), Fin()}, {Bytes(csm), Fin()}},
       "/up|/a/b"},
      {"a gap within a payload",
       {{Bytes(csm + post(20000).substr(0, 12000)), Gap(8000),
         Bytes(post(20000).substr(20000) + get), Fin()},
        {Bytes(csm), Fin()}},
       "/up|/a/b"},
      {"a gap elsewhere",
       {{Bytes(csm + get), Gap(3), Bytes(post(1)), Fin()}, {Bytes(csm), Fin()}},
       "/a/b..."},
      {"options above the cap",
       {{Bytes(csm + Message(1, Option(11, std::string(200, 'x')) +
                                    std::string(kMaxCoapHeadBytes, '\0'))),
         Fin()},
        {Bytes(csm), Fin()}},
       "unobserved"},
      {"no end", {{Bytes(csm + get), Cut()}, {Bytes(csm), Fin()}}, "/a/b..."},
      {"signals alone", {{Bytes(csm), Fin()}, {Bytes(csm), Fin()}}, "absent"},
      {"a token of nine bytes",
       {{Bytes(csm + get + "\x09\1"), Fin()}, {Bytes(csm), Fin()}},
       "/a/b...; coap_malformed_messages=1"},
      {"a malformed option",
       {{Bytes(csm + Message(1, "\xf0") + get), Fin()}, {Bytes(csm), Fin()}},
       "/a/b...; coap_malformed_messages=1"},
  };
}

TEST_CASE("paths of requests in streams") {
  for (const StreamCase& test : StreamCases()) {
    CAPTURE(test.what);
    CHECK(tests::RunInAllCuts(test.script, RunStream) == test.expected);
  }
}

TEST_CASE("mutated streams stay harmless") {
  for (const StreamCase& test : StreamCases()) {
    if (test.script.client[0].bytes.size() > 10000) continue;
    CAPTURE(test.what);
    tests::RunMutants(test.script, RunStream, 300);
  }
}

}  // namespace
}  // namespace iotpf::runtime
