// Sessions of TLS that later connections resume.
#ifndef IOTPF_RUNTIME_TLS_TLS_SESSIONS_H_
#define IOTPF_RUNTIME_TLS_TLS_SESSIONS_H_

#include "runtime/tls/tls_handshake.h"

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

namespace iotpf::runtime {

// The master secrets that whole handshakes made, by what the server gave to
// resume them with: an id, a ticket, or both.
//
//   Units    kMaxTlsSessions; above it the oldest is forgotten.
//   Source   RFC 5246, 7.3; RFC 5077, 3.
class TlsSessions {
 public:
  // Notes the master secret of a handshake, if it is known.
  //   Requires  its server hello.
  //   Output    how many sessions were forgotten for it.
  size_t Learn(const TlsHandshake& handshake);
  // The master secret of the session that a handshake resumes; null: it resumes
  // none, or one that was not seen.
  //   Requires  both hellos.
  const std::string* Resumed(const TlsHandshake& handshake) const;

 private:
  size_t Add(std::string key, const std::string& master);

  std::unordered_map<std::string, std::string> masters_;
  std::deque<std::string> order_;  // their keys, the oldest first
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_TLS_SESSIONS_H_
