// The interface of OpenSSL asks for the same steps in another order for each
// mode: CCM wants the size of the tag and of the text before either comes. Here
// is the only place that knows.
//
// It looks an algorithm up by its name for longer than it takes to open a
// record, so each is fetched once a thread; and a context takes longer to make
// than a block, so those of keys that open little are kept, too.
#include "runtime/tls/aead.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <map>

namespace iotpf::runtime {
namespace {

struct ReleaseContext {
  void operator()(EVP_CIPHER_CTX* context) const {
    EVP_CIPHER_CTX_free(context);
  }
};
struct ReleaseCipher {
  void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, ReleaseContext>;
using Algorithm = std::unique_ptr<EVP_CIPHER, ReleaseCipher>;

const unsigned char* In(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* Out(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

// Null where the library has no such cipher.
const EVP_CIPHER* AlgorithmOf(const char* name) {
  thread_local std::map<std::string_view, Algorithm> fetched;
  const auto known = fetched.find(name);
  if (known != fetched.end()) return known->second.get();
  return fetched
      .emplace(name, Algorithm(EVP_CIPHER_fetch(nullptr, name, nullptr)))
      .first->second.get();
}

// A context of one cipher for keys to come; null where there is no such cipher.
Context MakeContext(const char* name, bool is_to_seal) {
  const EVP_CIPHER* const algorithm = AlgorithmOf(name);
  Context context(EVP_CIPHER_CTX_new());
  const bool is_made = algorithm != nullptr && context != nullptr &&
                       EVP_CipherInit_ex(context.get(), algorithm, nullptr,
                                         nullptr, nullptr, is_to_seal) == 1;
  if (!is_made) context.reset();
  return context;
}

}  // namespace

struct Aead::State {
  CipherMode mode;
  size_t tag_bytes;
  std::string key;
  const EVP_CIPHER* algorithm;
  Context context;
};

Aead::Aead(const BulkCipher& cipher, std::string_view key)
    : state_(std::make_unique<State>()) {
  state_->mode = cipher.mode;
  state_->tag_bytes = cipher.tag_bytes;
  state_->key = key;
  state_->algorithm = AlgorithmOf(cipher.algorithm);
  state_->context.reset(EVP_CIPHER_CTX_new());
}
Aead::~Aead() = default;
Aead::Aead(Aead&&) noexcept = default;
Aead& Aead::operator=(Aead&&) noexcept = default;

std::optional<std::string> Aead::Open(std::string_view nonce,
                                      std::string_view additional,
                                      std::string_view sealed) {
  EVP_CIPHER_CTX* const context = state_->context.get();
  if (state_->algorithm == nullptr || context == nullptr ||
      sealed.size() < state_->tag_bytes) {
    return std::nullopt;
  }
  const size_t size = sealed.size() - state_->tag_bytes;
  std::string tag(sealed.substr(size));
  std::string plain(size, '\0');
  int written = 0;
  const int text_size = static_cast<int>(size);
  bool ok =
      EVP_DecryptInit_ex(context, state_->algorithm, nullptr, nullptr,
                         nullptr) == 1 &&
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN,
                          static_cast<int>(nonce.size()), nullptr) == 1 &&
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG,
                          static_cast<int>(tag.size()), tag.data()) == 1 &&
      EVP_DecryptInit_ex(context, nullptr, nullptr, In(state_->key),
                         In(nonce)) == 1;
  const bool is_ccm = state_->mode == CipherMode::Ccm;
  if (ok && is_ccm) {
    ok = EVP_DecryptUpdate(context, nullptr, &written, nullptr, text_size) == 1;
  }
  if (ok && !additional.empty()) {
    ok = EVP_DecryptUpdate(context, nullptr, &written, In(additional),
                           static_cast<int>(additional.size())) == 1;
  }
  // Of CCM this checks the tag, even of no bytes.
  if (ok && (is_ccm || size > 0)) {
    ok = EVP_DecryptUpdate(context, Out(plain), &written, In(sealed),
                           text_size) == 1;
  }
  if (ok && !is_ccm) {
    unsigned char none[16];
    ok = EVP_DecryptFinal_ex(context, none, &written) == 1;
  }
  ERR_clear_error();
  if (!ok) return std::nullopt;
  return plain;
}

std::optional<std::string> OpenCbc(const BulkCipher& cipher,
                                   std::string_view key, std::string_view iv,
                                   std::string_view sealed) {
  if (sealed.empty() || sealed.size() % cipher.block_bytes != 0 ||
      iv.size() != cipher.block_bytes || key.size() != cipher.key_bytes) {
    return std::nullopt;
  }
  const EVP_CIPHER* const algorithm = AlgorithmOf(cipher.algorithm);
  const Context context(EVP_CIPHER_CTX_new());
  std::string plain(sealed.size() + cipher.block_bytes, '\0');
  int written = 0;
  const bool ok =
      algorithm != nullptr && context != nullptr &&
      EVP_DecryptInit_ex(context.get(), algorithm, nullptr, In(key), In(iv)) ==
          1 &&
      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
      EVP_DecryptUpdate(context.get(), Out(plain), &written, In(sealed),
                        static_cast<int>(sealed.size())) == 1;
  ERR_clear_error();
  if (!ok) return std::nullopt;
  plain.resize(sealed.size());
  return plain;
}

bool OpenAes128Gcm(std::string_view key, std::string_view nonce,
                   std::string_view additional, std::string_view sealed,
                   char* plain) {
  thread_local const Context kept = MakeContext("AES-128-GCM", false);
  CipherBlock tag;
  if (kept == nullptr || key.size() != 16 ||
      nonce.size() != Aead::kNonceBytes || sealed.size() < tag.size()) {
    return false;
  }
  const size_t size = sealed.size() - tag.size();
  std::copy_n(sealed.begin() + size, tag.size(), tag.begin());
  EVP_CIPHER_CTX* const context = kept.get();
  auto* const out = reinterpret_cast<unsigned char*>(plain);
  unsigned char none[16];
  int written = 0;
  const bool is_open =
      EVP_DecryptInit_ex(context, nullptr, nullptr, In(key), In(nonce)) == 1 &&
      EVP_DecryptUpdate(context, nullptr, &written, In(additional),
                        static_cast<int>(additional.size())) == 1 &&
      EVP_DecryptUpdate(context, out, &written, In(sealed),
                        static_cast<int>(size)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG,
                          static_cast<int>(tag.size()), tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context, none, &written) == 1;
  if (!is_open) ERR_clear_error();
  return is_open;
}

std::optional<CipherBlock> EncryptBlock(std::string_view key,
                                        std::string_view block) {
  thread_local const Context short_key = MakeContext("AES-128-ECB", true);
  thread_local const Context long_key = MakeContext("AES-256-ECB", true);
  const bool is_short = key.size() == 16;
  EVP_CIPHER_CTX* const context = (is_short ? short_key : long_key).get();
  CipherBlock sealed;
  int written = 0;
  if (context == nullptr || (!is_short && key.size() != 32) ||
      block.size() != sealed.size() ||
      EVP_EncryptInit_ex(context, nullptr, nullptr, In(key), nullptr) != 1 ||
      EVP_EncryptUpdate(
          context, reinterpret_cast<unsigned char*>(sealed.data()), &written,
          In(block), static_cast<int>(block.size())) != 1) {
    return std::nullopt;
  }
  return sealed;
}

std::optional<CipherBlock> ChaChaBytes(std::string_view key,
                                       std::string_view start) {
  thread_local const Context kept = MakeContext("ChaCha20", true);
  constexpr CipherBlock kZeros = {};
  CipherBlock bytes;
  int written = 0;
  if (kept == nullptr || key.size() != 32 || start.size() != bytes.size() ||
      EVP_EncryptInit_ex(kept.get(), nullptr, nullptr, In(key), In(start)) !=
          1 ||
      EVP_EncryptUpdate(
          kept.get(), reinterpret_cast<unsigned char*>(bytes.data()), &written,
          reinterpret_cast<const unsigned char*>(kZeros.data()),
          static_cast<int>(kZeros.size())) != 1) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace iotpf::runtime
