// One record of the JSON Lines format to a session.
//
// The rule of the format: what is not given says nothing. `null`, an empty
// list, a member that is missing and a part that `has` calls false are
// unobserved; `false` as a value says that its place was seen and that it is
// not there. So records made from excerpts claim no more than they show, and
// any session can be written by hand.
//
// Members of flows are rows of one table; those of exchanges have rules of
// their own and are written out below it.

#include "runtime/json/session_record.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include <iotpf/server_name.h>
#include "runtime/json/exchange_fields.h"
#include "runtime/json/flow_members.h"
#include "runtime/json/value_text.h"
#include "runtime/protocols/ascii.h"

namespace iotpf::runtime {
namespace {

// Whether `has` does not call the part unrecorded.
bool HasPart(JsonView record, std::string_view part) {
  return record["has"][part].boolean().value_or(true);
}

// Headers were left out: by a recorder that is known to filter, or because the
// record is an excerpt of any kind.
bool AreHeadersSelected(JsonView record) {
  const JsonView authenticity = record["authenticity"];
  return authenticity.is_given() && authenticity.text() != "recorded";
}

// Whether `flags` says that the body of the message was cut.
bool IsBodyCut(JsonView record, std::string_view message) {
  const JsonView flags = record["flags"];
  const std::string beginning = fmt::format("{} body truncated", message);
  for (JsonView v = flags.First(); v.exists(); v = v.Next(flags)) {
    if (v.text().value_or("").starts_with(beginning)) return true;
  }
  return false;
}

// A member that is text or not given.
Result<std::string_view> ReadText(JsonView message,
                                  std::string_view message_name,
                                  std::string_view name) {
  const JsonView value = message[name];
  if (!value.is_given()) return std::string_view();
  if (value.text()) return *value.text();
  return Expected(fmt::format("{}.{}", message_name, name), "a string or null");
}

// A message of an exchange: what its two kinds share.
struct Message {
  JsonView record;
  JsonView object;
  std::string_view name;  // `request`
  Field headers;
  Field body;
  Field version;
};

Result<void> ReadHeaders(const Message& message, Session& session) {
  const JsonView headers = message.object["headers"];
  const std::string part = fmt::format("{}_headers", message.name);
  if (!headers.is_given() || !HasPart(message.record, part)) return {};
  if (headers.boolean() == false) {
    session.SetAbsent(message.headers);
    return {};
  }
  const std::string path = fmt::format("{}.headers", message.name);
  constexpr std::string_view kPairs =
      "a list of [name, value] pairs of strings";
  if (!headers.is(JsonKind::Array)) return Expected(path, kPairs);
  for (JsonView v = headers.First(); v.exists(); v = v.Next(headers)) {
    const JsonView name = v.is(JsonKind::Array) ? v.First() : JsonView();
    const JsonView value = name.exists() ? name.Next(v) : JsonView();
    if (!name.text() || !value.text() || value.Next(v).exists()) {
      return Expected(path, kPairs);
    }
    WriteHeader(message.headers, *name.text(), *value.text(), session);
  }
  if (headers.First().exists() && AreHeadersSelected(message.record)) {
    session.SetExcerpt(message.headers);
  }
  return {};
}

Result<void> ReadBody(const Message& message, Session& session) {
  const JsonView body = message.object["body"];
  const std::string part = fmt::format("{}_body", message.name);
  if (!body.is_given() || !HasPart(message.record, part)) return {};
  if (body.boolean() == false) {
    session.SetAbsent(message.body);
    return {};
  }
  if (!body.text()) {
    return Expected(fmt::format("{}.body", message.name),
                    "a string, null, or false for no body");
  }
  WriteText(message.body, *body.text(), session,
            IsBodyCut(message.record, message.name));
  return {};
}

// What both messages have, but for their first line.
Result<void> ReadMessage(const Message& message, Session& session) {
  const Result<std::string_view> version =
      ReadText(message.object, message.name, "version");
  if (!version) return version.error();
  WriteVersion(message.version, *version, session);
  const Result<void> headers = ReadHeaders(message, session);
  if (!headers) return headers;
  return ReadBody(message, session);
}

std::string_view HostHeader(const Session& session) {
  const FieldState& headers = session[Field::RequestHeader];
  for (size_t i = 0; i < headers.names.size(); ++i) {
    const std::string_view name = headers.names[i];
    if (!EqualsIgnoringCase(name, "host")) continue;
    return {reinterpret_cast<const char*>(headers.values[i].data),
            headers.values[i].size};
  }
  return {};
}

Result<Scheme> ReadRequestLine(JsonView record, JsonView request,
                               Session& session) {
  const Result<std::string_view> method =
      ReadText(request, "request", "method");
  const Result<std::string_view> url = ReadText(request, "request", "url");
  const Result<std::string_view> host = ReadText(request, "request", "host");
  const Result<std::string_view> path = ReadText(request, "request", "path");
  for (const auto* text : {&method, &url, &host, &path}) {
    if (!*text) return text->error();
  }
  RequestPlace place;
  place.host_header = HostHeader(session);
  if (HasPart(record, "request_line")) {
    if (!method->empty()) WriteText(Field::RequestMethod, *method, session);
    place.url = url->empty() ? *path : *url;
    place.authority = url->empty() ? *host : std::string_view();
  }
  return WriteRequestPlace(place, session);
}

Result<void> ReadRequest(JsonView record, Scheme& scheme, Session& session) {
  const JsonView request = record["request"];
  if (!request.is_given()) return {};
  if (!request.is(JsonKind::Object)) return Expected("request", "an object");
  const Message message{record,
                        request,
                        "request",
                        Field::RequestHeader,
                        Field::RequestBody,
                        Field::RequestVersion};
  const Result<void> read = ReadMessage(message, session);
  if (!read) return read;
  const Result<Scheme> line = ReadRequestLine(record, request, session);
  if (!line) return line.error();
  scheme = *line;
  SettleRecord(Record::HttpRequest, session);
  return {};
}

Result<void> ReadResponse(JsonView record, Session& session) {
  const JsonView response = record["response"];
  if (!response.is_given()) return {};
  if (!response.is(JsonKind::Object)) return Expected("response", "an object");
  const Message message{record,
                        response,
                        "response",
                        Field::ResponseHeader,
                        Field::ResponseBody,
                        Field::ResponseVersion};
  const Result<void> read = ReadMessage(message, session);
  if (!read) return read;
  const JsonView status = response["status"];
  if (status.is_given() && (!status.integer() || *status.integer() < 100 ||
                            *status.integer() > 999)) {
    return Expected("response.status", "an integer from 100 to 999, or null");
  }
  const Result<std::string_view> reason =
      ReadText(response, "response", "reason");
  if (!reason) return reason.error();
  if (HasPart(record, "response_status")) {
    if (status.is_given()) {
      session.AddNumber(Field::ResponseStatus, *status.integer());
    }
    if (response["reason"].is_given()) {
      WriteText(Field::ResponseReason, *reason, session);
    }
  }
  SettleRecord(Record::HttpResponse, session);
  return {};
}

// ---- the session as a whole

Result<void> ReadIdentity(JsonView record, Session& session) {
  const JsonView id = record["id"];
  if (id.integer()) {
    session.id = std::to_string(*id.integer());
  } else if (id.text()) {
    session.id = *id.text();
  } else if (id.is_given()) {
    return Expected("id", "a string or an integer");
  }
  const JsonView time = record["time"];
  session.time_ns = ReadTime(time.text().value_or(""));
  if (time.is_given() && !session.time_ns) {
    return Expected("time", "a time of RFC 3339, `2019-11-16T11:10:43Z`");
  }
  return {};
}

}  // namespace

Result<void> ReadSessionRecord(JsonView record, Session& session) {
  const JsonView request = record["request"];
  const JsonView response = record["response"];
  const bool is_flow = HasFlowMember(record);
  const bool is_exchange =
      request.is_given() || response.is_given() ||
      (!is_flow && (request.exists() || response.exists()));
  if (!is_exchange && !is_flow) {
    return Error{
        "is no session; expected a member `request`, `response`, `client`, "
        "`server`, `payload`, `tls`, `dns`, `mqtt`, `coap`, `mdns`, `ssdp` or "
        "`dhcp`"};
  }
  session.kind = is_exchange ? SessionKind::Exchange : SessionKind::Flow;
  session.SetPresent(Record::Flow);
  Scheme scheme = Scheme::Unknown;
  Result<void> read = ReadIdentity(record, session);
  if (read) read = ReadFlowMembers(record, session);
  if (read) read = ReadRequest(record, scheme, session);
  if (read) read = ReadResponse(record, session);
  if (!read) return read;
  SettleProtocol(record, scheme == Scheme::Plain, session);
  const Result<std::string_view> name =
      ReadText(record["server"], "server", "name");
  if (!name) return name.error();
  SettleServerName(session, session.Keep(std::string(*name)));
  return {};
}

}  // namespace iotpf::runtime
