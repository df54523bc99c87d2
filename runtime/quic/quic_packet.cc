// The length of a packet number, and the number itself, are masked with a block
// made from the bytes behind them; the number then is the nonce of the rest.
//
//   flags version ids token length | number | sealed frames
//   `-- read as they are --------'  `-- unmask, then open with all before as
//                                       additional data
#include "runtime/quic/quic_packet.h"

#include "runtime/tls/key_schedule.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iotpf::runtime {
namespace {

constexpr uint32_t kVersion1 = 0x00000001;
constexpr uint32_t kVersion2 = 0x6b3343cf;
constexpr size_t kMaxIdBytes = 20;  // RFC 9000, 17.2
constexpr size_t kSampleBytes = 16;
constexpr size_t kSampleOffset = 4;  // behind the longest number

constexpr BulkCipher kCipher = {
    "AES_128_GCM", "AES-128-GCM", CipherMode::Gcm, 16, 0, 16};

struct Salt {
  uint32_t first;  // versions, both included
  uint32_t last;
  std::string_view bytes;
};

// Sources: RFC 9001, 5.2; RFC 9369, 3.3.1; draft-ietf-quic-tls-23 and -29, 5.2.
constexpr auto kSalts = std::to_array<Salt>({
    {kVersion1,
     kVersion1,
     {"\x38\x76\x2c\xf7\xf5\x59\x34\xb3\x4d\x17\x9a\xe6\xa4\xc8\x0c\xad"
      "\xcc\xbb\x7f\x0a",
      20}},
    {kVersion2,
     kVersion2,
     {"\x0d\xed\xe3\xde\xf7\x00\xa6\xdb\x81\x93\x81\xbe\x6e\x26\x9d\xcb"
      "\xf9\xbd\x2e\xd9",
      20}},
    {0xff000017,
     0xff00001c,  // drafts 23 to 28
     {"\xc3\xee\xf7\x12\xc7\x2e\xbb\x5a\x11\xa7\xd2\x43\x2b\xb4\x63\x65"
      "\xbe\xf9\xf5\x02",
      20}},
    {0xfaceb002,
     0xfaceb002,  // mvfst, draft 27
     {"\xc3\xee\xf7\x12\xc7\x2e\xbb\x5a\x11\xa7\xd2\x43\x2b\xb4\x63\x65"
      "\xbe\xf9\xf5\x02",
      20}},
    {0xff00001d,
     0xff000020,  // drafts 29 to 32
     {"\xaf\xbf\xec\x28\x99\x93\xd2\x4c\x9e\x97\x86\xf1\x9c\x61\x11\xe0"
      "\x43\x90\xa8\x99",
      20}},
    {0xff000021,
     0xff000022,  // drafts 33 and 34
     {"\x38\x76\x2c\xf7\xf5\x59\x34\xb3\x4d\x17\x9a\xe6\xa4\xc8\x0c\xad"
      "\xcc\xbb\x7f\x0a",
      20}},
});

const Salt* SaltOf(uint32_t version) {
  // Versions that nobody speaks, to be refused: RFC 9000, 15. Their packets are
  // protected as those of the draft that was common when they were sent.
  constexpr uint32_t kDraft29 = 0xff00001d;
  if ((version & 0x0f0f0f0f) == 0x0a0a0a0a) version = kDraft29;
  for (const Salt& salt : kSalts) {
    if (version >= salt.first && version <= salt.last) return &salt;
  }
  return nullptr;
}

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

std::string Nonce(std::string iv, uint64_t number) {
  for (size_t i = iv.size(); i > iv.size() - 8; --i, number >>= 8) {
    iv[i - 1] = static_cast<char>(iv[i - 1] ^ static_cast<char>(number & 0xff));
  }
  return iv;
}

}  // namespace

uint64_t QuicNumber(ByteCursor& cursor) {
  const uint8_t first = cursor.U8();
  uint64_t number = first & 0x3f;
  for (int more = (1 << (first >> 6)) - 1; more > 0; --more) {
    number = number << 8 | cursor.U8();
  }
  return cursor.ok() ? number : 0;
}

