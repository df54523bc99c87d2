// Names the application protocol of a flow from its first bytes.
#ifndef IOTPF_RUNTIME_PROTOCOLS_IDENTIFY_H_
#define IOTPF_RUNTIME_PROTOCOLS_IDENTIFY_H_

#include "runtime/protocols/protocol.h"

#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

// The first bytes of one direction of a TCP flow.
struct StreamStart {
  std::string_view bytes;  // from the first byte seen of the stream; those
                           // after kIdentifyBytes are not looked at
  bool ended = false;      // no byte follows `bytes`: the direction ended, or
                           // has a gap there
};

// What the bytes so far say.
struct Identification {
  bool decided = false;  // no further byte changes `protocol`
  Protocol protocol = Protocol::Unknown;
  bool operator==(const Identification&) const = default;
};

// Identifies a TCP flow. `from_start`: it was seen from its first byte.
//
//   Output   decided as soon as every continuation gives the same answer, so
//            the answer does not depend on how the streams are cut: at the
//            latest when each direction has kIdentifyBytes or has ended. The
//            bytes of the client decide; those of the server are asked only
//            when the client's can say nothing.
//   Cost     linear in kIdentifyBytes; allocates nothing.
Identification IdentifyTcp(const StreamStart& client, const StreamStart& server,
                           uint16_t server_port, bool from_start = true);

// Identifies a UDP flow from one datagram. Protocol::Unknown where the bytes,
// with the ports, are not sure.
Protocol IdentifyUdp(std::string_view datagram, uint16_t client_port,
                     uint16_t server_port);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_IDENTIFY_H_
