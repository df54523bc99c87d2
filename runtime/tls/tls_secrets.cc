// A key log names each secret by the client random of its connection, so that
// a connection finds its secrets in one probe, whatever else the log holds.
#include "runtime/tls/tls_secrets.h"

#include "runtime/limits.h"

#include <iotpf/hex_digit.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace iotpf::runtime {
namespace {

struct Label {
  std::string_view text;
  SecretKind kind;
};

constexpr auto kLabels = std::to_array<Label>({
    {"CLIENT_RANDOM", SecretKind::Master},
    {"PMS_CLIENT_RANDOM", SecretKind::Premaster},
    {"RSA", SecretKind::RsaPremaster},
    {"CLIENT_EARLY_TRAFFIC_SECRET", SecretKind::ClientEarly},
    {"CLIENT_HANDSHAKE_TRAFFIC_SECRET", SecretKind::ClientHandshake},
    {"SERVER_HANDSHAKE_TRAFFIC_SECRET", SecretKind::ServerHandshake},
    {"CLIENT_TRAFFIC_SECRET_0", SecretKind::ClientTraffic},
    {"SERVER_TRAFFIC_SECRET_0", SecretKind::ServerTraffic},
});

constexpr size_t kMasterBytes = 48;  // RFC 5246, 8.1
constexpr size_t kMaxSecretBytes = 1024;

std::optional<std::string> BytesOf(std::string_view digits) {
  if (digits.empty() || digits.size() % 2 != 0) return std::nullopt;
  if (digits.size() > 2 * kMaxSecretBytes) return std::nullopt;
  std::string bytes;
  for (size_t i = 0; i < digits.size(); i += 2) {
    const int high = HexDigit(digits[i]);
    const int low = HexDigit(digits[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string_view TakeWord(std::string_view& line) {
  const size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  line.remove_prefix(begin);
  const size_t end = std::min(line.find_first_of(" \t"), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end);
  return word;
}

// `Name:value` of older logs; the name goes.
bool DropName(std::string_view& word, std::string_view name) {
  if (!word.starts_with(name)) return false;
  word.remove_prefix(name.size());
  return true;
}

struct ReleaseKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct ReleaseKeyContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
struct ReleaseBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};

// No password is asked for on a terminal.
int NoPassword(char*, int, int, void*) { return -1; }

}  // namespace

struct TlsSecrets::RsaKeys {
  std::vector<std::unique_ptr<EVP_PKEY, ReleaseKey>> all;
};

TlsSecrets::TlsSecrets() : keys_(std::make_unique<RsaKeys>()) {}
TlsSecrets::~TlsSecrets() = default;

void TlsSecrets::AddKeyLog(std::string_view text) {
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    AddLine(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void TlsSecrets::AddLine(std::string_view line) {
  const std::string_view label = TakeWord(line);
  if (label.empty() || label.starts_with('#')) return;
  std::string_view id_word = TakeWord(line);
  std::string_view secret_word = TakeWord(line);
  const auto* const row =
      std::find_if(kLabels.begin(), kLabels.end(),
                   [&](const Label& known) { return known.text == label; });
  if (row == kLabels.end()) return;  // of another use: EXPORTER_SECRET
  SecretKind kind = row->kind;
  const bool is_session =
      DropName(id_word, "Session-ID:") && DropName(secret_word, "Master-Key:");
  if (is_session) kind = SecretKind::SessionMaster;
  // What stands behind the digits counts for nothing, as in Wireshark: logs
  // that went through a shell end their lines with a backslash.
  secret_word = secret_word.substr(
      0, secret_word.find_first_not_of("0123456789abcdefABCDEF"));
  const auto id = BytesOf(id_word);
  auto secret = BytesOf(secret_word);
  if (!id || !secret || secrets_.size() >= kMaxTlsSecrets) {
    ++dropped_;
    return;
  }
  has_premasters_ = has_premasters_ || kind == SecretKind::Premaster ||
                    kind == SecretKind::RsaPremaster;
  secrets_.insert_or_assign(static_cast<char>(kind) + *id, std::move(*secret));
}

Result<void> TlsSecrets::AddRsaKey(const std::string& pem) {
  const std::unique_ptr<BIO, ReleaseBio> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  EVP_PKEY* const key =
      PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassword, nullptr);
  ERR_clear_error();
  if (key == nullptr) return Error{"no private key in PEM"};
  keys_->all.emplace_back(key);
  if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA) {
    keys_->all.pop_back();
    return Error{"not a key of RSA"};
  }
  ++rsa_keys_;
  return {};
}

Result<void> TlsSecrets::SetSharedKey(std::string_view digits) {
  auto key = BytesOf(digits);
  if (!key) return Error{"not a key in hex digits"};
  shared_key_ = std::move(*key);
  return {};
}

// As many zeros as the key has bytes, then the key, each behind its length.
std::string TlsSecrets::SharedPremaster() const {
  if (shared_key_.empty()) return {};
  const std::string length = {static_cast<char>(shared_key_.size() >> 8),
                              static_cast<char>(shared_key_.size() & 0xff)};
  return length + std::string(shared_key_.size(), '\0') + length + shared_key_;
}

const std::string* TlsSecrets::Find(SecretKind kind,
                                    std::string_view id) const {
  const auto found = secrets_.find(static_cast<char>(kind) + std::string(id));
  return found == secrets_.end() ? nullptr : &found->second;
}

std::vector<std::string> TlsSecrets::DecryptPremaster(
    std::string_view encrypted, uint16_t version) const {
  std::vector<std::string> found;
  for (const auto& key : keys_->all) {
    const std::unique_ptr<EVP_PKEY_CTX, ReleaseKeyContext> context(
        EVP_PKEY_CTX_new(key.get(), nullptr));
    std::string plain(static_cast<size_t>(EVP_PKEY_get_size(key.get())), '\0');
    size_t size = plain.size();
    const bool ok =
        context != nullptr && EVP_PKEY_decrypt_init(context.get()) == 1 &&
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
        EVP_PKEY_decrypt(
            context.get(), reinterpret_cast<unsigned char*>(plain.data()),
            &size, reinterpret_cast<const unsigned char*>(encrypted.data()),
            encrypted.size()) == 1;
    ERR_clear_error();
    if (!ok || size != kMasterBytes) continue;
    plain.resize(size);
    const bool is_version = static_cast<uint8_t>(plain[0]) == version >> 8 &&
                            static_cast<uint8_t>(plain[1]) == (version & 0xff);
    if (is_version) found.push_back(std::move(plain));
  }
  return found;
}

}  // namespace iotpf::runtime
