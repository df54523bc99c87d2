// HAR 1.2 to sessions.
//
// HAR comes from browsers and proxies that fill it in differently, so members
// are taken for what they show: an empty list of headers or a missing body with
// a size above zero was not recorded, and says nothing about the traffic. Only
// what stands in the way of reading an entry at all is an error.
//
// The whole file is parsed at once: entries are inside one object, and the
// parser needs one pass and no more memory than a few times the file.

#include "runtime/json/har_file.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include <iotpf/server_name.h>
#include "runtime/json/exchange_fields.h"
#include "runtime/json/flow_members.h"
#include "runtime/json/sniff_json.h"
#include "runtime/json/value_text.h"
#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"

namespace iotpf::runtime {
namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

// Leaves the object alone: a call around it becomes white space.
void BlankCall(std::string& bytes) {
  const size_t before = BytesBeforeObject(bytes);
  const size_t open = bytes.find('(');
  if (open >= before) return;
  bytes.replace(0, before, before, ' ');
  const size_t last = bytes.find_last_not_of("); \t\r\n");
  bytes.resize(last + 1);
}

struct RequestNames {
  std::string_view authority;
  std::string_view host;
};

// Adds the lines of a header section, without the pseudo fields of HTTP/2
// (RFC 9113, section 8.3). Lines that were joined by a line feed come apart.
RequestNames WriteHeaders(JsonView headers, Field field, Session& session) {
  RequestNames names;
  if (!headers.is(JsonKind::Array)) return names;
  for (JsonView v = headers.First(); v.exists(); v = v.Next(headers)) {
    const std::string_view name = v["name"].text().value_or("");
    std::string_view value = v["value"].text().value_or("");
    if (name == ":authority") names.authority = value;
    if (name.empty() || name.starts_with(':')) continue;
    if (EqualsIgnoringCase(name, "host")) names.host = value;
    for (size_t end = 0; end != std::string_view::npos;) {
      end = value.find('\n');
      WriteHeader(field, name, value.substr(0, end), session);
      if (end != std::string_view::npos) value.remove_prefix(end + 1);
    }
  }
  return names;
}

// The body where the file has no text of it.
void WriteMissingBody(Field field, std::optional<int64_t> size,
                      Session& session) {
  if (size == 0) session.SetAbsent(field);
}

void AppendEncoded(std::string_view text, std::string& form) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
                          c == '_' || c == '*';
    if (is_plain) {
      form += c;
    } else {
      const uint8_t byte = static_cast<uint8_t>(c);
      form += '%';
      form += kHex[byte >> 4];
      form += kHex[byte & 15];
    }
  }
}

// The form that was posted, from its parameters. URL Standard, section 5.2.
std::string FormOf(JsonView parameters) {
  std::string form;
  for (JsonView v = parameters.First(); v.exists(); v = v.Next(parameters)) {
    if (!form.empty()) form += '&';
    AppendEncoded(v["name"].text().value_or(""), form);
    form += '=';
    AppendEncoded(v["value"].text().value_or(""), form);
  }
  return form;
}

void WriteRequestBody(JsonView request, Session& session) {
  const JsonView posted = request["postData"];
  const std::string_view text = posted["text"].text().value_or("");
  if (!text.empty()) return WriteText(Field::RequestBody, text, session);
  const std::string_view type = posted["mimeType"].text().value_or("");
  if (type.starts_with(kFormType) && posted["params"].First().exists()) {
    return WriteText(Field::RequestBody, FormOf(posted["params"]), session);
  }
  if (posted["params"].First().exists()) return;
  WriteMissingBody(Field::RequestBody, request["bodySize"].integer(), session);
}

void WriteResponseBody(JsonView content, Session& session) {
  const std::string_view text = content["text"].text().value_or("");
  if (text.empty()) {
    return WriteMissingBody(Field::ResponseBody, content["size"].integer(),
                            session);
  }
  if (content["encoding"].text() != "base64") {
    return WriteText(Field::ResponseBody, text, session);
  }
  const std::optional<std::string> bytes = ReadBase64(text);
  if (bytes) WriteText(Field::ResponseBody, *bytes, session);
}

