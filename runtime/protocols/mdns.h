// Multicast DNS: the services that are asked for and announced.
#ifndef IOTPF_RUNTIME_PROTOCOLS_MDNS_H_
#define IOTPF_RUNTIME_PROTOCOLS_MDNS_H_

#include "runtime/limits.h"
#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/distinct_values.h"
#include "runtime/protocols/dns_wire.h"

#include <string>
#include <string_view>

namespace iotpf::runtime {

// The type of service that a name speaks of: `_hap._tcp.local` of
// `Lamp\.1._hap._tcp.local` and of `_sub1._sub._hap._tcp.local`. The name that
// asks for all types, `_services._dns-sd._udp.local`, is one itself. Empty for
// names of hosts and of addresses.
//
//   Input    `name` in presentation form, as AppendDnsName() gives it.
//   Output   a view into `name`.
//   Source   RFC 6763, 4.1, 7.1 and 9.
std::string_view ServiceTypeOf(std::string_view name);

// Reads the messages of a flow in either direction.
//
//   Output   types of services of all questions, of the owners of all records,
//            and of the names that PTR records give; at most kMaxMdnsServices.
//   Errors   a malformed message is read up to where it is broken.
//   Source   RFC 6762, 18; RFC 6763.
class MdnsFlow final : public DatagramDecoder {
 public:
  explicit MdnsFlow(DecodeCounters& counters)
      : counters_(counters),
        services_(kMaxMdnsServices, counters.mdns_dropped_services) {}

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override { is_open_ = true; }
  void OnEnd(bool complete) override;
  void Write(Session& session) const override;

 private:
  bool Read(std::string_view message);
  void AddName(std::string_view message, DnsName name);

  DecodeCounters& counters_;
  DistinctValues services_;
  std::string name_;  // the one read last
  bool has_message_ = false;
  bool is_open_ = false;  // further services may have been named
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_MDNS_H_
