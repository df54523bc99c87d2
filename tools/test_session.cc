// Rules are tested by the path that scans: the raw message of a test goes
// through the decoder of captures, and its fields stand over what that finds.

#include "tools/test_session.h"

#include <iotpf/http_text.h>
#include <iotpf/server_name.h>

#include <string>

namespace iotpf::tools {
namespace {

// Adds a header to those of the message. Where the test has no message, it is
// the only one that is known.
void ShowHeader(const TestField& field, Session& session) {
  const FieldState& headers = session[field.field];
  const bool is_whole =
      headers.presence != Presence::Unobserved && !headers.open;
  for (const std::string& value : field.values) {
    session.AddNamed(field.field, field.key, value);
  }
  if (!is_whole) session.SetExcerpt(field.field);
}

// What a statement says holds, whatever the message says.
void ShowField(const TestField& field, Session& session) {
  session.SetPresent(InfoOf(field.field).record);
  if (!field.key.empty()) return ShowHeader(field, session);
  session.Clear(field.field);
  if (field.absent) session.SetAbsent(field.field);
  for (const int64_t number : field.numbers) {
    session.AddNumber(field.field, number);
  }
  for (const std::string& value : field.values) {
    session.AddBytes(field.field, value);
  }
}

}  // namespace

Result<void> ShowSession(const RuleTest& test, Session& session) {
  if (test.request || test.response) {
    auto written = WriteHttpText(test.request, test.response, session);
    if (!written) return written.error();
  }
  for (const TestField& field : test.fields) ShowField(field, session);
  if (session[Field::ServerName].presence == Presence::Unobserved) {
    SettleServerName(session);
  }
  return {};
}

}  // namespace iotpf::tools
