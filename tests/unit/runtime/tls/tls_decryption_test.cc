// Protects decryption against what a real client and a real server send, for
// each family of ciphers and each version, in all cuts.

#include "runtime/tls/tls_connection.h"

#include "tests/support/stream_script.h"
#include "tests/support/tls_exchange.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <openssl/ssl.h>

#include <array>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::TlsExchange;
using tests::TlsSetup;

// Keeps what is carried.
class PlainText final : public StreamDecoder {
 public:
  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin&) override {
    CHECK(!ended_[IndexOf(sender)]);
    text_[IndexOf(sender)] += bytes;
  }
  void OnGap(Sender, uint64_t) override {}
  void OnEnd(Sender sender, bool clean) override {
    CHECK(!ended_[IndexOf(sender)]);
    ended_[IndexOf(sender)] = true;
    text_[IndexOf(sender)] += clean ? "." : "-";
  }
  std::string text() const { return text_[0] + " " + text_[1]; }

 private:
  std::array<std::string, 2> text_;
  std::array<bool, 2> ended_{};
};

struct Outcome {
  std::string text;
  UndecryptedCiphers undecrypted;
};

std::string RunIn(TlsDecryptionContext& context, const tests::Feed& feed) {
  DecodeCounters counters;
  PlainText plain;
  TlsConnection connection({.certificate = true}, counters, true);
  connection.Decrypt(context, plain);
  feed(connection);
  Session session;
  connection.WriteCarrier(session);
  const auto subject = session.Text(Field::TlsCertSubject);
  std::string text = fmt::format("{} {}", plain.text(), subject.value_or("?"));
  if (counters.tls_undecryptable_records != 0) text += " undecryptable";
  return text;
}

Outcome RunWith(const TlsSecrets& secrets, const tests::Feed& feed) {
  TlsDecryptionContext context;
  context.secrets = &secrets;
  std::string text = RunIn(context, feed);
  return {std::move(text), context.undecrypted};
}

tests::StreamScript ScriptOf(const TlsExchange& exchange) {
  return {{tests::Bytes(exchange.client), tests::Fin()},
          {tests::Bytes(exchange.server), tests::Fin()}};
}

constexpr std::string_view kAll =
    "question;more;. answer;enough;. CN=lamp.example";

std::string ExpectedOf(const TlsSetup& setup) {
  std::string expected(kAll);
  if (setup.sends_early_data && !setup.refuses_early_data) {
    expected = "early " + expected;
    expected.insert(6, "question;");
  }
  // OpenSSL begins anew where it refuses early data.
  const bool is_short = setup.is_resumed && !setup.refuses_early_data;
  if (is_short) expected.replace(expected.find("CN="), 99, "?");
  return expected;
}

std::vector<TlsSetup> Setups() {
  std::vector<TlsSetup> setups;
  for (const std::string cipher :
       {"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384",
        "AES128-CCM", "AES256-CCM8", "ECDHE-RSA-CHACHA20-POLY1305",
        "AES128-SHA", "AES256-SHA256", "ECDHE-RSA-AES256-SHA384",
        "ECDHE-RSA-CAMELLIA128-SHA256", "ARIA128-GCM-SHA256", "NULL-SHA256"}) {
    setups.push_back({.name = cipher, .cipher = cipher});
  }
  for (const std::string cipher :
       {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_CCM_SHA256",
        "TLS_AES_128_CCM_8_SHA256"}) {
    setups.push_back(
        {.name = cipher, .version = TLS1_3_VERSION, .cipher = cipher});
  }
  const std::string cbc = "AES128-SHA";
  const std::string gcm = "ECDHE-RSA-AES128-GCM-SHA256";
  const std::string tls13 = "TLS_AES_256_GCM_SHA384";
  const auto latest = [&](TlsSetup setup) {
    setup.version = TLS1_3_VERSION;
    setup.cipher = tls13;
    return setup;
  };
  setups.insert(
      setups.end(),
      {{.name = "TLS 1.0", .version = TLS1_VERSION, .cipher = cbc},
       {.name = "TLS 1.1", .version = TLS1_1_VERSION, .cipher = cbc},
       {.name = "MAC, then encryption",
        .cipher = cbc,
        .options = SSL_OP_NO_ENCRYPT_THEN_MAC},
       {.name = "TLS 1.0, MAC, then encryption",
        .version = TLS1_VERSION,
        .cipher = cbc,
        .options = SSL_OP_NO_ENCRYPT_THEN_MAC},
       {.name = "resumed by ticket", .cipher = gcm, .is_resumed = true},
       {.name = "renegotiated", .cipher = gcm, .renegotiates = true},
       latest({.name = "TLS 1.3 resumed", .is_resumed = true}),
       latest({.name = "keys updated", .updates_keys = true}),
       latest({.name = "asked for another hello", .is_retried = true}),
       latest({.name = "early data",
               .is_resumed = true,
               .sends_early_data = true}),
       latest({.name = "early data refused",
               .is_resumed = true,
               .sends_early_data = true,
               .refuses_early_data = true})});
  return setups;
}

