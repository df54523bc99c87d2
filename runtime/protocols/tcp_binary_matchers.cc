// Protocols over TCP that begin with binary headers.
//
// A header that random bytes could pass for is asked for together with the
// port of its protocol; one with a magic number stands for itself.

#include "runtime/protocols/tcp_matchers.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {
namespace {

uint8_t ByteAt(const StreamPrefix& start, size_t index) {
  return static_cast<uint8_t>(start.bytes[index]);
}

// Skips a remaining length. False where bytes are missing, or it is invalid.
struct MqttStart {
  Match match = Match::Maybe;
  size_t header_size = 0;
  size_t remaining = 0;
};
MqttStart MqttStartOf(const StreamPrefix& start) {
  MqttStart result;
  for (size_t i = 1; i < start.bytes.size(); ++i) {
    if (i > 4) return {Match::No};
    result.remaining |= size_t{ByteAt(start, i) & 0x7fu} << (7 * (i - 1));
    if ((ByteAt(start, i) & 0x80) != 0) continue;
    result.header_size = i + 1;
    result.match = Match::Yes;
    return result;
  }
  return result;
}

}  // namespace

// Content type, version 3.x, length: RFC 8446, 5.1. From the middle of a flow
// any record tells.
Match TlsRecord(const StreamPrefix& start) {
  const std::string_view bytes = start.bytes;
  if (bytes.size() > 0 && (bytes[0] < 20 || bytes[0] > 23)) return Match::No;
  if (bytes.size() > 1 && bytes[1] != 3) return Match::No;
  if (bytes.size() > 2 && ByteAt(start, 2) > 4) return Match::No;
  if (bytes.size() < 5) return Match::Maybe;
  const size_t size = size_t{ByteAt(start, 3)} << 8 | ByteAt(start, 4);
  return When(size > 0 && size <= (1 << 14) + 2048);
}

Match MqttConnectPacket(const StreamPrefix& start) {  // MQTT 5.0, 3.1
  if (start.bytes.empty()) return Match::Maybe;
  if (start.bytes[0] != 0x10) return Match::No;
  const MqttStart header = MqttStartOf(start);
  if (header.match != Match::Yes) return header.match;
  return MatchAnyPrefix(
      start.bytes.substr(header.header_size),
      {std::string_view("\0\4MQTT", 6), std::string_view("\0\6MQIsdp", 8)});
}

// Other packets, on the port of MQTT alone: an answer to CONNECT, or a PUBLISH
// whose topic prints, or a ping.
Match MqttOtherPacket(const StreamPrefix& start) {
  if (start.port != 1883) return Match::No;
  if (start.bytes.empty()) return Match::Maybe;
  const uint8_t first = ByteAt(start, 0);
  const uint8_t type = first >> 4;
  const bool is_ping = first == 0xc0 || first == 0xd0;
  const bool is_publish = type == 3 && (first & 6) != 6;
  if (!is_ping && !is_publish && first != 0x20 && first != 0x40) {
    return Match::No;
  }
  const MqttStart header = MqttStartOf(start);
  if (header.match != Match::Yes) return header.match;
  if (is_ping) return When(header.remaining == 0);
  if (!is_publish) return When(header.remaining >= 2);
  ByteCursor cursor(start.bytes.substr(header.header_size));
  if (cursor.remaining() < 2) return Match::Maybe;
  const size_t topic_size = cursor.U16();
  if (topic_size + 2 > header.remaining) return Match::No;
  if (topic_size == 0) return Match::No;
  if (cursor.empty()) return Match::Maybe;
  return When(cursor.U8() > 0x20);
}

// A length, then a header with a plausible opcode and one question:
// RFC 1035, 4.1.1 and 4.2.2.
Match DnsOverTcp(const StreamPrefix& start) {
  if (start.port != 53) return Match::No;
  ByteCursor cursor(start.bytes);
  const size_t size = cursor.U16();
  cursor.U16();  // id
  const uint16_t flags = cursor.U16();
  const uint16_t questions = cursor.U16();
  if (!cursor.ok()) return Match::Maybe;
  return When(size >= 12 && (flags >> 11 & 0x0f) <= 5 && questions <= 1);
}

// Either side begins with CSM, 7.01, whose options fit a length of two bytes;
// it needs no token: RFC 8323, 3.2 and 5.3.
Match CoapSignal(const StreamPrefix& start) {
  if (start.port != 5683) return Match::No;
  ByteCursor cursor(start.bytes);
  const uint8_t first = cursor.U8();
  const unsigned size = first >> 4;
  if (size == 15 || (first & 15) > 8) return Match::No;
  if (size >= 13) cursor.Skip(size - 12);
  const uint8_t code = cursor.U8();
  if (!cursor.ok()) return Match::Maybe;
  return When(code == 0xe1);
}

Match TelnetCommand(const StreamPrefix& start) {  // RFC 854
  if (start.port != 23 && start.port != 2323) return Match::No;
  if (start.bytes.size() > 0 && ByteAt(start, 0) != 0xff) return Match::No;
  if (start.bytes.size() < 2) return Match::Maybe;
  return When(ByteAt(start, 1) >= 0xf0 && ByteAt(start, 1) <= 0xfe);
}

Match RtmpHandshake(const StreamPrefix& start) {  // RTMP 1.0, 5.2
  if (start.port != 1935) return Match::No;
  return MatchPrefix(start.bytes, "\x03");
}

