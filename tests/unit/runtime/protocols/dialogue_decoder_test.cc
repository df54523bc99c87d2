// Protects where TLS begins in protocols that begin in the clear, and what
// SOCKS passes on: behind a command and the reply that grants it, and nowhere
// else.

#include "runtime/protocols/dialogue_decoder.h"

#include "runtime/limits.h"
#include "tests/support/describe_counters.h"
#include "tests/support/recorded_stream.h"
#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Bytes;
using tests::Cut;
using tests::Fin;
using tests::FromHex;
using tests::Gap;

tests::Run RunOf(Protocol protocol) {
  return [protocol](const tests::Feed& feed) {
    DecodeCounters counters;
    tests::RecordedStreams nested;
    DialogueDecoder decoder(counters, DialogueOf(protocol), nested);
    feed(decoder);
    std::string text = nested.text();
    if (decoder.is_settled()) text += "over";
    return text + tests::Describe(counters, " ", "");
  };
}

struct Case {
  std::string what;
  Protocol protocol;
  tests::StreamSteps client;
  tests::StreamSteps server;
  std::string expected;
};

// What is carried is `TLS`, and an end.
const std::string kCarried = "port 0: client TLSc| server TLSs|\n";

// A case that switches: the stream of each side behind its part of the talk.
Case Begins(std::string what, Protocol protocol, const std::string& client,
            const std::string& server) {
  return {std::move(what),
          protocol,
          {Bytes(client + "TLSc"), Fin()},
          {Bytes(server + "TLSs"), Fin()},
          kCarried};
}
// A case that does not.
Case Stays(std::string what, Protocol protocol, const std::string& client,
           const std::string& server) {
  return {std::move(what),
          protocol,
          {Bytes(client), Fin()},
          {Bytes(server), Fin()},
          "over"};
}

// ---- tables

std::vector<Case> MailCases() {
  const auto smtp = Protocol::Smtp;
  const auto pop3 = Protocol::Pop3;
  const auto imap = Protocol::Imap;
  return {
      // RFC 3207, 5.
      Begins(
          "SMTP", smtp, "EHLO mail.example.com\r\nSTARTTLS\r\n",
          "220 mail.imc.org SMTP service ready\r\n250-mail.imc.org offers\r\n"
          "250-8BITMIME\r\n250 STARTTLS\r\n220 Go ahead\r\n"),
      Begins("SMTP, in small letters and bare lines", smtp,
             "ehlo a\nstarttls\n", "220 x\n250 x\n220\n"),
      Begins("SMTP, at the second try", smtp,
             "EHLO a\r\nSTARTTLS\r\nNOOP\r\nSTARTTLS\r\n",
             "220 x\r\n250 x\r\n454 not now\r\n250 ok\r\n220 go\r\n"),
      Begins("SMTP, behind a login", smtp,
             "EHLO a\r\nAUTH LOGIN\r\nU1RBUlRUTFM=\r\ncHc=\r\nSTARTTLS\r\n",
             "220 x\r\n250 x\r\n334 VXNlcjo=\r\n334 UGFzczo=\r\n235 ok\r\n"
             "220 go\r\n"),
      Stays("SMTP, refused", smtp, "EHLO a\r\nSTARTTLS\r\nTLSc",
            "220 x\r\n250 x\r\n502 no\r\nTLSs"),
      Stays("SMTP, words within a mail", smtp,
            "HELO a\r\nDATA\r\nSTARTTLS\r\n.\r\nTLSc",
            "220 x\r\n250 x\r\n354 go\r\n220 ok\r\nTLSs"),
      Stays("SMTP, words that only contain it", smtp,
            "EHLO a\r\nSTARTTLSX\r\nMAIL STARTTLS\r\nTLSc",
            "220 x\r\n250 x\r\n220 a\r\n220 b\r\nTLSs"),
      Stays("SMTP, a reply without a code", smtp, "EHLO a\r\nSTARTTLS\r\n",
            "220 x\r\nhello\r\n220 x\r\n"),
      // RFC 2595, 4.
      Begins("POP3", pop3, "STLS\r\n", "+OK ready\r\n+OK Begin TLS\r\n"),
      Begins("POP3, with lists", pop3, "AUTH\r\nCAPA\r\nSTLS\r\n",
             "+OK ready\r\n-ERR what\r\n+OK list\r\nTOP\r\nSTLS\r\n.\r\n"
             "+OK Begin\r\n"),
      Stays("POP3, behind a login", pop3, "USER a\r\nPASS b\r\nSTLS\r\n",
            "+OK\r\n+OK\r\n+OK\r\n+OK\r\n"),
      Stays("POP3, refused", pop3, "STLS\r\n", "+OK ready\r\n-ERR no\r\n"),
      // RFC 9051, 6.2.1.
      Begins("IMAP", imap, "a001 CAPABILITY\r\na002 STARTTLS\r\n",
             "* OK ready\r\n* CAPABILITY IMAP4rev2 STARTTLS LOGINDISABLED\r\n"
             "a001 OK done\r\na002 OK Begin TLS negotiation now\r\n"),
      Stays("IMAP, refused", imap, "a STARTTLS\r\n",
            "* OK ready\r\na BAD no\r\n"),
      Stays("IMAP, the tag of another command", imap, "a STARTTLS\r\n",
            "* OK ready\r\nb OK go\r\nTLSs"),
      Stays("IMAP, behind a login", imap, "a LOGIN b c\r\nd STARTTLS\r\n",
            "* OK ready\r\na OK in\r\nd OK go\r\n"),
  };
}

