// The table of protocols as functions.
//
// Which records a flow may hold stands beside the name of the protocol, so
// that a new protocol says both in one row: a wrong "absent" would count as
// evidence against a platform, so a row claims it only where a flow of the
// protocol has no place for such a record.

#include "runtime/protocols/protocol.h"

#include <array>
#include <cstddef>

namespace iotpf::runtime {
namespace {

struct ProtocolRow {
  std::string_view text;
  bool tls;
  bool dns;
  bool mqtt;
  bool http;
  bool coap;
  bool mdns;
  bool ssdp;
  bool dhcp;
};

constexpr auto kProtocols = std::to_array<ProtocolRow>({
#define IOTPF_PROTOCOL(name, text, tls, dns, mqtt, http, coap, mdns, ssdp, \
                       dhcp)                                               \
  {text,      tls != 0,  dns != 0,  mqtt != 0, http != 0,                  \
   coap != 0, mdns != 0, ssdp != 0, dhcp != 0},
#include "runtime/protocols/protocols.def"
});

}  // namespace

std::string_view NameOf(Protocol protocol) {
  return kProtocols[static_cast<size_t>(protocol)].text;
}

bool MayHold(Protocol protocol, Record record) {
  const ProtocolRow& row = kProtocols[static_cast<size_t>(protocol)];
  switch (record) {
    case Record::Flow:
    case Record::Payload:
      return true;
    case Record::Tls:
      return row.tls;
    case Record::Dns:
      return row.dns;
    case Record::Mqtt:
      return row.mqtt;
    case Record::HttpRequest:
    case Record::HttpResponse:
      return row.http;
    case Record::Coap:
      return row.coap;
    case Record::Mdns:
      return row.mdns;
    case Record::Ssdp:
      return row.ssdp;
    case Record::Dhcp:
      return row.dhcp;
  }
  return true;
}

}  // namespace iotpf::runtime
