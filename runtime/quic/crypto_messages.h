// CRYPTO frames to handshake messages.
#ifndef IOTPF_RUNTIME_QUIC_CRYPTO_MESSAGES_H_
#define IOTPF_RUNTIME_QUIC_CRYPTO_MESSAGES_H_

#include "runtime/tls/byte_assembly.h"
#include "runtime/tls/handshake_reader.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace iotpf::runtime {

// Puts together what one direction sends in one phase of the handshake, in any
// order.
//   Source   RFC 9000, 19.6; RFC 9001, 4.1.3.
class CryptoMessages {
 public:
  // False where a cap dropped bytes.
  bool Add(uint64_t offset, std::string_view bytes) {
    return bytes_.Add(offset, bytes);
  }
  // Calls on_message(HandshakeMessage) for each message that became complete,
  // until one returns false. False where a message is above the cap.
  template <class OnMessage>
  bool Read(OnMessage&& on_message) {
    const std::string_view content = bytes_.prefix().substr(read_);
    read_ += content.size();
    return content.empty() ||
           messages_.Add(content, std::forward<OnMessage>(on_message));
  }

 private:
  ByteAssembly bytes_;
  size_t read_ = 0;  // bytes that were read as messages
  HandshakeReader messages_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_CRYPTO_MESSAGES_H_
