// The other half of the protection of packets: what a sender does. Keys come of
// the key schedule that the runtime has too, which the examples of the
// specification protect on their own.
#include "tests/support/quic_bytes.h"

#include "runtime/tls/aead.h"
#include "runtime/tls/cipher_suite.h"
#include "runtime/tls/digest.h"
#include "runtime/tls/key_schedule.h"
#include "tests/support/http3_bytes.h"
#include "tests/support/tls_bytes.h"

#include <openssl/evp.h>

#include <algorithm>

namespace iotpf::tests {
namespace {

using namespace runtime;

const unsigned char* In(const std::string& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string SealWith(const BulkCipher& cipher, const std::string& key,
                     const std::string& nonce, const std::string& header,
                     const std::string& text) {
  EVP_CIPHER* const algorithm =
      EVP_CIPHER_fetch(nullptr, cipher.algorithm, nullptr);
  EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
  const bool is_ccm = cipher.mode == CipherMode::Ccm;
  std::string sealed(text.size() + 16, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
  const int text_size = static_cast<int>(text.size());
  int size = 0;
  EVP_EncryptInit_ex(context, algorithm, nullptr, nullptr, nullptr);
  EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, 12, nullptr);
  if (is_ccm) {
    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, nullptr);
  }
  EVP_EncryptInit_ex(context, nullptr, nullptr, In(key), In(nonce));
  if (is_ccm) EVP_EncryptUpdate(context, nullptr, &size, nullptr, text_size);
  EVP_EncryptUpdate(context, nullptr, &size, In(header),
                    static_cast<int>(header.size()));
  EVP_EncryptUpdate(context, out, &size, In(text), text_size);
  EVP_EncryptFinal_ex(context, out + size, &size);
  EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, out + text.size());
  EVP_CIPHER_CTX_free(context);
  EVP_CIPHER_free(algorithm);
  return sealed;
}

// `header`: up to the packet number, which has two bytes.
std::string Seal(const QuicSeal& seal, std::string header, uint16_t number,
                 const std::string& frames) {
  const CipherSuite suite = *FindCipherSuite(seal.suite);
  const bool is_v2 = seal.version == 0x6b3343cf;
  const std::string prefix = is_v2 ? "quicv2 " : "quic ";
  const auto expand = [&](const std::string& secret, const std::string& label,
                          size_t size) {
    return HkdfExpandLabel(suite.prf, secret, prefix + label, size);
  };
  std::string secret = seal.secret;
  for (int i = 0; i < seal.updates; ++i) {
    secret = expand(secret, "ku", secret.size());
  }
  const size_t key_bytes = suite.bulk->key_bytes;
  std::string nonce = expand(secret, "iv", 12);
  nonce[10] = static_cast<char>(nonce[10] ^ (number >> 8));
  nonce[11] = static_cast<char>(nonce[11] ^ (number & 0xff));
  const size_t number_offset = header.size();
  header += BigEndian(number, 2);
  std::string packet =
      header + SealWith(*suite.bulk, expand(secret, "key", key_bytes), nonce,
                        header, frames);
  const std::string header_key = expand(seal.secret, "hp", key_bytes);
  const std::string sample = packet.substr(number_offset + 4, 16);
  const auto mask = suite.bulk->mode == CipherMode::ChaCha
                        ? ChaChaBytes(header_key, sample)
                        : EncryptBlock(header_key, sample);
  const int masked = (packet[0] & 0x80) != 0 ? 0x0f : 0x1f;
  packet[0] = static_cast<char>(packet[0] ^ (mask->at(0) & masked));
  for (size_t i = 0; i < 2; ++i) {
    packet[number_offset + i] =
        static_cast<char>(packet[number_offset + i] ^ mask->at(1 + i));
  }
  return packet;
}

// So that there is a sample.
void Pad(std::string& frames) {
  frames.resize(std::max<size_t>(frames.size(), 32), '\0');
}

}  // namespace

std::string InitialSecret(const std::string& salt, const std::string& id,
                          bool is_client) {
  return HkdfExpandLabel(Hash::Sha256, Hmac(Hash::Sha256, salt, id),
                         is_client ? "client in" : "server in", 32);
}

std::string SealLong(const QuicSeal& seal, char flags, uint16_t number,
                     std::string frames, const std::string& token) {
  Pad(frames);
  return Seal(seal,
              flags + BigEndian(seal.version, 4) +
                  Behind(1, seal.destination_id) + Behind(1, seal.source_id) +
                  token + BigEndian(0x4000 | (frames.size() + 2 + 16), 2),
              number, frames);
}

std::string SealShort(const QuicSeal& seal, uint16_t number,
                      std::string frames) {
  Pad(frames);
  const char flags = seal.updates % 2 == 0 ? '\x41' : '\x45';
  return Seal(seal, flags + seal.destination_id, number, frames);
}

std::string CryptoFrame(uint64_t offset, const std::string& bytes) {
  return "\x06" + QuicNumber(offset) + QuicNumber(bytes.size()) + bytes;
}

std::string StreamFrame(uint64_t stream, uint64_t offset,
                        const std::string& bytes, bool is_last) {
  return (is_last ? "\x0f" : "\x0e") + QuicNumber(stream) + QuicNumber(offset) +
         QuicNumber(bytes.size()) + bytes;
}

}  // namespace iotpf::tests
