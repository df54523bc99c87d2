// Certificates are ASN.1 from strangers, so OpenSSL reads them, and writes
// their names as RFC 4514 asks. Letters outside ASCII stay what they are, in
// UTF-8, since rules are written in it.
#include "runtime/tls/certificate.h"

#include <iotpf/byte_cursor.h>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace iotpf::runtime {
namespace {

constexpr unsigned long kNameFlags =
    XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);

template <class T, void (*release)(T*)>
struct Release {
  void operator()(T* object) const { release(object); }
};
using X509Pointer = std::unique_ptr<X509, Release<X509, X509_free>>;
using NamesPointer =
    std::unique_ptr<GENERAL_NAMES, Release<GENERAL_NAMES, GENERAL_NAMES_free>>;
struct ReleaseBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};

std::string TextOf(const X509_NAME* name) {
  const std::unique_ptr<BIO, ReleaseBio> bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || X509_NAME_print_ex(bio.get(), name, 0, kNameFlags) < 0)
    return {};
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return size <= 0 ? std::string()
                   : std::string(data, static_cast<size_t>(size));
}

// DNS names; one with bytes that no host name has is left out.
std::vector<std::string> NamesOf(const X509& certificate) {
  const NamesPointer names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::vector<std::string> found;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS) continue;
    const std::string_view text(
        reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
        static_cast<size_t>(ASN1_STRING_length(name->d.dNSName)));
    const bool is_host = std::all_of(
        text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (is_host && !text.empty()) found.emplace_back(text);
  }
  return found;
}

}  // namespace

std::optional<Certificate> ParseCertificate(std::string_view der) {
  const auto* data = reinterpret_cast<const unsigned char*>(der.data());
  const X509Pointer x509(
      d2i_X509(nullptr, &data, static_cast<long>(der.size())));
  std::optional<Certificate> certificate;
  if (x509 != nullptr) {
    certificate.emplace();
    certificate->subject = TextOf(X509_get_subject_name(x509.get()));
    certificate->issuer = TextOf(X509_get_issuer_name(x509.get()));
    certificate->names = NamesOf(*x509);
  }
  ERR_clear_error();  // of what is malformed: nobody asks why
  return certificate;
}

std::optional<std::string_view> FirstCertificate(std::string_view body,
                                                 bool is_tls13) {
  ByteCursor cursor(body);
  if (is_tls13) cursor.TakeBehindU8();  // the context of a request
  ByteCursor list(cursor.TakeBehindU24());
  if (!cursor.ok() || !cursor.empty()) return std::nullopt;
  if (list.empty()) return std::string_view();
  const std::string_view first = list.TakeBehindU24();
  if (!list.ok()) return std::nullopt;
  return first;
}

}  // namespace iotpf::runtime
