// Protects what a secret of one flow opens in others: sessions of TLS that are
// resumed, by secrets that stand in front of the packets of a capture.
#include "runtime/tls/tls_secrets.h"

#include <iotpf/byte_cursor.h>
#include <iotpf/scanner.h>

#include "tests/support/capture_builder.h"
#include "tests/support/scan_capture.h"
#include "tests/support/tls_exchange.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {
namespace {

using tests::CaptureBuilder;
using tests::Talk;
using tests::TlsExchange;

constexpr uint16_t kVersion = 0x0303;
constexpr int kResumed = 12;  // flows, which hash to several shards

std::string Hex(std::string_view bytes) {
  std::string digits;
  for (const char byte : bytes) {
    digits += fmt::format("{:02x}", static_cast<uint8_t>(byte));
  }
  return digits;
}

// What the client encrypted to the key of the server: RFC 5246, 7.4.7.1.
std::string_view EncryptedPremaster(std::string_view client) {
  constexpr uint8_t kHandshake = 22;
  constexpr uint8_t kClientKeyExchange = 16;
  ByteCursor records(client);
  while (!records.empty()) {
    const uint8_t type = records.U8();
    records.Skip(2);
    ByteCursor message(records.TakeBehindU16());
    if (type != kHandshake || message.U8() != kClientKeyExchange) continue;
    message.Skip(3);
    return message.TakeBehindU16();
  }
  return {};
}

// The line of a key log with the premaster secret, and nothing else.
std::string PremasterLine(const TlsExchange& exchange) {
  runtime::TlsSecrets key;
  REQUIRE(key.AddRsaKey(exchange.rsa_key).has_value());
  const std::string encrypted(EncryptedPremaster(exchange.client));
  const auto found = key.DecryptPremaster(encrypted, kVersion);
  REQUIRE(!found.empty());
  const auto id = encrypted.substr(0, runtime::TlsSecrets::kRsaIdBytes);
  return "RSA " + Hex(id) + " " + Hex(found[0]) + "\n";
}

void Add(const TlsExchange& exchange, uint16_t port, CaptureBuilder& capture) {
  Talk talk{port, 443};
  capture.Open(talk);
  capture.FromClient(talk, exchange.client);
  capture.FromServer(talk, exchange.server);
  capture.Close(talk);
}

TEST_CASE("a premaster secret in front of the packets opens what is resumed") {
  const TlsExchange exchange = tests::RunTls(
      {.version = kVersion, .cipher = "AES128-SHA", .is_resumed = true});
  REQUIRE(exchange.before.size() == 1);
  CaptureBuilder capture;
  Add(exchange.before[0], 40000, capture);
  for (int i = 1; i <= kResumed; ++i) {
    Add(exchange, static_cast<uint16_t>(40000 + i), capture);
  }
  TlsExchange first = exchange.before[0];
  first.rsa_key = exchange.rsa_key;
  const tests::Scanned scanned = tests::ScanBytes(
      capture.Pcapng(PremasterLine(first)), tests::ImageBuilder());
  CHECK(scanned.sessions.size() == 1 + kResumed);
  CHECK(scanned.counters.at("tls_decrypted_directions") == 2 * (1 + kResumed));
}

}  // namespace
}  // namespace iotpf
