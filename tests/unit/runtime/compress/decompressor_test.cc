// Protects streams of every compression: the same bytes for any cut of input
// and any room for output, the state they end in, and the cap on windows.
#include "runtime/compress/decompressor.h"

#include "tests/support/compressed.h"

#include <doctest/doctest.h>
#include <zstd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using State = Decompressor::State;

constexpr uint64_t kMaxWindow = 1 << 20;

using tests::Brotli;
using tests::Deflated;

std::string Zstd(std::string_view content, int window_log = 17) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  // In two steps, so that neither size nor window is that of the content, as
  // where zstd compresses a pipe.
  std::string output(ZSTD_compressBound(content.size()), '\0');
  ZSTD_inBuffer in{content.data(), content.size(), 0};
  ZSTD_outBuffer out{output.data(), output.size(), 0};
  while (in.pos < in.size) {
    ZSTD_compressStream2(context, &out, &in, ZSTD_e_continue);
  }
  REQUIRE(ZSTD_compressStream2(context, &out, &in, ZSTD_e_end) == 0);
  ZSTD_freeCCtx(context);
  output.resize(out.pos);
  return output;
}

struct Unpacked {
  std::string bytes;
  State state = State::NeedsInput;
  bool operator==(const Unpacked&) const = default;
};

Unpacked Unpack(Compression compression, std::string_view packed, size_t piece,
                size_t room) {
  const auto decompressor = NewDecompressor(compression, kMaxWindow);
  REQUIRE(decompressor != nullptr);
  Unpacked unpacked;
  std::string output(room, '\0');
  for (size_t at = 0; at < packed.size(); at += piece) {
    std::string_view input = packed.substr(at, piece);
    do {
      const auto step = decompressor->Run(input, output.data(), room);
      REQUIRE(step.used <= input.size());
      REQUIRE(step.written <= room);
      input.remove_prefix(step.used);
      unpacked.bytes.append(output, 0, step.written);
      unpacked.state = step.state;
    } while (unpacked.state == State::HasOutput ||
             (unpacked.state == State::Ended && !input.empty()));
  }
  return unpacked;
}

struct Case {
  std::string name;
  Compression compression;
  std::string packed;
  Unpacked expected;
};

TEST_CASE("what comes out does not depend on cuts") {
  const std::string text = "some words, some words and some more words";
  const std::string zeros(100'000, '\0');
  const std::string gzip = Deflated(text, 31);
  const std::string zstd = Zstd(text);
  // RFC 8878, 3.1.2: a magic number, a size, and bytes to step over.
  const std::string skippable("\x50\x2a\x4d\x18\x03\x00\x00\x00xyz", 11);
  std::string wrong_sum = gzip;
  wrong_sum[gzip.size() - 8] ^= 1;
  std::string wrong_zstd_sum = zstd;
  wrong_zstd_sum.back() ^= 1;
  const std::vector<Case> cases = {
      {"gzip", Compression::Gzip, gzip, {text, State::Ended}},
      {"members",
       Compression::Gzip,
       gzip + gzip + Deflated("", 31),
       {text + text, State::Ended}},
      {"the header of a gzip member",
       Compression::Gzip,
       gzip.substr(0, 10),
       {"", State::NeedsInput}},
      {"a wrong sum", Compression::Gzip, wrong_sum, {text, State::Malformed}},
      {"more behind gzip",
       Compression::Gzip,
       gzip + "more",
       {text, State::Malformed}},
      {"zlib", Compression::Zlib, Deflated(text, 15), {text, State::Ended}},
      {"more behind zlib",
       Compression::Zlib,
       Deflated(text, 15) + Deflated(text, 15),
       {text, State::Malformed}},
      {"raw deflate",
       Compression::RawDeflate,
       Deflated(text, -15),
       {text, State::Ended}},
      {"many bytes of few",
       Compression::Gzip,
       Deflated(zeros, 31),
       {zeros, State::Ended}},
      {"zstd", Compression::Zstd, zstd, {text, State::Ended}},
      {"frames",
       Compression::Zstd,
       skippable + zstd + skippable + zstd,
       {text + text, State::Ended}},
      {"many bytes of few in zstd",
       Compression::Zstd,
       Zstd(zeros),
       {zeros, State::Ended}},
      {"a wrong sum in zstd",
       Compression::Zstd,
       wrong_zstd_sum,
       {text, State::Malformed}},
      {"more behind zstd",
       Compression::Zstd,
       zstd + "more",
       {text, State::Malformed}},
      {"brotli", Compression::Brotli, Brotli(text), {text, State::Ended}},
      {"many bytes of few in brotli",
       Compression::Brotli,
       Brotli(zeros),
       {zeros, State::Ended}},
      {"more behind brotli",
       Compression::Brotli,
       Brotli(text) + "more",
       {text, State::Malformed}},
      {"a window above the cap",
       Compression::Zstd,
       Zstd(zeros, 21),
       {"", State::Malformed}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    for (const size_t piece : {size_t{1}, size_t{7}, c.packed.size()}) {
      CAPTURE(piece);
      for (const size_t room : {size_t{1}, size_t{64}, size_t{1} << 17}) {
        CAPTURE(room);
        CHECK(Unpack(c.compression, c.packed, piece, room) == c.expected);
      }
    }
  }
}

TEST_CASE("a stream that is cut anywhere gives a prefix and asks for more") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += std::to_string(i * i);
  for (const Compression compression :
       {Compression::Gzip, Compression::Zstd, Compression::Brotli}) {
    const std::string packed =
        compression == Compression::Gzip   ? Deflated(text, 31)
        : compression == Compression::Zstd ? Zstd(text)
                                           : Brotli(text);
    for (size_t size = 1; size < packed.size(); size += 3) {
      CAPTURE(size);
      const Unpacked cut =
          Unpack(compression, packed.substr(0, size), packed.size(), 4096);
      CHECK(cut.state == State::NeedsInput);
      CHECK(text.starts_with(cut.bytes));
    }
  }
}

TEST_CASE("files are known by how they begin") {
  CHECK(CompressionOf(Deflated("x", 31)) == Compression::Gzip);
  CHECK(CompressionOf(Zstd("x")) == Compression::Zstd);
  CHECK(CompressionOf("\x5f\x2a\x4d\x18") == Compression::Zstd);
  using namespace std::string_view_literals;
  for (const std::string_view other :
       {""sv, "\x1f"sv, "\x1f\x8b"sv, "\x1f\x8b\x07\x00"sv, "\x28\xb5\x2f"sv,
        "\xd4\xc3\xb2\xa1"sv, "{\"a\""sv, "PK\x03\x04"sv}) {
    CAPTURE(other);
    CHECK(CompressionOf(other) == std::nullopt);
  }
}

}  // namespace
}  // namespace iotpf::runtime
