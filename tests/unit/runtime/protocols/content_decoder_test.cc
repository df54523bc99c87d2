// Protects decoded content: its cap, its prefixes, and broken codings.

#include "runtime/protocols/content_decoder.h"

#include "runtime/limits.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

// `window`: 15 is zlib, 31 gzip, -15 raw deflate.
std::string Deflated(std::string content, int window) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8,
                       Z_DEFAULT_STRATEGY) == Z_OK);
  std::string output(content.size() + 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(content.data());
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(output.data());
  stream.avail_out = static_cast<uInt>(output.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  output.resize(stream.total_out);
  deflateEnd(&stream);
  return output;
}

HttpBody Decoded(ContentCoding coding, std::string_view bytes, size_t piece,
                 bool whole = true) {
  ContentDecoder decoder;
  decoder.Begin(coding);
  for (size_t i = 0; i < bytes.size(); i += piece) {
    decoder.Add(bytes.substr(i, piece));
  }
  return decoder.Take(whole);
}

struct Case {
  std::string name;
  ContentCoding coding;
  std::string bytes;
  HttpBody expected;
};

TEST_CASE("content does not depend on cuts") {
  const std::string json = "{\"did\":\"66028543\",\"model\":\"plug\"}";
  const std::string large(3 * kMaxHttpBodyBytes, 'x');
  const std::string prefix(kMaxHttpBodyBytes, 'x');
  const std::string gzip = Deflated(json, 31);
  const std::vector<Case> cases = {
      {"identity", ContentCoding::Identity, json, {json, true}},
      {"identity at the cap", ContentCoding::Identity, prefix, {prefix, true}},
      {"identity above it", ContentCoding::Identity, large, {prefix, false}},
      {"gzip", ContentCoding::Gzip, gzip, {json, true}},
      {"gzip members", ContentCoding::Gzip, gzip + gzip, {json + json, true}},
      {"gzip at the cap",
       ContentCoding::Gzip,
       Deflated(prefix, 31),
       {prefix, true}},
      {"gzip bomb", ContentCoding::Gzip, Deflated(large, 31), {prefix, false}},
      {"gzip cut",
       ContentCoding::Gzip,
       gzip.substr(0, gzip.size() - 1),
       {json, false}},
      {"gzip with a wrong checksum",
       ContentCoding::Gzip,
       gzip.substr(0, gzip.size() - 8) + "12345678",
       {json, false}},
      {"no gzip", ContentCoding::Gzip, json, {"", false}},
      {"empty", ContentCoding::Gzip, "", {"", true}},
      {"deflate", ContentCoding::Deflate, Deflated(json, 15), {json, true}},
      {"raw deflate",
       ContentCoding::Deflate,
       Deflated(json, -15),
       {json, true}},
      {"one byte", ContentCoding::Deflate, "x", {"", false}},
      {"unsupported", ContentCoding::Unsupported, json, {"", false, true}},
      {"unsupported, empty", ContentCoding::Unsupported, "", {"", true}},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    for (const size_t piece : {1, 2, 3, 7, 100, 1 << 20}) {
      CHECK(Decoded(test.coding, test.bytes, piece) == test.expected);
    }
    CHECK(!Decoded(test.coding, test.bytes, 64, false).complete);
  }
}

TEST_CASE("mutated codings stay harmless") {
  std::mt19937 random(7);
  const std::string json = "{\"list\":[1,2,3,1,2,3,1,2,3,1,2,3]}";
  for (int i = 0; i < 3000; ++i) {
    const ContentCoding coding =
        i % 2 == 0 ? ContentCoding::Gzip : ContentCoding::Deflate;
    const std::string bytes =
        tests::Mutate(Deflated(json, i % 2 == 0 ? 31 : 15), random);
    CHECK(Decoded(coding, bytes, 1) == Decoded(coding, bytes, 1000));
  }
}

}  // namespace
}  // namespace iotpf::runtime
