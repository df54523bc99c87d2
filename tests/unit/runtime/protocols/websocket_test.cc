// Protects what WebSocket messages carry: in any cut, masked, fragmented,
// compressed, and that what is no frame ends a direction.

#include "runtime/protocols/websocket.h"

#include "runtime/limits.h"
#include "tests/support/describe_counters.h"
#include "tests/support/recorded_stream.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::Bytes;
using tests::Cut;
using tests::Fin;
using tests::Gap;

constexpr uint8_t kFinal = 0x80;
constexpr uint8_t kPacked = 0x40;

std::string Frame(uint8_t first, const std::string& payload) {
  std::string size = BigEndian(payload.size(), 1);
  if (payload.size() > 65535) {
    size = "\x7f" + BigEndian(payload.size(), 8);
  } else if (payload.size() > 125) {
    size = "\x7e" + BigEndian(payload.size(), 2);
  }
  return BigEndian(first, 1) + size + payload;
}
// With the mask of RFC 6455, 5.7.
std::string Masked(uint8_t first, const std::string& payload) {
  const std::string mask = "\x37\xfa\x21\x3d";
  std::string frame = Frame(first, payload);
  frame[1] = static_cast<char>(frame[1] | '\x80');
  const size_t start = frame.size() - payload.size();
  for (size_t i = 0; i < payload.size(); ++i) {
    frame[start + i] = static_cast<char>(frame[start + i] ^ mask[i % 4]);
  }
  frame.insert(start, mask);
  return frame;
}

// A message as RFC 7692, 7.2.1 compresses it; `stream` goes on between calls.
class Packer {
 public:
  Packer() {
    REQUIRE(deflateInit2(&stream_, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) ==
            Z_OK);
  }
  ~Packer() { deflateEnd(&stream_); }
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;

