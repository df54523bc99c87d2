// Which name a client knows an address by.
#ifndef IOTPF_RUNTIME_SCAN_SERVER_NAMES_H_
#define IOTPF_RUNTIME_SCAN_SERVER_NAMES_H_

#include "runtime/capture/flow_key.h"
#include "runtime/capture/ip_address.h"
#include "runtime/limits.h"
#include "runtime/scan/scan_statistics.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace iotpf::runtime {

// The names of the DNS answers so far, in capture order: the latest answer
// wins.
//
//   Units    at most `capacity` addresses; the one answered least recently
//            makes room (server_names_evicted).
//   Threads  one at a time: the thread that reads the capture.
class ServerNames {
 public:
  explicit ServerNames(ScanStatistics& statistics,
                       size_t capacity = kMaxServerNames)
      : statistics_(statistics), capacity_(capacity) {}

  // Takes the answers of a UDP payload sent to `client`, if it is a DNS
  // response.
  void Learn(const IpAddress& client, std::string_view payload,
             int64_t time_ns);

  // The name by which `client` was given `server`; empty where no answer gave
  // it, or its time to live has passed at `time_ns`. Valid until the next
  // Learn().
  std::string_view Find(const IpAddress& client, const IpAddress& server,
                        int64_t time_ns) const;

 private:
  // A client and a server as the two ends of a flow without ports.
  static FlowKey PairOf(const IpAddress& client, const IpAddress& server) {
    return {Transport::Udp, {client, 0}, {server, 0}};
  }
  struct HashPair {
    FlowHashKey secret;
    size_t operator()(const FlowKey& pair) const {
      return HashOf(pair, secret);
    }
  };
  struct Entry {
    FlowKey pair;
    std::string name;
    int64_t time_ns;
    int64_t life_ns;
  };
  using Age = std::list<Entry>;  // least recently answered first

  void Store(Entry entry);

  ScanStatistics& statistics_;
  size_t capacity_;
  Age age_;
  std::unordered_map<FlowKey, Age::iterator, HashPair> entries_{
      16, HashPair{RandomFlowHashKey()}};
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SERVER_NAMES_H_
