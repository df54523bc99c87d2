// DNS over QUIC: each exchange has a stream of its own.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DNS_STREAMS_H_
#define IOTPF_RUNTIME_PROTOCOLS_DNS_STREAMS_H_

#include "runtime/protocols/dns_flow.h"
#include "runtime/protocols/streams_decoder.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::runtime {

// Cuts streams into messages, each behind its length in two bytes.
//
//   Units    kMaxDnsStreamBytes of messages that are not yet whole are held in
//            all streams.
//   Source   RFC 9250, 4.2.
class DnsStreams final : public StreamsDecoder {
 public:
  explicit DnsStreams(DecodeCounters& counters) : flow_(counters) {}

  void OnBytes(uint64_t stream, Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(uint64_t stream, Sender sender, uint64_t size) override;
  void OnLast(uint64_t stream, Sender sender) override;
  void OnReset(uint64_t stream, Sender sender) override;
  void OnEnd(bool complete) override;
  void Write(Session& session) const override { flow_.Write(session); }

 private:
  void Lose(uint64_t stream, Sender sender);

  DnsFlow flow_;
  // The message of each direction of a stream that is not yet whole.
  std::map<std::pair<uint64_t, Sender>, std::string> pending_;
  size_t held_ = 0;  // bytes in `pending_`
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DNS_STREAMS_H_
