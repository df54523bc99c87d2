// Flows follow each other, each a dictionary of everything mitmproxy knew. The
// names in it changed with its versions; the meanings did not, so each value is
// looked for under all names it had:
//
//   client        client_conn.peername, .address, .address.address
//   server        server_conn.peername, .ip_address, .ip_address.address,
//                 .address, .address.address
//   version       http_version, httpversion (a list of two numbers)
//   status        status_code, code
//   reason        reason, msg
//   sent to       authority, the header `:authority`, Host, host
//
// Headers are a list of pairs in all of them.
//
// Source: mitmproxy, mitmproxy/io/compat.py and mitmproxy/flow.py.
#include "runtime/proxy/mitm_file.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "runtime/json/value_text.h"
#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"
#include "runtime/proxy/stored_exchange.h"
#include "runtime/proxy/tnetstring.h"

namespace iotpf::runtime {
namespace {

std::string TextOf(Tnetstring value) {
  return std::string(value.text().value_or(""));
}

// The first of two that has text.
std::string FirstText(Tnetstring one, Tnetstring other) {
  return TextOf(one.text() ? one : other);
}

// Host and port, perhaps in a dictionary of an older version.
Tnetstring AddressOf(Tnetstring value) {
  return value.is_dictionary() ? value["address"] : value;
}

// The address of a peer, where one of the names has an IP.
void ReadPeer(Tnetstring connection, std::string& ip, int64_t& port) {
  for (const std::string_view name : {"peername", "ip_address", "address"}) {
    const Tnetstring address = AddressOf(connection[name]);
    const std::optional<std::string> found =
        ReadIp(address[size_t{0}].text().value_or(""));
    if (port == 0) port = address[size_t{1}].integer().value_or(0);
    if (!found) continue;
    constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);
    const bool is_mapped = found->size() == 16 && found->starts_with(kMapped);
    ip = is_mapped ? found->substr(kMapped.size()) : *found;
    port = address[size_t{1}].integer().value_or(port);
    return;
  }
}

StoredFlow ReadFlow(Tnetstring flow) {
  StoredFlow stored;
  stored.transport =
      flow["type"].text() == "udp" || flow["type"].text() == "dns" ? "udp"
                                                                   : "tcp";
  ReadPeer(flow["client_conn"], stored.client_ip, stored.client_port);
  ReadPeer(flow["server_conn"], stored.server_ip, stored.server_port);
  stored.sni =
      FirstText(flow["client_conn"]["sni"], flow["server_conn"]["sni"]);
  return stored;
}

// `HTTP/1.1` or [1, 1] as `1.1`; `HTTP/2.0` as `2`.
std::string VersionOf(Tnetstring message) {
  std::string version = TextOf(message["http_version"]);
  if (const Tnetstring pair = message["httpversion"]; pair.exists()) {
    version = fmt::format("{}.{}", pair[size_t{0}].integer().value_or(0),
                          pair[size_t{1}].integer().value_or(0));
  }
  if (version.starts_with("HTTP/")) version.erase(0, 5);
  const bool is_short = version.starts_with('2') || version.starts_with('3');
  return is_short ? version.substr(0, 1) : version;
}

// The header lines, without the pseudo fields of HTTP/2; returns `:authority`.
std::string ReadHeaders(Tnetstring headers, HttpMessage& message) {
  std::string authority;
  std::string_view rest = headers.elements();
  while (!rest.empty() && message.headers.size() < kMaxHttpFields) {
    const Tnetstring pair = Tnetstring::Take(rest);
    std::string name = TextOf(pair[size_t{0}]);
    std::string value = TextOf(pair[size_t{1}]);
    if (name == ":authority") authority = value;
    if (name.empty() || name.starts_with(':')) continue;
    message.headers.push_back({std::move(name), std::move(value)});
  }
  message.head_complete = true;
  return authority;
}

// A body that was not stored says nothing.
template <class Message>
void ReadBody(Tnetstring content, Message& message) {
  if (const auto bytes = content.text()) {
    StoreBody(*bytes, message);
  } else {
    message.body.opaque = true;
  }
}

void ReadRequest(Tnetstring from, StoredExchange& stored) {
  HttpRequest request;
  request.method = TextOf(from["method"]);
  request.version = VersionOf(from);
  const std::string pseudo = ReadHeaders(from["headers"], request);
  ReadBody(from["content"], request);
  const std::string host = TextOf(from["host"]);
  const int64_t port = from["port"].integer().value_or(0);
  stored.authority = FirstText(from["authority"], {});
  if (stored.authority.empty()) stored.authority = pseudo;
  for (const HttpHeader& header : request.headers) {
    if (stored.authority.empty() && EqualsIgnoringCase(header.name, "host")) {
      stored.authority = header.value;
    }
  }
  if (request.method == "CONNECT") {
    request.target = stored.authority.empty() ? fmt::format("{}:{}", host, port)
                                              : stored.authority;
  } else {
    const bool is_ipv6 = host.find(':') != std::string::npos;
    request.target = fmt::format("{}://{}{}{}:{}{}", TextOf(from["scheme"]),
                                 is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "",
                                 port, TextOf(from["path"]));
  }
  stored.time_ns = from["timestamp_start"].nanoseconds();
  stored.exchange.request = std::move(request);
}

void ReadResponse(Tnetstring from, StoredExchange& stored) {
  constexpr int64_t kFirstStatus = 100;
  constexpr int64_t kLastStatus = 999;
  const Tnetstring status =
      from["status_code"].exists() ? from["status_code"] : from["code"];
  const int64_t number = status.integer().value_or(0);
  if (number < kFirstStatus || number > kLastStatus) return;
  HttpResponse response;
  response.status = static_cast<int>(number);
  response.reason = FirstText(from["reason"], from["msg"]);
  response.version = VersionOf(from);
  ReadHeaders(from["headers"], response);
  ReadBody(from["content"], response);
  stored.exchange.response = std::move(response);
}

// Writes what the flow holds; false where that is nothing we know.
bool WriteFlow(Tnetstring flow, Session& session) {
  const std::string_view type = flow["type"].text().value_or("http");
  if (flow["request"].is_dictionary() && type != "dns") {
    StoredExchange stored;
    stored.flow = ReadFlow(flow);
    ReadRequest(flow["request"], stored);
    ReadResponse(flow["response"], stored);
    if (stored.exchange.request->version == "3") stored.flow.transport = "udp";
    WriteStoredExchange(std::move(stored), session);
  } else if (type == "tcp" || type == "udp" || type == "dns") {
    session.kind = SessionKind::Flow;
    session.time_ns = flow["client_conn"]["timestamp_start"].nanoseconds();
    WriteStoredFlow(ReadFlow(flow), session);
  } else {
    return false;
  }
  session.id = TextOf(flow["id"]);
  return true;
}

}  // namespace

