// The hellos within the first packets of a QUIC connection.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_FLOW_H_
#define IOTPF_RUNTIME_QUIC_QUIC_FLOW_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/quic/quic_packet.h"
#include "runtime/tls/byte_assembly.h"
#include "runtime/tls/handshake_reader.h"
#include "runtime/tls/tls_facts.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// Opens Initial packets and reads the hellos in their CRYPTO frames, which may
// be out of order and spread over datagrams.
//
//   Cost     at most kMaxQuicInitials packets of a flow are opened, and none
//            after all that is needed is known.
//   Source   RFC 9000, RFC 9001, RFC 9369.
class QuicFlow final : public DatagramDecoder {
 public:
  QuicFlow(const TlsNeeds& needs, DecodeCounters& counters)
      : counters_(counters), facts_(needs, counters, TlsCarrier::Quic) {}

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override {}
  void OnEnd(bool) override {}
  bool is_settled() const override { return IsDone(); }
  void WriteCarrier(Session& session) const override { facts_.Write(session); }
  void Write(Session&) const override {}

 private:
  struct Direction {
    std::optional<QuicInitialKeys> keys;
    ByteAssembly crypto;
    size_t read = 0;  // bytes of `crypto` that were read as messages
    HandshakeReader handshake;
    bool is_done = false;
  };

  bool IsDone() const;
  std::optional<std::string> Open(Sender sender, const QuicPacket& packet);
  void OnFrames(Sender sender, std::string_view frames);
  bool OnCrypto(Sender sender, ByteCursor& cursor);
  void ReadMessages(Sender sender);

  DecodeCounters& counters_;
  TlsFacts facts_;
  std::array<Direction, 2> directions_;  // by Sender
  size_t opened_ = 0;                    // packets that were tried
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_FLOW_H_
