// What the handshakes of a flow show, as fields of the record tls.
#ifndef IOTPF_RUNTIME_TLS_TLS_FACTS_H_
#define IOTPF_RUNTIME_TLS_TLS_FACTS_H_

#include "runtime/protocols/decode_counters.h"
#include "runtime/tls/certificate.h"
#include "runtime/tls/client_hello.h"
#include "runtime/tls/server_hello.h"

#include <iotpf/session.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// What rules read of those fields that cost something.
struct TlsNeeds {
  bool ja3 = false;
  bool ja4 = false;
  bool cipher = false;
  bool certificate = false;

  // Something that the server sends is needed.
  bool server() const { return cipher || certificate; }
};

// The first handshake of a flow, over whatever carries it. Later ones change
// nothing.
class TlsFacts {
 public:
  TlsFacts(const TlsNeeds& needs, DecodeCounters& counters, TlsCarrier carrier)
      : needs_(needs), counters_(counters), carrier_(carrier) {}

  // The body of a ClientHello; counts it where it is malformed.
  void OnClientHello(std::string_view body);
  void OnServerHello(const ServerHello& hello);
  // The body of a Certificate message of the server; counts it where it is
  // malformed. An unread certificate is not parsed.
  void OnCertificate(std::string_view body, bool is_tls13);
  // The same of a CompressedCertificate message, which TLS 1.3 alone has.
  void OnCompressedCertificate(std::string_view body);
  // The server's part of the handshake went by without a certificate.
  void OnNoCertificate();
  // The server refused before its hello.
  void OnRefused();

  const TlsNeeds& needs() const { return needs_; }
  bool has_client_hello() const { return has_hello_; }
  bool has_server_hello() const { return cipher_.has_value(); }
  // The certificate is known, or known not to be.
  bool is_certificate_settled() const {
    return is_certificate_unread_ || certificate_state_ != Presence::Unobserved;
  }

  // Writes the record tls, of which nothing that was not seen is absent.
  //   Requires  this object stays where it is for as long as `session` is read.
  void Write(Session& session) const;

 private:
  void WriteHello(Session& session) const;
  void WriteCertificate(Session& session) const;

  const TlsNeeds needs_;
  DecodeCounters& counters_;
  const TlsCarrier carrier_;
  bool has_hello_ = false;
  uint16_t version_ = 0;   // of the client hello, as are these
  uint16_t sni_size_ = 0;  // bytes of `names_`; what follows is its ALPN
  std::string names_;
  std::string ja3_;
  std::string ja4_;
  bool is_refused_ = false;
  std::optional<uint16_t> cipher_;
  Presence certificate_state_ = Presence::Unobserved;
  bool is_certificate_unread_ = false;  // it was sent, and is malformed
  std::shared_ptr<const Certificate> certificate_;  // where it is present
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_TLS_FACTS_H_
