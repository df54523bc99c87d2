// What the files of proxies share: one exchange with what is known around it.
#ifndef IOTPF_RUNTIME_PROXY_STORED_EXCHANGE_H_
#define IOTPF_RUNTIME_PROXY_STORED_EXCHANGE_H_

#include <iotpf/session.h>

#include <cstdint>
#include <optional>
#include <string>

#include "runtime/protocols/http_message.h"

namespace iotpf::runtime {

// What a proxy knows of the connection below; what it does not is empty.
struct StoredFlow {
  std::string client_ip;  // 4 or 16 bytes
  std::string server_ip;
  int64_t client_port = 0;  // 0: not known
  int64_t server_port = 0;
  std::string transport;  // `tcp`, `udp`
  std::string sni;        // where the client said one
};

struct StoredExchange {
  // The target of the request is a URL, or what stood in its request line. A
  // body that was not stored is opaque.
  HttpExchange exchange;
  std::string authority;  // where the request was sent, before URL and Host
  std::optional<int64_t> time_ns;
  StoredFlow flow;
};

// Fills a new session; it keeps its own bytes.
void WriteStoredExchange(StoredExchange stored, Session& session);

// The same of a flow that is no HTTP.
void WriteStoredFlow(const StoredFlow& flow, Session& session);

// The content of a message from what was stored of it, its coding undone by its
// headers.
void StoreBody(std::string_view stored, HttpRequest& request);
void StoreBody(std::string_view stored, HttpResponse& response);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROXY_STORED_EXCHANGE_H_
