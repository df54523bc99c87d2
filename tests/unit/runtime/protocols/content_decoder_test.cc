// Protects decoded content: its cap, its prefixes, and broken codings.

#include "runtime/protocols/content_decoder.h"

#include "runtime/limits.h"
#include "tests/support/compressed.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Brotli;
using tests::Deflated;
using tests::Zstd;

HttpBody Decoded(const ContentCodings& codings, std::string_view bytes,
                 size_t piece, bool whole = true) {
  ContentDecoder decoder;
  decoder.Begin(codings);
  for (size_t i = 0; i < bytes.size(); i += piece) {
    decoder.Add(bytes.substr(i, piece));
  }
  return decoder.Take(whole);
}

struct Case {
  std::string name;
  ContentCodings codings;
  std::string bytes;
  HttpBody expected;
};

TEST_CASE("content does not depend on cuts") {
  const std::string json = "{\"did\":\"66028543\",\"model\":\"plug\"}";
  const std::string large(3 * kMaxHttpBodyBytes, 'x');
  const std::string prefix(kMaxHttpBodyBytes, 'x');
  const std::string gzip = Deflated(json, 31);
  const std::string brotli = Brotli(json);
  const std::string zstd = Zstd(json);
  // Members without content, more than a cap of them.
  std::string members;
  while (members.size() <= kMaxCodedContentBytes) members += Deflated("", 31);
  const std::vector<Case> cases = {
      {"identity", {}, json, {json, true}},
      {"identity at the cap", {}, prefix, {prefix, true}},
      {"identity above it", {}, large, {prefix, false}},
      {"gzip", {ContentCoding::Gzip}, gzip, {json, true}},
      {"gzip members", {ContentCoding::Gzip}, gzip + gzip, {json + json, true}},
      {"gzip at the cap",
       {ContentCoding::Gzip},
       Deflated(prefix, 31),
       {prefix, true}},
      {"gzip bomb",
       {ContentCoding::Gzip},
       Deflated(large, 31),
       {prefix, false}},
      {"gzip cut",
       {ContentCoding::Gzip},
       gzip.substr(0, gzip.size() - 1),
       {json, false}},
      {"gzip with a wrong checksum",
       {ContentCoding::Gzip},
       gzip.substr(0, gzip.size() - 8) + "12345678",
       {json, false}},
      {"no gzip", {ContentCoding::Gzip}, json, {"", false}},
      {"empty", {ContentCoding::Gzip}, "", {"", true}},
      {"deflate", {ContentCoding::Deflate}, Deflated(json, 15), {json, true}},
      {"raw deflate",
       {ContentCoding::Deflate},
       Deflated(json, -15),
       {json, true}},
      {"one byte", {ContentCoding::Deflate}, "x", {"", false}},
      {"unsupported", {ContentCoding::Unsupported}, json, {"", false, true}},
      {"brotli", {ContentCoding::Brotli}, brotli, {json, true}},
      {"brotli at the cap",
       {ContentCoding::Brotli},
       Brotli(prefix),
       {prefix, true}},
      {"brotli bomb", {ContentCoding::Brotli}, Brotli(large), {prefix, false}},
      {"brotli cut",
       {ContentCoding::Brotli},
       brotli.substr(0, brotli.size() - 1),
       {json, false}},
      {"more behind brotli",
       {ContentCoding::Brotli},
       brotli + "x",
       {json, false}},
      {"zstd", {ContentCoding::Zstd}, zstd, {json, true}},
      {"zstd bomb", {ContentCoding::Zstd}, Zstd(large), {prefix, false}},
      {"zstd cut",
       {ContentCoding::Zstd},
       zstd.substr(0, zstd.size() - 4),
       {json.substr(0, json.size() - 4), false}},
      {"gzip, then brotli",
       {ContentCoding::Gzip, ContentCoding::Brotli},
       Brotli(gzip),
       {json, true}},
      {"deflate, zstd, gzip",
       {ContentCoding::Deflate, ContentCoding::Zstd, ContentCoding::Gzip},
       Deflated(Zstd(Deflated(json, 15)), 31),
       {json, true}},
      {"in the wrong order",
       {ContentCoding::Brotli, ContentCoding::Gzip},
       Brotli(gzip),
       {"", false}},
      {"a whole coding of a cut one",
       {ContentCoding::Gzip, ContentCoding::Zstd},
       Zstd(gzip.substr(0, gzip.size() - 1)),
       {json, false}},
      {"bomb in a bomb",
       {ContentCoding::Gzip, ContentCoding::Gzip},
       Deflated(Deflated(std::string(64 << 20, 'x'), 31), 31),
       {prefix, false}},
      {"much between two codings",
       {ContentCoding::Gzip, ContentCoding::Zstd},
       Zstd(members),
       {"", false}},
      {"one that is not undone",
       {ContentCoding::Gzip, ContentCoding::Unsupported},
       gzip,
       {"", false, true}},
      {"unsupported, empty", {ContentCoding::Unsupported}, "", {"", true}},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    for (const size_t piece : {1, 2, 3, 7, 100, 1 << 20}) {
      CHECK(Decoded(test.codings, test.bytes, piece) == test.expected);
    }
    CHECK(!Decoded(test.codings, test.bytes, 64, false).complete);
  }
}

TEST_CASE("mutated codings stay harmless") {
  std::mt19937 random(7);
  const std::string json = "{\"list\":[1,2,3,1,2,3,1,2,3,1,2,3]}";
  for (int i = 0; i < 3000; ++i) {
    struct Coded {
      ContentCodings codings;
      std::string bytes;
    };
    static const std::vector<Coded> kCoded = {
        {{ContentCoding::Gzip}, Deflated(json, 31)},
        {{ContentCoding::Deflate}, Deflated(json, 15)},
        {{ContentCoding::Brotli}, Brotli(json)},
        {{ContentCoding::Zstd}, Zstd(json)},
        {{ContentCoding::Gzip, ContentCoding::Brotli},
         Brotli(Deflated(json, 31))}};
    const Coded& coded = kCoded[static_cast<size_t>(i) % kCoded.size()];
    const std::string bytes = tests::Mutate(coded.bytes, random);
    CAPTURE(i);
    CHECK(Decoded(coded.codings, bytes, 1) ==
          Decoded(coded.codings, bytes, 1000));
  }
}

}  // namespace
}  // namespace iotpf::runtime
