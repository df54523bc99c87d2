// Fields of exchanges that were stored with their URL.
//
// A file of sessions holds the URL that was asked for, not the request line.
// What rules see is what a server of that URL is sent over HTTP/1.1: the target
// in origin form, and the authority as host.

#include "runtime/json/exchange_fields.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "runtime/protocols/ascii.h"
#include "runtime/protocols/http_fields.h"
#include "runtime/protocols/http_message.h"

namespace iotpf::runtime {
namespace {

bool StartsWithFolded(std::string_view text, std::string_view beginning) {
  return EqualsIgnoringCase(text.substr(0, beginning.size()), beginning);
}

struct SchemeRow {
  std::string_view prefix;
  Scheme scheme;
  int64_t port;
};

// RFC 9110, sections 4.2.1 and 4.2.2; RFC 6455, section 3.
constexpr SchemeRow kSchemes[] = {{"http://", Scheme::Plain, 80},
                                  {"https://", Scheme::Encrypted, 443},
                                  {"ws://", Scheme::Plain, 80},
                                  {"wss://", Scheme::Encrypted, 443}};

// The port that an authority names, or `fallback`; 0: none.
int64_t PortOf(std::string_view authority, int64_t fallback) {
  const size_t user = authority.rfind('@');
  if (user != std::string_view::npos) authority.remove_prefix(user + 1);
  const size_t bracket = authority.rfind(']');
  if (bracket != std::string_view::npos) authority.remove_prefix(bracket);
  const size_t colon = authority.find(':');
  if (colon == std::string_view::npos) return fallback;
  const std::string_view digits = authority.substr(colon + 1);
  if (digits.empty()) return fallback;
  uint16_t port = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, port);
  return read.ec == std::errc() && read.ptr == end ? port : 0;
}

// The target in origin form.
std::string TargetOf(std::string_view behind_authority) {
  std::string target(behind_authority.starts_with('/') ? "" : "/");
  target += behind_authority.substr(0, behind_authority.find('#'));
  return target;
}

void WriteHost(const HttpRequest& request, Session& session) {
  const std::string_view host = HostOf(request);
  if (host.empty()) return;
  session.AddBytes(Field::RequestHost, session.Keep(std::string(host)));
}

}  // namespace

Scheme WriteRequestPlace(const RequestPlace& place, Session& session) {
  // The rules of protocols/http_fields.h find host and path in a request.
  HttpRequest request;
  request.target = place.url.substr(0, place.url.find('#'));
  request.headers.push_back({"Host", std::string(place.host_header)});
  Scheme scheme = Scheme::Unknown;
  std::string target = request.target;
  for (const SchemeRow& row : kSchemes) {
    if (!StartsWithFolded(place.url, row.prefix)) continue;
    scheme = row.scheme;
    const std::string_view rest = place.url.substr(row.prefix.size());
    const size_t authority_size =
        std::min(rest.find_first_of("/?#"), rest.size());
    target = TargetOf(rest.substr(authority_size));
    const int64_t port = PortOf(rest.substr(0, authority_size), row.port);
    const Presence given = session[Field::ServerPort].presence;
    if (port > 0 && given == Presence::Unobserved)
      session.AddNumber(Field::ServerPort, port);
  }
  if (!target.empty()) {
    const std::string_view path = PathOf(request);
    session.AddBytes(Field::RequestTarget, session.Keep(std::move(target)));
    WriteText(Field::RequestPath, path, session);
  }
  if (!place.authority.empty()) {
    request.target = "//";  // no authority of its own
    request.headers.front().value = place.authority;
  }
  WriteHost(request, session);
  return scheme;
}

void WriteVersion(Field field, std::string_view text, Session& session) {
  if (StartsWithFolded(text, "http/")) {
    text.remove_prefix(5);
  } else if (StartsWithFolded(text, "h")) {
    text.remove_prefix(1);
  }
  for (const std::string_view known : {"1.0", "1.1", "2", "3"}) {
    if (text == known || (known.size() == 1 && text.size() == 3 &&
                          text.starts_with(known) && text.ends_with(".0"))) {
      session.AddBytes(field, known);
    }
  }
}

void WriteHeader(Field field, std::string_view name, std::string_view value,
                 Session& session) {
  const std::string_view kept_name = session.Keep(std::string(name));
  session.AddNamed(field, kept_name, session.Keep(std::string(value)));
}

void WriteText(Field field, std::string_view text, Session& session,
               bool partial) {
  if (text.empty()) {
    if (!partial) session.SetAbsent(field);
    return;
  }
  session.AddBytes(field, session.Keep(std::string(text)), partial);
}

void SettleRecord(Record record, Session& session) {
  for (size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    if (kFields[i].record == record &&
        session[field].presence == Presence::Present) {
      session.SetPresent(record);
    }
  }
}

}  // namespace iotpf::runtime
