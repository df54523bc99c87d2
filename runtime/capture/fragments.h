// IP datagrams that travel in pieces.
#ifndef IOTPF_RUNTIME_CAPTURE_FRAGMENTS_H_
#define IOTPF_RUNTIME_CAPTURE_FRAGMENTS_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/held_bytes.h"
#include "runtime/capture/ip_address.h"

namespace iotpf::runtime {

// One fragment of an IPv4 or IPv6 datagram.
struct Fragment {
  IpAddress source;
  IpAddress destination;
  uint8_t protocol = 0;  // of the payload; IPv6: the next header
  uint32_t identification = 0;
  uint32_t offset = 0;  // bytes
  bool more = false;    // more fragments follow
  int64_t time_ns = 0;
  std::string_view payload;  // whole
};

// A datagram put together.
struct Datagram {
  uint8_t protocol = 0;      // of the first fragment
  std::string_view payload;  // valid until the next call
};

// Puts datagrams together. Where fragments overlap, the first data wins.
//
// A datagram is given up kFragmentTimeoutNs after its first fragment, by the
// clock of the capture; the oldest make room where a cap of limits.h is
// reached.
//
//   Source   RFC 791, section 3.2; RFC 8200, section 4.5.
class FragmentReassembler {
 public:
  explicit FragmentReassembler(CaptureStatistics& statistics)
      : statistics_(statistics) {}

  // Returns the datagram that `fragment` completes, if it does.
  std::optional<Datagram> Add(const Fragment& fragment);
  // The input ended: gives up what is incomplete.
  void Finish();

 private:
  struct Key {
    IpAddress source;
    IpAddress destination;
    uint32_t identification;
    uint8_t protocol;  // 0 for IPv6, where it is not part of the identity
    auto operator<=>(const Key&) const = default;
  };
  struct Pending {
    Key key;
    int64_t deadline_ns;
    HeldBytes bytes;
    uint8_t protocol = 0;
    std::optional<uint32_t> size;  // known once the last fragment is
  };
  using Age = std::list<Pending>;  // oldest first

  Age::iterator FindOrStart(const Fragment& fragment);
  bool Take(const Fragment& fragment, Pending& pending);
  void Expire(int64_t time_ns);
  void Remove(Age::iterator pending);

  CaptureStatistics& statistics_;
  Age age_;
  std::map<Key, Age::iterator> pending_;
  int64_t clock_ns_ = INT64_MIN;
  uint64_t bytes_ = 0;  // held in all datagrams
  std::string whole_;   // the last datagram completed
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_FRAGMENTS_H_
