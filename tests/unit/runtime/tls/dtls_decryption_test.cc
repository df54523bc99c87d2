// Protects decryption over datagrams against what a real client and a real
// server send: families of ciphers, kinds of secrets, datagrams lost, doubled
// and out of order.

#include "runtime/tls/dtls_flow.h"

#include "tests/support/stream_script.h"
#include "tests/support/tls_exchange.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::TlsDatagram;
using tests::TlsExchange;
using tests::TlsSetup;

// Keeps what is carried.
class PlainDatagrams final : public DatagramDecoder {
 public:
  void OnDatagram(Sender sender, std::string_view bytes, bool,
                  const ByteOrigin&) override {
    text_[IndexOf(sender)] += std::string(bytes);
  }
  void OnLost() override { is_lost_ = true; }
  void OnEnd(bool) override {}
  void Write(Session&) const override {}
  std::string text() const {
    return text_[0] + " " + text_[1] + (is_lost_ ? " lost" : "");
  }

 private:
  std::array<std::string, 2> text_;
  bool is_lost_ = false;
};

struct Outcome {
  std::string text;
  UndecryptedCiphers undecrypted;
};

std::string RunIn(TlsDecryptionContext& context,
                  const std::vector<TlsDatagram>& sent) {
  DecodeCounters counters;
  PlainDatagrams plain;
  DtlsFlow flow({}, counters);
  flow.Decrypt(context, plain);
  for (const TlsDatagram& one : sent) {
    flow.OnDatagram(one.is_client ? Sender::Client : Sender::Server, one.bytes,
                    false, {});
  }
  flow.OnEnd(true);
  std::string text = plain.text();
  if (counters.tls_undecryptable_records > 0) text += " undecryptable";
  return text;
}

Outcome Run(const TlsSecrets& secrets, const std::vector<TlsDatagram>& sent) {
  TlsDecryptionContext context;
  context.secrets = &secrets;
  std::string text = RunIn(context, sent);
  return {std::move(text), context.undecrypted};
}

const std::string kAll = "question;more; answer;enough;";

std::vector<TlsSetup> Setups() {
  std::vector<TlsSetup> setups;
  for (const std::string cipher :
       {"ECDHE-RSA-AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-CCM",
        "AES256-CCM8", "ECDHE-RSA-CHACHA20-POLY1305", "AES128-SHA",
        "AES256-SHA256", "ECDHE-RSA-AES256-SHA384"}) {
    setups.push_back(
        {.name = cipher, .version = DTLS1_2_VERSION, .cipher = cipher});
  }
  setups.push_back(
      {.name = "DTLS 1.0", .version = DTLS1_VERSION, .cipher = "AES128-SHA"});
  setups.push_back({.name = "MAC, then encryption",
                    .version = DTLS1_2_VERSION,
                    .cipher = "AES128-SHA",
                    .options = SSL_OP_NO_ENCRYPT_THEN_MAC});
  return setups;
}

TEST_CASE("key logs decrypt every family of ciphers") {
  for (const TlsSetup& setup : Setups()) {
    CAPTURE(setup.name);
    const TlsExchange exchange = tests::RunTls(setup);
    TlsSecrets secrets;
    secrets.AddKeyLog(exchange.key_log);
    CHECK(Run(secrets, exchange.datagrams).text == kAll);
    CHECK(Run(TlsSecrets(), exchange.datagrams).text == "  lost");
  }
}

TEST_CASE("an RSA key and a shared key decrypt what they protect") {
  for (const uint64_t options :
       {uint64_t{0}, uint64_t{SSL_OP_NO_EXTENDED_MASTER_SECRET}}) {
    CAPTURE(options);
    TlsSetup setup{
        .version = DTLS1_2_VERSION, .cipher = "AES128-SHA", .options = options};
    const TlsExchange by_rsa = tests::RunTls(setup);
    TlsSecrets rsa;
    CHECK(rsa.AddRsaKey(by_rsa.rsa_key).has_value());
    CHECK(Run(rsa, by_rsa.datagrams).text == kAll);

    setup.psk = std::string("\x01\xab lamp", 7);
    setup.cipher = "PSK-AES128-CCM8";
    const TlsExchange by_psk = tests::RunTls(setup);
    TlsSecrets psk;
    CHECK(psk.SetSharedKey("01ab206c616d70").has_value());
    CHECK(Run(psk, by_psk.datagrams).text == kAll);
  }
}

