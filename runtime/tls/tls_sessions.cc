// A resumed handshake shows no key exchange, so no RSA key opens it; its master
// secret is that of the handshake before. The server says that it resumes by
// the id of the client, which stands for the ticket where the client sent one.
//
//   first   server hello, id I ... ticket T         ->  I, T: master secret
//   later   client hello, id I             | server hello, id I  ->  by I
//           client hello, id X, ticket T   | server hello, id X  ->  by T
#include "runtime/tls/tls_sessions.h"

#include "runtime/limits.h"

#include <utility>

namespace iotpf::runtime {
namespace {

std::string KeyOfId(const std::string& id) { return 'i' + id; }
std::string KeyOfTicket(const std::string& digest) { return 't' + digest; }

}  // namespace

size_t TlsSessions::Learn(const TlsHandshake& handshake) {
  if (handshake.master.value_or("").empty()) return 0;
  size_t forgotten = 0;
  const std::string& id = handshake.server->session_id;
  if (!id.empty()) forgotten += Add(KeyOfId(id), *handshake.master);
  const std::string& ticket = handshake.server_ticket;
  if (!ticket.empty()) forgotten += Add(KeyOfTicket(ticket), *handshake.master);
  return forgotten;
}

size_t TlsSessions::Add(std::string key, const std::string& master) {
  if (!masters_.insert_or_assign(key, master).second) return 0;
  order_.push_back(std::move(key));
  if (order_.size() <= kMaxTlsSessions) return 0;
  masters_.erase(order_.front());
  order_.pop_front();
  return 1;
}

const std::string* TlsSessions::Resumed(const TlsHandshake& handshake) const {
  const std::string& id = handshake.client_session_id;
  if (id.empty() || id != handshake.server->session_id) return nullptr;
  const std::string& ticket = handshake.client_ticket;
  const auto found =
      masters_.find(ticket.empty() ? KeyOfId(id) : KeyOfTicket(ticket));
  return found == masters_.end() ? nullptr : &found->second;
}

}  // namespace iotpf::runtime
