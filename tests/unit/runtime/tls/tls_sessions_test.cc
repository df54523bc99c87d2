// Protects which session a handshake resumes, and that few are kept.

#include "runtime/tls/tls_sessions.h"

#include "runtime/limits.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

// What the server gives, or takes from the client.
TlsHandshake Handshake(const std::string& client_id,
                       const std::string& client_ticket,
                       const std::string& server_id) {
  TlsHandshake handshake;
  handshake.client_session_id = client_id;
  handshake.client_ticket = client_ticket;
  handshake.server.emplace();
  handshake.server->session_id = server_id;
  return handshake;
}

TlsHandshake Whole(const std::string& id, const std::string& ticket,
                   const std::string& master) {
  TlsHandshake handshake = Handshake("", "", id);
  handshake.server_ticket = ticket;
  handshake.master = master;
  return handshake;
}

TEST_CASE("what a handshake resumes") {
  TlsSessions sessions;
  sessions.Learn(Whole("id", "", "by id"));
  sessions.Learn(Whole("", "ticket", "by ticket"));
  sessions.Learn(Whole("both", "other", "by both"));
  sessions.Learn(Whole("none", "", ""));
  struct Case {
    TlsHandshake handshake;
    std::string expected;  // empty: nothing
  };
  const std::vector<Case> cases = {
      {Handshake("id", "", "id"), "by id"},
      {Handshake("x", "ticket", "x"), "by ticket"},
      {Handshake("both", "", "both"), "by both"},
      {Handshake("x", "other", "x"), "by both"},
      {Handshake("id", "", "new"), ""},       // refused
      {Handshake("id", "unseen", "id"), ""},  // the ticket counts
      {Handshake("", "ticket", ""), ""},
      {Handshake("ticket", "", "ticket"), ""},
      {Handshake("none", "", "none"), ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.handshake.client_session_id);
    CAPTURE(test.handshake.client_ticket);
    const std::string* const found = sessions.Resumed(test.handshake);
    CHECK((found == nullptr ? "" : *found) == test.expected);
  }
}

TEST_CASE("the oldest sessions are forgotten") {
  TlsSessions sessions;
  for (size_t i = 0; i < kMaxTlsSessions; ++i) {
    CHECK(sessions.Learn(Whole(std::to_string(i), "", "m")) == 0);
  }
  CHECK(sessions.Learn(Whole("1", "", "again")) == 0);
  CHECK(sessions.Learn(Whole("last", "", "m")) == 1);
  CHECK(sessions.Resumed(Handshake("0", "", "0")) == nullptr);
  CHECK(*sessions.Resumed(Handshake("1", "", "1")) == "again");
  CHECK(sessions.Resumed(Handshake("last", "", "last")) != nullptr);
}

}  // namespace
}  // namespace iotpf::runtime
