#include <iotpf/server_name.h>

#include <doctest/doctest.h>

#include <string_view>

namespace iotpf::runtime {
namespace {

TEST_CASE("server.name is the Host of an exchange, else the SNI, else DNS") {
  struct Row {
    SessionKind kind;
    std::string_view host;
    std::string_view sni;
    std::string_view dns;
    std::string_view expected;  // empty: unobserved
  };
  const Row rows[] = {
      {SessionKind::Exchange, "h.com", "s.com", "d.com", "h.com"},
      {SessionKind::Exchange, "", "s.com", "d.com", "s.com"},
      {SessionKind::Exchange, "", "", "d.com", "d.com"},
      {SessionKind::Exchange, "", "", "", ""},
      {SessionKind::Flow, "h.com", "s.com", "d.com", "s.com"},
      {SessionKind::Flow, "h.com", "", "", ""},
      // The dot of the root is no part of a name.
      {SessionKind::Flow, "", "s.com.", "d.com", "s.com"},
      {SessionKind::Flow, "", "", "d.com.", "d.com"},
  };
  for (const Row& row : rows) {
    Session session;
    session.kind = row.kind;
    session.AddBytes(Field::ServerName, "earlier.com");
    if (!row.host.empty()) session.AddBytes(Field::RequestHost, row.host);
    if (!row.sni.empty()) session.AddBytes(Field::TlsSni, row.sni);
    SettleServerName(session, row.dns);
    const FieldState& name = session[Field::ServerName];
    CHECK(name.values.size() == (row.expected.empty() ? 0 : 1));
    CHECK(session.Text(Field::ServerName).value_or("") == row.expected);
    CHECK(name.presence ==
          (row.expected.empty() ? Presence::Unobserved : Presence::Present));
  }
}

}  // namespace
}  // namespace iotpf::runtime
