// What TCP and UDP flows have in common for those who make sessions of them.
#ifndef IOTPF_RUNTIME_SCAN_FLOW_DECODER_H_
#define IOTPF_RUNTIME_SCAN_FLOW_DECODER_H_

#include "runtime/capture/packet.h"
#include "runtime/capture/tcp_stream.h"
#include "runtime/limits.h"
#include "runtime/protocols/decode_counters.h"
#include "runtime/protocols/http_message.h"
#include "runtime/protocols/memory_budget.h"
#include "runtime/protocols/protocol.h"
#include "runtime/scan/scan_statistics.h"
#include "runtime/tls/tls_decryption.h"
#include "runtime/tls/tls_facts.h"

#include <iotpf/ruleset_view.h>
#include <iotpf/session.h>

#include <cstdint>
#include <vector>

namespace iotpf::runtime {

// Which records a ruleset reads, of those that are costly to keep.
struct NeededRecords {
  bool payload = false;
  bool dns = false;
  bool mqtt = false;
  bool coap = false;
  bool mdns = false;
  bool ssdp = false;
  bool dhcp = false;
  TlsNeeds tls;
};

NeededRecords NeededBy(const RulesetView& ruleset);

// What the flows of one shard share.
struct ShardContext {
  // `secrets` may be null, and outlives the context otherwise.
  ShardContext(NeededRecords needed_records, const TlsSecrets* secrets)
      : needed(needed_records), tcp(capture) {
    tls.secrets = secrets;
  }

  // The secrets to decrypt with; null where there are none so far.
  const TlsSecrets* secrets() const {
    const bool has_some = tls.secrets != nullptr && !tls.secrets->empty();
    return has_some ? tls.secrets : nullptr;
  }

  const NeededRecords needed;
  CaptureStatistics capture;
  DecodeCounters decode;
  ScanStatistics scan;
  TcpShard tcp;
  TlsDecryptionContext tls;
  MemoryBudget memory{kHeldBytesPerShard};
};

// The packets of one flow to records.
//
//   Threads  one at a time: the worker that owns the shard.
class FlowDecoder {
 public:
  FlowDecoder() = default;
  FlowDecoder(const FlowDecoder&) = delete;
  FlowDecoder& operator=(const FlowDecoder&) = delete;
  virtual ~FlowDecoder() = default;

  // The next packet of the flow. Returns whether anything else that this class
  // says may be different now.
  virtual bool Add(const DecodedPacket& packet, bool from_client) = 0;
  // No packet follows. `is_complete`: the flow fell silent for its timeout or
  // gave way to another one; otherwise the capture or a cap cut it.
  virtual void Finish(bool is_complete) = 0;

  // Both sides have closed.
  virtual bool is_finished() const { return false; }
  // No packet changes what WriteCarrier() writes.
  virtual bool is_carrier_settled() const = 0;
  // No packet changes what WriteRecords() writes either, and no exchange
  // follows.
  virtual bool is_settled() const { return false; }
  // Frees what a settled flow has no more use for: nothing is written again.
  // Packets still come, for is_finished() and for counters.
  virtual void Release() {}
  // The HTTP exchanges that became complete since the last call.
  virtual std::vector<HttpExchange> TakeExchanges() { return {}; }

  // Who looks at a flow: itself, an exchange of it, or one in TLS that a tunnel
  // of it carries.
  enum class Viewer : uint8_t { Flow, Exchange, ExchangeInInnerTls };

  // Writes the protocol, the payload, the record tls, and what the protocol
  // cannot hold. What an exchange sees of it does not depend on tunnels that
  // are opened beside it or behind it.
  //
  //   Requires  this decoder stays as it is for as long as `session` is read.
  void WriteCarrier(Session& session, Viewer viewer) const;
  // Writes the records that were decoded, for the session of the flow itself.
  // Requires as above.
  virtual void WriteRecords(Session& session) const = 0;

 protected:
  // Protocol::Unknown: not identified.
  virtual Protocol protocol() const = 0;
  // The flow may hold the record: by its protocol, or by what that carries.
  virtual bool MayHoldRecord(Record record, bool with_tunnels) const = 0;
  // It was identified from the first byte of the flow.
  virtual bool is_seen_from_start() const = 0;
  virtual void WritePayload(Session& session) const = 0;
  // The record tls.
  virtual void WriteTls(Session& session, bool with_tunnels) const = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_FLOW_DECODER_H_
