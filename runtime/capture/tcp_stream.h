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
// and when the flow ends. A stream whose SYN was not seen begins with
// the lowest sequence number among its first kTcpStartSegments segments.
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
  // The stream is known from its first byte.
  bool from_start() const { return from_start_; }
  // Bytes delivered and skipped so far.
  uint64_t delivered() const { return started_ ? next_ - first_ : 0; }

 private:
  uint64_t PositionOf(uint32_t sequence) const;
  bool HasPosition() const { return started_ || first_ != 0; }
  void StartAt(uint32_t sequence, TcpSink& sink);
  void StartAtLowest(TcpSink& sink);
  void NoteEnd(const DecodedPacket& segment, uint64_t end_position);
  void Store(uint64_t position, const DecodedPacket& segment);
  void Deliver(uint64_t position, const DecodedPacket& segment, TcpSink& sink);
  void Drain(TcpSink& sink);
  void SkipHole(TcpSink& sink);
  void EnforceCaps(TcpSink& sink);
  void EndIfComplete(TcpSink& sink);
  void ReleaseHeld();

  TcpShard& shard_;
  HeldBytes held_;
  uint64_t charged_ = 0;  // of the shard's budget
  // Positions are sequence numbers that do not wrap: their low 32 bits are the
  // sequence number. `first_` is 0 until a segment was seen.
  uint64_t first_ = 0;
  uint64_t next_ = 0;   // the next position to deliver
  uint64_t acked_ = 0;  // highest position the other side has acknowledged
  std::optional<uint64_t> end_position_;
  TcpEnd end_kind_ = TcpEnd::Cut;  // what happens at `end_position_`
  uint32_t segments_since_ack_ = 0;
  uint32_t segments_before_start_ = 0;
  bool started_ = false;
  bool from_start_ = false;
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
