// The datagrams of a flow to the records of its protocol.
#ifndef IOTPF_RUNTIME_SCAN_DATAGRAM_RECORDS_H_
#define IOTPF_RUNTIME_SCAN_DATAGRAM_RECORDS_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/protocol.h"
#include "runtime/scan/flow_decoder.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// The ports between which datagrams go.
struct DatagramPorts {
  uint16_t client = 0;
  uint16_t server = 0;
};

// Identifies the protocol from the first of kPayloadDatagrams datagrams that
// tells it, then feeds its decoder. The datagrams are those of a UDP flow, or
// what another protocol carries in them.
//
// STUN finds a path, and what then uses it has the same ports: DTLS behind it
// is the protocol of the flow. Media without DTLS leave it STUN.
//
//   Source   RFC 5764, 5.1.2; RFC 7983, 7.
class DatagramRecords final : public DatagramDecoder {
 public:
  // `depth`: how many protocols carry these datagrams.
  DatagramRecords(ShardContext& shard, DatagramPorts ports, int depth = 0)
      : shard_(shard), ports_(ports), depth_(depth) {}

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override;
  void OnEnd(bool complete) override;
  std::vector<HttpExchange> TakeExchanges() override;
  void WriteCarrier(Session& session) const override;
  bool is_carrier_settled() const override;
  bool is_settled() const override;
  // Frees what is not needed once nothing more is read or written.
  void Release();
  void Write(Session& session) const override;

  // Protocol::Unknown: not identified.
  Protocol protocol() const { return protocol_; }
  // The first datagram told it.
  bool is_seen_from_start() const { return unidentified_ == 0; }
  // Whether the datagrams, or what they carry, may hold a record.
  bool MayHoldRecord(Record record) const;

 private:
  void Identify(Sender sender, std::string_view bytes);
  void LookBehindStun(Sender sender, std::string_view bytes);
  std::unique_ptr<DatagramDecoder> MakeDecoder();
  std::unique_ptr<DatagramDecoder> MakeDtls();

  ShardContext& shard_;
  const DatagramPorts ports_;
  const int depth_;
  Protocol protocol_ = Protocol::Unknown;
  size_t unidentified_ = 0;  // datagrams before the one that told it
  bool has_media_ = false;   // behind STUN
  bool is_turned_ = false;   // DTLS: the server of the flow is its client
  // What the decoder hands on to; null: nothing can be carried.
  std::unique_ptr<DatagramRecords> carried_;
  std::unique_ptr<DatagramDecoder> decoder_;  // null: nobody reads its record
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_DATAGRAM_RECORDS_H_
