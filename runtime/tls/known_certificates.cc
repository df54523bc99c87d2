// A certificate ends with its signature, of which any bytes are as good as a
// hash of it. Whoever makes some that collide gets them parsed each time.
#include "runtime/tls/known_certificates.h"

#include "runtime/limits.h"

#include <cstdint>
#include <cstring>
#include <utility>

namespace iotpf::runtime {

KnownCertificates::KnownCertificates() : entries_(kMaxKnownCertificates) {}

std::shared_ptr<const Certificate> KnownCertificates::Parse(
    std::string_view der) {
  uint32_t last = 0;
  if (der.size() < sizeof(last)) return nullptr;
  std::memcpy(&last, der.data() + der.size() - sizeof(last), sizeof(last));
  Entry& entry = entries_[last % entries_.size()];
  if (entry.der == der) return entry.certificate;
  auto parsed = ParseCertificate(der);
  if (!parsed) return nullptr;
  auto certificate = std::make_shared<const Certificate>(std::move(*parsed));
  if (der.size() <= kMaxKnownCertificateBytes) {
    entry.der = der;
    entry.certificate = certificate;
  }
  return certificate;
}

}  // namespace iotpf::runtime
