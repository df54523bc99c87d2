// Connections between a real client and a real server of TLS, without a
// network: both are OpenSSL, and what they send is kept.
#ifndef IOTPF_TESTS_SUPPORT_TLS_EXCHANGE_H_
#define IOTPF_TESTS_SUPPORT_TLS_EXCHANGE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::tests {

struct TlsSetup {
  std::string name = {};
  int version = 0x0303;     // 0xfeff and 0xfefd: DTLS
  std::string cipher = {};  // as OpenSSL names it
  uint64_t options = 0;     // SSL_OP_...
  bool is_resumed = false;
  bool sends_early_data = false;
  bool refuses_early_data = false;
  bool updates_keys = false;
  bool renegotiates = false;
  bool is_retried = false;  // the server asks for another client hello
  std::string psk = {};     // that both sides share
};

// What one side sent at once.
struct TlsDatagram {
  bool is_client = false;
  std::string bytes;
};

struct TlsExchange {
  std::string client;                  // the bytes it sent
  std::string server;                  // the same
  std::string key_log;                 // of all secrets
  std::string rsa_key;                 // of the server, as PEM
  std::string asked;                   // what the client said within
  std::string answered;                // what the server said within
  std::vector<TlsDatagram> datagrams;  // all of both sides, of DTLS
  std::vector<TlsExchange> before;     // the one whose session is resumed
};

// Aborts where the two cannot agree: then the setup is wrong.
TlsExchange RunTls(const TlsSetup& setup);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_TLS_EXCHANGE_H_
