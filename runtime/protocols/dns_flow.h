// The DNS messages of one flow, over UDP or TCP, to the fields of a session.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DNS_FLOW_H_
#define IOTPF_RUNTIME_PROTOCOLS_DNS_FLOW_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/dns_message.h"
#include "runtime/protocols/stream_decoder.h"

#include <iotpf/session.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// The distinct values of a flow's messages, at most kMaxDnsValues of each kind.
// Questions are those of the queries, or of the responses where no query was
// seen, so the order of the directions does not matter.
class DnsFlow final : public DatagramDecoder {
 public:
  explicit DnsFlow(DecodeCounters& counters) : counters_(counters) {}

  // A message in a datagram. What the capture cut off shows as malformed.
  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  // A message was lost: lists may be longer.
  void OnLost() override { lost_ = true; }
  void OnEnd(bool) override {}

  void Add(DnsMessage message);
  // A message that does not parse was seen.
  void AddMalformed();

  // Writes the record dns. Answers are absent only where as many whole
  // responses as queries were seen.
  void Write(Session& session) const override;

 private:
  // What messages of one kind ask for.
  struct Side {
    std::vector<std::string> names;
    std::vector<uint16_t> types;
    std::vector<uint16_t> ids;  // of whole messages
    bool seen = false;
    bool open = false;  // a value was dropped
  };
  template <class Value>
  void AddDistinct(std::vector<Value>& values, Value value, bool& dropped);

  DecodeCounters& counters_;
  std::array<Side, 2> sides_;  // queries, responses
  std::vector<std::string> addresses_;
  std::vector<std::string> cnames_;
  bool lost_ = false;
};

// DNS over TCP: each message behind its length in two bytes.
//   Source   RFC 1035, 4.2.2; RFC 7766.
class DnsStreamDecoder final : public StreamDecoder {
 public:
  // `from_start`: no message was sent before the first one seen.
  explicit DnsStreamDecoder(DecodeCounters& counters, bool from_start = true)
      : flow_(counters) {
    if (!from_start) flow_.OnLost();
  }

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  void Write(Session& session) const override { flow_.Write(session); }

 private:
  struct Direction {
    std::string buffer;    // of one message with its length
    bool stopped = false;  // after a gap
  };

  DnsFlow flow_;
  std::array<Direction, 2> directions_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DNS_FLOW_H_