TEST_CASE("a session that an RSA key opened stays open when it is resumed") {
  for (const uint64_t options : {uint64_t{0}, uint64_t{SSL_OP_NO_TICKET}}) {
    CAPTURE(options);
    const TlsExchange exchange = tests::RunTls({.version = DTLS1_2_VERSION,
                                                .cipher = "AES128-SHA",
                                                .options = options,
                                                .is_resumed = true});
    TlsSecrets secrets;
    REQUIRE(secrets.AddRsaKey(exchange.rsa_key).has_value());
    TlsDecryptionContext context;
    context.secrets = &secrets;
    CHECK(RunIn(context, exchange.before.at(0).datagrams) == "first first");
    CHECK(RunIn(context, exchange.datagrams) == kAll);
    CHECK(Run(secrets, exchange.datagrams).text == "  lost");
  }
}

TEST_CASE("a shared key that is mixed with another secret is named") {
  const TlsExchange exchange =
      tests::RunTls({.version = DTLS1_2_VERSION,
                     .cipher = "ECDHE-PSK-AES128-CBC-SHA",
                     .psk = "lamp"});
  TlsSecrets secrets;
  CHECK(secrets.SetSharedKey("6c616d70").has_value());
  const Outcome outcome = Run(secrets, exchange.datagrams);
  CHECK(outcome.text == "  lost");
  CHECK(outcome.undecrypted == UndecryptedCiphers{{{0xfefd, 0xc035}, 1}});
  CHECK(UndecryptedName(0xfefd, 0xc035) ==
        "DTLS 1.2 TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA");
  CHECK(!secrets.SetSharedKey("lamp").has_value());
}

TEST_CASE("datagrams that are doubled, lost, or not of the association") {
  const TlsExchange exchange = tests::RunTls(
      {.version = DTLS1_2_VERSION, .cipher = "ECDHE-RSA-AES128-GCM-SHA256"});
  TlsSecrets secrets;
  secrets.AddKeyLog(exchange.key_log);
  std::vector<TlsDatagram> sent = exchange.datagrams;
  const auto is_data = [](const TlsDatagram& one) {
    return one.bytes[0] == '\x17';
  };
  const auto first = std::find_if(sent.begin(), sent.end(), is_data);
  REQUIRE(first != sent.end());
  std::vector<TlsDatagram> fewer = sent;
  fewer.erase(fewer.begin() + (first - sent.begin()));
  CHECK(Run(secrets, fewer).text == "more; answer;enough;");
  std::vector<TlsDatagram> damaged = sent;
  damaged[static_cast<size_t>(first - sent.begin())].bytes.back() ^= 1;
  CHECK(Run(secrets, damaged).text ==
        "more; answer;enough; lost undecryptable");
  // The handshake in another order, and twice.
  std::vector<TlsDatagram> turned(sent.begin(), first);
  const std::vector<TlsDatagram> rest(first, sent.end());
  std::reverse(turned.begin(), turned.end());
  turned.insert(turned.end(), sent.begin(), first);
  turned.insert(turned.end(), rest.begin(), rest.end());
  const std::string text = Run(secrets, turned).text;
  CHECK(text.starts_with(kAll));
}

TEST_CASE("mutated associations stay harmless") {
  std::mt19937 random(7);
  for (const TlsSetup& setup : Setups()) {
    const TlsExchange exchange = tests::RunTls(setup);
    TlsSecrets secrets;
    secrets.AddKeyLog(exchange.key_log);
    CHECK(secrets.AddRsaKey(exchange.rsa_key).has_value());
    for (int i = 0; i < 60; ++i) {
      std::vector<TlsDatagram> mutant = exchange.datagrams;
      for (TlsDatagram& one : mutant) {
        if (random() % 4 == 0) one.bytes = tests::Mutate(one.bytes, random);
      }
      Run(secrets, mutant);
    }
  }
}

}  // namespace
}  // namespace iotpf::runtime
