// What people give to decrypt TLS with.
#ifndef IOTPF_RUNTIME_TLS_TLS_SECRETS_H_
#define IOTPF_RUNTIME_TLS_TLS_SECRETS_H_

#include <iotpf/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace iotpf::runtime {

// Kinds of secrets in a key log.
enum class SecretKind : uint8_t {
  Master,           // CLIENT_RANDOM
  Premaster,        // PMS_CLIENT_RANDOM
  RsaPremaster,     // RSA: by the first bytes of what the client encrypted
  SessionMaster,    // RSA Session-ID: Master-Key:
  ClientEarly,      // CLIENT_EARLY_TRAFFIC_SECRET
  ClientHandshake,  // CLIENT_HANDSHAKE_TRAFFIC_SECRET
  ServerHandshake,  // SERVER_HANDSHAKE_TRAFFIC_SECRET
  ClientTraffic,    // CLIENT_TRAFFIC_SECRET_0
  ServerTraffic     // SERVER_TRAFFIC_SECRET_0
};

// Secrets of key logs, and private RSA keys.
//
//   Units    at most kMaxTlsSecrets secrets; what is above is counted.
//   Threads  const functions: any number.
class TlsSecrets {
 public:
  TlsSecrets();
  ~TlsSecrets();
  TlsSecrets(const TlsSecrets&) = delete;
  TlsSecrets& operator=(const TlsSecrets&) = delete;

  // Adds the lines of a key log. A line that is none is passed over.
  //   Source   https://firefox-source-docs.mozilla.org/security/nss/legacy/
  //            key_log_format; older lines as Wireshark reads them.
  void AddKeyLog(std::string_view text);
  // Adds a private RSA key as PEM, without a password.
  Result<void> AddRsaKey(const std::string& pem);
  // Sets the key that both sides of connections share, as hex digits.
  Result<void> SetSharedKey(std::string_view digits);

  bool empty() const {
    return secrets_.empty() && rsa_keys_ == 0 && shared_key_.empty();
  }
  // A master secret may have to be made from messages of the handshake.
  bool needs_transcript() const {
    return has_premasters_ || rsa_keys_ > 0 || !shared_key_.empty();
  }
  // The premaster secret of a key exchange by the shared key alone; empty: not
  // known.
  //   Source   RFC 4279, 2.
  std::string SharedPremaster() const;

  // The secret of a kind for a client random, for a session id, or for the
  // first kRsaKeyBytes of an encrypted premaster secret. Null: not known.
  const std::string* Find(SecretKind kind, std::string_view id) const;
  // What an encrypted premaster secret may be, by each of the RSA keys: 48
  // bytes that begin with `version`.
  std::vector<std::string> DecryptPremaster(std::string_view encrypted,
                                            uint16_t version) const;

  static constexpr size_t kRsaIdBytes = 8;

  // Secrets that were added, and lines that are none.
  size_t size() const { return secrets_.size(); }
  uint64_t dropped() const { return dropped_; }

 private:
  struct RsaKeys;

  void AddLine(std::string_view line);

  std::unordered_map<std::string, std::string> secrets_;  // by kind and id
  std::unique_ptr<RsaKeys> keys_;
  size_t rsa_keys_ = 0;
  std::string shared_key_;
  bool has_premasters_ = false;
  uint64_t dropped_ = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_TLS_SECRETS_H_
