// Protocols over TCP that begin with text.
//
// HTTP, RTSP and SIP share the form of their first line, and so does HTTP's
// use of the methods; the version at the end of the line tells them apart where
// the target does not.

#include "runtime/protocols/tcp_matchers.h"

#include "runtime/protocols/http_head.h"

#include <algorithm>
#include <array>

namespace iotpf::runtime {
namespace {

constexpr size_t kMaxMethodBytes = 24;
constexpr auto kMethods = std::to_array<std::string_view>(
    {"GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "CONNECT",
     "TRACE", "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "PROPFIND", "REPORT"});

// A request line of HTTP, RTSP or SIP, which share their form: `name` is that
// of the version. A known method with a path is enough for HTTP; the rest is
// told by the version at the end of the line.
Match RequestOf(const StreamPrefix& start, std::string_view name) {
  const std::string_view bytes = start.bytes;
  size_t method_size = 0;
  while (method_size < bytes.size() && IsTokenCharacter(bytes[method_size])) {
    if (++method_size > kMaxMethodBytes) return Match::No;
  }
  if (method_size == bytes.size()) return Match::Maybe;
  if (method_size == 0 || bytes[method_size] != ' ') return Match::No;
  const std::string_view method = bytes.substr(0, method_size);
  const std::string_view target = bytes.substr(method_size + 1);
  const bool known =
      std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
  if (known && target.starts_with('/')) return When(name == " HTTP/1.");
  if (target.starts_with("rtsp://")) return When(name == " RTSP/");
  if (target.starts_with("sip:")) return When(name == " SIP/");
  const size_t line_end = target.find('\n');
  if (line_end == std::string_view::npos) return Match::Maybe;
  const std::string_view line = target.substr(0, line_end);
  const size_t version = line.rfind(' ');
  return When(version != std::string_view::npos &&
              line.substr(version).starts_with(name));
}

// FTP and SMTP greet alike (RFC 959, 4.2; RFC 5321, 4.2); the port tells.
Match Greets220(const StreamPrefix& start) {
  return MatchAnyPrefix(start.bytes, {"220 ", "220-"});
}

}  // namespace

Match HttpRequestLine(const StreamPrefix& start) {
  return RequestOf(start, " HTTP/1.");
}
Match RtspRequestLine(const StreamPrefix& start) {
  return RequestOf(start, " RTSP/");
}
Match SipRequestLine(const StreamPrefix& start) {
  return RequestOf(start, " SIP/");
}

Match Http2Preface(const StreamPrefix& start) {  // RFC 9113, 3.4
  return MatchPrefix(start.bytes, "PRI * HTTP/2.0\r\n");
}
Match HttpStatusLine(const StreamPrefix& start) {
  return MatchPrefix(start.bytes, "HTTP/1.");
}
Match RtspStatusLine(const StreamPrefix& start) {
  return MatchPrefix(start.bytes, "RTSP/1.");
}
Match SipStatusLine(const StreamPrefix& start) {
  return MatchPrefix(start.bytes, "SIP/2.0 ");
}
// The PROXY protocol, 2.1 and 2.2.
Match ProxyHeader(const StreamPrefix& start) {
  return MatchAnyPrefix(start.bytes,
                        {"PROXY TCP4 ", "PROXY TCP6 ", "PROXY UNKNOWN",
                         std::string_view("\r\n\r\n\0\r\nQUIT\n", 12)});
}
Match SshBanner(const StreamPrefix& start) {  // RFC 4253, 4.2
  return MatchAnyPrefix(start.bytes, {"SSH-2.0-", "SSH-1."});
}
Match SmtpHello(const StreamPrefix& start) {  // RFC 5321, 4.1.1.1
  return MatchAnyPrefix(start.bytes, {"EHLO ", "HELO ", "ehlo ", "helo "});
}
Match Pop3Greeting(const StreamPrefix& start) {  // RFC 1939, 4
  return MatchPrefix(start.bytes, "+OK");
}
Match ImapGreeting(const StreamPrefix& start) {  // RFC 9051, 7.1
  return MatchAnyPrefix(start.bytes, {"* OK", "* PREAUTH"});
}
Match XmppStream(const StreamPrefix& start) {  // RFC 6120, 4.2
  constexpr std::string_view kStream = "<stream:stream";
  if (start.bytes.starts_with("<?xml")) {
    const bool found = start.bytes.find(kStream) != std::string_view::npos;
    return found ? Match::Yes : Match::Maybe;
  }
  return MatchAnyPrefix(start.bytes, {kStream, "<?xml"});
}
Match StompFrame(const StreamPrefix& start) {  // STOMP 1.2
  return MatchAnyPrefix(start.bytes,
                        {"CONNECT\n", "CONNECT\r\n", "STOMP\n", "STOMP\r\n"});
}
Match AmqpHeader(const StreamPrefix& start) {
  return MatchAnyPrefix(start.bytes, {std::string_view("AMQP\0", 5),
                                      std::string_view("AMQP\2", 5),
                                      std::string_view("AMQP\3", 5)});
}
Match BitTorrentHandshake(const StreamPrefix& start) {
  return MatchPrefix(start.bytes,
                     "\x13"
                     "BitTorrent protocol");
}
Match AdbConnect(const StreamPrefix& start) {
  return MatchPrefix(start.bytes, "CNXN");
}

Match FtpGreeting(const StreamPrefix& start) {
  return start.port == 21 ? Greets220(start) : Match::No;
}
Match SmtpGreeting(const StreamPrefix& start) {
  constexpr std::array<uint16_t, 3> kPorts = {25, 587, 2525};
  const bool usual =
      std::find(kPorts.begin(), kPorts.end(), start.port) != kPorts.end();
  return usual ? Greets220(start) : Match::No;
}
Match FtpUser(const StreamPrefix& start) {
  if (start.port != 21) {
    return MatchAnyPrefix(start.bytes, {"AUTH TLS\r\n", "AUTH SSL\r\n"});
  }
  return MatchAnyPrefix(start.bytes, {"USER ", "AUTH ", "FEAT"});
}

// An array of bulk strings, on its port. RESP2, Sending commands.
Match RedisCommand(const StreamPrefix& start) {
  if (start.port != 6379) return Match::No;
  if (start.bytes.size() > 0 && start.bytes[0] != '*') return Match::No;
  const size_t line_end = start.bytes.find("\r\n");
  if (line_end == std::string_view::npos) {
    return start.bytes.size() > 12 ? Match::No : Match::Maybe;
  }
  return MatchPrefix(start.bytes.substr(line_end), "\r\n$");
}
Match VncVersion(const StreamPrefix& start) {  // RFC 6143, 7.1.1
  return MatchPrefix(start.bytes, "RFB 003.");
}
Match IrcRegistration(const StreamPrefix& start) {  // RFC 2812, 3.1
  const bool usual =
      start.port == 194 || (start.port >= 6660 && start.port <= 6669);
  if (!usual) return Match::No;
  return MatchAnyPrefix(start.bytes, {"NICK ", "USER ", "PASS ", "CAP "});
}

}  // namespace iotpf::runtime