TEST_CASE("key logs decrypt every family of ciphers") {
  for (const TlsSetup& setup : Setups()) {
    CAPTURE(setup.name);
    const TlsExchange exchange = tests::RunTls(setup);
    TlsSecrets secrets;
    secrets.AddKeyLog(exchange.key_log);
    const auto run = [&](const tests::Feed& feed) {
      return RunWith(secrets, feed).text;
    };
    CHECK(tests::RunInAllCuts(ScriptOf(exchange), run) == ExpectedOf(setup));
  }
}

TEST_CASE("a session that an RSA key opened stays open when it is resumed") {
  for (const uint64_t options : {uint64_t{0}, uint64_t{SSL_OP_NO_TICKET}}) {
    for (const int version : {TLS1_VERSION, TLS1_2_VERSION}) {
      CAPTURE(options);
      CAPTURE(version);
      const TlsExchange exchange = tests::RunTls({.version = version,
                                                  .cipher = "AES128-SHA",
                                                  .options = options,
                                                  .is_resumed = true});
      TlsSecrets secrets;
      REQUIRE(secrets.AddRsaKey(exchange.rsa_key).has_value());
      REQUIRE(exchange.before.size() == 1);
      const auto first = [&](StreamDecoder& decoder) {
        decoder.OnBytes(Sender::Client, exchange.before[0].client, {});
        decoder.OnBytes(Sender::Server, exchange.before[0].server, {});
      };
      const auto run = [&](const tests::Feed& feed) {
        TlsDecryptionContext context;
        context.secrets = &secrets;
        CHECK(RunIn(context, first) == "first. first. CN=lamp.example");
        return RunIn(context, feed);
      };
      const tests::StreamScript script = ScriptOf(exchange);
      CHECK(tests::RunInAllCuts(script, run) ==
            "question;more;. answer;enough;. ?");
      // Alone it shows no key exchange.
      const auto alone = [&](const tests::Feed& feed) {
        return RunWith(secrets, feed).text;
      };
      CHECK(tests::RunInAllCuts(script, alone) == "- - ?");
    }
  }
}

TEST_CASE("an RSA key decrypts what was encrypted to it") {
  for (const uint64_t options :
       {uint64_t{0}, uint64_t{SSL_OP_NO_EXTENDED_MASTER_SECRET}}) {
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION}) {
      for (const bool renegotiates : {false, true}) {
        CAPTURE(options);
        CAPTURE(version);
        const TlsExchange exchange =
            tests::RunTls({.version = version,
                           .cipher = "AES256-SHA",
                           .options = options,
                           .renegotiates = renegotiates});
        TlsSecrets secrets;
        CHECK(secrets.AddRsaKey(exchange.rsa_key).has_value());
        const auto run = [&](const tests::Feed& feed) {
          return RunWith(secrets, feed).text;
        };
        // Each run decrypts with the key, so not all cuts are tried.
        const auto script = ScriptOf(exchange);
        tests::RunMutants(script, run, 5);
        const auto feed = [&](StreamDecoder& decoder) {
          decoder.OnBytes(Sender::Server, exchange.server, {});
          decoder.OnBytes(Sender::Client, exchange.client, {});
        };
        CHECK(run(feed) == kAll);
      }
    }
  }
}

