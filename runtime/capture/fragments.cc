// Datagrams are collected by source, destination, identification and, for
// IPv4, protocol. A datagram is whole when as many bytes are held as its last
// fragment says there are: ranges never overlap and none passes that end, so
// the sum is enough. Ages are kept in a list, so that timeouts and caps always
// take from its front.
//
// RFC 5722 wants IPv6 datagrams with overlaps dropped; here the first data wins
// for both versions, since what a receiver did with them cannot be known.
#include "runtime/capture/fragments.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "runtime/limits.h"

namespace iotpf::runtime {

std::optional<Datagram> FragmentReassembler::Add(const Fragment& fragment) {
  ++statistics_.fragments;
  Expire(fragment.time_ns);
  const uint64_t end = fragment.offset + fragment.payload.size();
  // Only the last fragment may have a length that is no multiple of 8.
  if (fragment.payload.empty() || end > kMaxDatagramBytes ||
      (fragment.more && fragment.payload.size() % 8 != 0)) {
    ++statistics_.fragments_malformed;
    return std::nullopt;
  }
  const Age::iterator pending = FindOrStart(fragment);
  if (!Take(fragment, *pending)) return std::nullopt;
  if (pending->size && pending->bytes.bytes() == *pending->size) {
    whole_.clear();
    Datagram datagram{pending->protocol, {}};
    bytes_ -= pending->bytes.bytes();
    while (!pending->bytes.empty()) whole_ += pending->bytes.TakeFirst().bytes;
    datagram.payload = whole_;
    ++statistics_.datagrams_reassembled;
    Remove(pending);
    return datagram;
  }
  if (pending->bytes.pieces() > kMaxFragmentsPerDatagram) {
    ++statistics_.datagrams_over_cap;
    Remove(pending);
  }
  while (bytes_ > kMaxFragmentBytes) {
    ++statistics_.datagrams_over_cap;
    Remove(age_.begin());
  }
  return std::nullopt;
}

FragmentReassembler::Age::iterator FragmentReassembler::FindOrStart(
    const Fragment& fragment) {
  const bool is_ipv4 = fragment.source.size == 4;
  const Key key{fragment.source, fragment.destination, fragment.identification,
                is_ipv4 ? fragment.protocol : uint8_t{0}};
  if (const auto found = pending_.find(key); found != pending_.end()) {
    return found->second;
  }
  if (pending_.size() >= kMaxPendingDatagrams) {
    ++statistics_.datagrams_over_cap;
    Remove(age_.begin());
  }
  Pending started;
  started.key = key;
  started.deadline_ns = clock_ns_ + kFragmentTimeoutNs;
  age_.push_back(std::move(started));
  const Age::iterator place = std::prev(age_.end());
  pending_.emplace(key, place);
  return place;
}

// Adds the bytes of a fragment; false where it contradicts what is known.
bool FragmentReassembler::Take(const Fragment& fragment, Pending& pending) {
  const uint64_t end = fragment.offset + fragment.payload.size();
  const bool ends_elsewhere =
      pending.size
          ? end > *pending.size || (!fragment.more && end != *pending.size)
          : !fragment.more && !pending.bytes.empty() &&
                end < pending.bytes.end();
  if (ends_elsewhere) {
    ++statistics_.fragments_malformed;
    return false;
  }
  const uint64_t added =
      pending.bytes.Insert(fragment.offset, fragment.payload);
  if (added < fragment.payload.size()) ++statistics_.fragments_overlapping;
  bytes_ += added;
  if (!fragment.more) pending.size = static_cast<uint32_t>(end);
  if (fragment.offset == 0 && added > 0) pending.protocol = fragment.protocol;
  return true;
}

void FragmentReassembler::Expire(int64_t time_ns) {
  clock_ns_ = std::max(clock_ns_, time_ns);
  while (!age_.empty() && age_.front().deadline_ns < clock_ns_) {
    ++statistics_.datagrams_incomplete;
    Remove(age_.begin());
  }
}

void FragmentReassembler::Finish() {
  statistics_.datagrams_incomplete += age_.size();
  pending_.clear();
  age_.clear();
  bytes_ = 0;
}

void FragmentReassembler::Remove(Age::iterator pending) {
  bytes_ -= pending->bytes.bytes();
  pending_.erase(pending->key);
  age_.erase(pending);
}

}  // namespace iotpf::runtime
