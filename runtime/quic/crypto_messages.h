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
// order. Its first bytes are not copied where all that is wanted is in them.
//   Source   RFC 9000, 19.6; RFC 9001, 4.1.3.
class CryptoMessages {
 public:
  // False where a cap dropped bytes.
  //   Requires  Read() is called while `bytes` stay where they are.
  bool Add(uint64_t offset, std::string_view bytes) {
    if (is_over_) return true;
    if (offset == 0 && first_.empty() && bytes_.empty()) {
      first_ = bytes;
      return true;
    }
    KeepFirst();
    return bytes_.Add(offset, bytes);
  }
  // Calls on_message(HandshakeMessage) for each message that became complete,
  // until one returns false: what follows it is dropped. False where a message
  // is above the cap.
  template <class OnMessage>
  bool Read(OnMessage&& on_message) {
    const std::string_view known = first_.empty() ? bytes_.prefix() : first_;
    if (is_over_ || known.size() == seen_) return true;
    seen_ = known.size();
    std::string_view rest = known.substr(read_);
    const HandshakeEnd end =
        TakeHandshakeMessages(rest, std::forward<OnMessage>(on_message));
    read_ = known.size() - rest.size();
    is_over_ = end == HandshakeEnd::Stopped;
    if (!is_over_) KeepFirst();
    return end != HandshakeEnd::Oversized;
  }

 private:
  void KeepFirst() {
    if (!first_.empty()) bytes_.Add(0, first_);
    first_ = {};
  }

  std::string_view first_;  // of a caller; nothing else came so far
  ByteAssembly bytes_;
  size_t seen_ = 0;  // bytes of the beginning when they were last read
  size_t read_ = 0;  // bytes of the messages that were complete
  bool is_over_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_CRYPTO_MESSAGES_H_
