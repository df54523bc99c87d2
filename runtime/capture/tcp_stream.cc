// Sequence numbers wrap after 4 GiB; positions do not. A position is found by
// the signed distance of a sequence number from the one expected next, so the
// stream only ever compares plain 64-bit numbers.
//
// The common segment is the one expected, with nothing held: its bytes go to
// the sink as a view of the packet. Every other one goes through HeldBytes,
// which settles overlaps, and is taken from there when its turn comes:
//
//   first_        next_                held_.first()
//   |  delivered  |  hole              |  held ...        end_position_
//
// A capture can miss a segment that the receiver has got; nothing says so for
// certain. The rules of tcp_stream.h decide when a hole is skipped. They count
// segments and bytes, never time, so that a file gives one result.
#include "runtime/capture/tcp_stream.h"

#include <algorithm>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

// Leaves room below the first position seen, for segments that come late.
constexpr uint64_t kFirstEpoch = uint64_t{1} << 33;

}  // namespace

TcpStream::~TcpStream() { shard_.held_bytes -= charged_; }

// The position nearest to what is expected; fixes it where nothing is yet.
uint64_t TcpStream::PositionOf(uint32_t sequence) {
  if (first_ == 0) first_ = kFirstEpoch + sequence;
  const uint64_t reference = started_ ? next_ : first_;
  const auto distance =
      static_cast<int32_t>(sequence - static_cast<uint32_t>(reference));
  return reference + static_cast<uint64_t>(static_cast<int64_t>(distance));
}

void TcpStream::Add(const DecodedPacket& segment, TcpSink& sink) {
  const bool is_syn = segment.has(kTcpSyn);
  if (end_ && !segment.has(kTcpRst)) {
    if (segment.payload_size > 0) ++shard_.statistics.tcp_after_end;
    return;
  }
  // A reset that refuses a connection has a sequence number of 0 or of the
  // other side's choice: there is no stream it could be placed in.
  if (segment.has(kTcpRst)) {
    Reset(PositionOf(segment.sequence), sink);
    return;
  }
  // A SYN takes the number before the first byte.
  const uint64_t position = PositionOf(segment.sequence + (is_syn ? 1 : 0));
  if (is_syn && !started_) {
    from_start_ = true;
    StartAt(position, sink);
  }
  const uint64_t reference = started_ ? next_ : first_;
  if (position > reference + kTcpWindowBytes ||
      (!started_ && position + kTcpWindowBytes < reference)) {
    ++shard_.statistics.tcp_out_of_window;
    return;
  }
  if (segment.has(kTcpFin)) NoteFin(position + segment.payload_size);
  if (segment.payload_size > 0) AddBytes(position, segment, sink);
  SkipAcknowledgedHole(sink);
  EnforceCaps(sink);
  EndIfComplete(sink);
}

// Takes the payload: delivers it, or holds it until its turn.
void TcpStream::AddBytes(uint64_t position, const DecodedPacket& segment,
                         TcpSink& sink) {
  std::string_view bytes = segment.payload;
  uint64_t lost = segment.payload_size - bytes.size();
  if (started_ && position < next_) {
    const uint64_t old = next_ - position;
    const uint64_t old_bytes = std::min<uint64_t>(old, bytes.size());
    shard_.statistics.tcp_retransmitted_bytes += old_bytes;
    bytes.remove_prefix(old_bytes);
    lost -= std::min(old - old_bytes, lost);
    position = next_;
  }
  if (started_ && held_.empty() && position == next_) {
    Emit(bytes, sink);
    EmitGap(lost, sink);
    return;
  }
  if (!bytes.empty() || lost > 0) ++shard_.statistics.tcp_out_of_order;
  const uint64_t added = held_.Insert(position, bytes);
  shard_.statistics.tcp_retransmitted_bytes += bytes.size() - added;
  held_.InsertLost(position + bytes.size(), lost);
  ChargeHeld();
  if (!started_) {
    if (++segments_before_start_ >= kTcpStartSegments) StartAtLowest(sink);
    return;
  }
  Drain(sink);
}

void TcpStream::Acknowledge(const DecodedPacket& reply, TcpSink& sink) {
  if (end_ || !reply.has(kTcpAck) || reply.has(kTcpRst)) return;
  if (reply.has(kTcpSyn)) {
    if (started_) return;
    from_start_ = true;
    StartAt(PositionOf(reply.acknowledgement), sink);
    return;
  }
  if (first_ == 0) return;
  const uint64_t position = PositionOf(reply.acknowledgement);
  if (!started_) {
    const bool covers_held = !held_.empty() && position > held_.first();
    const bool covers_end = end_position_ != 0 && position >= end_position_;
    if (covers_held || covers_end) StartAtLowest(sink);
  }
  const uint64_t reference = started_ ? next_ : first_;
  if (position >= first_ && position <= reference + kTcpWindowBytes) {
    acked_ = std::max(acked_, position);
  }
}

void TcpStream::Finish(TcpSink& sink) {
  if (end_) return;
  if (!started_) StartAtLowest(sink);
  while (!end_ && !held_.empty()) SkipHole(sink);
  if (end_) return;
  if (end_position_ > next_) EmitGap(end_position_ - next_, sink);
  EndIfComplete(sink);
  if (!end_) End(TcpEnd::Cut, sink);
}