std::vector<Case> OtherTextCases() {
  const auto ftp = Protocol::Ftp;
  const auto xmpp = Protocol::Xmpp;
  // RFC 6120, 9.1.1.
  const std::string client_stream =
      "<?xml version='1.0'?>\n<stream:stream\n from='juliet@im.example.com'\n"
      " to='im.example.com'\n version='1.0'\n xmlns='jabber:client'\n"
      " xmlns:stream='http://etherx.jabber.org/streams'>\n";
  const std::string features =
      "<stream:stream id='a>b' version=\"1.0\"><stream:features>"
      "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
      "</stream:features>";
  const std::string ask = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
  const std::string proceed =
      "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
  return {
      // RFC 4217, 12.1.
      Begins("FTP", ftp, "AUTH TLS\r\n", "220 ready\r\n234 go\r\n"),
      Begins("FTP, with lines of any form", ftp, "FEAT\r\nauth ssl\r\n",
             "220-hello\r\nSTARTTLS\r\n 220 no\r\n220-x\r\n220 ready\r\n"
             "211-Features\r\n AUTH TLS\r\n211 End\r\n234 go\r\n"),
      Begins("FTP, behind a transfer", ftp, "USER a\r\nLIST\r\nAUTH TLS-C\r\n",
             "220 ready\r\n230 in\r\n150 opening\r\n226 done\r\n234 go\r\n"),
      Stays("FTP, another mechanism", ftp, "AUTH GSSAPI\r\n",
            "220 ready\r\n234 go\r\n"),
      Stays("FTP, refused", ftp, "AUTH TLS\r\n", "220 ready\r\n534 no\r\n"),
      Begins("XMPP", xmpp, client_stream + ask,
             "<?xml version='1.0'?>" + features + proceed),
      Begins("XMPP, elements with two tags", xmpp,
             client_stream + "<t:starttls xmlns:t='x'> </t:starttls>",
             features + "<proceed xmlns='x'></proceed>"),
      Stays("XMPP, refused", xmpp, client_stream + ask,
            features + "<failure xmlns='x'/></stream:stream>"),
      Stays("XMPP, not asked for", xmpp, client_stream + "<iq/>" + ask,
            features + proceed),
      Stays("XMPP, not offered by an old server", xmpp, client_stream + ask,
            "<stream:stream id='1'><iq/>" + proceed),
      Stays("XMPP, a comment", xmpp, "<!-- -->" + client_stream + ask,
            features + proceed),
  };
}

