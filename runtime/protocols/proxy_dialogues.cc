// Dialogues in front of a stream that another program passes on: SOCKS, and the
// header of a balancer.
//
// They say where the stream goes, which is what its server is to whoever reads
// it: the port may tell its protocol.
#include "runtime/protocols/dialogue.h"

#include <iotpf/byte_cursor.h>

#include <charconv>
#include <system_error>

namespace iotpf::runtime {
namespace {

using Step = DialogueStep;

// ---- SOCKS

//   client  methods          [name, password]      CONNECT        the stream
//   server           method                  [ok]          granted  it carries
//
//   Source   RFC 1928, 3 to 6; RFC 1929, 2.
class SocksDialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }

  size_t SizeOf(Sender sender, std::string_view bytes) const override {
    const uint8_t version = part_ == Part::Login ? 1 : 5;
    if (!bytes.empty() && static_cast<uint8_t>(bytes[0]) != version) {
      return kNoMessage;
    }
    if (part_ == Part::Request) return RequestSize(bytes);
    if (sender == Sender::Server) return 2;
    ByteCursor cursor(bytes);
    cursor.U8();
    cursor.TakeBehindU8();  // methods, or the name
    if (part_ == Part::Login) cursor.TakeBehindU8();
    return cursor.ok() ? bytes.size() - cursor.remaining() : 0;
  }

  DialogueStep On(Sender sender, std::string_view message) override {
    constexpr char kConnect = 1;
    if (sender == Sender::Client) {
      if (part_ != Part::Request) return Step::Reply;
      if (message[1] != kConnect) return Step::Over;
      port_ = ByteCursor(message.substr(message.size() - 2)).U16();
      return Step::Reply;
    }
    const char answer = message[1];
    if (part_ == Part::Method && answer == kByPassword) {
      part_ = Part::Login;
      return Step::Reply;
    }
    if (answer != 0) return Step::Over;  // refused, or a method of its own
    if (part_ == Part::Request) return Step::Switch;
    part_ = Part::Request;
    return Step::Reply;
  }

  uint16_t carried_port() const override { return port_; }

 private:
  enum class Part : uint8_t { Method, Login, Request };
  static constexpr char kByPassword = 2;

  // Of a request or its reply, which have one form.
  static size_t RequestSize(std::string_view bytes) {
    ByteCursor cursor(bytes);
    cursor.Skip(3);
    const uint8_t type = cursor.U8();
    if (type == 1) {
      cursor.Skip(4);
    } else if (type == 4) {
      cursor.Skip(16);
    } else if (type == 3) {
      cursor.TakeBehindU8();
    } else if (cursor.ok()) {
      return kNoMessage;
    }
    cursor.Skip(2);  // port
    return cursor.ok() ? bytes.size() - cursor.remaining() : 0;
  }

  Part part_ = Part::Method;
  uint16_t port_ = 0;
};

// One message and its reply. Behind an address that is none, 0.0.0.x, stands a
// name.
//
//   Source   SOCKS: A protocol for TCP proxy across firewalls, 1; SOCKS 4A.
class Socks4Dialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }

  size_t SizeOf(Sender sender, std::string_view bytes) const override {
    if (sender == Sender::Server) return 8;
    if (bytes.size() < kHeadBytes) return 0;
    size_t end = bytes.find('\0', kHeadBytes);  // of the user
    const uint32_t address = ByteCursor(bytes.substr(4)).U32();
    const bool has_name = address > 0 && address < 0x100;
    if (has_name && end != std::string_view::npos) {
      end = bytes.find('\0', end + 1);
    }
    return end == std::string_view::npos ? 0 : end + 1;
  }

  DialogueStep On(Sender sender, std::string_view message) override {
    constexpr char kConnect = 1;
    constexpr char kGranted = 90;
    const char code = message[1];
    if (sender == Sender::Server) {
      return code == kGranted ? Step::Switch : Step::Over;
    }
    port_ = ByteCursor(message.substr(2)).U16();
    return code == kConnect ? Step::Reply : Step::Over;
  }

  uint16_t carried_port() const override { return port_; }

 private:
  static constexpr size_t kHeadBytes = 8;

  uint16_t port_ = 0;
};

// ---- PROXY

// A balancer says in front of a connection who its client is, and where that
// connected to: in a line, or in a header of bytes. A connection of its own, or
// of a kind that it does not know, has no such ends.
//
//   1  PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n
//   2  magic 12 | version, command 1 | family 1 | size 2 | addresses, ports ...
//
//   Source   The PROXY protocol, versions 1 and 2; 2.1 and 2.2.
class ProxyDialogue final : public Dialogue {
 public:
  Sender first() const override { return Sender::Client; }

  size_t SizeOf(Sender, std::string_view bytes) const override {
    if (bytes.starts_with('P')) {
      const size_t size = LineSize(bytes.substr(0, kMaxLineBytes));
      return size == 0 && bytes.size() >= kMaxLineBytes ? kNoMessage : size;
    }
    ByteCursor cursor(bytes);
    cursor.Skip(kSizeOffset);
    const uint16_t size = cursor.U16();
    return cursor.ok() ? kSizeOffset + 2 + size_t{size} : 0;
  }

  DialogueStep On(Sender, std::string_view message) override {
    port_ =
        message.starts_with('P') ? PortOfLine(message) : PortOfHeader(message);
    return Step::Switch;
  }

  uint16_t carried_port() const override { return port_; }

 private:
  static constexpr size_t kMaxLineBytes = 107;
  static constexpr size_t kSizeOffset = 14;

  static uint16_t PortOfLine(std::string_view line) {
    if (!line.starts_with("PROXY TCP")) return 0;
    line.remove_prefix(line.rfind(' ') + 1);
    uint16_t port = 0;
    const auto parsed =
        std::from_chars(line.data(), line.data() + line.size(), port);
    return parsed.ec == std::errc() ? port : uint16_t{0};
  }

  static uint16_t PortOfHeader(std::string_view header) {
    constexpr uint8_t kOfClient = 0x21;
    constexpr uint8_t kTcp4 = 0x11;
    constexpr uint8_t kTcp6 = 0x21;
    ByteCursor cursor(header.substr(12));
    const uint8_t command = cursor.U8();
    const uint8_t family = cursor.U8();
    const bool has_ends =
        command == kOfClient && (family == kTcp4 || family == kTcp6);
    if (!has_ends) return 0;
    cursor.Skip(2);                           // size
    cursor.Skip(family == kTcp4 ? 8u : 32u);  // addresses
    cursor.Skip(2);                           // port of the client
    const uint16_t port = cursor.U16();
    return cursor.ok() ? port : uint16_t{0};
  }

  uint16_t port_ = 0;
};

}  // namespace

std::unique_ptr<Dialogue> ProxyDialogueOf(Protocol protocol) {
  switch (protocol) {
    case Protocol::Socks4:
      return std::make_unique<Socks4Dialogue>();
    case Protocol::Socks5:
      return std::make_unique<SocksDialogue>();
    case Protocol::Proxy:
      return std::make_unique<ProxyDialogue>();
    default:
      return nullptr;
  }
}

}  // namespace iotpf::runtime
