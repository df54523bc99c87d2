// Opens Initial packets of QUIC.
#ifndef IOTPF_RUNTIME_QUIC_INITIAL_PROTECTION_H_
#define IOTPF_RUNTIME_QUIC_INITIAL_PROTECTION_H_

#include "runtime/quic/quic_packet.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Keys of the Initial packets of one direction. They protect against nobody:
// whoever sees the client's first packet can make them.
//
//   Cost     twelve blocks of SHA-256 to make; two keys of AES and one pass
//            over a packet to open it. Nothing is allocated but `buffer`.
//   Source   RFC 9001, 5.2; RFC 9369, 3.3.
class InitialProtection {
 public:
  // nullopt where the version is not known.
  static std::optional<InitialProtection> Of(uint32_t version,
                                             std::string_view destination_id,
                                             bool is_client);

  // The frames of a packet, in `buffer`; nullopt where it is not of these keys.
  // `next_number`: of the packet behind the highest one of its direction, which
  // this one may become.
  std::optional<std::string_view> Open(const QuicPacket& packet,
                                       uint64_t& next_number,
                                       std::string& buffer) const;

 private:
  InitialProtection() = default;

  std::array<char, 16> header_key_;
  std::array<char, 16> key_;
  std::array<char, 12> iv_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_INITIAL_PROTECTION_H_