TEST_CASE("a shared key decrypts what is protected by it alone") {
  for (const std::string cipher :
       {"PSK-AES256-GCM-SHA384", "PSK-AES128-CBC-SHA",
        "PSK-CHACHA20-POLY1305"}) {
    CAPTURE(cipher);
    const TlsExchange exchange =
        tests::RunTls({.cipher = cipher, .psk = "lamp"});
    TlsSecrets secrets;
    CHECK(secrets.SetSharedKey("6c616d70").has_value());
    const auto run = [&](const tests::Feed& feed) {
      return RunWith(secrets, feed).text;
    };
    CHECK(tests::RunInAllCuts(ScriptOf(exchange), run) ==
          "question;more;. answer;enough;. ?");
  }
}

TEST_CASE("key logs whose lines end in something else") {
  const TlsExchange exchange = tests::RunTls({.cipher = "AES128-SHA"});
  std::string log = exchange.key_log;
  log.insert(log.find('\n'), "\\");
  TlsSecrets secrets;
  secrets.AddKeyLog(log);
  CHECK(secrets.dropped() == 0);
  const auto feed = [&](StreamDecoder& decoder) {
    decoder.OnBytes(Sender::Client, exchange.client, {});
    decoder.OnBytes(Sender::Server, exchange.server, {});
  };
  CHECK(RunWith(secrets, feed).text == kAll);
}

TEST_CASE("without the secrets nothing is shown") {
  const TlsExchange exchange = tests::RunTls(
      {.version = TLS1_3_VERSION, .cipher = "TLS_AES_128_GCM_SHA256"});
  const TlsExchange other = tests::RunTls(
      {.version = TLS1_3_VERSION, .cipher = "TLS_AES_128_GCM_SHA256"});
  TlsSecrets secrets;
  secrets.AddKeyLog(other.key_log);
  const auto run = [&](const tests::Feed& feed) {
    return RunWith(secrets, feed).text;
  };
  CHECK(tests::RunInAllCuts(ScriptOf(exchange), run) == "- - ?");
}

TEST_CASE("secrets of some phases of TLS 1.3 open these phases") {
  const TlsExchange exchange = tests::RunTls(
      {.version = TLS1_3_VERSION, .cipher = "TLS_AES_128_GCM_SHA256"});
  TlsSecrets secrets;
  std::string_view log = exchange.key_log;
  while (!log.empty()) {
    const size_t end = log.find('\n');
    const std::string_view line = log.substr(0, end);
    if (line.find("HANDSHAKE") == std::string_view::npos) {
      secrets.AddKeyLog(line);
    }
    log.remove_prefix(end + 1);
  }
  const auto run = [&](const tests::Feed& feed) {
    return RunWith(secrets, feed).text;
  };
  CHECK(tests::RunInAllCuts(ScriptOf(exchange), run) ==
        "question;more;. answer;enough;. ?");
}

TEST_CASE("a cipher that is not undone is counted by its name") {
  TlsExchange exchange = tests::RunTls({.cipher = "AES128-SHA"});
  // The server's hello says RC4 instead; its number is behind the session id.
  const size_t session_bytes =
      static_cast<uint8_t>(exchange.server[5 + 4 + 2 + 32]);
  const size_t cipher = 5 + 4 + 2 + 32 + 1 + session_bytes;
  exchange.server.replace(cipher, 2, std::string("\0\x05", 2));
  TlsSecrets secrets;
  secrets.AddKeyLog(exchange.key_log);
  const Outcome outcome = RunWith(secrets, [&](StreamDecoder& decoder) {
    decoder.OnBytes(Sender::Client, exchange.client, {});
    decoder.OnBytes(Sender::Server, exchange.server, {});
  });
  CHECK(outcome.undecrypted == UndecryptedCiphers{{{0x0303, 0x0005}, 1}});
  CHECK(UndecryptedName(0x0303, 0x0005) == "TLS 1.2 TLS_RSA_WITH_RC4_128_SHA");
}

TEST_CASE("mutated connections stay harmless") {
  for (const TlsSetup& setup : Setups()) {
    CAPTURE(setup.name);
    const TlsExchange exchange = tests::RunTls(setup);
    TlsSecrets secrets;
    secrets.AddKeyLog(exchange.key_log);
    const auto run = [&](const tests::Feed& feed) {
      return RunWith(secrets, feed).text;
    };
    tests::RunMutants(ScriptOf(exchange), run, 50);
  }
}

}  // namespace
}  // namespace iotpf::runtime
