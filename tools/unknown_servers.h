// What no rule claimed, by the servers it spoke to: where the next platform is.
#ifndef IOTPF_TOOLS_UNKNOWN_SERVERS_H_
#define IOTPF_TOOLS_UNKNOWN_SERVERS_H_

#include <iotpf/scanner.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::tools {

// Servers that are remembered; sessions of others are counted together.
inline constexpr size_t kMaxUnknownServers = 100'000;

// How a server is known, best first.
enum class ServerNameKind : uint8_t {
  Host,  // of a request
  Sni,
  Dns,  // the name by which an earlier answer gave its address
  Port  // no name: `udp 10001`
};

struct UnknownServer {
  ServerNameKind kind = ServerNameKind::Port;
  std::string name;
  uint64_t sessions = 0;
  std::set<std::string> protocols;  // empty ones left out
  std::set<uint16_t> ports;
  std::string input;     // of the first session,
  uint64_t session = 0;  // and its number there
};

// Collects sessions whose label is `other`. A flow with exchanges is left out:
// its exchanges are counted.
//
//   Cost   memory is bounded by kMaxUnknownServers.
class UnknownServers {
 public:
  void Add(const SessionReport& session);

  // Most frequent first, then by kind and name.
  std::vector<const UnknownServer*> rows() const;
  // Sessions of servers behind kMaxUnknownServers.
  uint64_t left_out() const { return left_out_; }

  // A table with a last line that counts. Of the traffic printable ASCII only.
  std::string Text() const;
  // JSON Lines with the members that tools/README.md lists.
  std::string Json() const;

 private:
  std::map<std::pair<ServerNameKind, std::string>, UnknownServer> servers_;
  uint64_t unknown_ = 0;
  uint64_t left_out_ = 0;
  uint64_t sessions_ = 0;  // all, claimed or not
};

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_UNKNOWN_SERVERS_H_
