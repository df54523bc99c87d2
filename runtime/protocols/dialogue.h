// Protocols that begin in the clear and then carry another stream.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DIALOGUE_H_
#define IOTPF_RUNTIME_PROTOCOLS_DIALOGUE_H_

#include "runtime/protocols/byte_origin.h"
#include "runtime/protocols/protocol.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace iotpf::runtime {

// What comes behind a message.
enum class DialogueStep : uint8_t {
  More,    // another message of the same sender
  Reply,   // one of the other
  Switch,  // the stream that is carried, of both
  Over     // none is carried
};

// What both sides of a protocol say to each other until they agree that another
// stream begins: TLS, or what a proxy passes on. Who speaks next is always
// known, so two streams become one sequence of messages.
//
//   Requires  SizeOf(), then On() of that message, for who speaks next.
//   Errors    Over, or kNoMessage: bytes that the protocol does not have, or
//             a point behind which it agrees on nothing any more. kTooLong: a
//             message above its cap.
class Dialogue {
 public:
  static constexpr size_t kNoMessage = static_cast<size_t>(-1);
  static constexpr size_t kTooLong = kNoMessage - 1;

  Dialogue() = default;
  Dialogue(const Dialogue&) = delete;
  Dialogue& operator=(const Dialogue&) = delete;
  virtual ~Dialogue() = default;

  // Who speaks first.
  virtual Sender first() const { return Sender::Server; }
  // The size of the message that `bytes` begin with: at most theirs when it is
  // whole. Greater, or 0: more are needed. Does not change with more bytes,
  // once it is not 0.
  virtual size_t SizeOf(Sender sender, std::string_view bytes) const = 0;
  // Takes one message.
  virtual DialogueStep On(Sender sender, std::string_view message) = 0;
  // The port of the server of what is carried, where it was said; else 0.
  virtual uint16_t carried_port() const { return 0; }
};

// The dialogue of a protocol; null where it has none.
//
//   Source   RFC 3207 (SMTP), RFC 2595 and 9051 (POP3, IMAP), RFC 4217 (FTP),
//            RFC 6120, 5 (XMPP), RFC 4511, 4.14 (LDAP), RFC 1928 and 1929
//            (SOCKS), the PROXY protocol; PostgreSQL, 55.2.10; MySQL,
//            Connection Phase; MS-RDPBCGR, 2.2.1; AMQP 1.0, 5.2.
std::unique_ptr<Dialogue> DialogueOf(Protocol protocol);

// The parts of it: of lines and tags, of counted bytes, and in front of what a
// proxy passes on.
std::unique_ptr<Dialogue> TextDialogueOf(Protocol protocol);
std::unique_ptr<Dialogue> BinaryDialogueOf(Protocol protocol);
std::unique_ptr<Dialogue> ProxyDialogueOf(Protocol protocol);

// The size of the line that `bytes` begin with, its end included. 0: its end is
// not there.
inline size_t LineSize(std::string_view bytes) {
  return bytes.find('\n') + 1;  // npos + 1 is 0
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DIALOGUE_H_
