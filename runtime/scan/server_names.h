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
#include <vector>

namespace iotpf::runtime {

// A client and a server as the two ends of a flow without ports.
struct HashNamePair {
  FlowHashKey secret = RandomFlowHashKey();
  size_t operator()(const FlowKey& pair) const { return HashOf(pair, secret); }
};
inline FlowKey NamePairOf(const IpAddress& client, const IpAddress& server) {
  return {Transport::Udp, {client, 0}, {server, 0}};
}

// A name by which a client was given a server.
struct NameAnswer {
  FlowKey pair;
  std::string name;
  int64_t time_ns = 0;
  int64_t life_ns = 0;  // from then on
};

// The names that the DNS answers of one batch give, in capture order.
//
//   Threads  filled by one thread; then read by any number.
class NameAnswers {
 public:
  void Clear();
  // Takes the answers of a UDP payload sent to `client` in packet number
  // `packet`, if it is a DNS response.
  void Learn(const IpAddress& client, std::string_view payload, int64_t time_ns,
             uint64_t packet);

  // The latest answer for the pair up to packet number `packet`, or null.
  const NameAnswer* Find(const FlowKey& pair, uint64_t packet) const;
  bool empty() const { return all_.empty(); }

 private:
  friend class ServerNames;
  struct Entry {
    NameAnswer answer;
    uint64_t packet;
    size_t before;  // the answer for the same pair before, plus 1; 0: none
  };

  std::vector<Entry> all_;
  std::unordered_map<FlowKey, size_t, HashNamePair> latest_;  // plus 1
};

// The names of the DNS answers of all batches so far: the latest answer wins.
//
//   Units    at most `capacity` addresses; the one answered least recently
//            makes room (server_names_evicted).
//   Threads  Take() by one thread, while nobody else uses it; Find() by any
//            number.
class ServerNames {
 public:
  explicit ServerNames(size_t capacity = kMaxServerNames)
      : capacity_(capacity) {}

  // Takes over the answers of a batch, which is then left without them.
  void Take(NameAnswers& answers, ScanStatistics& statistics);

  // The name by which `client` was given `server`, for a packet of the batch
  // with `answers`, which has not been taken over; empty where no answer gave
  // it, or its time to live has passed at `time_ns`. Valid as long as both.
  std::string_view Find(const NameAnswers& answers, const IpAddress& client,
                        const IpAddress& server, int64_t time_ns,
                        uint64_t packet) const;

 private:
  using Age = std::list<NameAnswer>;  // least recently answered first

  void Store(NameAnswer answer, ScanStatistics& statistics);

  size_t capacity_;
  Age age_;
  std::unordered_map<FlowKey, Age::iterator, HashNamePair> entries_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SERVER_NAMES_H_
