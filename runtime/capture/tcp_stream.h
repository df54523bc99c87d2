// TCP segments to the bytes of a stream, in order.
#ifndef IOTPF_RUNTIME_CAPTURE_TCP_STREAM_H_
#define IOTPF_RUNTIME_CAPTURE_TCP_STREAM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/held_bytes.h"
#include "runtime/capture/packet.h"

namespace iotpf::runtime {

// How a direction of a connection ended.
enum class TcpEnd : uint8_t {
  Fin,    // its sender said so, and all bytes before were seen or skipped
  Reset,  // its sender reset the connection
  Cut     // the flow ended without either: timeout, eviction, end of input
};

// Who takes the bytes of one direction. Calls come in stream order; OnEnd once
// and last.
class TcpSink {
 public:
  virtual ~TcpSink() = default;
  // The next bytes; never empty. `from_start`: the first byte of the stream's
  // first OnBytes or OnGap is the first byte its sender sent; else the
  // capture begins inside the stream. The same in every call.
  virtual void OnBytes(std::string_view bytes, bool from_start) = 0;
  // The next `size` bytes are missing: lost to the capture, or cut by it.
  virtual void OnGap(uint64_t size, bool from_start) = 0;
  virtual void OnEnd(TcpEnd end) = 0;
};

// What the streams of one shard share: its counters, and a budget of bytes held
// out of order, so that many streams with holes cannot fill the memory.
struct TcpShard {
  explicit TcpShard(CaptureStatistics& counters) : statistics(counters) {}
  CaptureStatistics& statistics;
  uint64_t held_bytes = 0;  // at most kTcpHeldBytesPerShard, by all streams
};

// One direction of a connection. What the sink gets does not depend on how the
// bytes were cut into segments, nor on the order of segments within the caps.
// Where segments overlap, the first data wins.
//
// A hole is skipped when more than kTcpHeldBytes or kTcpHeldSegments wait
// behind it; when the other side acknowledged bytes behind it, and
// kTcpAckedSegments more have come since; when the capture cut the segment;
// and when the flow ends. A stream whose SYN was not seen begins with the
// lowest sequence number seen until the other side acknowledges bytes, or until
// kTcpStartSegments segments have come; a SYN+ACK of the other side tells the
// start as well as the SYN itself.
//
//   Source   RFC 9293, section 3.4 (sequence numbers).
class TcpStream {
 public:
  explicit TcpStream(TcpShard& shard) : shard_(shard) {}
  TcpStream(const TcpStream&) = delete;
  TcpStream& operator=(const TcpStream&) = delete;
  ~TcpStream();

  // A segment of this direction.
  void Add(const DecodedPacket& segment, TcpSink& sink);
  // A segment of the other direction: its acknowledgement speaks of this one.
  void Acknowledge(const DecodedPacket& reply, TcpSink& sink);
  // The flow ended: delivers what is held, and ends the stream.
  void Finish(TcpSink& sink);

  bool ended() const { return end_.has_value(); }
  std::optional<TcpEnd> end() const { return end_; }
  // Its sender has reset the connection, perhaps after its FIN.
  bool is_reset() const { return is_reset_; }
  // The stream is known from its first byte.
  bool from_start() const { return from_start_; }
  // Bytes delivered and skipped so far.
  uint64_t delivered() const { return started_ ? next_ - first_ : 0; }

 private:
  uint64_t PositionOf(uint32_t sequence);
  void StartAt(uint64_t position, TcpSink& sink);
  void StartAtLowest(TcpSink& sink);
  void NoteFin(uint64_t position);
  void Reset(uint64_t position, TcpSink& sink);
  void AddBytes(uint64_t position, const DecodedPacket& segment, TcpSink& sink);
  void Emit(std::string_view bytes, TcpSink& sink);
  void EmitGap(uint64_t size, TcpSink& sink);
  void Drain(TcpSink& sink);
  void SkipHole(TcpSink& sink);
  void SkipAcknowledgedHole(TcpSink& sink);
  void EnforceCaps(TcpSink& sink);
  void EndIfComplete(TcpSink& sink);
  void End(TcpEnd end, TcpSink& sink);
  void ChargeHeld();

  TcpShard& shard_;
  HeldBytes held_;
  uint64_t charged_ = 0;  // of the shard's budget
  // Positions are sequence numbers that do not wrap: their low 32 bits are the
  // sequence number. All are 0 until one is known.
  uint64_t first_ = 0;  // where the stream starts; before: any position in it
  uint64_t next_ = 0;   // the next to deliver
  uint64_t acked_ = 0;  // the highest that the other side has acknowledged
  uint64_t end_position_ = 0;      // behind the last byte
  TcpEnd end_kind_ = TcpEnd::Fin;  // what happens there
  uint32_t segments_behind_ack_ = 0;
  uint32_t segments_before_start_ = 0;
  bool started_ = false;
  bool from_start_ = false;
  bool is_reset_ = false;
  std::optional<TcpEnd> end_;
};

// Both directions of a connection.
class TcpConnection {
 public:
  explicit TcpConnection(TcpShard& shard) : client_(shard), server_(shard) {}

  // A segment of the flow, and who takes the bytes of each sender.
  void Add(const DecodedPacket& segment, bool from_client, TcpSink& client_sink,
           TcpSink& server_sink);
  // The flow ended.
  void Finish(TcpSink& client_sink, TcpSink& server_sink);

  const TcpStream& client() const { return client_; }  // sent by the client
  const TcpStream& server() const { return server_; }
  // Both sides have closed, or one has reset the connection.
  bool finished() const;

 private:
  TcpStream client_;
  TcpStream server_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_TCP_STREAM_H_
