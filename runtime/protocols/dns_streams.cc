// A question and its answers are the two directions of a stream. What comes of
// it is as of datagrams: messages, some of which may be missing.
#include "runtime/protocols/dns_streams.h"

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {

void DnsStreams::OnBytes(uint64_t stream, Sender sender, std::string_view bytes,
                         const ByteOrigin& origin) {
  if (!IsTwoWay(stream)) return;
  std::string& pending = pending_[{stream, sender}];
  pending += bytes;
  held_ += bytes.size();
  ByteCursor cursor(pending);
  size_t used = 0;
  while (true) {
    const std::string_view message = cursor.TakeBehindU16();
    if (!cursor.ok()) break;
    flow_.OnDatagram(sender, message, false, origin);
    used = pending.size() - cursor.remaining();
  }
  pending.erase(0, used);
  held_ -= used;
  if (held_ > kMaxDnsStreamBytes) Lose(stream, sender);
}

void DnsStreams::OnGap(uint64_t stream, Sender sender, uint64_t) {
  Lose(stream, sender);
}

void DnsStreams::OnLast(uint64_t stream, Sender sender) {
  const auto found = pending_.find({stream, sender});
  if (found == pending_.end()) return;
  if (!found->second.empty()) return Lose(stream, sender);
  pending_.erase(found);
}

void DnsStreams::OnReset(uint64_t stream, Sender sender) {
  if (IsTwoWay(stream)) Lose(stream, sender);
}

void DnsStreams::OnEnd(bool complete) {
  if (!complete || held_ > 0) flow_.OnLost();
}

void DnsStreams::Lose(uint64_t stream, Sender sender) {
  flow_.OnLost();
  const auto found = pending_.find({stream, sender});
  if (found == pending_.end()) return;
  held_ -= found->second.size();
  pending_.erase(found);
}

}  // namespace iotpf::runtime
