// The order of trust for a server's name: what the client wrote to the server
// inside the exchange, what it wrote in its hello, what a resolver told it.

#include <iotpf/server_name.h>

#include <optional>

namespace iotpf {

void SettleServerName(Session& session, std::string_view dns_name) {
  std::optional<std::string_view> name;
  if (session.kind == SessionKind::Exchange) {
    name = session.Text(Field::RequestHost);
  }
  if (!name || name->empty()) name = session.Text(Field::TlsSni);
  if (!name || name->empty()) name = dns_name;
  session.Clear(Field::ServerName);
  if (!name->empty()) session.AddBytes(Field::ServerName, *name);
}

}  // namespace iotpf
