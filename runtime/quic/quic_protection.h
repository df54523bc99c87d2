// Opens packets of QUIC whose secrets are known.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_PROTECTION_H_
#define IOTPF_RUNTIME_QUIC_QUIC_PROTECTION_H_

#include "runtime/quic/quic_header.h"
#include "runtime/quic/quic_packet.h"
#include "runtime/tls/aead.h"
#include "runtime/tls/cipher_suite.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Keys of one direction and one phase of a connection, with those that follow
// them by updates. A packet that opens is of these keys; anything else is not.
//
//   Source   RFC 9001, 5 and 6; RFC 9000, A.3; RFC 9369, 3.3.
class QuicProtection {
 public:
  //   Requires  the cipher of the suite has a tag.
  QuicProtection(uint32_t version, const CipherSuite& suite,
                 std::string_view secret);

  // The frames of a packet. `next_number`: of the packet behind the highest one
  // of its direction and phase, which this one may become.
  std::optional<std::string> Open(const QuicPacket& packet,
                                  uint64_t& next_number);

 private:
  // A packet whose header is without its mask.
  struct Unmasked {
    std::string bytes;
    QuicHeader header;
  };
  // Keys between two updates.
  struct Keys {
    Aead aead;
    std::string iv;
    std::string secret;
  };

  Keys KeysOf(std::string secret) const;
  std::optional<Unmasked> Unmask(const QuicPacket& packet,
                                 uint64_t next_number) const;
  static std::optional<std::string> OpenWith(Keys& keys,
                                             const Unmasked& packet);
  std::optional<std::string> OpenUpdated(const Unmasked& packet);

  uint32_t version_;
  CipherSuite suite_;
  std::string header_key_;
  Keys current_;
  bool phase_ = false;            // the key phase bit of `current_`
  std::optional<Keys> previous_;  // before the last update
  std::optional<Keys> next_;      // once a packet asked for it
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_PROTECTION_H_
