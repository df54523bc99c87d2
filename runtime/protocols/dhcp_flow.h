// The DHCP messages of one flow to the fields of a session.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DHCP_FLOW_H_
#define IOTPF_RUNTIME_PROTOCOLS_DHCP_FLOW_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/dhcp_message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Reads what the client of the flow says of itself: the sender of the first
// client message. Others that share its addresses, as those do that have none
// yet, are counted and passed over.
//
//   Output   vendor class and host name: the first that the client sends;
//            params: the distinct codes, at most kMaxDhcpParams. Where no
//            client message was seen, nothing is known of the client.
//   Source   RFC 2131; RFC 8415.
class DhcpFlow final : public DatagramDecoder {
 public:
  using Parser = std::optional<DhcpMessage> (*)(std::string_view bytes);

  // `parse` is ParseDhcp or ParseDhcpv6.
  DhcpFlow(DecodeCounters& counters, Parser parse)
      : counters_(counters), parse_(parse) {}

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override { is_open_ = true; }
  void OnEnd(bool complete) override;
  void Write(Session& session) const override;

 private:
  void Add(DhcpMessage message);
  void AddParam(uint16_t code);
  void WriteText(Field field, const std::optional<std::string>& value,
                 Session& session) const;

  DecodeCounters& counters_;
  const Parser parse_;
  bool has_message_ = false;
  bool is_open_ = false;               // the client may have said more
  std::optional<DhcpMessage> client_;  // all its messages as one
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DHCP_FLOW_H_
