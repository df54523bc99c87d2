// OpenSSL's X509 is not for this: it decodes the key of each certificate by
// asking every decoder that it has, which takes longer than all else that a
// flow costs. So the few parts that rules see are found here.
#include "runtime/tls/certificate.h"

#include "runtime/tls/der_cursor.h"
#include "runtime/tls/distinguished_name.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

// Tags of parts of a certificate. Source: RFC 5280, 4.1 and 4.2.1.6.
constexpr uint8_t kVersion = 0xA0;     // [0], explicit
constexpr uint8_t kExtensions = 0xA3;  // [3], explicit
constexpr uint8_t kDnsName = 0x82;     // [2], implicit

constexpr std::string_view kSubjectAltName = "\x55\x1D\x11";  // 2.5.29.17

// The value of the extension with this identifier, empty where there is none.
// nullopt where the extensions before it are broken.
std::optional<std::string_view> FindExtension(std::string_view extensions,
                                              std::string_view identifier) {
  DerCursor whole(extensions);
  DerCursor list(whole.TakeIf(kDerSequence));
  if (!whole.ok() || !whole.empty()) return std::nullopt;
  while (!list.empty()) {
    const DerElement next = list.Take();
    DerCursor extension(next.content);
    const std::string_view own = extension.TakeIf(kDerObjectIdentifier);
    if (next.tag != kDerSequence || own.empty()) return std::nullopt;
    if (own != identifier) continue;
    extension.TakeIf(kDerBoolean);  // critical
    const DerElement value = extension.Take();
    if (value.tag != kDerOctetString || !extension.ok()) return std::nullopt;
    return value.content;
  }
  return std::string_view();
}

// DNS names; one with bytes that no host name has is left out. nullopt where
// the list is broken.
std::optional<std::string> DnsNames(std::string_view general_names) {
  DerCursor whole(general_names);
  DerCursor names(whole.TakeIf(kDerSequence));
  if (!whole.ok() || !whole.empty()) return std::nullopt;
  std::string found;
  found.reserve(general_names.size());
  while (!names.empty()) {
    const DerElement name = names.Take();
    if (!names.ok()) return std::nullopt;
    if (name.tag != kDnsName || name.content.empty()) continue;
    const bool is_host =
        std::all_of(name.content.begin(), name.content.end(),
                    [](char c) { return c > ' ' && c < 0x7f; });
    if (!is_host) continue;
    if (!found.empty()) found += ' ';
    found += name.content;
  }
  return found;
}

}  // namespace

std::optional<Certificate> ParseCertificate(std::string_view der) {
  DerCursor certificate(DerCursor(der).TakeIf(kDerSequence));
  DerCursor body(certificate.TakeIf(kDerSequence));
  body.TakeIf(kVersion);
  body.Take();  // serialNumber
  body.Take();  // signature
  const DerElement issuer = body.Take();
  body.Take();  // validity
  const DerElement subject = body.Take();
  body.Take();      // subjectPublicKeyInfo
  DerElement last;  // of the identifiers and extensions, all optional
  while (!body.empty() && last.tag != kExtensions) last = body.Take();
  if (!body.ok()) return std::nullopt;
  auto subject_text = NameText(subject.whole);
  auto issuer_text = NameText(issuer.whole);
  if (!subject_text || !issuer_text) return std::nullopt;
  Certificate found{std::move(*subject_text), std::move(*issuer_text), {}};
  if (last.tag != kExtensions) return found;
  const auto names = FindExtension(last.content, kSubjectAltName);
  if (!names) return std::nullopt;
  if (names->empty()) return found;
  auto dns_names = DnsNames(*names);
  if (!dns_names) return std::nullopt;
  found.names = std::move(*dns_names);
  return found;
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
