// Protects what is read of the first packets of QUIC, against the published
// packets and against packets that the test seals itself.

#include "runtime/quic/quic_flow.h"

#include "tests/support/quic_bytes.h"
#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Behind;
using tests::BigEndian;
using tests::FromHex;

const std::string kId = FromHex("8394c8f03e515708");

struct Version {
  uint32_t number;
  std::string salt;
  char flags;  // of an Initial packet with a number of two bytes
};

const Version kV1 = {1, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", '\xc1'};
const Version kV2 = {0x6b3343cf, "0dede3def700a6db819381be6e269dcbf9bd2ed9",
                     '\xd1'};
const Version kDraft29 = {0xff00001d,
                          "afbfec289993d24c9e9786f19c6111e04390a899", '\xc1'};

// An Initial packet; the keys are of `keys_id`.
std::string Packet(const Version& version, const std::string& id,
                   uint16_t number, const std::string& frames,
                   bool is_client = true, const std::string& keys_id = kId) {
  return tests::SealLong({.version = version.number,
                          .secret = tests::InitialSecret(FromHex(version.salt),
                                                         keys_id, is_client),
                          .destination_id = id},
                         version.flags, number, frames, Behind(1, ""));
}

std::string Crypto(const std::string& bytes, size_t offset, size_t size) {
  const std::string piece = bytes.substr(offset, size);
  return "\x06" + BigEndian(0x4000 | offset, 2) +
         BigEndian(0x4000 | piece.size(), 2) + piece;
}

const std::string kHello = tests::TlsMessage(
    1, tests::ClientHelloBody(
           Behind(2, tests::TlsSni("quic.example") +
                         tests::TlsExtension(16, Behind(2, "\x02h3")))));
const std::string kServerHello =
    tests::TlsMessage(2, tests::ServerHelloBody(0x1301));

struct Sent {
  Sender sender;
  std::string datagram;
};

std::string Run(const std::vector<Sent>& sent) {
  DecodeCounters counters;
  QuicFlow flow({.ja4 = true, .cipher = true}, counters);
  for (const Sent& one : sent)
    flow.OnDatagram(one.sender, one.datagram, false, {});
  flow.OnEnd(true);
  Session session;
  flow.WriteCarrier(session);
  return fmt::format("{} {} {} {:x}{}",
                     session.Text(Field::TlsSni).value_or("?"),
                     session.Text(Field::TlsAlpn).value_or("?"),
                     session.Text(Field::TlsJa4).value_or("?").substr(0, 4),
                     session.Number(Field::TlsCipher).value_or(0),
                     counters.quic_unopened_packets == 0 ? "" : " unopened");
}

Sent Asked(const Version& version, const std::string& frames,
           uint16_t number = 0, const std::string& id = kId) {
  return {Sender::Client, Packet(version, id, number, frames)};
}

TEST_CASE("hellos of each version") {
  for (const Version& version : {kV1, kV2, kDraft29}) {
    CAPTURE(version.number);
    const Sent answer = {
        Sender::Server,
        Packet(version, "source", 0,
               std::string("\x02\0\0\0\0", 5) + Crypto(kServerHello, 0, 1000),
               false)};
    CHECK(Run({Asked(version, Crypto(kHello, 0, 1000)), answer}) ==
          "quic.example h3 q12d 1301");
  }
}

TEST_CASE("hellos in pieces") {
  const std::string found = "quic.example h3 q12d 0";
  const std::string first = Crypto(kHello, 0, 40);
  const std::string second = Crypto(kHello, 40, 1000);
  CHECK(Run({Asked(kV1, second + first)}) == found);
  CHECK(Run({Asked(kV1, second), Asked(kV1, first, 1)}) == found);
  CHECK(Run({Asked(kV1, first, 0), Asked(kV1, first, 1),
             Asked(kV1, std::string("\0\0\1", 3) + second, 2)}) == found);
  // Two packets in one datagram.
  CHECK(Run({{Sender::Client, Packet(kV1, kId, 0, first) +
                                  Packet(kV1, kId, 1, second)}}) == found);
  CHECK(Run({Asked(kV1, first)}) == "? ? ? 0");
}

TEST_CASE("the client's id changes") {
  const std::string first = Crypto(kHello, 0, 40);
  const std::string second = Crypto(kHello, 40, 1000);
  // The server chose another id; the keys stay.
  CHECK(Run({Asked(kV1, first), Asked(kV1, second, 1, "other")}) ==
        "quic.example h3 q12d 0");
  // A Retry chose it; the keys change, and the hello is sent again.
  const std::string retried = "retried!";
  const std::string again =
      Packet(kV1, retried, 1, Crypto(kHello, 0, 1000), true, retried);
  CHECK(Run({Asked(kV1, first), {Sender::Client, again}}) ==
        "quic.example h3 q12d 0");
}

TEST_CASE("keys change with a Retry after the whole client hello") {
  const std::string retried = "retried!";
  const std::string ids =
      "\x06"
      "client" +
      tests::Behind(1, retried);
  const Sent retry = {Sender::Server, "\xf0" + BigEndian(1, 4) + ids + "token" +
                                          std::string(16, 't')};
  const std::string crypto = Crypto(kServerHello, 0, 1000);
  const Sent answer = {Sender::Server,
                       Packet(kV1, "client", 0, crypto, false, retried)};
  const Sent asked = Asked(kV1, Crypto(kHello, 0, 1000));
  CHECK(Run({asked, retry, answer}) == "quic.example h3 q12d 1301");
  CHECK(Run({asked, answer}) == "quic.example h3 q12d 0 unopened");
  // The first one counts: each copy of the client's packet may get its own.
  Sent second = retry;
  second.datagram[second.datagram.find(retried)] = 'R';
  CHECK(Run({asked, retry, second, answer}) == "quic.example h3 q12d 1301");
  // A client sends no Retry; one that nobody took up changes nothing.
  const Sent made_up = {Sender::Client, retry.datagram};
  CHECK(Run({asked, made_up, answer}) == "quic.example h3 q12d 0 unopened");
  const Sent usual = {Sender::Server, Packet(kV1, "client", 0, crypto, false)};
  CHECK(Run({asked, retry, usual}) == "quic.example h3 q12d 1301");
}

TEST_CASE("an answer opens by the id of a packet that was cut") {
  const Sent asked = Asked(kV1, Crypto(kHello, 0, 1000));
  const Sent answer = {
      Sender::Server,
      Packet(kV1, "client", 0, Crypto(kServerHello, 0, 1000), false)};
  for (const size_t size : {30, 40, 100}) {
    CAPTURE(size);
    const Sent cut = {Sender::Client, asked.datagram.substr(0, size)};
    CHECK(Run({cut, answer}) == "? ? ? 1301 unopened");
  }
}

TEST_CASE("what does not open is counted") {
  std::string damaged = Packet(kV1, kId, 0, Crypto(kHello, 0, 1000));
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  CHECK(Run({{Sender::Client, damaged}}) == "? ? ? 0 unopened");
  // A version that nobody knows, and packets with short headers, are passed.
  CHECK(Run({{Sender::Client, "\xc0\xde\xad\xbe\xef" + std::string(60, 'x')},
             {Sender::Client, "\x40" + std::string(60, 'x')}}) == "? ? ? 0");
}

TEST_CASE("damaged datagrams stay harmless") {
  const std::string whole = Packet(kV1, kId, 0, Crypto(kHello, 0, 1000));
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    Run({{Sender::Client, tests::Mutate(whole, random)},
         {Sender::Server, tests::Mutate(whole, random)}});
  }
  // Frames that were sealed, but make no sense.
  for (int i = 0; i < 2000; ++i) {
    Run({Asked(kV1, tests::Mutate(Crypto(kHello, 0, 1000), random))});
  }
}

}  // namespace
}  // namespace iotpf::runtime
