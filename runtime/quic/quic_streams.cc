// Frames say where their bytes belong, and may come in any order and twice.
// What a packet lost is sent again in other frames, so a hole may be filled at
// any time; it counts as lost only when too much waits behind it.
//
// A stream that is over stays known for a while, so that a late copy of its
// frames does not open it again.
#include "runtime/quic/quic_streams.h"

#include "runtime/limits.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

constexpr size_t kPieceOverhead = 96;  // bytes beside a piece, about

bool SendsOn(Sender sender, uint64_t stream) {
  return IsTwoWay(stream) || OpenerOf(stream) == sender;
}

}  // namespace

void QuicStreams::OnFrame(Sender sender, const QuicFrame& frame,
                          const ByteOrigin& origin) {
  if (!SendsOn(sender, frame.stream)) return;
  Stream* const stream = Find(frame.stream);
  if (stream == nullptr) return;
  Half& half = (*stream)[IndexOf(sender)];
  if (half.is_over) return;
  if (frame.kind == QuicFrame::Kind::Stream) {
    return Add(frame.stream, sender, half, frame, origin);
  }
  Drop(half);
  decoder_.OnReset(frame.stream, sender);
}

// ---- streams

// Null where the stream is over and forgotten.
QuicStreams::Stream* QuicStreams::Find(uint64_t id) {
  Kind& kind = kinds_[id & 3];
  const auto found = kind.streams.find(id);
  if (found != kind.streams.end()) return &found->second;
  if (id < kind.floor) return nullptr;
  if (kind.streams.size() >= kMaxQuicStreams) Evict(kind);
  Stream& stream = kind.streams[id];
  for (const Sender sender : {Sender::Client, Sender::Server}) {
    stream[IndexOf(sender)].is_over = !SendsOn(sender, id);
  }
  return &stream;
}

// The oldest stream that is over, or the oldest of all.
void QuicStreams::Evict(Kind& kind) {
  auto oldest = std::find_if(
      kind.streams.begin(), kind.streams.end(), [](const auto& entry) {
        return entry.second[0].is_over && entry.second[1].is_over;
      });
  if (oldest == kind.streams.end()) {
    oldest = kind.streams.begin();
    ++counters_.quic_streams_over_cap;
    for (const Sender sender : {Sender::Client, Sender::Server}) {
      Half& half = oldest->second[IndexOf(sender)];
      if (half.is_over) continue;
      Drop(half);
      decoder_.OnReset(oldest->first, sender);
    }
  }
  kind.floor = std::max(kind.floor, oldest->first + 1);
  kind.streams.erase(oldest);
}

void QuicStreams::Drop(Half& half) {
  for (const auto& [offset, piece] : half.held) {
    held_ -= piece.bytes.size() + kPieceOverhead;
  }
  half.held.clear();
  half.is_over = true;
}

// ---- bytes

void QuicStreams::Add(uint64_t id, Sender sender, Half& half,
                      const QuicFrame& frame, const ByteOrigin& origin) {
  if (frame.is_last && !half.size) {
    half.size = frame.offset + frame.bytes.size();
  }
  if (frame.offset > half.next) {
    if (!frame.bytes.empty()) Hold(id, sender, half, frame, origin);
  } else {
    const uint64_t known = half.next - frame.offset;
    if (known < frame.bytes.size()) {
      const std::string_view bytes =
          frame.bytes.substr(static_cast<size_t>(known));
      half.next += bytes.size();
      decoder_.OnBytes(id, sender, bytes, origin);
      Release(id, sender, half);
    }
  }
  if (!half.size || half.next < *half.size) return;
  Drop(half);
  decoder_.OnLast(id, sender);
}

void QuicStreams::Hold(uint64_t id, Sender sender, Half& half,
                       const QuicFrame& frame, const ByteOrigin& origin) {
  Piece& piece = half.held[frame.offset];
  const size_t known = piece.bytes.size();
  if (known == 0) {
    piece.origin = origin;
    held_ += kPieceOverhead;
  }
  if (frame.bytes.size() > known) {
    piece.bytes += frame.bytes.substr(known);
    held_ += frame.bytes.size() - known;
  }
  while (held_ > kMaxQuicHeldBytes && !half.held.empty()) {
    ++counters_.quic_held_overflows;
    const uint64_t hole = half.held.begin()->first - half.next;
    half.next += hole;
    decoder_.OnGap(id, sender, hole);
    Release(id, sender, half);
  }
}

// Hands on what no hole is in front of any more.
void QuicStreams::Release(uint64_t id, Sender sender, Half& half) {
  while (!half.held.empty() && half.held.begin()->first <= half.next) {
    auto node = half.held.extract(half.held.begin());
    const Piece& piece = node.mapped();
    held_ -= piece.bytes.size() + kPieceOverhead;
    const uint64_t known = half.next - node.key();
    if (known >= piece.bytes.size()) continue;
    const std::string_view bytes =
        std::string_view(piece.bytes).substr(static_cast<size_t>(known));
    half.next += bytes.size();
    decoder_.OnBytes(id, sender, bytes, piece.origin);
  }
}

}  // namespace iotpf::runtime
