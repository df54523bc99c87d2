// CoAP messages: the requests and their paths.
#ifndef IOTPF_RUNTIME_PROTOCOLS_COAP_MESSAGE_H_
#define IOTPF_RUNTIME_PROTOCOLS_COAP_MESSAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// The code of a message is class.detail, 3 and 5 bits.
struct CoapCode {
  uint8_t value = 0;

  uint8_t code_class() const { return value >> 5; }
  // GET, POST, ...; 0.00 is the empty message. RFC 7252, 5.2.
  bool is_request() const { return code_class() == 0 && value != 0; }
  // Of a connection, not of a resource. RFC 8323, 5.
  bool is_signal() const { return code_class() == 7; }
};

// What follows the token of a request.
struct CoapOptions {
  std::string path;          // the Uri-Path options, each after a `/`
  bool is_proxied = false;   // Proxy-Uri names the resource instead
  bool has_payload = false;  // one follows: there is no further option
};

// Parses options up to the payload or the end.
//
//   Output   the path as in a URI: what may not stand in a segment is
//            percent-encoded; `/` where there is no Uri-Path.
//   Errors   nullopt: an option is malformed, or `bytes` end within one.
//   Source   RFC 7252, 3.1, 5.10.1, 5.10.2 and 6.5; RFC 3986, 3.3.
std::optional<CoapOptions> ParseCoapOptions(std::string_view bytes);

// A message in one datagram.
struct CoapDatagram {
  CoapCode code;
  std::string_view options;  // and the payload behind them
};
// Errors   nullopt: another version, or the token does not end.
// Source   RFC 7252, 3.
std::optional<CoapDatagram> ParseCoapDatagram(std::string_view bytes);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_COAP_MESSAGE_H_