Scheme WriteRequest(JsonView request, Session& session) {
  const std::string_view method = request["method"].text().value_or("");
  if (!method.empty()) WriteText(Field::RequestMethod, method, session);
  const RequestNames names =
      WriteHeaders(request["headers"], Field::RequestHeader, session);
  const Scheme scheme = WriteRequestPlace(
      {request["url"].text().value_or(""), names.authority, names.host},
      session);
  WriteVersion(Field::RequestVersion,
               request["httpVersion"].text().value_or(""), session);
  WriteRequestBody(request, session);
  session.SetPresent(Record::HttpRequest);
  return scheme;
}

void WriteResponse(JsonView response, Session& session) {
  const int64_t status = response["status"].integer().value_or(0);
  // 0: the request was blocked, or no response came.
  if (status <= 0) return;
  session.AddNumber(Field::ResponseStatus, status);
  const std::optional<std::string_view> reason = response["statusText"].text();
  if (reason) WriteText(Field::ResponseReason, *reason, session);
  WriteVersion(Field::ResponseVersion,
               response["httpVersion"].text().value_or(""), session);
  WriteHeaders(response["headers"], Field::ResponseHeader, session);
  WriteResponseBody(response["content"], session);
  session.SetPresent(Record::HttpResponse);
}

void WriteFlow(JsonView entry, Scheme scheme, Session& session) {
  session.SetPresent(Record::Flow);
  const bool is_quic = session.Text(Field::RequestVersion) == "3";
  session.AddBytes(Field::FlowTransport, is_quic ? "udp" : "tcp");
  session.AddBytes(Field::FlowProtocol, "http");
  const std::optional<std::string> ip =
      ReadIp(entry["serverIPAddress"].text().value_or(""));
  if (ip) session.AddBytes(Field::ServerIp, session.Keep(*ip));
  SetAbsentRecords(Protocol::Http, scheme == Scheme::Plain, session);
}

std::string IdOf(JsonView id) {
  if (id.integer()) return std::to_string(*id.integer());
  return std::string(id.text().value_or(""));
}

}  // namespace

Result<HarFile> HarFile::Read(InputFile input) {
  HarFile har;
  har.name_ = input.name();
  std::string bytes;
  if (input.size() && *input.size() <= kHarFileBytes) {
    bytes.reserve(*input.size() + 64);  // with room for the parser's padding
  }
  for (std::string_view block = input.TakeBlock(); !block.empty();
       block = input.TakeBlock()) {
    bytes += block;
    if (bytes.size() > kHarFileBytes) break;
  }
  if (input.error()) return *input.error();
  BlankCall(bytes);
  switch (har.tree_.ParseOwned(std::move(bytes), kHarFileBytes)) {
    case JsonOutcome::Parsed:
      break;
    case JsonOutcome::NotJson:
      return Error{fmt::format(
          "{}: is no JSON; a HAR is one JSON object, check that it is whole",
          har.name_)};
    case JsonOutcome::TooDeep:
      return Error{fmt::format("{}: nests deeper than {} arrays and objects",
                               har.name_, kJsonDepth)};
    case JsonOutcome::TooLarge:
      return Error{fmt::format(
          "{}: is larger than {} MiB or {} million values; split it", har.name_,
          kHarFileBytes >> 20, kJsonNodes >> 20)};
  }
  har.entries_ = JsonView(har.tree_)["log"]["entries"];
  if (!har.entries_.is(JsonKind::Array)) {
    return Error{fmt::format("{}: has no list `log.entries`; it is no HAR 1.2",
                             har.name_)};
  }
  har.entry_ = har.entries_.First();
  return har;
}

Result<bool> HarFile::Next(Session& session) {
  session = Session();
  if (!entry_.exists()) return false;
  const JsonView entry = std::exchange(entry_, entry_.Next(entries_));
  ++number_;
  if (!entry["request"].is(JsonKind::Object)) {
    return Error{fmt::format(
        "{}: entry {}: `request`: expected an object; the entry is skipped",
        name_, number_)};
  }
  session.kind = SessionKind::Exchange;
  session.id = IdOf(entry["id"]);
  session.time_ns = ReadTime(entry["startedDateTime"].text().value_or(""));
  const Scheme scheme = WriteRequest(entry["request"], session);
  WriteResponse(entry["response"], session);
  WriteFlow(entry, scheme, session);
  SettleServerName(session);
  return true;
}

}  // namespace iotpf::runtime
