// DNS messages.
//
// A resolver answers a question with a chain: the name asked for is an alias of
// another, that of a third, and addresses belong to the last. What a client
// knows is the first name and the addresses, so FindNamedAddresses() follows
// the chain from one to the other. Source: RFC 1034, 3.6.2.

#include "runtime/protocols/dns_message.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr uint16_t kClassInternet = 1;  // RFC 1035, 3.2.4
constexpr size_t kBytesOfA = 4;
constexpr size_t kBytesOfAaaa = 16;

// The names that a question leads to, each with the least TTL up to it. A chain
// has no more links than there are answers, which ends a loop.
class Chain {
 public:
  explicit Chain(const DnsMessage& message) : message_(message) {
    const DnsName asked = message.questions[0].name;
    Add(asked, UINT32_MAX);
    for (size_t i = 0; i < message.answers.size(); ++i) {
      const DnsName owner = message.answers[i].owner;
      owners_[i] = owner.at == asked.at ? links_[0].hash
                                        : HashDnsName(message.bytes, owner);
    }
    while (size_ <= message.answers.size()) {
      const Link& last = links_[size_ - 1];
      const DnsAnswer* next = AliasOf(last);
      if (next == nullptr) return;
      Add(next->alias, std::min(last.ttl_seconds, next->ttl_seconds));
    }
  }

  // The least TTL up to the owner of an answer, or null where the chain does
  // not have it.
  const uint32_t* Find(size_t answer) const {
    for (size_t i = 0; i < size_; ++i) {
      if (Owns(answer, links_[i])) return &links_[i].ttl_seconds;
    }
    return nullptr;
  }

 private:
  struct Link {
    DnsName name;
    uint32_t ttl_seconds;
    uint64_t hash;
  };

  bool Owns(size_t answer, const Link& link) const {
    return owners_[answer] == link.hash &&
           EqualDnsNames(message_.bytes, message_.answers[answer].owner,
                         link.name);
  }
  const DnsAnswer* AliasOf(const Link& link) const {
    for (size_t i = 0; i < message_.answers.size(); ++i) {
      const DnsAnswer& answer = message_.answers[i];
      if (answer.type == kDnsTypeCname && Owns(i, link)) return &answer;
    }
    return nullptr;
  }
  void Add(DnsName name, uint32_t ttl_seconds) {
    links_[size_++] = {name, ttl_seconds, HashDnsName(message_.bytes, name)};
  }

  const DnsMessage& message_;
  std::array<uint64_t, kMaxDnsAnswers> owners_;  // hashes, by answer
  std::array<Link, kMaxDnsAnswers + 1> links_;
  size_t size_ = 0;
};

bool ReadQuestions(std::string_view bytes, ByteCursor& cursor,
                   DnsHeader& header, DnsParts<DnsQuestion>& questions) {
  if (!ReadDnsHeader(cursor, header) || header.questions > kMaxDnsAnswers) {
    return false;
  }
  for (uint16_t i = 0; i < header.questions; ++i) {
    DnsQuestion& question = questions.Add();
    if (!ReadDnsQuestion(bytes, cursor, question.name, question.type)) {
      return false;
    }
  }
  return true;
}

// Reads one record, and keeps it if it is of a type and class that is kept.
bool ReadAnswer(std::string_view message, ByteCursor& cursor,
                DnsParts<DnsAnswer>& answers) {
  DnsResourceRecord record;
  if (!ReadDnsRecord(message, cursor, record)) return false;
  if (record.record_class != kClassInternet) return true;
  DnsAnswer answer{
      record.owner, {}, record.data_at, record.ttl_seconds, record.type};
  switch (record.type) {
    case kDnsTypeA:
      if (record.data.size() != kBytesOfA) return false;
      break;
    case kDnsTypeAaaa:
      if (record.data.size() != kBytesOfAaaa) return false;
      break;
    case kDnsTypeCname:
      if (!ReadDnsNameData(message, record, answer.alias)) return false;
      break;
    default:
      return true;
  }
  answers.Add() = answer;
  return true;
}

}  // namespace

std::string_view DnsMessage::AddressOf(const DnsAnswer& answer) const {
  return bytes.substr(answer.data_at,
                      answer.type == kDnsTypeA ? kBytesOfA : kBytesOfAaaa);
}

bool ParseDnsMessage(std::string_view bytes, DnsMessage& message) {
  message.questions.Clear();
  message.answers.Clear();
  ByteCursor cursor(bytes);
  DnsHeader header;
  if (!ReadQuestions(bytes, cursor, header, message.questions)) return false;
  message.bytes = bytes;
  message.id = header.id;
  message.is_response = header.is_response();
  message.opcode = header.flags >> 11 & 0x0f;
  message.truncated = (header.flags & 0x0200) != 0;
  message.rcode = header.flags & 0x0f;
  for (uint16_t i = 0; i < header.answers; ++i) {
    if (message.answers.is_full() ||
        !ReadAnswer(bytes, cursor, message.answers)) {
      message.truncated = true;
      break;
    }
  }
  return true;
}

bool IsDnsMessage(std::string_view bytes) {
  ByteCursor cursor(bytes);
  DnsHeader header;
  DnsParts<DnsQuestion> questions;
  return ReadQuestions(bytes, cursor, header, questions);
}

void FindNamedAddresses(const DnsMessage& message,
                        std::vector<DnsNamedAddress>& addresses) {
  addresses.clear();
  if (!message.is_response || message.opcode != 0 || message.rcode != 0 ||
      message.questions.size() != 1) {
    return;
  }
  const Chain chain(message);
  for (size_t i = 0; i < message.answers.size(); ++i) {
    const DnsAnswer& answer = message.answers[i];
    if (answer.type == kDnsTypeCname) continue;
    const uint32_t* ttl_seconds = chain.Find(i);
    if (ttl_seconds == nullptr) continue;
    addresses.push_back({message.AddressOf(answer),
                         std::min(*ttl_seconds, answer.ttl_seconds)});
  }
}

}  // namespace iotpf::runtime
