// Dialogues of messages that say their size: LDAP, databases, RDP, AMQP.
//
// Of a message only its kind, and what decides about the stream behind it, is
// read.
#include "runtime/protocols/dialogue.h"

#include <iotpf/byte_cursor.h>

#include <string>

namespace iotpf::runtime {
namespace {

using Step = DialogueStep;

// ---- LDAP

// The head of an element: its tag and the size of its content. Lengths of more
// than four bytes make the cursor fail.
struct BerHead {
  uint8_t tag = 0;
  size_t size = 0;
};
BerHead TakeBerHead(ByteCursor& cursor) {
  BerHead head{cursor.U8(), cursor.U8()};
  if (head.size < 0x80) return head;
  const size_t bytes = head.size & 0x7f;
  head.size = 0;
  const std::string_view digits = cursor.Take(bytes <= 4 ? bytes : SIZE_MAX);
  for (const char digit : digits) {
    head.size = head.size << 8 | static_cast<uint8_t>(digit);
  }
  return head;
}

// A request has one final response of its number, entries before it.
//
//   Source   RFC 4511, 4.1.1, 4.5.2, 4.12, 4.14 and 5.1.
class LdapDialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }

  size_t SizeOf(Sender, std::string_view bytes) const override {
    if (!bytes.empty() && bytes[0] != 0x30) return kNoMessage;
    const bool is_long =
        bytes.size() > 1 && static_cast<uint8_t>(bytes[1]) > 0x84;
    if (is_long) return kNoMessage;
    ByteCursor cursor(bytes);
    const BerHead head = TakeBerHead(cursor);
    return cursor.ok() ? bytes.size() - cursor.remaining() + head.size : 0;
  }

  DialogueStep On(Sender sender, std::string_view message) override {
    ByteCursor cursor(message);
    TakeBerHead(cursor);
    const BerHead number = TakeBerHead(cursor);
    const std::string_view id = cursor.Take(number.size);
    const BerHead operation = TakeBerHead(cursor);
    if (!cursor.ok() || number.tag != kInteger) return Step::Over;
    if (sender == Sender::Server) return OnResponse(id, operation.tag, cursor);
    id_ = id;
    const BerHead name = TakeBerHead(cursor);
    asks_ = operation.tag == kExtendedRequest && name.tag == kRequestName &&
            cursor.Take(name.size) == "1.3.6.1.4.1.1466.20037";
    if (operation.tag == kAbandon) return Step::More;
    return operation.tag == kUnbind ? Step::Over : Step::Reply;
  }

 private:
  // Tags, of operations and within them.
  static constexpr uint8_t kInteger = 0x02;
  static constexpr uint8_t kEnumerated = 0x0a;
  static constexpr uint8_t kUnbind = 0x42;
  static constexpr uint8_t kAbandon = 0x50;
  static constexpr uint8_t kEntry = 0x64;
  static constexpr uint8_t kReference = 0x73;
  static constexpr uint8_t kExtendedRequest = 0x77;
  static constexpr uint8_t kExtendedResponse = 0x78;
  static constexpr uint8_t kIntermediate = 0x79;
  static constexpr uint8_t kRequestName = 0x80;

  DialogueStep OnResponse(std::string_view id, uint8_t operation,
                          ByteCursor& cursor) {
    const bool is_final = id == id_ && operation != kEntry &&
                          operation != kReference && operation != kIntermediate;
    if (!is_final) return Step::More;
    if (!asks_) return Step::Reply;
    const BerHead result = TakeBerHead(cursor);
    const bool is_granted = operation == kExtendedResponse &&
                            result.tag == kEnumerated && result.size == 1 &&
                            cursor.U8() == 0 && cursor.ok();
    return is_granted ? Step::Switch : Step::Reply;
  }

  std::string id_;     // of the last request
  bool asks_ = false;  // it asks for TLS
};

// ---- databases

