// Fields of exchanges that a proxy stored.
//
// The messages become fields as those of a capture do. Only where a request
// went is told otherwise: a proxy stores the URL it was asked for, and rules
// see what a server of that URL is sent, the target in origin form
// (exchange_fields.h).
#include "runtime/proxy/stored_exchange.h"

#include <iotpf/server_name.h>

#include <memory>
#include <utility>

#include "runtime/json/exchange_fields.h"
#include "runtime/json/flow_members.h"
#include "runtime/protocols/ascii.h"
#include "runtime/protocols/content_decoder.h"
#include "runtime/protocols/http_fields.h"
#include "runtime/protocols/http_framing.h"

namespace iotpf::runtime {
namespace {

std::string_view HostHeaderOf(const HttpRequest& request) {
  for (const HttpHeader& header : request.headers) {
    if (EqualsIgnoringCase(header.name, "host")) return header.value;
  }
  return {};
}

HttpBody Decode(std::string_view stored, const ContentCodings& codings) {
  ContentDecoder decoder;
  decoder.Begin(codings);
  decoder.Add(stored);
  return decoder.Take(true);
}

}  // namespace

void StoreBody(std::string_view stored, HttpRequest& request) {
  request.body = Decode(stored, FramingOf(request).codings);
}

void StoreBody(std::string_view stored, HttpResponse& response) {
  response.body = Decode(stored, FramingOf(response, "").codings);
}

void WriteStoredFlow(const StoredFlow& flow, Session& session) {
  session.SetPresent(Record::Flow);
  session.AddBytes(Field::FlowTransport, session.Keep(flow.transport));
  const auto add_ip = [&session](Field field, const std::string& ip) {
    if (!ip.empty()) session.AddBytes(field, session.Keep(ip));
  };
  const auto add_port = [&session](Field field, int64_t port) {
    if (port > 0 && port <= 0xFFFF) session.AddNumber(field, port);
  };
  add_ip(Field::ClientIp, flow.client_ip);
  add_port(Field::ClientPort, flow.client_port);
  add_ip(Field::ServerIp, flow.server_ip);
  add_port(Field::ServerPort, flow.server_port);
  if (!flow.sni.empty()) {
    session.AddBytes(Field::TlsSni, session.Keep(flow.sni));
    SettleRecord(Record::Tls, session);
  }
  SettleServerName(session);
}

void WriteStoredExchange(StoredExchange stored, Session& session) {
  const auto exchange =
      std::make_shared<const HttpExchange>(std::move(stored.exchange));
  session.Hold(exchange);
  session.time_ns = stored.time_ns;
  WriteHttpFields(*exchange, session);
  WriteStoredFlow(stored.flow, session);
  session.AddBytes(Field::FlowProtocol, "http");
  Scheme scheme = Scheme::Unknown;
  const bool is_tunnel =
      exchange->request && exchange->request->method == "CONNECT";
  if (exchange->request && !is_tunnel) {
    for (const Field field :
         {Field::RequestTarget, Field::RequestPath, Field::RequestHost}) {
      session.Clear(field);
    }
    scheme = WriteRequestPlace({exchange->request->target, stored.authority,
                                HostHeaderOf(*exchange->request)},
                               session);
  }
  SetAbsentRecords(Protocol::Http, scheme == Scheme::Plain, session);
  SettleServerName(session);
}

}  // namespace iotpf::runtime
