// A field is absent only where its place was seen and it is not there: names
// that a whole hello lacks, the certificate of a handshake that was resumed.
// What TLS 1.3 encrypts stays unobserved without its keys.
#include "runtime/tls/tls_facts.h"

#include "runtime/tls/compressed_certificate.h"
#include "runtime/tls/fingerprint.h"
#include "runtime/tls/known_certificates.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

// Empty text of a whole place is no value.
void AddOrAbsent(Session& session, Field field, std::string_view text) {
  if (text.empty()) {
    session.SetAbsent(field);
  } else {
    session.AddBytes(field, text);
  }
}

}  // namespace

void TlsFacts::OnClientHello(std::string_view body) {
  if (has_hello_) return;
  const auto hello = ParseClientHello(body, carrier_);
  if (!hello) {
    ++counters_.tls_malformed_hellos;
    return;
  }
  has_hello_ = true;
  version_ = hello->version;
  sni_size_ = static_cast<uint16_t>(hello->sni.size());  // behind a U16
  names_.reserve(hello->sni.size() + hello->alpn.size());
  names_ = hello->sni;
  names_ += hello->alpn;
  if (!needs_.ja3 && !needs_.ja4) return;
  const auto parts = SplitClientHello(body, carrier_);
  if (!parts) return;
  if (needs_.ja3) ja3_ = Ja3(*parts);
  if (needs_.ja4) ja4_ = Ja4(*parts, carrier_);
}

void TlsFacts::OnServerHello(const ServerHello& hello) {
  if (!cipher_) cipher_ = hello.cipher;
}

void TlsFacts::OnCertificate(std::string_view body, bool is_tls13) {
  if (!needs_.certificate || is_certificate_settled()) return;
  const auto first = FirstCertificate(body, is_tls13);
  if (first && first->empty()) return OnNoCertificate();
  thread_local KnownCertificates known;
  if (first) certificate_ = known.Parse(*first);
  if (certificate_ == nullptr) {
    ++counters_.tls_malformed_certificates;
    is_certificate_unread_ = true;
    return;
  }
  certificate_state_ = Presence::Present;
}

void TlsFacts::OnCompressedCertificate(std::string_view body) {
  if (!needs_.certificate || is_certificate_settled()) return;
  const auto expanded = ExpandCertificate(body);
  if (expanded) return OnCertificate(*expanded, true);
  ++counters_.tls_malformed_certificates;
  is_certificate_unread_ = true;
}

void TlsFacts::OnNoCertificate() {
  if (is_certificate_settled()) return;
  certificate_state_ = Presence::Absent;
}

void TlsFacts::OnRefused() {
  if (cipher_) return;
  is_refused_ = true;
  OnNoCertificate();
}

void TlsFacts::Write(Session& session) const {
  if (!has_hello_ && !cipher_) return;
  session.SetPresent(Record::Tls);
  if (has_hello_) WriteHello(session);
  if (cipher_) {
    session.AddNumber(Field::TlsCipher, *cipher_);
  } else if (is_refused_) {
    session.SetAbsent(Field::TlsCipher);
  }
  WriteCertificate(session);
}

void TlsFacts::WriteHello(Session& session) const {
  std::string_view alpn = names_;
  AddOrAbsent(session, Field::TlsSni, alpn.substr(0, sni_size_));
  alpn.remove_prefix(sni_size_);
  std::string_view name = TakeAlpn(alpn);
  if (name.empty()) session.SetAbsent(Field::TlsAlpn);
  for (; !name.empty(); name = TakeAlpn(alpn)) {
    session.AddBytes(Field::TlsAlpn, name);
  }
  session.AddNumber(Field::TlsVersion, version_);
  if (!ja3_.empty()) session.AddBytes(Field::TlsJa3, ja3_);
  if (!ja4_.empty()) session.AddBytes(Field::TlsJa4, ja4_);
}

void TlsFacts::WriteCertificate(Session& session) const {
  if (certificate_state_ == Presence::Unobserved) return;
  if (certificate_ == nullptr) {
    session.SetAbsent(Field::TlsCertSubject);
    session.SetAbsent(Field::TlsCertIssuer);
    session.SetAbsent(Field::TlsCertSan);
    return;
  }
  AddOrAbsent(session, Field::TlsCertSubject, certificate_->subject);
  AddOrAbsent(session, Field::TlsCertIssuer, certificate_->issuer);
  std::string_view names = certificate_->names;
  if (names.empty()) session.SetAbsent(Field::TlsCertSan);
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    session.AddBytes(Field::TlsCertSan, name);
    names.remove_prefix(std::min(name.size() + 1, names.size()));
  }
}

}  // namespace iotpf::runtime
