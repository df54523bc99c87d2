// A two-way stream of bytes to the records of its protocol.
#ifndef IOTPF_RUNTIME_SCAN_STREAM_RECORDS_H_
#define IOTPF_RUNTIME_SCAN_STREAM_RECORDS_H_

#include "runtime/protocols/memory_budget.h"
#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/protocol.h"
#include "runtime/protocols/stream_decoder.h"
#include "runtime/scan/carried_stream.h"
#include "runtime/scan/flow_decoder.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Identifies the protocol from the first bytes, then feeds its decoder from
// byte 0. Until then bytes wait, at most kMaxUnidentifiedBytes of a stream.
//
// The stream is a TCP connection, or what another protocol carries.
//
//   Cost     nothing is allocated for a stream whose first piece tells its
//            protocol, but the decoder of that.
class StreamRecords final : public StreamDecoder, public NestedStreams {
 public:
  // `depth`: how many streams carry this one. `nested_total`: of the outermost,
  // where this one counts; null: this is it.
  StreamRecords(ShardContext& shard, uint16_t server_port, int depth = 0,
                uint32_t* nested_total = nullptr)
      : shard_(shard),
        server_port_(server_port),
        depth_(depth),
        nested_total_(nested_total != nullptr ? nested_total : &nested_) {}
  ~StreamRecords() override {
    if (nested_total_ != &nested_) --*nested_total_;
  }

  // Says that the bytes of a direction begin in its middle. Such a stream is
  // identified only by messages that say what they are wherever they stand.
  void BeginInMiddle(Sender sender) { SideOf(sender).from_start = false; }

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  // No more bytes: decides with those there are.
  void Finish();

  // The protocol is decided.
  bool is_identified() const { return is_identified_; }
  bool is_settled() const override {
    return is_identified_ && (decoder_ == nullptr || decoder_->is_settled());
  }
  // Frees what is not needed once nothing more is read or written.
  void Release();
  // Protocol::Unknown: not identified, or none that has a name.
  Protocol protocol() const { return protocol_; }
  // It was decided from the first bytes of both directions.
  bool is_seen_from_start() const { return is_seen_from_start_; }
  // Whether the stream, or one that it carries, may hold a record.
  // `with_tunnels`: also in a tunnel.
  bool MayHoldRecord(Record record, bool with_tunnels) const;

  std::vector<HttpExchange> TakeExchanges() override;
  void WriteCarrier(Session& session) const override;
  void WriteTunnelled(Session& session) const override;
  bool MayCarry(Record record) const override;
  void Write(Session& session) const override;

 private:
  // A part of the stream that waits for its decoder.
  struct Piece {
    Sender sender;
    ByteOrigin origin;
    std::string bytes;
    uint64_t gap = 0;  // bytes missing instead
  };
  enum class End : uint8_t { None, Clean, Unclean };
  // What there is of a stream until its protocol is known.
  struct Waiting {
    explicit Waiting(MemoryBudget& budget) : memory(budget) {}

    std::array<std::string, 2> starts;  // by Sender, at most kIdentifyBytes
    std::vector<Piece> pieces;
    size_t bytes = 0;
    MemoryCharge memory;
  };
  struct Side {
    bool is_cut = false;     // a gap ended its start
    bool has_data = false;   // bytes or a gap came
    bool from_start = true;  // of the data
    End end = End::None;
  };

  Side& SideOf(Sender sender) { return sides_[IndexOf(sender)]; }
  const Side& SideOf(Sender sender) const { return sides_[IndexOf(sender)]; }
  std::string_view StartOf(Sender sender) const;
  std::unique_ptr<StreamDecoder> OpenNested(uint16_t server_port) override;
  MemoryBudget& memory() override { return shard_.memory; }
  void NoteData(Sender sender);
  void Identify(Sender sender, std::string_view start, bool is_last_chance);
  void Wait(Piece piece, std::string_view start);
  void Decide(Protocol protocol);
  void GiveWaiting(const Waiting& waiting);
  std::unique_ptr<StreamDecoder> MakeDecoder();
  std::unique_ptr<StreamDecoder> MakeDialogue();
  std::unique_ptr<StreamDecoder> MakeTls();
  uint32_t UnseenRequests() const;
  void EndDecoder(Sender sender);

  ShardContext& shard_;
  const uint16_t server_port_;
  const int depth_;
  uint32_t nested_ = 0;               // streams in this one now, at any depth
  uint32_t* const nested_total_;      // the same of the outermost
  std::array<Side, 2> sides_;         // by Sender
  std::unique_ptr<Waiting> waiting_;  // null: nothing waits
  std::optional<Sender> first_sender_;

  bool is_identified_ = false;
  bool is_seen_from_start_ = false;
  Protocol protocol_ = Protocol::Unknown;
  std::unique_ptr<CarriedStream> carried_;  // null: none can be
  // Null: nothing to decode. It may hand on to `carried_`.
  std::unique_ptr<StreamDecoder> decoder_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_STREAM_RECORDS_H_
