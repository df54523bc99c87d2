// HTTP messages to the fields of a session.
//
// Absence is evidence, so it is written only where the place of a field was
// seen whole: a header section up to its empty line, a body up to its end.

#include "runtime/protocols/http_fields.h"

#include "runtime/protocols/http_head.h"

namespace iotpf::runtime {
namespace {

void WriteText(Field field, std::string_view value, Session& session) {
  if (value.empty()) {
    session.SetAbsent(field);
  } else {
    session.AddBytes(field, value);
  }
}

void WriteHeaders(Field field, const HttpMessage& message, Session& session) {
  for (const HttpHeader& header : message.headers) {
    session.AddNamed(field, header.name, header.value);
  }
  if (!message.head_complete) {
    session.SetOpen(field);
  } else if (message.headers.empty()) {
    session.SetAbsent(field);
  }
}

// A whole body of no bytes is none. Of a cut one that shows no bytes not even
// its presence is known.
void WriteBody(Field field, const HttpBody& body, Session& session) {
  if (body.opaque) return;
  if (!body.bytes.empty()) {
    session.AddBytes(field, body.bytes, !body.complete);
  } else if (body.complete) {
    session.SetAbsent(field);
  }
}

void WriteRequest(const HttpRequest& request, Session& session) {
  session.SetPresent(Record::HttpRequest);
  session.AddBytes(Field::RequestMethod, request.method);
  session.AddBytes(Field::RequestTarget, request.target);
  session.AddBytes(Field::RequestVersion, request.version);
  WriteText(Field::RequestPath, PathOf(request), session);
  const std::string_view host = HostOf(request);
  if (!host.empty() || request.head_complete) {
    WriteText(Field::RequestHost, host, session);
  }
  WriteHeaders(Field::RequestHeader, request, session);
  WriteBody(Field::RequestBody, request.body, session);
}

void WriteResponse(const HttpResponse& response, Session& session) {
  session.SetPresent(Record::HttpResponse);
  session.AddNumber(Field::ResponseStatus, response.status);
  session.AddBytes(Field::ResponseVersion, response.version);
  WriteText(Field::ResponseReason, response.reason, session);
  WriteHeaders(Field::ResponseHeader, response, session);
  WriteBody(Field::ResponseBody, response.body, session);
}

// The part of an absolute form target behind `scheme://`; empty for the other
// forms. RFC 3986, 3.1 and 3.2.
std::string_view BehindScheme(std::string_view target) {
  constexpr std::string_view kMark = "://";
  const size_t mark = target.find(kMark);
  if (mark == std::string_view::npos || mark == 0) return {};
  if (target.find_first_of("/?#") < mark) return {};
  return target.substr(mark + kMark.size());
}

// The host of an authority, as rules compare it.
std::string_view HostOfAuthority(std::string_view authority) {
  const size_t user = authority.rfind('@');
  if (user != std::string_view::npos) authority.remove_prefix(user + 1);
  if (authority.starts_with('[')) {
    const size_t end = authority.find(']');
    if (end == std::string_view::npos) return {};
    return authority.substr(1, end - 1);
  }
  std::string_view host = authority.substr(0, authority.find(':'));
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

}  // namespace

void WriteHttpFields(const HttpExchange& exchange, Session& session) {
  session.kind = SessionKind::Exchange;
  if (exchange.request) WriteRequest(*exchange.request, session);
  if (exchange.response) WriteResponse(*exchange.response, session);
}

std::string_view HostOf(const HttpRequest& request) {
  if (request.method == "CONNECT") return HostOfAuthority(request.target);
  const std::string_view absolute = BehindScheme(request.target);
  if (!absolute.empty()) {
    return HostOfAuthority(absolute.substr(0, absolute.find_first_of("/?#")));
  }
  const HttpHeader* const header = FindHeader(request, "Host");
  return header == nullptr ? std::string_view()
                           : HostOfAuthority(header->value);
}

std::string_view PathOf(const HttpRequest& request) {
  std::string_view path = request.target;
  if (request.method == "CONNECT" || path == "*") return {};
  const std::string_view absolute = BehindScheme(path);
  if (!absolute.empty()) {
    const size_t start = absolute.find_first_of("/?#");
    if (start == std::string_view::npos || absolute[start] != '/') return "/";
    path = absolute.substr(start);
  }
  path = path.substr(0, path.find('?'));
  return path.substr(0, path.find('#'));
}

}  // namespace iotpf::runtime