bool IsMitm(std::string_view beginning) {
  const std::optional<TnetLength> length = TnetLengthOf(beginning);
  if (!length || length->size == 0) return false;
  std::string_view rest = beginning.substr(length->prefix);
  const Tnetstring first = Tnetstring::Take(rest);
  constexpr std::array<std::string_view, 18> kNames = {
      "backup",      "client_conn", "comment",
      "error",       "id",          "is_replay",
      "intercepted", "marked",      "messages",
      "metadata",    "mode",        "request",
      "response",    "server_conn", "timestamp_created",
      "type",        "version",     "websocket"};
  for (const std::string_view name : kNames) {
    if (first.text() == name) return true;
  }
  return false;
}

Error MitmFile::Damaged(std::string_view what) {
  has_ended_ = true;
  if (input_.error()) return *input_.error();
  return Error{
      fmt::format("{}: {} at byte {}; the {} flows before it were read",
                  input_.name(), what, input_.offset(), number_ - 1)};
}

Result<bool> MitmFile::Next(Session& session) {
  session = Session();
  if (has_ended_) return false;
  const std::string_view beginning = input_.Peek(kMaxTnetPrefix);
  ++number_;
  if (beginning.empty() && !input_.error()) {
    has_ended_ = true;
    return false;
  }
  const std::optional<TnetLength> length = TnetLengthOf(beginning);
  if (!length) return Damaged("is damaged");
  const uint64_t size = length->prefix + length->size + 1;
  if (size > kMitmFlowBytes) {
    if (input_.Skip(size) < size) return Damaged("ends inside a flow");
    return Error{
        fmt::format("{}: flow {}: is larger than {} MiB; it is left "
                    "out",
                    input_.name(), number_, kMitmFlowBytes >> 20)};
  }
  std::string_view bytes = input_.Peek(size);
  if (bytes.size() < size) return Damaged("ends inside a flow");
  const Tnetstring flow = Tnetstring::Take(bytes);
  if (!flow.is_dictionary()) return Damaged("is damaged");
  const bool is_known = WriteFlow(flow, session);
  input_.Skip(size);
  if (is_known) return true;
  session = Session();
  return Error{fmt::format(
      "{}: flow {}: is neither HTTP nor TCP nor UDP; it is left out",
      input_.name(), number_)};
}

}  // namespace iotpf::runtime