  std::string Pack(std::string message) {
    std::string output(message.size() + 1024, '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(message.data());
    stream_.avail_in = static_cast<uInt>(message.size());
    stream_.next_out = reinterpret_cast<Bytef*>(output.data());
    stream_.avail_out = static_cast<uInt>(output.size());
    REQUIRE(deflate(&stream_, Z_SYNC_FLUSH) == Z_OK);
    output.resize(output.size() - stream_.avail_out - 4);
    return output;
  }

 private:
  z_stream stream_{};
};

tests::Run RunWebSocket(std::optional<WebSocketDeflate> deflate = {}) {
  return [deflate](const tests::Feed& feed) {
    DecodeCounters counters;
    tests::RecordedSides record;
    auto carried = std::make_unique<tests::RecordedStream>(record);
    WebSocketDecoder decoder(counters, deflate, std::move(carried));
    feed(decoder);
    return record.text() + tests::Describe(counters, " ", "");
  };
}

using Case = tests::StreamCase;

std::vector<Case> Cases() {
  const std::string ping = Frame(kFinal | 9, "Hello");
  return {
      // RFC 6455, 5.7.
      {"the examples",
       {{Bytes("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"), Fin()},
        {Bytes("\x81\x05Hello" + Frame(1, "Hel") + ping + Frame(kFinal, "lo")),
         Fin()}},
       "client Hello| server HelloHello|"},
      {"lengths of two and eight bytes",
       {{Bytes(Masked(kFinal | 2, std::string(200, 'a')) +
               Masked(kFinal | 2, std::string(5, 'b'))),
         Fin()},
        {Bytes(Frame(kFinal | 2, std::string(66000, 's'))), Fin()}},
       "client " + std::string(200, 'a') + "bbbbb| server " +
           std::string(66000, 's') + "|"},
      {"empty messages",
       {{Bytes(Masked(kFinal | 1, "") + Masked(1, "") + Masked(kFinal, "x")),
         Fin()},
        {Fin()}},
       "client x| server |"},
      {"bytes behind a Close are none of the stream",
       {{Bytes(Masked(kFinal | 2, "a") + Masked(kFinal | 8, "\x03\xe8") +
               "junk"),
         Fin()},
        {Bytes(Frame(kFinal | 8, "\x03\xe8")), Fin()}},
       "client a| server |"},
      {"a gap within a payload",
       {{Bytes(Masked(kFinal | 2, "0123456789").substr(0, 9)), Gap(3),
         Bytes(Masked(kFinal | 2, "0123456789").substr(12) +
               Masked(kFinal | 2, "x")),
         Fin()},
        {Fin()}},
       "client 012(3)6789x| server |"},
      {"a gap elsewhere",
       {{Bytes(Masked(kFinal | 2, "a")), Gap(9), Bytes(Masked(kFinal | 2, "b")),
         Fin()},
        {Fin()}},
       "client a(1)| server |"},
      {"an end within a frame",
       {{Bytes(Masked(kFinal | 2, "abc").substr(0, 8)), Fin()}, {Cut()}},
       "client ab~ server ~"},
      {"an end within a message",
       {{Bytes(Masked(2, "abc")), Fin()}, {Fin()}},
       "client abc~ server |"},
  };
}

std::vector<Case> MalformedCases() {
  const auto client = [](const std::string& bytes) {
    return tests::StreamScript{
        {Bytes(Masked(kFinal | 2, "a") + bytes + Masked(kFinal | 2, "b")),
         Fin()},
        {Fin()}};
  };
  const std::string stopped =
      "client a(1)| server | websocket_malformed_frames=1";
  return {
      {"a reserved opcode", client(Masked(kFinal | 3, "x")), stopped},
      {"a reserved bit", client(Masked(kFinal | 0x10 | 2, "x")), stopped},
      {"a control frame in parts", client(Masked(9, "x")), stopped},
      {"a long control frame",
       client(Masked(kFinal | 9, std::string(126, 'x'))), stopped},
      {"a continuation of nothing", client(Masked(kFinal, "x")), stopped},
      {"a message within a message",
       client(Masked(2, "") + Masked(kFinal | 2, "x")), stopped},
      {"a length above 63 bits", client("\x82\x7f" + std::string(8, '\xff')),
       stopped},
      {"compression that was not agreed",
       client(Masked(kFinal | kPacked | 2, "x")), stopped},
  };
}

TEST_CASE("what is carried does not depend on cuts") {
  tests::CheckInAllCuts(Cases(), RunWebSocket());
  tests::CheckInAllCuts(MalformedCases(), RunWebSocket());
}

TEST_CASE("mutated frames stay harmless") {
  for (const Case& test : Cases()) {
    if (test.script.server[0].bytes.size() > 10000) continue;
    CAPTURE(test.what);
    tests::RunMutants(test.script, RunWebSocket(), 200);
  }
}

TEST_CASE("compressed messages") {
  Packer goes_on;
  const std::string first = goes_on.Pack("Hello, Hello");
  const std::string second = goes_on.Pack("Hello again");
  const auto script = [](const std::string& frames) {
    return tests::StreamScript{{Bytes(frames), Fin()}, {Fin()}};
  };
  const tests::StreamScript with_context = script(
      Masked(kPacked | 2, first.substr(0, 4)) + Masked(kFinal | 9, "ping") +
      Masked(kFinal, first.substr(4)) + Masked(kFinal | 2, "plain") +
      Masked(kFinal | kPacked | 2, second));
  CHECK(tests::RunInAllCuts(with_context, RunWebSocket(WebSocketDeflate{})) ==
        "client Hello, HelloplainHello again| server |");
  // The second refers to the first, whose window is gone.
  CHECK(tests::RunInAllCuts(with_context,
                            RunWebSocket(WebSocketDeflate{true, false}))
            .ends_with("websocket_malformed_frames=1"));
  const tests::StreamScript for_itself =
      script(Masked(kFinal | kPacked | 2, Packer().Pack("one one")) +
             Masked(kFinal | kPacked | 2, Packer().Pack("two two")));
  CHECK(tests::RunInAllCuts(for_itself,
                            RunWebSocket(WebSocketDeflate{true, false})) ==
        "client one onetwo two| server |");
  tests::RunMutants(with_context, RunWebSocket(WebSocketDeflate{}), 200);
  const tests::StreamScript gap = {
      {Bytes(Masked(kFinal | kPacked | 2, first).substr(0, 8)), Gap(2),
       Bytes(first.substr(4)), Fin()},
      {Fin()}};
  CHECK(
      tests::RunInAllCuts(gap, RunWebSocket(WebSocketDeflate{})).find("(1)") !=
      std::string::npos);
}

TEST_CASE("what a direction unpacks is capped") {
  DecodeCounters counters;
  tests::RecordedSides record;
  WebSocketDecoder decoder(counters, WebSocketDeflate{},
                           std::make_unique<tests::RecordedStream>(record));
  Packer packer;
  const std::string bomb =
      Masked(kFinal | kPacked | 2, packer.Pack(std::string(1 << 20, 'x')));
  decoder.OnBytes(Sender::Client, bomb, {});
  for (int i = 0; i < 20; ++i) {
    decoder.OnBytes(
        Sender::Client,
        Masked(kFinal | kPacked | 2, packer.Pack(std::string(1 << 20, 'x'))),
        {});
  }
  CHECK(counters.websocket_malformed_frames == 1);
}

}  // namespace
}  // namespace iotpf::runtime
