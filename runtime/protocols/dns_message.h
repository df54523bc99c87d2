// DNS messages: questions, and the answers that give addresses.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DNS_MESSAGE_H_
#define IOTPF_RUNTIME_PROTOCOLS_DNS_MESSAGE_H_

#include "runtime/limits.h"
#include "runtime/protocols/dns_wire.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

struct DnsQuestion {
  DnsName name;
  uint16_t type;
};

// A record of the answer section: A, AAAA or CNAME of class IN.
struct DnsAnswer {
  DnsName owner;
  DnsName alias;     // CNAME: the name
  uint32_t data_at;  // of the address, in the message
  uint32_t ttl_seconds;
  uint16_t type;
};

// Questions or answers of a message, in place.
template <class Part>
class DnsParts {
 public:
  DnsParts() {}  // parts are written before they are read

  void Clear() { size_ = 0; }
  bool is_full() const { return size_ == parts_.size(); }
  Part& Add() { return parts_[size_++]; }
  size_t size() const { return size_; }
  const Part* begin() const { return parts_.data(); }
  const Part* end() const { return begin() + size_; }
  const Part& operator[](size_t index) const { return parts_[index]; }

 private:
  std::array<Part, kMaxDnsAnswers> parts_;
  size_t size_ = 0;
};

// What stands where in a message; text is made of the names that are wanted.
struct DnsMessage {
  std::string_view bytes;
  uint16_t id = 0;
  bool is_response = false;
  uint8_t opcode = 0;  // 0 is a standard query
  uint8_t rcode = 0;   // 0 is no error
  // The TC bit, or the answer section is cut: there may be more answers.
  bool truncated = false;
  DnsParts<DnsQuestion> questions;
  DnsParts<DnsAnswer> answers;  // in wire order

  // 4 or 16 bytes; of an answer that is no CNAME.
  std::string_view AddressOf(const DnsAnswer& answer) const;
};

inline constexpr uint16_t kDnsTypeA = 1;      // RFC 1035, 3.2.2
inline constexpr uint16_t kDnsTypeCname = 5;  // RFC 1035, 3.2.2
inline constexpr uint16_t kDnsTypeAaaa = 28;  // RFC 3596, 2.1

// Parses one message: a UDP payload, or what stands behind the length over TCP.
//
//   Input    not copied: must outlive what is read of `message`.
//   Output   at most kMaxDnsAnswers answers, then `truncated`.
//   Errors   false: the header or a question is malformed. Answers up to the
//            first malformed one are kept, and the message is `truncated`.
//   Cost     linear in the message; allocates nothing.
//   Source   RFC 1035, 4.1; RFC 3596.
bool ParseDnsMessage(std::string_view bytes, DnsMessage& message);
// Whether it parses.
bool IsDnsMessage(std::string_view bytes);

// An address that a name was answered with.
struct DnsNamedAddress {
  std::string_view address;  // 4 or 16 bytes, network order
  uint32_t ttl_seconds = 0;  // least along the chain
  bool operator==(const DnsNamedAddress&) const = default;
};

// The addresses that a response gives to the name of its question, which is
// not the end of its CNAME chain. None for queries, for responses with an
// error, and without exactly one question.
//
//   Output   replaces `addresses`.
void FindNamedAddresses(const DnsMessage& message,
                        std::vector<DnsNamedAddress>& addresses);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DNS_MESSAGE_H_
