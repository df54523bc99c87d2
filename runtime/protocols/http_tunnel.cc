// What goes on in a connection that leaves HTTP/1.1.
//
// The server's answer names the protocol that it changes to, so it alone
// decides; the request adds where a CONNECT goes. What a WebSocket or a CONNECT
// carries is a stream like any other, found out by its first bytes.

#include "runtime/protocols/http_tunnel.h"

#include "runtime/protocols/ascii.h"
#include "runtime/protocols/http2_connection.h"
#include "runtime/protocols/http_head.h"
#include "runtime/protocols/websocket.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace iotpf::runtime {
namespace {

// The port by which identification expects MQTT.
constexpr uint16_t kMqttPort = 1883;

bool StartsIgnoringCase(std::string_view text, std::string_view prefix) {
  return EqualsIgnoringCase(text.substr(0, prefix.size()), prefix);
}

// The port that `host:port` ends with, or 0.
uint16_t PortOf(std::string_view authority) {
  const size_t colon = authority.rfind(':');
  if (colon == std::string_view::npos) return 0;
  const std::string_view text = authority.substr(colon + 1);
  uint16_t port = 0;
  const auto parsed =
      std::from_chars(text.data(), text.data() + text.size(), port);
  return parsed.ec == std::errc() ? port : uint16_t{0};
}

// Whether an extension has the parameter, which stands behind a semicolon.
bool HasParameter(std::string_view extension, std::string_view name) {
  while (true) {
    const size_t semicolon = extension.find(';');
    if (semicolon == std::string_view::npos) return false;
    extension.remove_prefix(semicolon + 1);
    const size_t start = extension.find_first_not_of(" \t");
    if (start == std::string_view::npos) return false;
    extension.remove_prefix(start);
    if (StartsIgnoringCase(extension, name)) return true;
  }
}

// What the server agreed to; nullopt: no compression.
std::optional<WebSocketDeflate> DeflateOf(const HttpResponse& response) {
  ListReader extensions(response, "Sec-WebSocket-Extensions");
  for (std::string_view extension; extensions.Next(extension);) {
    if (!StartsIgnoringCase(extension, "permessage-deflate")) continue;
    return WebSocketDeflate{
        HasParameter(extension, "client_no_context_takeover"),
        HasParameter(extension, "server_no_context_takeover")};
  }
  return std::nullopt;
}

// MQTT 5.0, 6: the subprotocol is `mqtt`; `mqttv3.1` before it.
uint16_t PortOfWebSocket(const HttpResponse& response) {
  const HttpHeader* const chosen =
      FindHeader(response, "Sec-WebSocket-Protocol");
  const bool is_mqtt =
      chosen != nullptr && StartsIgnoringCase(chosen->value, "mqtt");
  return is_mqtt ? kMqttPort : uint16_t{0};
}

bool UpgradesTo(const HttpResponse& response, std::string_view protocol) {
  ListReader names(response, "Upgrade");
  for (std::string_view name; names.Next(name);) {
    if (EqualsIgnoringCase(name, protocol)) return true;
  }
  return false;
}

std::unique_ptr<StreamDecoder> WebSocketOf(const HttpResponse& response,
                                           DecodeCounters& counters,
                                           NestedStreams& nested) {
  std::unique_ptr<StreamDecoder> carried =
      nested.OpenNested(PortOfWebSocket(response));
  if (carried == nullptr) return nullptr;
  return std::make_unique<WebSocketDecoder>(counters, DeflateOf(response),
                                            std::move(carried));
}

}  // namespace

std::unique_ptr<StreamDecoder> DecoderOfTunnel(HttpExchange& exchange,
                                               DecodeCounters& counters,
                                               NestedStreams& nested) {
  const HttpResponse& response = *exchange.response;
  if (response.status != 101) {
    return nested.OpenNested(exchange.request ? PortOf(exchange.request->target)
                                              : uint16_t{0});
  }
  if (UpgradesTo(response, "h2c")) {
    if (!exchange.request) {
      return std::make_unique<Http2Connection>(counters, &nested);
    }
    HttpRequest request = *std::exchange(exchange.request, std::nullopt);
    exchange.response.reset();
    return std::make_unique<Http2Connection>(counters, std::move(request),
                                             &nested);
  }
  if (!UpgradesTo(response, "websocket")) return nested.OpenNested(0);
  return WebSocketOf(response, counters, nested);
}

// What else is asked for so is no stream: datagrams, sessions of several.
std::unique_ptr<StreamDecoder> DecoderOfConnect(const HttpRequest& request,
                                                std::string_view protocol,
                                                const HttpResponse& response,
                                                DecodeCounters& counters,
                                                NestedStreams& nested) {
  if (protocol.empty()) return nested.OpenNested(PortOf(request.target));
  if (!EqualsIgnoringCase(protocol, "websocket")) return nullptr;
  return WebSocketOf(response, counters, nested);
}

}  // namespace iotpf::runtime