// Fixes where the stream starts. What is held before that was never part of it.
void TcpStream::StartAt(uint64_t position, TcpSink& sink) {
  started_ = true;
  first_ = position;
  next_ = position;
  if (end_position_ < position) end_position_ = 0;
  while (!held_.empty() && held_.first() < position) {
    const uint64_t at = held_.first();
    const HeldBytes::Piece piece = held_.TakeFirst();
    shard_.statistics.tcp_out_of_window += 1;
    if (at + piece.size() <= position) continue;
    const uint64_t before = position - at;
    if (piece.lost > 0) {
      held_.InsertLost(position, piece.lost - before);
    } else {
      held_.Insert(position, std::string_view(piece.bytes).substr(before));
    }
  }
  ChargeHeld();
  Drain(sink);
  EndIfComplete(sink);
}

void TcpStream::StartAtLowest(TcpSink& sink) {
  uint64_t lowest = end_position_ != 0 ? end_position_ : first_;
  if (!held_.empty()) lowest = held_.first();
  StartAt(lowest, sink);
}

// The first FIN counts; one before bytes already delivered is not the end.
void TcpStream::NoteFin(uint64_t position) {
  if (end_position_ != 0 || (started_ && position < next_)) return;
  end_position_ = position;
  end_kind_ = TcpEnd::Fin;
}

// A reset counts where its receiver could take it: from what it has
// acknowledged on. Source: RFC 9293, section 3.10.7.4.
void TcpStream::Reset(uint64_t position, TcpSink& sink) {
  if (!started_) {
    StartAtLowest(sink);
    if (end_) return;
    if (held_.empty() && next_ == first_) position = next_;
  }
  const uint64_t oldest = acked_ != 0 ? std::min(acked_, next_) : first_;
  if (position < oldest || position > next_ + kTcpWindowBytes) {
    ++shard_.statistics.tcp_out_of_window;
    return;
  }
  // Behind a FIN, which takes a number of its own, nothing can be missing.
  if (end_ || position <= next_) is_reset_ = true;
  if (!end_ && (end_position_ == 0 || position < end_position_)) {
    end_position_ = std::max(position, next_);
    end_kind_ = TcpEnd::Reset;
  }
  EndIfComplete(sink);
}

// Bytes behind the end are not part of the stream.
void TcpStream::Emit(std::string_view bytes, TcpSink& sink) {
  if (end_position_ != 0 && bytes.size() > end_position_ - next_) {
    bytes = bytes.substr(0, end_position_ - next_);
    ++shard_.statistics.tcp_after_end;
  }
  if (bytes.empty()) return;
  next_ += bytes.size();
  sink.OnBytes(bytes, from_start_);
}

void TcpStream::EmitGap(uint64_t size, TcpSink& sink) {
  if (end_position_ != 0) size = std::min(size, end_position_ - next_);
  if (size == 0) return;
  next_ += size;
  ++shard_.statistics.tcp_gaps;
  shard_.statistics.tcp_gap_bytes += size;
  sink.OnGap(size, from_start_);
}

// Delivers what is held up to the next hole.
void TcpStream::Drain(TcpSink& sink) {
  while (!held_.empty() && held_.first() <= next_) {
    // Nothing behind the end is delivered.
    if (end_position_ != 0 && next_ >= end_position_) break;
    const HeldBytes::Piece piece = held_.TakeFirst();
    if (piece.lost > 0) {
      EmitGap(piece.lost, sink);
    } else {
      Emit(piece.bytes, sink);
    }
    segments_behind_ack_ = 0;
  }
  ChargeHeld();
}

// Requires something held behind a hole.
void TcpStream::SkipHole(TcpSink& sink) {
  EmitGap(held_.first() - next_, sink);
  Drain(sink);
  EndIfComplete(sink);
}

void TcpStream::SkipAcknowledgedHole(TcpSink& sink) {
  if (end_ || !started_ || held_.empty() || acked_ < held_.first()) return;
  if (++segments_behind_ack_ < kTcpAckedSegments) return;
  segments_behind_ack_ = 0;
  SkipHole(sink);
}

void TcpStream::EnforceCaps(TcpSink& sink) {
  while (!end_ && !held_.empty() &&
         (held_.bytes() > kTcpHeldBytes || held_.pieces() > kTcpHeldSegments ||
          shard_.held_bytes > kTcpHeldBytesPerShard)) {
    ++shard_.statistics.tcp_hold_over_cap;
    if (!started_) StartAtLowest(sink);
    if (!end_ && !held_.empty()) SkipHole(sink);
  }
}

void TcpStream::EndIfComplete(TcpSink& sink) {
  if (end_ || !started_ || end_position_ == 0 || next_ < end_position_) return;
  End(end_kind_, sink);
}

void TcpStream::End(TcpEnd end, TcpSink& sink) {
  end_ = end;
  is_reset_ = is_reset_ || end == TcpEnd::Reset;
  held_.Clear();
  ChargeHeld();
  sink.OnEnd(end);
}

// Brings the shard's budget up to date with what is held.
void TcpStream::ChargeHeld() {
  const uint64_t charge = held_.bytes() + held_.pieces() * kTcpPieceOverhead;
  shard_.held_bytes += charge - charged_;
  charged_ = charge;
}

void TcpConnection::Add(const DecodedPacket& segment, bool from_client,
                        TcpSink& client_sink, TcpSink& server_sink) {
  TcpStream& sender = from_client ? client_ : server_;
  TcpStream& receiver = from_client ? server_ : client_;
  // What a segment acknowledges came before what it carries: a request is
  // delivered before its response.
  receiver.Acknowledge(segment, from_client ? server_sink : client_sink);
  sender.Add(segment, from_client ? client_sink : server_sink);
}

void TcpConnection::Finish(TcpSink& client_sink, TcpSink& server_sink) {
  client_.Finish(client_sink);
  server_.Finish(server_sink);
}

bool TcpConnection::finished() const {
  if (client_.is_reset() || server_.is_reset()) return true;
  return client_.ended() && server_.ended();
}

}  // namespace iotpf::runtime