std::vector<Case> BinaryCases() {
  const auto ldap = Protocol::Ldap;
  const auto postgres = Protocol::PostgreSql;
  // RFC 4511, 4.14.1: the name is 1.3.6.1.4.1.1466.20037.
  const std::string start = FromHex(
      "30 1d 02 01 01 77 18 80 16 "
      "312e332e362e312e342e312e313436362e3230303337");
  const std::string other = FromHex(
      "30 1d 02 01 01 77 18 80 16 "
      "312e332e362e312e342e312e313436362e3230303338");
  const std::string granted =
      FromHex("30 0c 02 01 01 78 07 0a 01 00 04 00 04 00");
  const std::string refused =
      FromHex("30 0c 02 01 01 78 07 0a 01 02 04 00 04 00");
  const std::string search = FromHex("30 84 00000005 02 01 07 63 00");
  const std::string entry = FromHex("30 05 02 01 07 64 00");
  const std::string found = FromHex("30 05 02 01 07 65 00");
  const std::string abandon = FromHex("30 06 02 01 09 50 01 07");
  const std::string wish = FromHex("00000008 04d2162f");
  const std::string gssapi = FromHex("00000008 04d21630");
  const std::string startup = FromHex("00000009 00030000 00");
  const std::string greeting = FromHex("05000000 0a382e3000");
  const std::string with_tls =
      FromHex("20000001 05ae0300") + std::string(28, '\0');
  const std::string without =
      FromHex("20000001 05a60300") + std::string(28, '\0');
  // MS-RDPBCGR, 4.1.1 and 4.1.2.
  const std::string request =
      FromHex("0300 0013 0e e0 0000 0000 00 01 00 0800 03000000");
  const std::string tls =
      FromHex("0300 0013 0e d0 0000 1234 00 02 1f 0800 02000000");
  const std::string plain =
      FromHex("0300 0013 0e d0 0000 1234 00 02 1f 0800 00000000");
  const std::string failure =
      FromHex("0300 0013 0e d0 0000 1234 00 03 00 0800 02000000");
  const std::string amqp = FromHex("414d5150 02 01 00 00");
  const std::string sasl = FromHex("414d5150 03 01 00 00");
  return {
      Begins("LDAP", ldap, start, granted),
      Begins("LDAP, behind a search", ldap, search + abandon + start,
             entry + entry + found + granted),
      Stays("LDAP, refused", ldap, start, refused),
      Stays("LDAP, another request", ldap, other, granted),
      Stays("LDAP, no message", ldap, "hello" + start, granted),
      Begins("PostgreSQL", postgres, wish, "S"),
      Begins("PostgreSQL, GSSAPI first", postgres, gssapi + wish, "NS"),
      Stays("PostgreSQL, refused", postgres, wish + startup, "N"),
      Stays("PostgreSQL, not asked for", postgres, startup + wish, "S"),
      Stays("PostgreSQL, GSSAPI granted", postgres, gssapi, "S"),
      Begins("MySQL", Protocol::MySql, with_tls, greeting),
      Stays("MySQL, not asked for", Protocol::MySql, without, greeting),
      Begins("RDP", Protocol::Rdp, request, tls),
      Stays("RDP, its own security", Protocol::Rdp, request, plain),
      Stays("RDP, a failure", Protocol::Rdp, request, failure),
      Begins("AMQP", Protocol::Amqp, amqp, amqp),
      Stays("AMQP, another header", Protocol::Amqp, amqp, sasl),
  };
}