Match SmbMessage(const StreamPrefix& start) {  // NetBIOS length, then the name
  if (start.bytes.size() > 0 && start.bytes[0] != 0) return Match::No;
  if (start.bytes.size() <= 4) return Match::Maybe;
  return MatchAnyPrefix(start.bytes.substr(4), {"\xffSMB", "\xfeSMB"});
}

Match RdpRequest(
    const StreamPrefix& start) {  // TPKT and X.224 connection request
  if (start.port != 3389) return Match::No;
  return MatchPrefix(start.bytes, std::string_view("\3\0", 2));
}

Match ModbusMessage(const StreamPrefix& start) {  // Modbus TCP, 3.1.3
  if (start.port != 502) return Match::No;
  ByteCursor cursor(start.bytes);
  cursor.U16();  // transaction
  const uint16_t protocol = cursor.U16();
  const uint16_t size = cursor.U16();
  if (!cursor.ok()) return Match::Maybe;
  return When(protocol == 0 && size >= 2 && size <= 254);
}

Match Socks4Request(const StreamPrefix& start) {  // SOCKS: version 4, 1 and 2
  if (start.port != 1080) return Match::No;
  return MatchAnyPrefix(start.bytes, {"\4\1", "\4\2"});
}

// On another port than its own, methods of the RFC, and the message behind
// them: a request, or a name and a password. RFC 1928, 3 and 4; RFC 1929, 2.
Match Socks5Greeting(const StreamPrefix& start) {
  if (start.port == 1080) return MatchPrefix(start.bytes, "\x05");
  ByteCursor cursor(start.bytes);
  if (cursor.U8() != 5) return start.bytes.empty() ? Match::Maybe : Match::No;
  const uint8_t methods = cursor.U8();
  if (!cursor.ok()) return Match::Maybe;
  if (methods == 0 || methods > 3) return Match::No;
  bool offers_login = false;
  for (int i = 0; i < methods; ++i) {
    const uint8_t method = cursor.U8();
    if (method > 2) return Match::No;
    offers_login = offers_login || method == 2;
  }
  const uint8_t next = cursor.U8();
  if (!cursor.ok()) return Match::Maybe;
  if (next != 5) return When(next == 1 && offers_login);
  const uint8_t command = cursor.U8();
  const uint8_t reserved = cursor.U8();
  const uint8_t address = cursor.U8();
  if (!cursor.ok()) return Match::Maybe;
  return When(command >= 1 && command <= 3 && reserved == 0 &&
              (address == 1 || address == 3 || address == 4));
}

// A BER sequence with a message number of at most four bytes, in short or long
// lengths: RFC 4511, 4.1.1 and 5.1.
Match LdapMessage(const StreamPrefix& start) {
  if (start.port != 389 && start.port != 3268) return Match::No;
  ByteCursor cursor(start.bytes);
  if (cursor.empty()) return Match::Maybe;
  if (cursor.U8() != 0x30) return Match::No;
  const uint8_t size = cursor.U8();
  if (size > 0x84 || size == 0x80) return Match::No;
  if (size > 0x80) cursor.Skip(size & 0x0f);
  const uint8_t type = cursor.U8();
  const uint8_t number_size = cursor.U8();
  if (!cursor.ok()) return Match::Maybe;
  return When(type == 2 && number_size >= 1 && number_size <= 4);
}

Match BgpMessage(const StreamPrefix& start) {  // RFC 4271, 4.1
  constexpr std::string_view kMarker =
      "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
  const Match marker = MatchPrefix(start.bytes, kMarker);
  if (marker != Match::Yes) return marker;
  if (start.bytes.size() < 19) return Match::Maybe;
  return When(ByteAt(start, 18) >= 1 && ByteAt(start, 18) <= 5);
}

// A packet number of 0 and the protocol version 10: MySQL, Initial Handshake.
Match MySqlGreeting(const StreamPrefix& start) {
  if (start.port != 3306) return Match::No;
  if (start.bytes.size() < 5) return Match::Maybe;
  return When(ByteAt(start, 3) == 0 && ByteAt(start, 4) == 10);
}

// A length, then version 3.0 or the wish for TLS or GSSAPI: PostgreSQL, 55.7.
Match PostgreSqlStart(const StreamPrefix& start) {
  ByteCursor cursor(start.bytes);
  const uint32_t size = cursor.U32();
  const uint32_t code = cursor.U32();
  if (!cursor.ok()) {
    return start.port == 5432 ? Match::Maybe : Match::No;
  }
  const bool is_start = code == 0x00030000 && size >= 8 && size < 10000;
  const bool is_wish = size == 8 && (code == 80877103 || code == 80877104);
  return When(start.port == 5432 && (is_start || is_wish));
}

Match Dnp3Frame(const StreamPrefix& start) {  // IEEE 1815, 9.2
  if (start.port != 20000) return Match::No;
  return MatchPrefix(start.bytes, "\x05\x64");
}

Match DceRpcBind(const StreamPrefix& start) {  // DCE 1.1: RPC, 12.6.3.1
  if (start.port != 135 && start.port < 49152) return Match::No;
  return MatchPrefix(start.bytes, std::string_view("\5\0\x0b", 3));
}

}  // namespace iotpf::runtime
