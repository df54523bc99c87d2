// Both sides work on memory instead of sockets. Each step lets them talk until
// neither has more to send, and copies what goes over.
#include "tests/support/tls_exchange.h"

#include <iotpf/check.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace iotpf::tests {
namespace {

template <class T, void (*release)(T*)>
struct Release {
  void operator()(T* object) const { release(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX, SSL_CTX_free>>;
using Connection = std::unique_ptr<SSL, Release<SSL, SSL_free>>;
using SavedSession =
    std::unique_ptr<SSL_SESSION, Release<SSL_SESSION, SSL_SESSION_free>>;

void AddLine(const SSL* connection, const char* line) {
  auto* log = static_cast<std::string*>(
      SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)));
  *log += line;
  *log += '\n';
}

const EVP_PKEY* ServerKey() {
  static const Key key(EVP_RSA_gen(2048));
  return key.get();
}

std::string ServerKeyAsPem() {
  BIO* const bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(bio, ServerKey(), nullptr, nullptr, 0, nullptr,
                           nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string pem(data, static_cast<size_t>(size));
  BIO_free(bio);
  return pem;
}

void UseCertificate(SSL_CTX* context) {
  auto* const key = const_cast<EVP_PKEY*>(ServerKey());
  X509* const x509 = X509_new();
  X509_set_version(x509, 2);
  X509_gmtime_adj(X509_getm_notBefore(x509), 0);
  X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(x509), "CN", MBSTRING_ASC,
      reinterpret_cast<const unsigned char*>("lamp.example"), -1, -1, 0);
  X509_set_issuer_name(x509, X509_get_subject_name(x509));
  X509_set_pubkey(x509, key);
  X509_sign(x509, key, EVP_sha256());
  IOTPF_CHECK(SSL_CTX_use_certificate(context, x509) == 1);
  IOTPF_CHECK(SSL_CTX_use_PrivateKey(context, key) == 1);
  X509_free(x509);
}

bool IsDtls(const TlsSetup& setup) { return setup.version >> 8 == 0xfe; }

const SSL_METHOD* MethodOf(const TlsSetup& setup, bool is_client) {
  if (!IsDtls(setup)) {
    return is_client ? TLS_client_method() : TLS_server_method();
  }
  return is_client ? DTLS_client_method() : DTLS_server_method();
}

// What both sides share stands where each of them finds it.
unsigned GivePsk(SSL* connection, unsigned char* psk, unsigned room) {
  const auto* const shared =
      static_cast<const std::string*>(SSL_get_app_data(connection));
  IOTPF_CHECK(shared != nullptr && shared->size() <= room);
  std::copy(shared->begin(), shared->end(), psk);
  return static_cast<unsigned>(shared->size());
}
unsigned GiveClientPsk(SSL* connection, const char*, char* identity,
                       unsigned identity_room, unsigned char* psk,
                       unsigned room) {
  IOTPF_CHECK(identity_room > 1);
  std::copy_n("i", 2, identity);
  return GivePsk(connection, psk, room);
}
unsigned GiveServerPsk(SSL* connection, const char*, unsigned char* psk,
                       unsigned room) {
  return GivePsk(connection, psk, room);
}

Context MakeContext(const TlsSetup& setup, bool is_client, std::string& log) {
  Context context(SSL_CTX_new(MethodOf(setup, is_client)));
  SSL_CTX* const raw = context.get();
  SSL_CTX_set_security_level(raw, 0);
  IOTPF_CHECK(SSL_CTX_set_min_proto_version(raw, setup.version) == 1);
  IOTPF_CHECK(SSL_CTX_set_max_proto_version(raw, setup.version) == 1);
  const bool is_set =
      setup.version == TLS1_3_VERSION
          ? SSL_CTX_set_ciphersuites(raw, setup.cipher.c_str()) == 1
          : SSL_CTX_set_cipher_list(
                raw, (setup.cipher + ":@SECLEVEL=0").c_str()) == 1;
  IOTPF_CHECK(is_set);
  SSL_CTX_set_options(raw, setup.options | SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
  SSL_CTX_set_app_data(raw, &log);
  if (IsDtls(setup)) SSL_CTX_set_options(raw, SSL_OP_NO_QUERY_MTU);
  if (!setup.psk.empty()) {
    SSL_CTX_set_psk_client_callback(raw, GiveClientPsk);
    SSL_CTX_set_psk_server_callback(raw, GiveServerPsk);
  }
  if (is_client) {
    SSL_CTX_set_keylog_callback(raw, AddLine);
    if (setup.is_retried) SSL_CTX_set1_groups_list(raw, "X25519:P-256");
    return context;
  }
  UseCertificate(raw);
  if (setup.is_retried) SSL_CTX_set1_groups_list(raw, "P-256");
  SSL_CTX_set_max_early_data(
      raw, setup.sends_early_data && !setup.refuses_early_data ? 16384 : 0);
  return context;
}

// One connection, from its hello to its end.
class Talk {
 public:
  Talk(SSL_CTX* client, SSL_CTX* server, TlsExchange& exchange,
       const TlsSetup& setup)
      : client_(SSL_new(client)),
        server_(SSL_new(server)),
        exchange_(exchange) {
    SSL_set0_rbio(client_.get(), BIO_new(BIO_s_mem()));
    SSL_set0_wbio(client_.get(), BIO_new(BIO_s_mem()));
    SSL_set0_rbio(server_.get(), BIO_new(BIO_s_mem()));
    SSL_set0_wbio(server_.get(), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(client_.get());
    SSL_set_accept_state(server_.get());
    SSL_set_tlsext_host_name(client_.get(), "lamp.example");
    for (SSL* const side : {client_.get(), server_.get()}) {
      SSL_set_app_data(side, const_cast<std::string*>(&setup.psk));
      if (IsDtls(setup)) SSL_set_mtu(side, 1400);
    }
  }

  SSL* client() { return client_.get(); }

  void SendEarly(const std::string& text) {
    size_t written = 0;
    IOTPF_CHECK(SSL_write_early_data(client(), text.data(), text.size(),
                                     &written) == 1);
    Carry();
    char buffer[256];
    size_t size = 0;
    while (SSL_read_early_data(server_.get(), buffer, sizeof(buffer), &size) ==
           SSL_READ_EARLY_DATA_SUCCESS) {
      exchange_.asked.append(buffer, size);
    }
  }

  void Shake() {
    for (int i = 0; i < 20; ++i) {
      for (SSL* const side : {client(), server_.get()}) {
        SSL_do_handshake(side);
        Listen(side);
        Carry();
      }
    }
    IOTPF_CHECK(SSL_is_init_finished(client()) == 1);
    IOTPF_CHECK(SSL_is_init_finished(server_.get()) == 1);
  }

  void Ask(const std::string& text) {
    Say(client(), server_.get(), text, exchange_.asked);
  }
  void Answer(const std::string& text) {
    Say(server_.get(), client(), text, exchange_.answered);
  }
  void Close() {
    SSL_shutdown(client());
    Carry();
    SSL_shutdown(server_.get());
    Carry();
  }

 private:
  void Say(SSL* from, SSL* to, const std::string& text, std::string& said) {
    IOTPF_CHECK(SSL_write(from, text.data(), static_cast<int>(text.size())) ==
                static_cast<int>(text.size()));
    Carry();
    char buffer[4096];
    for (int i = 0; i < 20; ++i) {
      const int size = SSL_read(to, buffer, sizeof(buffer));
      if (size > 0) said.append(buffer, static_cast<size_t>(size));
      Carry();
      // An update or a handshake may be in between.
      Listen(from);
      Carry();
    }
  }
  // Lets a side work on what came, of which nothing is for its user.
  static void Listen(SSL* side) {
    char none = 0;
    SSL_peek(side, &none, 1);
  }
  void Carry() {
    Move(SSL_get_wbio(client()), SSL_get_rbio(server_.get()), true);
    Move(SSL_get_wbio(server_.get()), SSL_get_rbio(client()), false);
  }
  void Move(BIO* from, BIO* to, bool is_client) {
    std::string& kept = is_client ? exchange_.client : exchange_.server;
    char buffer[16384];
    int size = 0;
    while ((size = BIO_read(from, buffer, sizeof(buffer))) > 0) {
      kept.append(buffer, static_cast<size_t>(size));
      exchange_.datagrams.push_back(
          {is_client, std::string(buffer, static_cast<size_t>(size))});
      BIO_write(to, buffer, size);
    }
  }

  Connection client_;
  Connection server_;
  TlsExchange& exchange_;
};

// The session of a first connection, for a second one to resume.
SavedSession FirstSession(SSL_CTX* client, SSL_CTX* server,
                          const TlsSetup& setup, TlsExchange& exchange) {
  Talk talk(client, server, exchange, setup);
  talk.Shake();
  talk.Ask("first");
  talk.Answer("first");
  SavedSession session(SSL_get1_session(talk.client()));
  talk.Close();
  return session;
}

}  // namespace

TlsExchange RunTls(const TlsSetup& setup) {
  TlsExchange exchange;
  const Context client = MakeContext(setup, true, exchange.key_log);
  const Context server = MakeContext(setup, false, exchange.key_log);
  SavedSession session;
  if (setup.is_resumed) {
    if (setup.refuses_early_data) SSL_CTX_set_max_early_data(server.get(), 999);
    session = FirstSession(client.get(), server.get(), setup,
                           exchange.before.emplace_back());
    if (setup.refuses_early_data) SSL_CTX_set_max_early_data(server.get(), 0);
  }
  Talk talk(client.get(), server.get(), exchange, setup);
  if (session) SSL_set_session(talk.client(), session.get());
  if (setup.sends_early_data) talk.SendEarly("early question;");
  talk.Shake();
  talk.Ask("question;");
  talk.Answer("answer;");
  if (setup.updates_keys) {
    IOTPF_CHECK(SSL_key_update(talk.client(), SSL_KEY_UPDATE_REQUESTED) == 1);
  }
  if (setup.renegotiates) {
    IOTPF_CHECK(SSL_renegotiate(talk.client()) == 1);
    talk.Shake();
  }
  talk.Ask("more;");
  talk.Answer("enough;");
  talk.Close();
  exchange.rsa_key = ServerKeyAsPem();
  return exchange;
}

}  // namespace iotpf::tests
