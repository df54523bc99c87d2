// One handshake as decryption needs it, and the keys it agrees on.
#ifndef IOTPF_RUNTIME_TLS_TLS_HANDSHAKE_H_
#define IOTPF_RUNTIME_TLS_TLS_HANDSHAKE_H_

#include "runtime/protocols/byte_origin.h"
#include "runtime/tls/client_hello.h"
#include "runtime/tls/record_protection.h"
#include "runtime/tls/server_hello.h"
#include "runtime/tls/tls_secrets.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

struct TlsHandshake {
  // Of the client.
  bool has_client_hello = false;
  uint16_t client_version = 0;  // of its hello
  std::string client_random;
  std::string client_session_id;  // these two where it may resume a session
  std::string client_ticket;      // digest of the ticket; empty: none
  bool offers_early_data = false;
  bool is_client_key_settled = false;  // it came, or cannot come any more
  std::string encrypted_premaster;     // of RSA key exchange
  // Of the server.
  std::optional<ServerHello> server;
  std::string server_ticket;    // digest of the one it gave; empty: none
  bool is_retried = false;      // the server asked for another client hello
  bool is_server_done = false;  // its messages before the client's are over

  // Messages up to the client's key, in the order in which both sides hash
  // them: client hello, the server's, the client's others. Kept where a master
  // secret may have to be made.
  std::string client_hello_message;
  std::string server_messages;
  std::string client_messages;

  std::optional<std::string> master;  // once it was looked for
};

// Notes of a client hello what is needed to find the session that it resumes.
void NoteResumption(const ClientHelloParts& hello, TlsHandshake& handshake);
// Notes the ticket in the body of a NewSessionTicket.
//   Source   RFC 5077, 3.3.
void NoteTicket(std::string_view body, TlsHandshake& handshake);

// Whether a version is of those up to 1.2 that can be decrypted.
bool IsClassicTls(uint16_t version);

// The master secret of a handshake up to TLS 1.2; empty: not known.
//
//   Requires  the server hello, and the client's key is settled.
//   Source    RFC 5246, 8.1; RFC 7627, 4 (extended master secret).
std::string MasterSecret(const TlsHandshake& handshake,
                         const CipherSuite& suite, const TlsSecrets& secrets);

// Whether people gave a secret of this connection, whether or not its cipher is
// one that can be undone.
bool HasSecret(const TlsHandshake& handshake, const TlsSecrets& secrets);

// Whether MasterSecret() needs more of the client than its hello.
bool NeedsClientKey(const TlsHandshake& handshake, const TlsSecrets& secrets);

// Keys of both directions, by Sender, from a master secret.
//   Source   RFC 5246, 6.3.
std::array<RecordKeys, 2> ClassicKeys(const TlsHandshake& handshake,
                                      const CipherSuite& suite,
                                      std::string_view master);

// Keys of one direction from a traffic secret of TLS 1.3.
//   Source   RFC 8446, 7.3.
RecordKeys TrafficKeys(const CipherSuite& suite, std::string_view secret);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_TLS_HANDSHAKE_H_
