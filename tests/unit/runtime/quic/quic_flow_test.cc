// Protects what is read of the first packets of QUIC, against the published
// packets and against packets that the test seals itself.

#include "runtime/quic/quic_flow.h"

#include "runtime/tls/key_schedule.h"
#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <openssl/evp.h>

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

// Source: RFC 9001, A.3: the server's answer to a client that chose kId.
TEST_CASE("the server's packet of the specification") {
  const std::string datagram = FromHex(
      "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b639"
      "4100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7"
      "684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06ed"
      "bb7aaf2f58891850abbdca3d20398c276456cbc42158407dd074ee");
  std::string_view rest = datagram;
  const auto packet = TakeQuicPacket(rest);
  REQUIRE(packet.has_value());
  CHECK(rest.empty());
  CHECK(packet->type == QuicPacketType::Initial);
  auto keys = QuicInitialKeys::Make(1, kId, false);
  REQUIRE(keys.has_value());
  const auto frames = keys->Open(*packet);
  REQUIRE(frames.has_value());
  CHECK(Hex(*frames).substr(0, 40) ==
        "02000000000600405a020000560303eefce7f7b3");
  CHECK(!QuicInitialKeys::Make(1, kId, true)->Open(*packet));
}

std::string Seal(std::string_view key, std::string_view iv,
                 std::string_view header, std::string_view text) {
  EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
  std::string sealed(text.size() + 16, '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  const auto in = [](std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
  };
  int size = 0;
  EVP_EncryptInit_ex(context, EVP_aes_128_gcm(), nullptr, in(key), in(iv));
  EVP_EncryptUpdate(context, nullptr, &size, in(header),
                    static_cast<int>(header.size()));
  EVP_EncryptUpdate(context, out, &size, in(text),
                    static_cast<int>(text.size()));
  EVP_EncryptFinal_ex(context, out + size, &size);
  EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, out + text.size());
  EVP_CIPHER_CTX_free(context);
  return sealed;
}

struct Version {
  uint32_t number;
  std::string salt;
  std::string prefix;
  char flags;  // of an Initial packet with a number of two bytes
};

const Version kV1 = {1, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic ",
                     '\xc1'};
const Version kV2 = {0x6b3343cf, "0dede3def700a6db819381be6e269dcbf9bd2ed9",
                     "quicv2 ", '\xd1'};
const Version kDraft29 = {
    0xff00001d, "afbfec289993d24c9e9786f19c6111e04390a899", "quic ", '\xc1'};

// An Initial packet; the keys are of `keys_id`.
std::string Packet(const Version& version, const std::string& id,
                   uint16_t number, std::string frames, bool is_client = true,
                   const std::string& keys_id = kId) {
  frames.resize(std::max<size_t>(frames.size(), 32), '\0');
  const std::string secret = HkdfExpandLabel(
      Hash::Sha256, HkdfExtract(Hash::Sha256, FromHex(version.salt), keys_id),
      is_client ? "client in" : "server in", 32);
  const auto key = [&](const std::string& label, size_t size) {
    return HkdfExpandLabel(Hash::Sha256, secret, version.prefix + label, size);
  };
  std::string packet = version.flags + BigEndian(version.number, 4) +
                       Behind(1, id) + Behind(1, "source") + Behind(1, "") +
                       BigEndian(0x4000 | (frames.size() + 2 + 16), 2);
  const size_t number_offset = packet.size();
  packet += BigEndian(number, 2);
  std::string nonce = key("iv", 12);
  nonce[10] = static_cast<char>(nonce[10] ^ (number >> 8));
  nonce[11] = static_cast<char>(nonce[11] ^ (number & 0xff));
  packet += Seal(key("key", 16), nonce, packet, frames);
  const std::string mask =
      EncryptBlock(key("hp", 16), packet.substr(number_offset + 4, 16));
  packet[0] = static_cast<char>(packet[0] ^ (mask[0] & 0x0f));
  packet[number_offset] = static_cast<char>(packet[number_offset] ^ mask[1]);
  packet[number_offset + 1] =
      static_cast<char>(packet[number_offset + 1] ^ mask[2]);
  return packet;
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
