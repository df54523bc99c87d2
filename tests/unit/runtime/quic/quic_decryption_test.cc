// Protects what is read of QUIC connections whose secrets are known, with
// packets that the test seals itself: every cipher, order, ids, updates of
// keys, early data, and what does not open.

#include "runtime/quic/quic_flow.h"

#include "runtime/limits.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/dns_bytes.h"
#include "tests/support/http3_bytes.h"
#include "tests/support/quic_bytes.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

constexpr std::array<uint16_t, 4> kSuites = {0x1301, 0x1302, 0x1303, 0x1304};

using tests::Behind;
using tests::FromHex;
using tests::QuicSeal;
using tests::StreamFrame;

const std::string kRandom(32, 'r');  // of tests::ClientHelloBody()
const std::string kClientId = "client";
const std::string kServerId = "the server";

std::string Hello(const std::string& protocol) {
  return tests::TlsMessage(
      1, tests::ClientHelloBody(Behind(
             2, tests::TlsSni("quic.example") +
                    tests::TlsExtension(16, Behind(2, Behind(1, protocol))))));
}

struct Sent {
  Sender sender;
  std::string datagram;
};

// A connection with secrets of its own for each phase and direction.
struct Connection {
  uint32_t version = 1;
  uint16_t suite = 0x1301;
  std::string protocol = "h3";

  std::string Secret(char phase, Sender sender) const {
    const char mark =
        sender == Sender::Client ? phase : static_cast<char>(phase + 1);
    return std::string(suite == 0x1302 ? 48 : 32, mark);
  }
  std::string KeyLog() const {
    std::string log;
    const auto add = [&](const char* label, char phase, Sender sender) {
      log += fmt::format("{} {} {}\n", label, Hex(kRandom),
                         Hex(Secret(phase, sender)));
    };
    add("CLIENT_EARLY_TRAFFIC_SECRET", 'a', Sender::Client);
    add("CLIENT_HANDSHAKE_TRAFFIC_SECRET", 'h', Sender::Client);
    add("SERVER_HANDSHAKE_TRAFFIC_SECRET", 'h', Sender::Server);
    add("CLIENT_TRAFFIC_SECRET_0", 't', Sender::Client);
    add("SERVER_TRAFFIC_SECRET_0", 't', Sender::Server);
    return log;
  }
  QuicSeal SealOf(char phase, Sender sender) const {
    const bool is_client = sender == Sender::Client;
    return {.version = version,
            .secret = Secret(phase, sender),
            .suite = suite,
            .destination_id = is_client ? kServerId : kClientId,
            .source_id = is_client ? kClientId : kServerId};
  }
  char Flags(int type) const {
    const int shift = version == 1 ? 0 : 1;
    return static_cast<char>(0xc1 | ((type + shift) & 3) << 4);
  }
  Sent First() const {
    const std::string salt =
        FromHex(version == 1 ? "38762cf7f55934b34d179ae6a4c80cadccbb7f0a"
                             : "0dede3def700a6db819381be6e269dcbf9bd2ed9");
    QuicSeal seal = SealOf('i', Sender::Client);
    seal.suite = 0x1301;
    seal.destination_id = "original";
    seal.secret = tests::InitialSecret(salt, seal.destination_id, true);
    return {
        Sender::Client,
        tests::SealLong(seal, Flags(0), 0,
                        tests::CryptoFrame(0, Hello(protocol)), Behind(1, ""))};
  }
  Sent Early(uint16_t number, const std::string& frames) const {
    return {Sender::Client, tests::SealLong(SealOf('a', Sender::Client),
                                            Flags(1), number, frames)};
  }
  Sent Handshake(Sender sender, uint16_t number,
                 const std::string& frames = "\x01") const {
    return {sender,
            tests::SealLong(SealOf('h', sender), Flags(2), number, frames)};
  }
  Sent Short(Sender sender, uint16_t number, const std::string& frames,
             int updates = 0) const {
    QuicSeal seal = SealOf('t', sender);
    seal.updates = updates;
    return {sender, tests::SealShort(seal, number, frames)};
  }
};

