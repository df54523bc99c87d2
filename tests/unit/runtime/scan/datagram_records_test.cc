// Protects what a flow of datagrams is where several protocols share its ports.

#include "runtime/scan/datagram_records.h"

#include "tests/support/dtls_bytes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::DtlsFragment;
using tests::DtlsHello;

struct Sent {
  Sender sender;
  std::string datagram;
};

// RFC 8489, 5: a binding request, and the answer to it.
const std::string kStun =
    tests::FromHex("0001 0000 2112a442") + std::string(12, 't');
const std::string kStunAnswer =
    tests::FromHex("0101 0000 2112a442") + std::string(12, 't');
const std::string kMedia = tests::FromHex("8060") + std::string(40, 'm');
const std::string kServerHello = tests::ServerHelloBody(0xc0a8);

// The protocol, the name of the server, and the cipher.
std::string Run(const std::vector<Sent>& sent) {
  ShardContext shard({.tls = {.cipher = true}}, nullptr);
  DatagramRecords records(shard, {40000, 3478});
  for (const Sent& one : sent) {
    records.OnDatagram(one.sender, one.datagram, false, {});
  }
  const bool is_settled = records.is_settled();
  records.OnEnd(true);
  Session session;
  records.WriteCarrier(session);
  return fmt::format("{} {} {:x}{}", NameOf(records.protocol()),
                     session.Text(Field::TlsSni).value_or("?"),
                     session.Number(Field::TlsCipher).value_or(0),
                     is_settled ? " settled" : "");
}

TEST_CASE("DTLS behind STUN is what the flow is") {
  const std::string hello = DtlsHello("");
  CHECK(Run({{Sender::Client, kStun},
             {Sender::Server, kStunAnswer},
             {Sender::Client, DtlsFragment(1, 0, hello, 0, 30)},
             {Sender::Server, kStun},
             {Sender::Client, DtlsFragment(1, 0, hello, 30)},
             {Sender::Client, kStunAnswer},
             {Sender::Server, DtlsFragment(2, 0, kServerHello)},
             {Sender::Server, kMedia}}) == "dtls lamp.example c0a8");
}

TEST_CASE("either side may begin DTLS behind STUN") {
  CHECK(Run({{Sender::Client, kStun},
             {Sender::Server, DtlsFragment(1, 0, DtlsHello(""))},
             {Sender::Client, DtlsFragment(2, 0, kServerHello)}}) ==
        "dtls lamp.example c0a8");
  CHECK(Run({{Sender::Client, kStun},
             {Sender::Client, DtlsFragment(2, 0, kServerHello)}}) ==
        "dtls ? c0a8");
}

TEST_CASE("STUN without DTLS behind it stays STUN") {
  CHECK(Run({{Sender::Client, kStun}, {Sender::Server, kStunAnswer}}) ==
        "stun ? 0");
  CHECK(Run({{Sender::Client, kStun}, {Sender::Client, "what else"}}) ==
        "stun ? 0");
  // Media come behind the handshake that gives them keys.
  CHECK(Run({{Sender::Client, kStun},
             {Sender::Client, kMedia},
             {Sender::Client, DtlsFragment(1, 0, DtlsHello(""))}}) ==
        "stun ? 0 settled");
}

}  // namespace
}  // namespace iotpf::runtime
