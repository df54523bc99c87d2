// One row a format: its name, how it begins, which library undoes it. Formats
// are known by content, never by the name of a file. A file of zstd may begin
// with a skippable frame, of which there are sixteen magic numbers; pzstd
// writes them.
#include "runtime/compress/decompressor.h"

#include "runtime/compress/formats.h"

namespace iotpf::runtime {

using namespace std::string_view_literals;

std::unique_ptr<Decompressor> NewDecompressor(Compression compression,
                                              uint64_t max_window_bytes) {
  switch (compression) {
    case Compression::Gzip:
    case Compression::Zlib:
    case Compression::RawDeflate:
      return NewZlibDecompressor(compression);
    case Compression::Zstd:
      return NewZstdDecompressor(max_window_bytes);
    case Compression::Brotli:
      return NewBrotliDecompressor(max_window_bytes);
  }
  return nullptr;
}

std::optional<Compression> CompressionOf(std::string_view first_bytes) {
  constexpr unsigned char kDeflateMethod = 8;
  if (first_bytes.starts_with("\x1f\x8b"sv) && first_bytes.size() > 2 &&
      first_bytes[2] == kDeflateMethod) {
    return Compression::Gzip;
  }
  if (first_bytes.size() < kCompressionMagicBytes) return std::nullopt;
  if (first_bytes.starts_with("\x28\xb5\x2f\xfd"sv)) return Compression::Zstd;
  const bool is_skippable = (first_bytes[0] & 0xF0) == 0x50 &&
                            first_bytes.substr(1, 3) == "\x2a\x4d\x18"sv;
  if (is_skippable) return Compression::Zstd;
  return std::nullopt;
}

std::string_view UnpackerOf(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xfd"
                              "7zX"sv))
    return "xz";
  if (first_bytes.starts_with("BZh"sv)) return "bzip2";
  if (first_bytes.starts_with("\x04\x22\x4d\x18"sv)) return "lz4";
  return "";
}

std::string_view NameOf(Compression compression) {
  switch (compression) {
    case Compression::Gzip:
      return "gzip";
    case Compression::Zlib:
      return "zlib";
    case Compression::RawDeflate:
      return "deflate";
    case Compression::Zstd:
      return "zstd";
    case Compression::Brotli:
      return "br";
  }
  return "";
}

}  // namespace iotpf::runtime
