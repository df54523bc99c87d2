// The length of a packet number, and the number itself, are masked with a block
// made from the bytes behind them; the number then is the nonce of the rest.
//
//   flags ids ... | number | sealed frames
//   `-- as is ---'  `-- unmask, then open with all before as additional data
#include "runtime/quic/quic_header.h"

namespace iotpf::runtime {
namespace {

constexpr size_t kSampleBytes = 16;
constexpr size_t kSampleOffset = 4;  // behind the longest number

// Source: RFC 9000, A.3.
uint64_t FullNumber(uint64_t next, uint64_t low, size_t bytes) {
  const uint64_t window = uint64_t{1} << (8 * bytes);
  const uint64_t candidate = (next & ~(window - 1)) | low;
  if (candidate + window / 2 <= next) return candidate + window;
  if (candidate > next + window / 2 && candidate >= window) {
    return candidate - window;
  }
  return candidate;
}

}  // namespace

std::string_view QuicSample(const QuicPacket& packet) {
  const size_t sample = packet.number_offset + kSampleOffset;
  if (packet.bytes.size() < sample + kSampleBytes) return {};
  return packet.bytes.substr(sample, kSampleBytes);
}

QuicHeader UnmaskQuicHeader(const QuicPacket& packet, const CipherBlock& mask,
                            uint64_t next_number, char* bytes) {
  const bool is_short = packet.type == QuicPacketType::OneRtt;
  bytes[0] = static_cast<char>(bytes[0] ^ (mask[0] & (is_short ? 0x1f : 0x0f)));
  const size_t number_bytes = (bytes[0] & 3u) + 1;
  char* const number = bytes + packet.number_offset;
  uint64_t low = 0;
  for (size_t i = 0; i < number_bytes; ++i) {
    number[i] = static_cast<char>(number[i] ^ mask[1 + i]);
    low = low << 8 | static_cast<uint8_t>(number[i]);
  }
  return {packet.number_offset + number_bytes,
          FullNumber(next_number, low, number_bytes)};
}

void MixQuicNumber(uint64_t number, std::span<char> iv) {
  for (size_t i = iv.size(); i > iv.size() - 8; --i, number >>= 8) {
    iv[i - 1] = static_cast<char>(iv[i - 1] ^ static_cast<char>(number & 0xff));
  }
}

}  // namespace iotpf::runtime