std::string Run(const Connection& connection, const std::vector<Sent>& sent) {
  TlsSecrets secrets;
  secrets.AddKeyLog(connection.KeyLog());
  DecodeCounters counters;
  QuicFlow flow({}, counters);
  flow.Decrypt(secrets);
  for (const Sent& one : sent) {
    flow.OnDatagram(one.sender, one.datagram, false, {});
  }
  flow.OnEnd(true);
  std::string text = tests::Describe(flow.TakeExchanges());
  Session session;
  flow.Write(session);
  if (const auto name = session.Text(Field::DnsQname)) {
    text += fmt::format("dns {}\n", *name);
  }
  counters.ForEach([&](std::string_view name, uint64_t value, auto) {
    if (value > 0 && name != "quic_decrypted_directions") {
      text += fmt::format("{}={}\n", name, value);
    }
  });
  return text;
}

const std::string kAsk = StreamFrame(0, 0, tests::Http3Request("/a"), true);
const std::string kAnswer =
    tests::Http3Response() + tests::Http3Frame(0, "lamp is on");
const std::string kFound = "GET /a 1[] > 200 0[lamp is on]\n";

std::vector<Sent> Plain(const Connection& c) {
  return {c.First(), c.Handshake(Sender::Server, 0),
          c.Handshake(Sender::Client, 0), c.Short(Sender::Client, 0, kAsk),
          c.Short(Sender::Server, 0, StreamFrame(0, 0, kAnswer, true))};
}

TEST_CASE("every cipher of every version") {
  for (const uint32_t version : {1u, 0x6b3343cfu}) {
    for (const uint16_t suite : kSuites) {
      CAPTURE(suite);
      const Connection connection{version, suite};
      CHECK(Run(connection, Plain(connection)) == kFound);
    }
  }
}

