// From what people know to keys. Up to TLS 1.2 all comes of one master secret;
// who has only the premaster secret, or the key that it was encrypted to, makes
// the master secret first. TLS 1.3 has a secret for each direction and phase.
#include "runtime/tls/tls_handshake.h"

#include "runtime/tls/key_schedule.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {
namespace {

constexpr size_t kMasterBytes = 48;
constexpr size_t kImplicitNonceBytes = 4;  // GCM, CCM: RFC 5288, RFC 6655

// What the hash of the messages is made with: the hash of the PRF, or both of
// its halves before TLS 1.2.
std::string SessionHash(const TlsHandshake& handshake,
                        const CipherSuite& suite) {
  const std::string messages = handshake.client_hello_message +
                               handshake.server_messages +
                               handshake.client_messages;
  const uint16_t version = handshake.server->version;
  if (version == 0x0303 || version == 0xfefd) {
    return Digest(suite.prf, messages);
  }
  return Digest(Hash::Md5, messages) + Digest(Hash::Sha1, messages);
}

std::string FromPremaster(const TlsHandshake& handshake,
                          const CipherSuite& suite,
                          std::string_view premaster) {
  const ServerHello& server = *handshake.server;
  if (server.extended_master_secret) {
    return TlsPrf(server.version, suite.prf, premaster,
                  "extended master secret", SessionHash(handshake, suite),
                  kMasterBytes);
  }
  return TlsPrf(server.version, suite.prf, premaster, "master secret",
                handshake.client_random + server.random, kMasterBytes);
}

size_t NonceBytes(const BulkCipher& cipher) {
  switch (cipher.mode) {
    case CipherMode::Gcm:
    case CipherMode::Ccm:
      return kImplicitNonceBytes;
    case CipherMode::ChaCha:
      return Aead::kNonceBytes;
    case CipherMode::Cbc:
      return cipher.block_bytes;
    case CipherMode::None:
      return 0;
  }
  return 0;
}

}  // namespace

void NoteResumption(const ClientHelloParts& hello, TlsHandshake& handshake) {
  handshake.client_session_id = hello.session_id;
  const std::string_view ticket =
      hello.Find(kSessionTicketExtension).value_or("");
  if (ticket.empty()) {
    handshake.client_ticket.clear();
  } else {
    handshake.client_ticket = Digest(Hash::Sha256, ticket);
  }
}

void NoteTicket(std::string_view body, TlsHandshake& handshake) {
  ByteCursor cursor(body);
  cursor.U32();  // lifetime
  const std::string_view ticket = cursor.TakeBehindU16();
  if (ticket.empty()) return;
  handshake.server_ticket = Digest(Hash::Sha256, ticket);
}

bool IsClassicTls(uint16_t version) {
  return (version >= 0x0301 && version <= 0x0303) || version == 0xfeff ||
         version == 0xfefd;
}

bool HasSecret(const TlsHandshake& handshake, const TlsSecrets& secrets) {
  for (const SecretKind kind :
       {SecretKind::Master, SecretKind::Premaster, SecretKind::ClientTraffic,
        SecretKind::ServerTraffic}) {
    if (secrets.Find(kind, handshake.client_random) != nullptr) return true;
  }
  const bool is_by_shared_key =
      handshake.server && !secrets.SharedPremaster().empty() &&
      CipherSuiteName(handshake.server->cipher).find("PSK_WITH_") !=
          std::string_view::npos;
  if (is_by_shared_key) return true;
  const std::string_view encrypted = handshake.encrypted_premaster;
  return secrets.Find(SecretKind::RsaPremaster,
                      encrypted.substr(0, TlsSecrets::kRsaIdBytes)) !=
             nullptr ||
         (!encrypted.empty() &&
          !secrets.DecryptPremaster(encrypted, handshake.client_version)
               .empty());
}

bool NeedsClientKey(const TlsHandshake& handshake, const TlsSecrets& secrets) {
  return secrets.needs_transcript() &&
         secrets.Find(SecretKind::Master, handshake.client_random) == nullptr;
}

std::string MasterSecret(const TlsHandshake& handshake,
                         const CipherSuite& suite, const TlsSecrets& secrets) {
  const std::string& random = handshake.client_random;
  if (const auto* master = secrets.Find(SecretKind::Master, random)) {
    return *master;
  }
  const std::string& session = handshake.server->session_id;
  if (!session.empty()) {
    const auto* master = secrets.Find(SecretKind::SessionMaster, session);
    if (master != nullptr) return *master;
  }
  if (const auto* premaster = secrets.Find(SecretKind::Premaster, random)) {
    return FromPremaster(handshake, suite, *premaster);
  }
  if (suite.is_psk) {
    const std::string premaster = secrets.SharedPremaster();
    return premaster.empty() ? premaster
                             : FromPremaster(handshake, suite, premaster);
  }
  if (handshake.encrypted_premaster.size() < TlsSecrets::kRsaIdBytes) return {};
  const auto* premaster = secrets.Find(
      SecretKind::RsaPremaster, std::string_view(handshake.encrypted_premaster)
                                    .substr(0, TlsSecrets::kRsaIdBytes));
  if (premaster != nullptr) return FromPremaster(handshake, suite, *premaster);
  if (!suite.is_rsa) return {};
  const auto found = secrets.DecryptPremaster(handshake.encrypted_premaster,
                                              handshake.client_version);
  return found.empty() ? std::string()
                       : FromPremaster(handshake, suite, found.front());
}

std::array<RecordKeys, 2> ClassicKeys(const TlsHandshake& handshake,
                                      const CipherSuite& suite,
                                      std::string_view master) {
  const ServerHello& server = *handshake.server;
  const BulkCipher& cipher = *suite.bulk;
  const size_t mac_bytes = cipher.is_aead() ? 0 : DigestBytes(suite.mac);
  const size_t iv_bytes = NonceBytes(cipher);
  const std::string block =
      TlsPrf(server.version, suite.prf, master, "key expansion",
             server.random + handshake.client_random,
             2 * (mac_bytes + cipher.key_bytes + iv_bytes));
  ByteCursor cursor(block);
  std::array<RecordKeys, 2> keys;
  for (RecordKeys& side : keys) side.mac_key = cursor.Take(mac_bytes);
  for (RecordKeys& side : keys) side.key = cursor.Take(cipher.key_bytes);
  for (RecordKeys& side : keys) {
    side.iv = cursor.Take(iv_bytes);
    side.suite = suite;
    side.version = server.version;
    side.encrypt_then_mac =
        server.encrypt_then_mac && cipher.mode == CipherMode::Cbc;
  }
  return keys;
}

RecordKeys TrafficKeys(const CipherSuite& suite, std::string_view secret) {
  RecordKeys keys;
  keys.suite = suite;
  keys.version = 0x0304;
  keys.key = HkdfExpandLabel(suite.prf, secret, "key", suite.bulk->key_bytes);
  keys.iv = HkdfExpandLabel(suite.prf, secret, "iv", Aead::kNonceBytes);
  return keys;
}

}  // namespace iotpf::runtime
