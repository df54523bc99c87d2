// Bytes in the codings that the runtime undoes, made by the codings' own
// libraries.
#ifndef IOTPF_TESTS_SUPPORT_COMPRESSED_H_
#define IOTPF_TESTS_SUPPORT_COMPRESSED_H_

#include <brotli/encode.h>
#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::tests {

// `window`: 15 is zlib, 31 gzip, -15 raw deflate.
inline std::string Deflated(std::string content, int window) {
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

// Without a checksum, in one frame.
inline std::string Zstd(std::string_view content) {
  std::string output(ZSTD_compressBound(content.size()), '\0');
  const size_t size = ZSTD_compress(output.data(), output.size(),
                                    content.data(), content.size(), 3);
  REQUIRE(ZSTD_isError(size) == 0);
  output.resize(size);
  return output;
}

inline std::string Brotli(std::string_view content, int window_log = 18) {
  size_t size = BrotliEncoderMaxCompressedSize(content.size()) + 1024;
  std::string output(size, '\0');
  REQUIRE(BrotliEncoderCompress(
              5, window_log, BROTLI_MODE_GENERIC, content.size(),
              reinterpret_cast<const uint8_t*>(content.data()), &size,
              reinterpret_cast<uint8_t*>(output.data())) == BROTLI_TRUE);
  output.resize(size);
  return output;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_COMPRESSED_H_