TEST_CASE("streams in any order") {
  const Connection c;
  std::vector<Sent> sent = Plain(c);
  sent.pop_back();
  const size_t half = kAnswer.size() / 2;
  const std::vector<std::string> pieces = {
      StreamFrame(0, 0, kAnswer.substr(0, half)),
      StreamFrame(0, half - 4, kAnswer.substr(half - 4, 9)),  // overlaps
      StreamFrame(0, half, kAnswer.substr(half)),
      StreamFrame(0, kAnswer.size(), "", true)};
  std::vector<size_t> order = {0, 1, 2, 3};
  do {
    std::vector<Sent> all = sent;
    uint16_t number = 0;
    for (const size_t i : order) {
      all.push_back(c.Short(Sender::Server, number++, pieces[i]));
      all.push_back(all.back());  // and again, as copies do
    }
    // Behind its end a stream says nothing more.
    all.push_back(c.Short(Sender::Server, number, pieces[0]));
    CHECK(Run(c, all) == kFound);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("packets that share a datagram, and other frames") {
  const Connection c;
  const std::vector<Sent> sent = Plain(c);
  const std::string frames =
      std::string("\x02\x05\x00\x01\x01\x00\x00", 7) +  // ACK, one range more
      std::string("\x03\x05\x00\x00\x01\x01\x01\x01", 8) + "\x1e" +
      "\x1a"
      "12345678" +
      std::string("\x18\x01\x00\x04next", 8) + std::string(16, 't') +
      std::string("\x11\x04\x05", 3) + StreamFrame(0, 0, kAnswer, true);
  CHECK(Run(c,
            {sent[0],
             {Sender::Server,
              sent[1].datagram + c.Short(Sender::Server, 0, frames).datagram},
             {Sender::Client, sent[2].datagram + sent[3].datagram}}) == kFound);
  // A frame that nobody knows hides what is behind it.
  CHECK(Run(c, {sent[0], sent[1], sent[3],
                c.Short(Sender::Server, 0, "\x21" + frames)}) ==
        "GET /a 1[] > -\nquic_malformed_packets=1\n");
}

TEST_CASE("a new id of another size") {
  const Connection c;
  std::vector<Sent> sent = Plain(c);
  QuicSeal seal = c.SealOf('t', Sender::Server);
  seal.destination_id = "next";
  const Sent answer = {
      Sender::Server,
      tests::SealShort(seal, 0, StreamFrame(0, 0, kAnswer, true))};
  sent.back() = answer;
  CHECK(Run(c, sent) == "GET /a 1[] > -\nquic_undecryptable_packets=1\n");
  sent.back() =
      c.Short(Sender::Client, 1,
              std::string("\x18\x01\x00\x04next", 8) + std::string(16, 't'));
  sent.push_back(answer);
  CHECK(Run(c, sent) == kFound);
}

TEST_CASE("updates of keys") {
  const Connection c;
  std::vector<Sent> sent = Plain(c);
  sent.back() =
      c.Short(Sender::Server, 0, StreamFrame(0, 0, kAnswer.substr(0, 9)));
  sent.push_back(c.Short(Sender::Server, 2,
                         StreamFrame(0, 15, kAnswer.substr(15), true), 1));
  sent.push_back(
      c.Short(Sender::Server, 1, StreamFrame(0, 9, kAnswer.substr(9, 6))));
  CHECK(Run(c, sent) == kFound);
}

TEST_CASE("early data, also before the hello is complete") {
  const Connection c;
  const std::vector<Sent> sent = Plain(c);
  const Sent early = c.Early(0, kAsk);
  CHECK(Run(c, {sent[0], early, sent[1], sent[2], sent[4]}) == kFound);
  CHECK(Run(c, {early, sent[0], sent[1], sent[2], sent[4]}) == kFound);
}

TEST_CASE("other protocols within QUIC") {
  const std::string dns =
      tests::DnsHeader(0, false, 1, 0) + tests::DnsQuestion("lamp.example", 1);
  for (const std::string protocol : {"doq", "h3", "hq-interop"}) {
    const Connection c{.protocol = protocol};
    std::vector<Sent> sent = Plain(c);
    sent[3] =
        c.Short(Sender::Client, 0, StreamFrame(0, 0, Behind(2, dns), true));
    sent.pop_back();
    const std::string found = Run(c, sent);
    if (protocol == "doq") CHECK(found == "dns lamp.example\n");
    if (protocol == "hq-interop") CHECK(found == "quic_unread_connections=1\n");
  }
  // The server takes another protocol than its client likes best.
  const Connection c{.protocol = "other"};
  std::vector<Sent> sent = Plain(c);
  sent[1] = c.Handshake(
      Sender::Server, 0,
      tests::CryptoFrame(
          0, tests::TlsMessage(
                 8, Behind(2, tests::TlsExtension(16, Behind(2, "\x02h3"))))));
  CHECK(Run(c, sent) == kFound);
}

TEST_CASE("caps") {
  const Connection c;
  std::vector<Sent> sent = Plain(c);
  sent.pop_back();
  // More than is held waits behind a hole.
  const std::string content(1000, 'x');
  const std::string head =
      tests::Http3Response() +
      tests::Http3Frame(0, std::string(9000000, 'y')).substr(0, 8);
  sent.push_back(c.Short(Sender::Server, 0, StreamFrame(0, 0, head)));
  for (size_t i = 0; i < kMaxQuicHeldBytes / content.size() + 1; ++i) {
    sent.push_back(
        c.Short(Sender::Server, static_cast<uint16_t>(i + 1),
                StreamFrame(0, head.size() + 10 + 1000 * i, content)));
  }
  CHECK(Run(c, sent) == "GET /a 1[] > 200 0[..]\nquic_held_overflows=1\n");

  std::vector<Sent> many = Plain(c);
  many.resize(3);
  for (uint64_t i = 0; i <= kMaxQuicStreams; ++i) {
    many.push_back(c.Short(Sender::Client, static_cast<uint16_t>(i),
                           StreamFrame(4 * i, 0, "", false)));
  }
  CHECK(Run(c, many).find("quic_streams_over_cap=1\n") != std::string::npos);

  // A direction that never opens is given up.
  std::vector<Sent> alien = Plain(c);
  const Connection other{.suite = 0x1304};
  alien.resize(3);
  for (size_t i = 0; i < 2 * kMaxQuicUnopened; ++i) {
    alien.push_back({Sender::Client, "\x41" + std::string(60, 'x')});
  }
  CHECK(Run(c, alien) ==
        fmt::format("quic_undecryptable_packets={}\n", kMaxQuicUnopened));
}

TEST_CASE("damaged packets and frames stay harmless") {
  const Connection c;
  std::mt19937 random(3);
  const std::vector<Sent> sent = Plain(c);
  for (int i = 0; i < 400; ++i) {
    std::vector<Sent> mutant = sent;
    for (Sent& one : mutant) {
      if (random() % 3 == 0) one.datagram = tests::Mutate(one.datagram, random);
    }
    Run(c, mutant);
    mutant = sent;
    mutant[3] = c.Short(Sender::Client, 0, tests::Mutate(kAsk, random));
    mutant[4] =
        c.Short(Sender::Server, 0,
                tests::Mutate(StreamFrame(0, 0, kAnswer, true), random));
    Run(c, mutant);
  }
}

}  // namespace
}  // namespace iotpf::runtime