// The client asks before its first message, with a number in the place of a
// version; one byte answers. PostgreSQL, 55.2.10 and 55.7.
class PostgreSqlDialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }

  size_t SizeOf(Sender sender, std::string_view bytes) const override {
    if (sender == Sender::Server) return 1;
    ByteCursor cursor(bytes);
    const uint32_t size = cursor.U32();
    const uint32_t code = cursor.U32();
    if (!cursor.ok()) return 0;
    const bool is_question = code == kTls || code == kGssapi;
    return size == 8 && is_question ? 8 : kNoMessage;
  }

  DialogueStep On(Sender sender, std::string_view message) override {
    if (sender == Sender::Client) {
      asks_ = ByteCursor(message.substr(4)).U32() == kTls;
      return Step::Reply;
    }
    if (asks_ && message == "S") return Step::Switch;
    return message == "N" ? Step::Reply : Step::Over;
  }

 private:
  static constexpr uint32_t kTls = 80877103;
  static constexpr uint32_t kGssapi = 80877104;

  bool asks_ = false;
};

// Behind the greeting of the server, a first packet of the client that ends
// before the name of the user begins TLS, without an answer.
//
//   Source   MySQL Internals, Client/Server Protocol: Protocol::SSLRequest.
class MySqlDialogue final : public Dialogue {
 public:
  size_t SizeOf(Sender, std::string_view bytes) const override {
    if (bytes.size() < kHeadBytes) return 0;
    return kHeadBytes + (ByteCursor(bytes).U32Little() & 0xffffff);
  }

  DialogueStep On(Sender sender, std::string_view message) override {
    if (sender == Sender::Server) return Step::Reply;
    constexpr size_t kRequestBytes = 32;
    constexpr uint32_t kTls = 0x800;  // CLIENT_SSL
    const bool asks =
        message.size() == kHeadBytes + kRequestBytes &&
        (ByteCursor(message.substr(kHeadBytes)).U32Little() & kTls) != 0;
    return asks ? Step::Switch : Step::Over;
  }

 private:
  static constexpr size_t kHeadBytes = 4;  // a size in three, a number
};

// ---- RDP

// The connection request of X.224 offers protocols, its answer takes one; each
// but 0, the security of RDP itself, begins with TLS.
//
//   Source   MS-RDPBCGR, 2.2.1.1 and 2.2.1.2; RFC 1006, 6.
class RdpDialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }

  size_t SizeOf(Sender, std::string_view bytes) const override {
    ByteCursor cursor(bytes);
    const uint8_t version = cursor.U8();
    if (cursor.ok() && version != 3) return kNoMessage;
    cursor.U8();
    const uint16_t size = cursor.U16();
    if (!cursor.ok()) return 0;
    return size >= kHeadBytes ? size : kNoMessage;
  }

  DialogueStep On(Sender sender, std::string_view message) override {
    constexpr uint8_t kConfirm = 0xd0;
    constexpr uint8_t kResponse = 2;
    if (sender == Sender::Client) return Step::Reply;
    ByteCursor cursor(message.substr(kHeadBytes));
    cursor.U8();  // length
    const uint8_t type = cursor.U8();
    cursor.Skip(5);  // references, class
    const uint8_t answer = cursor.U8();
    cursor.Skip(3);  // flags, length
    const uint32_t chosen = cursor.U32Little();
    const bool is_granted =
        cursor.ok() && type == kConfirm && answer == kResponse && chosen != 0;
    return is_granted ? Step::Switch : Step::Over;
  }

 private:
  static constexpr size_t kHeadBytes = 4;
};

// ---- AMQP

// Both sides send a header that names TLS. AMQP 1.0, 5.2.
class AmqpDialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }
  size_t SizeOf(Sender, std::string_view) const override { return 8; }

  DialogueStep On(Sender sender, std::string_view message) override {
    constexpr std::string_view kTls("AMQP\2", 5);
    if (!message.starts_with(kTls)) return Step::Over;
    return sender == Sender::Client ? Step::Reply : Step::Switch;
  }
};

}  // namespace

std::unique_ptr<Dialogue> BinaryDialogueOf(Protocol protocol) {
  switch (protocol) {
    case Protocol::Ldap:
      return std::make_unique<LdapDialogue>();
    case Protocol::PostgreSql:
      return std::make_unique<PostgreSqlDialogue>();
    case Protocol::MySql:
      return std::make_unique<MySqlDialogue>();
    case Protocol::Rdp:
      return std::make_unique<RdpDialogue>();
    case Protocol::Amqp:
      return std::make_unique<AmqpDialogue>();
    default:
      return nullptr;
  }
}

}  // namespace iotpf::runtime
