// Opens the protected records of one direction under one set of keys.
#ifndef IOTPF_RUNTIME_TLS_RECORD_PROTECTION_H_
#define IOTPF_RUNTIME_TLS_RECORD_PROTECTION_H_

#include "runtime/tls/aead.h"
#include "runtime/tls/cipher_suite.h"
#include "runtime/tls/record_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

struct RecordKeys {
  CipherSuite suite;
  uint16_t version = 0;  // that both sides speak
  bool encrypt_then_mac = false;
  std::string mac_key;
  std::string key;
  std::string iv;  // or the part of the nonce that is not sent
};

struct PlainRecord {
  RecordType type = RecordType::ApplicationData;
  std::string content;
};

// Opens records of one direction, under one set of keys.
//
//   Source   RFC 8446, 5.2; RFC 5246, 6.2.3; RFC 7366 (encrypt-then-MAC); RFC
//            5288, 6655, 7905 (nonces of GCM, CCM, ChaCha20-Poly1305).
class RecordProtection {
 public:
  explicit RecordProtection(RecordKeys keys);

  // The record with the number `sequence`, in DTLS with its epoch before it.
  // nullopt where it was not sealed with these keys.
  std::optional<PlainRecord> Open(uint64_t sequence, const TlsRecord& record);

 private:
  bool IsTls13() const { return keys_.version == 0x0304; }
  bool HasExplicitIv() const;
  std::optional<std::string> OpenAead(uint64_t sequence,
                                      const TlsRecord& record);
  std::optional<std::string> OpenCbcRecord(uint64_t sequence,
                                           const TlsRecord& record);
  std::optional<std::string> CheckMac(uint64_t sequence,
                                      const TlsRecord& record,
                                      std::string_view content_and_mac) const;

  RecordKeys keys_;
  std::optional<Aead> aead_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_RECORD_PROTECTION_H_