std::vector<Case> SocksCases() {
  const auto socks = Protocol::Socks5;
  const std::string methods = FromHex("05 02 00 02");
  const std::string by_name = FromHex("05 01 00 03 03 612e62 01bb");
  const std::string granted = FromHex("05 00 00 01 7f000001 1f90");
  Case open =
      Begins("SOCKS", socks, methods + by_name, FromHex("05 00") + granted);
  open.expected.replace(5, 1, "443");
  Case login =
      Begins("SOCKS, with a login, by address", socks,
             methods + FromHex("01 01 61 02 6262 05 01 00 01 7f000001 0050"),
             FromHex("05 02 01 00") + granted);
  login.expected.replace(5, 1, "80");
  const auto socks4 = Protocol::Socks4;
  const std::string by_address = FromHex("04 01 0050 5db8d877 75 00");
  Case old =
      Begins("SOCKS 4", socks4, by_address, FromHex("005a 0050 00000000"));
  old.expected.replace(5, 1, "80");
  Case old_name =
      Begins("SOCKS 4a", socks4, FromHex("04 01 0051 00000001 00 612e62 00"),
             FromHex("005a 0050 00000000"));
  old_name.expected.replace(5, 1, "81");
  return {
      old,
      old_name,
      Stays("SOCKS 4, refused", socks4, by_address,
            FromHex("005b 0050 00000000")),
      Stays("SOCKS 4, BIND", socks4, FromHex("04 02 0050 5db8d877 00"),
            FromHex("005a 0050 00000000")),
      open,
      login,
      Stays("SOCKS, refused", socks, methods + by_name,
            FromHex("05 00 05 05 00 01 00000000 0000")),
      Stays("SOCKS, no method", socks, methods, FromHex("05 ff")),
      Stays("SOCKS, BIND", socks,
            methods + FromHex("05 02 00 01 7f000001 0050"),
            FromHex("05 00") + granted),
      Stays("SOCKS, an address of no kind", socks,
            methods + FromHex("05 01 00 09 7f000001 0050"),
            FromHex("05 00") + granted),
  };
}

// The PROXY protocol, 2.1 and 2.2.
std::vector<Case> ProxyCases() {
  const std::string magic = FromHex("0d0a0d0a000d0a515549540a");
  const std::string ends4 = FromHex("000c 7f000001 7f000002 1f90 01bb");
  const std::string ends6 =
      FromHex("0024") + std::string(32, '\x20') + FromHex("1f90 075b");
  const auto begins = [](std::string what, const std::string& header,
                         const std::string& port) {
    Case test = Begins(std::move(what), Protocol::Proxy, header, "");
    test.expected.replace(5, 1, port);
    return test;
  };
  const auto stays = [](std::string what, const std::string& header) {
    return Stays(std::move(what), Protocol::Proxy, header, "");
  };
  return {
      begins("PROXY",
             "PROXY TCP4 255.255.255.255 255.255.255.255 65535 443\r\n", "443"),
      begins("PROXY of IPv6", "PROXY TCP6 2001:db8::1 2001:db8::2 1 25\r\n",
             "25"),
      begins("PROXY, without ends", "PROXY UNKNOWN 1.2.3.4 5.6.7.8 9 10\r\n",
             "0"),
      begins("PROXY, a port that is none",
             "PROXY TCP4 1.2.3.4 5.6.7.8 9 70000\r\n", "0"),
      begins("PROXY 2", magic + FromHex("21 11") + ends4, "443"),
      begins("PROXY 2 of IPv6", magic + FromHex("21 21") + ends6, "1883"),
      begins("PROXY 2, of the balancer's own", magic + FromHex("20 11") + ends4,
             "0"),
      begins("PROXY 2, of no kind", magic + FromHex("21 00 0000"), "0"),
      begins("PROXY 2, too short", magic + FromHex("21 11 0004 7f000001"), "0"),
      stays("PROXY, a cut line", "PROXY TCP4 1.2.3.4"),
      stays("PROXY, a line that is too long",
            "PROXY UNKNOWN" + std::string(93, ' ') + "\r\n"),
  };
}

