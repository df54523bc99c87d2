// What the first bytes of each protocol over TCP look like.
#ifndef IOTPF_RUNTIME_PROTOCOLS_TCP_MATCHERS_H_
#define IOTPF_RUNTIME_PROTOCOLS_TCP_MATCHERS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace iotpf::runtime {

// Whether bytes begin as a protocol does. Yes and No stay with more bytes.
enum class Match : uint8_t { No, Maybe, Yes };

// The first bytes of one direction.
struct StreamPrefix {
  std::string_view bytes;  // at most kIdentifyBytes
  bool final = false;      // no byte follows that may be looked at
  uint16_t port = 0;       // of the server
};

constexpr Match When(bool yes) { return yes ? Match::Yes : Match::No; }

inline Match MatchPrefix(std::string_view bytes, std::string_view prefix) {
  const size_t size = std::min(bytes.size(), prefix.size());
  if (bytes.substr(0, size) != prefix.substr(0, size)) return Match::No;
  return size == prefix.size() ? Match::Yes : Match::Maybe;
}

// None of the prefixes may begin with another one.
inline Match MatchAnyPrefix(std::string_view bytes,
                            std::initializer_list<std::string_view> prefixes) {
  Match result = Match::No;
  for (const std::string_view prefix : prefixes) {
    const Match match = MatchPrefix(bytes, prefix);
    if (match == Match::Yes) return match;
    if (match == Match::Maybe) result = match;
  }
  return result;
}

// ---- tcp_text_matchers.cc
Match HttpRequestLine(const StreamPrefix& start);
Match RtspRequestLine(const StreamPrefix& start);
Match SipRequestLine(const StreamPrefix& start);
Match Http2Preface(const StreamPrefix& start);
Match HttpStatusLine(const StreamPrefix& start);
Match RtspStatusLine(const StreamPrefix& start);
Match SipStatusLine(const StreamPrefix& start);
Match ProxyHeader(const StreamPrefix& start);
Match SshBanner(const StreamPrefix& start);
Match SmtpHello(const StreamPrefix& start);
Match Pop3Greeting(const StreamPrefix& start);
Match ImapGreeting(const StreamPrefix& start);
Match XmppStream(const StreamPrefix& start);
Match StompFrame(const StreamPrefix& start);
Match AmqpHeader(const StreamPrefix& start);
Match BitTorrentHandshake(const StreamPrefix& start);
Match AdbConnect(const StreamPrefix& start);
Match FtpGreeting(const StreamPrefix& start);
Match SmtpGreeting(const StreamPrefix& start);
Match FtpUser(const StreamPrefix& start);
Match RedisCommand(const StreamPrefix& start);
Match VncVersion(const StreamPrefix& start);
Match IrcRegistration(const StreamPrefix& start);

// ---- tcp_binary_matchers.cc
Match TlsRecord(const StreamPrefix& start);
Match MqttConnectPacket(const StreamPrefix& start);
Match MqttOtherPacket(const StreamPrefix& start);
Match DnsOverTcp(const StreamPrefix& start);
Match CoapSignal(const StreamPrefix& start);
Match TelnetCommand(const StreamPrefix& start);
Match RtmpHandshake(const StreamPrefix& start);
Match SmbMessage(const StreamPrefix& start);
Match RdpRequest(const StreamPrefix& start);
Match ModbusMessage(const StreamPrefix& start);
Match Socks4Request(const StreamPrefix& start);
Match Socks5Greeting(const StreamPrefix& start);
Match LdapMessage(const StreamPrefix& start);
Match BgpMessage(const StreamPrefix& start);
Match MySqlGreeting(const StreamPrefix& start);
Match PostgreSqlStart(const StreamPrefix& start);
Match Dnp3Frame(const StreamPrefix& start);
Match DceRpcBind(const StreamPrefix& start);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_TCP_MATCHERS_H_
