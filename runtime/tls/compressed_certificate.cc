// Chains of certificates are the largest part of a handshake, and most of a
// chain is text that repeats. The message says how long they are unpacked, so
// that much memory and one byte more is enough: what unpacks to another length
// is no certificate.
#include "runtime/tls/compressed_certificate.h"

#include "runtime/compress/decompressor.h"
#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {
namespace {

// Numbers at IANA, TLS Certificate Compression Algorithm IDs.
std::optional<Compression> AlgorithmOf(uint16_t number) {
  switch (number) {
    case 1:
      return Compression::Zlib;
    case 2:
      return Compression::Brotli;
    case 3:
      return Compression::Zstd;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<std::string> ExpandCertificate(std::string_view body) {
  ByteCursor cursor(body);
  const auto algorithm = AlgorithmOf(cursor.U16());
  const uint32_t size = cursor.U24();
  std::string_view packed = cursor.TakeBehindU24();
  if (!cursor.ok() || cursor.remaining() > 0 || !algorithm ||
      size > kMaxTlsHandshakeBytes) {
    return std::nullopt;
  }
  const auto unpacker = NewDecompressor(*algorithm, kMaxContentWindowBytes);
  if (unpacker == nullptr) return std::nullopt;
  std::string output(size + size_t{1}, '\0');
  size_t written = 0;
  while (written <= size) {
    const Decompressor::Step step =
        unpacker->Run(packed, output.data() + written, output.size() - written);
    packed.remove_prefix(step.used);
    written += step.written;
    if (step.state == Decompressor::State::HasOutput) continue;
    const bool is_whole =
        step.state == Decompressor::State::Ended && packed.empty();
    if (!is_whole || written != size) return std::nullopt;
    output.resize(size);
    return output;
  }
  return std::nullopt;
}

}  // namespace iotpf::runtime