std::vector<Case> BrokenCases() {
  const auto smtp = Protocol::Smtp;
  const std::string client = "EHLO a\r\nSTARTTLS\r\n";
  const std::string server = "220 x\r\n250 x\r\n220 go\r\n";
  return {
      {"a gap behind the switch",
       smtp,
       {Bytes(client + "TL"), Gap(3), Bytes("c"), Cut()},
       {Bytes(server), Gap(7), Fin()},
       "port 0: client TL(3)c~ server (7)|\n"},
      {"a gap before it",
       smtp,
       {Bytes("EHLO a\r\nSTART"), Gap(4), Bytes("\r\nTLSc")},
       {Bytes(server + "TLSs")},
       "over"},
      {"no reply", smtp, {Bytes(client + "TLSc")}, {Bytes("220 x\r\n")}, ""},
      {"the server ends before",
       smtp,
       {Bytes(client + "TLSc")},
       {Bytes("220 x\r\n"), Cut()},
       "over"},
      {"the last line is cut",
       smtp,
       {Bytes(client), Fin()},
       {Bytes("220 x\r\n250 x\r\n220 go"), Fin()},
       "over"},
      {"a line above the cap",
       smtp,
       {Bytes(std::string(kMaxDialogueHeldBytes + 1000, 'x'))},
       {Bytes("220 x\r\n")},
       "over dialogue_held_overflows=1"},
      {"a tag above its cap",
       Protocol::Xmpp,
       {Bytes("<stream:stream to='" + std::string(kMaxXmppTagBytes, 'x') +
              "'>")},
       {Bytes("<stream:stream>")},
       "over dialogue_held_overflows=1"},
  };
}

void CheckAll(const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    CAPTURE(test.what);
    const tests::StreamScript script{test.client, test.server};
    CHECK(tests::RunInAllCuts(script, RunOf(test.protocol)) == test.expected);
    tests::RunMutants(script, RunOf(test.protocol), 100);
  }
}

// ---- cases

TEST_CASE("TLS begins in mail where both agree") { CheckAll(MailCases()); }
TEST_CASE("TLS begins in FTP and XMPP where both agree") {
  CheckAll(OtherTextCases());
}
TEST_CASE("TLS begins in binary protocols where both agree") {
  CheckAll(BinaryCases());
}
TEST_CASE("SOCKS passes a stream on where it is granted") {
  CheckAll(SocksCases());
}
TEST_CASE("a balancer says where what it passes on goes") {
  CheckAll(ProxyCases());
}
TEST_CASE("dialogues that break carry nothing") {
  for (const Case& test : BrokenCases()) {
    CAPTURE(test.what);
    const tests::StreamScript script{test.client, test.server};
    CHECK(tests::RunInAllCuts(script, RunOf(test.protocol)) == test.expected);
  }
}

TEST_CASE("a dialogue that goes on for long is looked at no further") {
  std::string client = "EHLO a\r\n";
  std::string server = "220 x\r\n250 x\r\n";
  for (size_t i = 0; i < kMaxDialogueMessages; ++i) {
    client += "NOOP\r\n";
    server += "250 ok\r\n";
  }
  const tests::StreamScript script{{Bytes(client + "STARTTLS\r\nTLSc")},
                                   {Bytes(server + "220 go\r\nTLSs")}};
  CHECK(tests::RunInAllCuts(script, RunOf(Protocol::Smtp)) ==
        "over dialogues_overlong=1");
}

TEST_CASE("other protocols have no dialogue") {
  CHECK(DialogueOf(Protocol::Tls) == nullptr);
  CHECK(DialogueOf(Protocol::Http) == nullptr);
  CHECK(DialogueOf(Protocol::Ssh) == nullptr);
}

}  // namespace
}  // namespace iotpf::runtime
