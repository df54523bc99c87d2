// Names the application protocol of a TCP flow.
//
// Each protocol has a matcher that looks at the first bytes of one direction
// and says yes, no, or that more bytes are needed. Yes and no never change with
// more bytes, and the first matcher in order that says yes wins, which no
// matcher behind it may anticipate. So the answer belongs to the bytes and not
// to how they were cut.
//
// A flow seen from the middle begins anywhere. Only messages that say what they
// are wherever they stand name its protocol: those of the rows that say so.

#include "runtime/protocols/identify.h"

#include "runtime/limits.h"
#include "runtime/protocols/tcp_matchers.h"

#include <array>

namespace iotpf::runtime {
namespace {

struct Row {
  Protocol protocol;
  Match (*matcher)(const StreamPrefix& start);
  bool anywhere = false;  // tells flows that were seen from the middle too
};
constexpr bool kAnywhere = true;

constexpr auto kClientRows = std::to_array<Row>({
    {Protocol::Tls, TlsRecord, kAnywhere},
    {Protocol::Http2, Http2Preface},
    {Protocol::Http, HttpRequestLine, kAnywhere},
    {Protocol::Mqtt, MqttConnectPacket, kAnywhere},
    {Protocol::Dns, DnsOverTcp, kAnywhere},
    {Protocol::Coap, CoapSignal},
    {Protocol::Ssh, SshBanner},
    {Protocol::Proxy, ProxyHeader, kAnywhere},
    {Protocol::Rtsp, RtspRequestLine},
    {Protocol::Sip, SipRequestLine},
    {Protocol::Smtp, SmtpHello},
    {Protocol::Ftp, FtpUser},
    {Protocol::Xmpp, XmppStream},
    {Protocol::Stomp, StompFrame},
    {Protocol::Amqp, AmqpHeader},
    {Protocol::BitTorrent, BitTorrentHandshake},
    {Protocol::Adb, AdbConnect},
    {Protocol::Telnet, TelnetCommand},
    {Protocol::Rtmp, RtmpHandshake},
    {Protocol::Rdp, RdpRequest},
    {Protocol::Modbus, ModbusMessage},
    {Protocol::Socks4, Socks4Request},
    {Protocol::Socks5, Socks5Greeting},
    {Protocol::Smb, SmbMessage},
    {Protocol::Ldap, LdapMessage},
    {Protocol::Bgp, BgpMessage},
    {Protocol::PostgreSql, PostgreSqlStart},
    {Protocol::Redis, RedisCommand},
    {Protocol::Dnp3, Dnp3Frame},
    {Protocol::Vnc, VncVersion},
    {Protocol::Irc, IrcRegistration},
    {Protocol::DceRpc, DceRpcBind},
    {Protocol::Mqtt, MqttOtherPacket, kAnywhere},
});

constexpr auto kServerRows = std::to_array<Row>({
    {Protocol::Tls, TlsRecord, kAnywhere},
    {Protocol::Http, HttpStatusLine, kAnywhere},
    {Protocol::Dns, DnsOverTcp, kAnywhere},
    {Protocol::Coap, CoapSignal},
    {Protocol::Ssh, SshBanner},
    {Protocol::Rtsp, RtspStatusLine},
    {Protocol::Sip, SipStatusLine},
    {Protocol::Ftp, FtpGreeting},
    {Protocol::Smtp, SmtpGreeting},
    {Protocol::Pop3, Pop3Greeting},
    {Protocol::Imap, ImapGreeting},
    {Protocol::Xmpp, XmppStream},
    {Protocol::Amqp, AmqpHeader},
    {Protocol::BitTorrent, BitTorrentHandshake},
    {Protocol::Adb, AdbConnect},
    {Protocol::Telnet, TelnetCommand},
    {Protocol::Rtmp, RtmpHandshake},
    {Protocol::Rdp, RdpRequest},
    {Protocol::Modbus, ModbusMessage},
    {Protocol::Socks5, Socks5Greeting},
    {Protocol::Smb, SmbMessage},
    {Protocol::Bgp, BgpMessage},
    {Protocol::MySql, MySqlGreeting},
    {Protocol::Dnp3, Dnp3Frame},
    {Protocol::Vnc, VncVersion},
    {Protocol::Mqtt, MqttOtherPacket, kAnywhere},
});

template <size_t N>
Identification FirstOf(const std::array<Row, N>& rows,
                       const StreamPrefix& start, bool from_start) {
  // No bytes are no message, and may become any.
  if (start.bytes.empty()) return {start.final, Protocol::Unknown};
  for (const Row& row : rows) {
    if (!from_start && !row.anywhere) continue;
    Match match = row.matcher(start);
    if (start.final && match == Match::Maybe) match = Match::No;
    if (match == Match::Maybe) return {};
    if (match == Match::Yes) return {true, row.protocol};
  }
  return {true, Protocol::Unknown};
}

StreamPrefix PrefixOf(const StreamStart& stream, uint16_t port) {
  const bool enough = stream.bytes.size() >= kIdentifyBytes;
  return {stream.bytes.substr(0, kIdentifyBytes), stream.ended || enough, port};
}

}  // namespace

Identification IdentifyTcp(const StreamStart& client, const StreamStart& server,
                           uint16_t server_port, bool from_start) {
  const Identification by_client =
      FirstOf(kClientRows, PrefixOf(client, server_port), from_start);
  if (!by_client.decided || by_client.protocol != Protocol::Unknown) {
    return by_client;
  }
  return FirstOf(kServerRows, PrefixOf(server, server_port), from_start);
}

}  // namespace iotpf::runtime
