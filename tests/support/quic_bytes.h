// Packets of QUIC as bytes, sealed by the test itself.
#ifndef IOTPF_TESTS_SUPPORT_QUIC_BYTES_H_
#define IOTPF_TESTS_SUPPORT_QUIC_BYTES_H_

#include <cstdint>
#include <string>

namespace iotpf::tests {

// What packets are sealed with, and where they go.
struct QuicSeal {
  uint32_t version = 1;
  std::string secret = {};
  uint16_t suite = 0x1301;
  std::string destination_id = {};
  std::string source_id = "source";
  int updates = 0;  // of the keys of `secret`
};

std::string InitialSecret(const std::string& salt, const std::string& id,
                          bool is_client);

// A packet with a long header; `flags` say that the number has two bytes.
// `token`: with its length, of Initial packets.
std::string SealLong(const QuicSeal& seal, char flags, uint16_t number,
                     std::string frames, const std::string& token = {});
// One with a short header.
std::string SealShort(const QuicSeal& seal, uint16_t number,
                      std::string frames);

// Frames. Source: RFC 9000, 19.
std::string CryptoFrame(uint64_t offset, const std::string& bytes);
std::string StreamFrame(uint64_t stream, uint64_t offset,
                        const std::string& bytes, bool is_last = false);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_QUIC_BYTES_H_
