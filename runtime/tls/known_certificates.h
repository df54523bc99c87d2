// Certificates that were parsed before.
#ifndef IOTPF_RUNTIME_TLS_KNOWN_CERTIFICATES_H_
#define IOTPF_RUNTIME_TLS_KNOWN_CERTIFICATES_H_

#include "runtime/tls/certificate.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// A server sends the same certificate to every client, so those that came last
// are kept with what they say.
//
//   Units    at most kMaxKnownCertificates, each of at most
//            kMaxKnownCertificateBytes; a new one takes the place of another.
//   Cost     a hit compares the bytes and allocates nothing.
//   Threads  one at a time; what is returned may be read by any.
class KnownCertificates {
 public:
  KnownCertificates();

  // What ParseCertificate() says of it; null where that is nothing.
  std::shared_ptr<const Certificate> Parse(std::string_view der);

 private:
  struct Entry {
    std::string der;
    std::shared_ptr<const Certificate> certificate;
  };

  std::vector<Entry> entries_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_KNOWN_CERTIFICATES_H_
