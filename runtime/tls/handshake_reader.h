// Handshake messages out of the contents of records.
#ifndef IOTPF_RUNTIME_TLS_HANDSHAKE_READER_H_
#define IOTPF_RUNTIME_TLS_HANDSHAKE_READER_H_

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::runtime {

// Numbers of handshake messages. Source: IANA, TLS HandshakeType.
enum class HandshakeType : uint8_t {
  HelloRequest = 0,
  ClientHello = 1,
  ServerHello = 2,
  HelloVerifyRequest = 3,
  NewSessionTicket = 4,
  EndOfEarlyData = 5,
  EncryptedExtensions = 8,
  Certificate = 11,
  ServerHelloDone = 14,
  ClientKeyExchange = 16,
  Finished = 20,
  KeyUpdate = 24,
  CompressedCertificate = 25
};

struct HandshakeMessage {
  HandshakeType type;
  std::string_view body;
  std::string_view whole;  // with its header of four bytes
};

// Why no further message was taken: its bytes are not all there, none is
// wanted, or it is above the cap.
enum class HandshakeEnd : uint8_t { Incomplete, Stopped, Oversized };

inline constexpr size_t kHandshakeHeaderBytes = 4;  // RFC 8446, 4

// Takes whole messages off the front of `bytes`, and calls
// on_message(HandshakeMessage) for each until one returns false.
template <class OnMessage>
HandshakeEnd TakeHandshakeMessages(std::string_view& bytes,
                                   OnMessage&& on_message) {
  while (bytes.size() >= kHandshakeHeaderBytes) {
    ByteCursor cursor(bytes);
    const auto type = static_cast<HandshakeType>(cursor.U8());
    const uint32_t size = cursor.U24();
    if (size > kMaxTlsHandshakeBytes) return HandshakeEnd::Oversized;
    if (cursor.remaining() < size) break;
    const std::string_view body = cursor.Take(size);
    const HandshakeMessage message{
        type, body, bytes.substr(0, kHandshakeHeaderBytes + size)};
    bytes = cursor.rest();
    if (!on_message(message)) return HandshakeEnd::Stopped;
  }
  return HandshakeEnd::Incomplete;
}

// Puts the messages of one direction together: records and messages are cut
// independently of each other.
//
//   Units    holds one message, at most kMaxTlsHandshakeBytes of it.
//   Source   RFC 8446, 4 and 5.1.
class HandshakeReader {
 public:
  // Calls on_message(HandshakeMessage) for each message that `content`
  // completes. Where one returns false, what follows it is dropped. False when
  // a message is above the cap; nothing more may be added then.
  template <class OnMessage>
  bool Add(std::string_view content, OnMessage&& on_message);

  // The type of the message that is not yet whole, where one has begun.
  bool has_begun() const { return !buffer_.empty(); }
  HandshakeType begun() const {
    return static_cast<HandshakeType>(buffer_.front());
  }
  void Clear() { std::string().swap(buffer_); }

 private:
  std::string buffer_;  // the message that is not yet whole
};

template <class OnMessage>
bool HandshakeReader::Add(std::string_view content, OnMessage&& on_message) {
  const bool is_held = !buffer_.empty();
  if (is_held) buffer_ += content;
  std::string_view rest = is_held ? std::string_view(buffer_) : content;
  const HandshakeEnd end =
      TakeHandshakeMessages(rest, std::forward<OnMessage>(on_message));
  if (end == HandshakeEnd::Stopped) {
    Clear();
    return true;
  }
  if (end == HandshakeEnd::Oversized) {
    buffer_ = std::string(rest.substr(0, kHandshakeHeaderBytes));
    return false;
  }
  if (is_held) {
    buffer_.erase(0, buffer_.size() - rest.size());
  } else {
    buffer_ = rest;
  }
  return true;
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_HANDSHAKE_READER_H_