std::optional<QuicPacket> TakeQuicPacket(std::string_view& datagram) {
  ByteCursor cursor(datagram);
  const uint8_t flags = cursor.U8();
  QuicPacket packet;
  packet.version = cursor.U32();
  packet.destination_id = cursor.TakeBehindU8();
  const std::string_view source_id = cursor.TakeBehindU8();
  const bool is_long = (flags & 0xc0) == 0xc0;
  if (!cursor.ok() || !is_long || SaltOf(packet.version) == nullptr ||
      packet.destination_id.size() > kMaxIdBytes ||
      source_id.size() > kMaxIdBytes) {
    return std::nullopt;
  }
  // Initial, 0-RTT, Handshake, Retry; version 2 begins with Retry.
  const unsigned shift = packet.version == kVersion2 ? 3 : 0;
  const unsigned type = ((flags >> 4 & 3u) + shift) & 3u;
  constexpr unsigned kInitial = 0;
  constexpr unsigned kRetry = 3;
  if (type == kRetry) return std::nullopt;                // fills the datagram
  if (type == kInitial) cursor.Take(QuicNumber(cursor));  // token
  const uint64_t length = QuicNumber(cursor);
  packet.number_offset = datagram.size() - cursor.remaining();
  cursor.Take(length);
  if (!cursor.ok()) return std::nullopt;
  packet.type =
      type == kInitial ? QuicPacketType::Initial : QuicPacketType::Other;
  packet.bytes = datagram.substr(0, datagram.size() - cursor.remaining());
  datagram = cursor.rest();
  return packet;
}

QuicInitialKeys::QuicInitialKeys(std::string_view key, std::string iv,
                                 std::string header_key)
    : aead_(kCipher, key),
      iv_(std::move(iv)),
      header_key_(std::move(header_key)) {}

std::optional<QuicInitialKeys> QuicInitialKeys::Make(
    uint32_t version, std::string_view destination_id, bool is_client) {
  const Salt* const salt = SaltOf(version);
  if (salt == nullptr) return std::nullopt;
  constexpr Hash kHash = Hash::Sha256;
  const std::string initial = HkdfExtract(kHash, salt->bytes, destination_id);
  const std::string secret =
      HkdfExpandLabel(kHash, initial, is_client ? "client in" : "server in",
                      DigestBytes(kHash));
  const std::string prefix = version == kVersion2 ? "quicv2 " : "quic ";
  return QuicInitialKeys(
      HkdfExpandLabel(kHash, secret, prefix + "key", kCipher.key_bytes),
      HkdfExpandLabel(kHash, secret, prefix + "iv", Aead::kNonceBytes),
      HkdfExpandLabel(kHash, secret, prefix + "hp", kCipher.key_bytes));
}

std::optional<std::string> QuicInitialKeys::Open(const QuicPacket& packet) {
  const size_t sample = packet.number_offset + kSampleOffset;
  if (packet.bytes.size() < sample + kSampleBytes) return std::nullopt;
  const std::string mask =
      EncryptBlock(header_key_, packet.bytes.substr(sample, kSampleBytes));
  if (mask.empty()) return std::nullopt;
  std::string header(packet.bytes.substr(0, sample));
  header[0] = static_cast<char>(header[0] ^ (mask[0] & 0x0f));
  const size_t number_bytes = (header[0] & 3u) + 1;
  uint64_t low = 0;
  for (size_t i = 0; i < number_bytes; ++i) {
    char& byte = header[packet.number_offset + i];
    byte = static_cast<char>(byte ^ mask[1 + i]);
    low = low << 8 | static_cast<uint8_t>(byte);
  }
  header.resize(packet.number_offset + number_bytes);
  const uint64_t number = FullNumber(next_number_, low, number_bytes);
  auto frames = aead_.Open(Nonce(iv_, number), header,
                           packet.bytes.substr(header.size()));
  if (frames) next_number_ = std::max(next_number_, number + 1);
  return frames;
}

}  // namespace iotpf::runtime
