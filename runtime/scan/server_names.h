// Which name a client knows an address by.
#ifndef IOTPF_RUNTIME_SCAN_SERVER_NAMES_H_
#define IOTPF_RUNTIME_SCAN_SERVER_NAMES_H_

#include "runtime/capture/flow_index.h"
#include "runtime/capture/flow_key.h"
#include "runtime/capture/ip_address.h"
#include "runtime/limits.h"
#include "runtime/protocols/dns_message.h"
#include "runtime/scan/scan_statistics.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// A client and a server, with their hash, which nobody can foresee.
struct NamePair {
  NamePair(const IpAddress& client_address, const IpAddress& server_address);
  bool operator==(const NamePair&) const = default;

  IpAddress client;
  IpAddress server;
  uint32_t hash;
};

// An answer by which a client was given a server.
struct NameAnswer {
  NamePair pair;
  int64_t time_ns = 0;
  int64_t life_ns = 0;  // from then on

  bool LivesAt(int64_t other_ns) const { return other_ns - time_ns <= life_ns; }
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

  bool empty() const { return all_.empty(); }

 private:
  friend class ServerNames;
  struct Entry {
    NameAnswer answer;
    uint64_t packet;
    uint32_t name_at;  // in `names_`
    uint32_t name_size;
    uint32_t before;  // the answer for the same pair before, or kNoFlow
  };

  // The latest answer for the pair up to packet number `packet`, or null.
  const Entry* Find(const NamePair& pair, uint64_t packet) const;
  std::string_view NameOf(const Entry& entry) const {
    return std::string_view(names_).substr(entry.name_at, entry.name_size);
  }

  uint32_t LatestOf(const NamePair& pair) const {
    return latest_.Find(pair.hash, [&](uint32_t entry) {
      return all_[entry].answer.pair == pair;
    });
  }

  std::vector<Entry> all_;
  std::string names_;                   // behind each other
  FlowSlots latest_;                    // of each pair, its number in `all_`
  std::vector<DnsNamedAddress> named_;  // of the message read last
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
  struct Entry {
    NameAnswer answer;
    std::string name;
  };

  uint32_t NumberOf(const NamePair& pair) const {
    return slots_.Find(pair.hash, [&](uint32_t entry) {
      return entries_[entry].answer.pair == pair;
    });
  }
  void Store(const NameAnswer& answer, std::string_view name,
             ScanStatistics& statistics);

  size_t capacity_;
  std::deque<Entry> entries_;  // stay where they are as more come
  FlowSlots slots_;            // their numbers, by pair
  FlowAges ages_{1};           // the same, by when they were answered
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SERVER_NAMES_H_
