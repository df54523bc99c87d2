// DNS messages: questions, and the answers that give addresses.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DNS_MESSAGE_H_
#define IOTPF_RUNTIME_PROTOCOLS_DNS_MESSAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

struct DnsQuestion {
  std::string name;  // presentation form, no dot at the end; case as sent
  uint16_t type = 0;
  bool operator==(const DnsQuestion&) const = default;
};

// A record of the answer section: A, AAAA or CNAME of class IN.
struct DnsAnswer {
  std::string owner;
  uint16_t type = 0;
  uint32_t ttl_seconds = 0;
  std::string data;  // address: 4 or 16 bytes; CNAME: the name
  bool operator==(const DnsAnswer&) const = default;
};

struct DnsMessage {
  uint16_t id = 0;
  bool is_response = false;
  uint8_t opcode = 0;  // 0 is a standard query
  uint8_t rcode = 0;   // 0 is no error
  // The TC bit, or the answer section is cut: there may be more answers.
  bool truncated = false;
  std::vector<DnsQuestion> questions;
  std::vector<DnsAnswer> answers;  // in wire order
  bool operator==(const DnsMessage&) const = default;
};

inline constexpr uint16_t kDnsTypeA = 1;      // RFC 1035, 3.2.2
inline constexpr uint16_t kDnsTypeCname = 5;  // RFC 1035, 3.2.2
inline constexpr uint16_t kDnsTypeAaaa = 28;  // RFC 3596, 2.1

// Parses one message: a UDP payload, or what stands behind the length over TCP.
//
//   Output   names in presentation form: bytes that do not print, and dots and
//            backslashes within a label, escaped; the root is empty. At most
//            kMaxDnsAnswers answers, then `truncated`.
//   Errors   nullopt: the header or a question is malformed. Answers up to the
//            first malformed one are kept, and the message is `truncated`.
//   Cost     linear in the message.
//   Source   RFC 1035, 4.1; RFC 3596; RFC 4343, 2.1 (escapes).
std::optional<DnsMessage> ParseDnsMessage(std::string_view bytes);

// An address that a name was answered with.
struct DnsNamedAddress {
  std::string name;          // of the question, not the end of its CNAME chain
  std::string address;       // 4 or 16 bytes, network order
  uint32_t ttl_seconds = 0;  // least along the chain
  bool operator==(const DnsNamedAddress&) const = default;
};

// The addresses that a response gives to the name it was asked for. Empty for
// queries, for responses with an error, and without exactly one question.
std::vector<DnsNamedAddress> NamedAddresses(const DnsMessage& message);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DNS_MESSAGE_H_
