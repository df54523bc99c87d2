// DNS messages.
//
// A resolver answers a question with a chain: the name asked for is an alias of
// another, that of a third, and addresses belong to the last. What a client
// knows is the first name and the addresses, so NamedAddresses() follows the
// chain from one to the other. Source: RFC 1034, 3.6.2.

#include "runtime/protocols/dns_message.h"

#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"
#include "runtime/protocols/dns_wire.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

constexpr uint16_t kClassInternet = 1;  // RFC 1035, 3.2.4

// Reads one record. `wanted`: it is of a type and class that is kept.
bool ReadAnswer(std::string_view message, ByteCursor& cursor, DnsAnswer& answer,
                bool& wanted) {
  DnsResourceRecord record;
  wanted = false;
  if (!ReadDnsRecord(message, cursor, record)) return false;
  if (record.record_class != kClassInternet) return true;
  answer.owner = std::move(record.owner);
  answer.type = record.type;
  answer.ttl_seconds = record.ttl_seconds;
  if (record.type == kDnsTypeCname) {
    wanted = true;
    return ReadDnsNameData(message, record, answer.data);
  }
  const bool is_a = record.type == kDnsTypeA;
  if (!is_a && record.type != kDnsTypeAaaa) return true;
  wanted = true;
  answer.data = record.data;
  return record.data.size() == (is_a ? 4u : 16u);
}

}  // namespace

std::optional<DnsMessage> ParseDnsMessage(std::string_view bytes) {
  DnsMessage message;
  ByteCursor cursor(bytes);
  DnsHeader header;
  if (!ReadDnsHeader(cursor, header) || header.questions > kMaxDnsAnswers) {
    return std::nullopt;
  }
  message.id = header.id;
  message.is_response = header.is_response();
  message.opcode = header.flags >> 11 & 0x0f;
  message.truncated = (header.flags & 0x0200) != 0;
  message.rcode = header.flags & 0x0f;
  // What more there is makes room for itself.
  constexpr uint16_t kRoom = 4;
  message.questions.reserve(std::min(header.questions, kRoom));
  message.answers.reserve(std::min(header.answers, kRoom));
  for (uint16_t i = 0; i < header.questions; ++i) {
    DnsQuestion& question = message.questions.emplace_back();
    if (!ReadDnsQuestion(bytes, cursor, question.name, question.type)) {
      return std::nullopt;
    }
  }
  for (uint16_t i = 0; i < header.answers; ++i) {
    DnsAnswer answer;
    bool wanted = false;
    if (message.answers.size() >= kMaxDnsAnswers ||
        !ReadAnswer(bytes, cursor, answer, wanted)) {
      message.truncated = true;
      break;
    }
    if (wanted) message.answers.push_back(std::move(answer));
  }
  return message;
}

std::vector<DnsNamedAddress> NamedAddresses(const DnsMessage& message) {
  std::vector<DnsNamedAddress> result;
  if (!message.is_response || message.opcode != 0 || message.rcode != 0 ||
      message.questions.size() != 1) {
    return result;
  }
  // The names that the question leads to, each with the least TTL up to it.
  // A chain has no more links than there are answers, which ends a loop.
  struct Link {
    std::string_view name;
    uint32_t ttl_seconds;
  };
  std::vector<Link> chain = {{message.questions[0].name, UINT32_MAX}};
  const auto is_next = [&chain](const DnsAnswer& answer) {
    return answer.type == kDnsTypeCname &&
           EqualsIgnoringCase(answer.owner, chain.back().name);
  };
  while (chain.size() <= message.answers.size()) {
    const auto next =
        std::find_if(message.answers.begin(), message.answers.end(), is_next);
    if (next == message.answers.end()) break;
    chain.push_back(
        {next->data, std::min(chain.back().ttl_seconds, next->ttl_seconds)});
  }
  for (const DnsAnswer& answer : message.answers) {
    if (answer.type == kDnsTypeCname) continue;
    const auto link =
        std::find_if(chain.begin(), chain.end(), [&answer](const Link& l) {
          return EqualsIgnoringCase(l.name, answer.owner);
        });
    if (link == chain.end()) continue;
    if (result.empty()) result.reserve(message.answers.size());
    result.push_back({message.questions[0].name, answer.data,
                      std::min(link->ttl_seconds, answer.ttl_seconds)});
  }
  return result;
}

}  // namespace iotpf::runtime
