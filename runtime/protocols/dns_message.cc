// DNS messages.
//
// Compression makes names share their ends, and is where parsers loop. Here a
// pointer must point before the start of the labels that hold it, so each jump
// goes back and the walk ends by itself; the limit of 255 bytes for a name
// bounds the work besides.
//
//   offset 12: 3 w w w 7 e x a m p l e 0     <- a question
//   offset 33: 4 m a i l  C0 10              <- "mail" + what is at 16

#include "runtime/protocols/dns_message.h"

#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr size_t kMaxNameBytes = 255;   // on the wire; RFC 1035, 2.3.4
constexpr uint8_t kPointer = 0xc0;      // RFC 1035, 4.1.4
constexpr uint16_t kClassInternet = 1;  // RFC 1035, 3.2.4

// RFC 4343, 2.1. A dot within a label would read as the end of the label.
void AppendEscaped(std::string_view label, std::string& name) {
  for (const char c : label) {
    const auto byte = static_cast<uint8_t>(c);
    if (c == '.' || c == '\\') {
      name += '\\';
      name += c;
    } else if (byte > 0x20 && byte < 0x7f) {
      name += c;
    } else {
      name += '\\';
      name += static_cast<char>('0' + byte / 100);
      name += static_cast<char>('0' + byte / 10 % 10);
      name += static_cast<char>('0' + byte % 10);
    }
  }
}

// Reads a name at the cursor, which stands in `message`.
bool ReadName(std::string_view message, ByteCursor& cursor, std::string& name) {
  name.clear();
  size_t wire_size = 1;  // the root
  ByteCursor labels = cursor;
  bool jumped = false;
  size_t start = message.size() - cursor.remaining();
  while (true) {
    const uint8_t length = labels.U8();
    if (!labels.ok()) return false;
    if ((length & kPointer) == kPointer) {
      const size_t target =
          static_cast<size_t>(length & ~kPointer) << 8 | labels.U8();
      if (!labels.ok() || target >= start) return false;
      if (!jumped) cursor = labels;
      jumped = true;
      start = target;
      labels = ByteCursor(message.substr(target));
      continue;
    }
    if ((length & kPointer) != 0) return false;  // reserved
    if (length == 0) break;
    const std::string_view label = labels.Take(length);
    wire_size += size_t{1} + length;
    if (!labels.ok() || wire_size > kMaxNameBytes) return false;
    if (!name.empty()) name += '.';
    AppendEscaped(label, name);
  }
  if (!jumped) cursor = labels;
  return true;
}

bool ReadQuestion(std::string_view message, ByteCursor& cursor,
                  DnsQuestion& question) {
  if (!ReadName(message, cursor, question.name)) return false;
  question.type = cursor.U16();
  cursor.U16();  // class
  return cursor.ok();
}

// Reads one record. `wanted`: it is of a type and class that is kept.
bool ReadAnswer(std::string_view message, ByteCursor& cursor, DnsAnswer& answer,
                bool& wanted) {
  if (!ReadName(message, cursor, answer.owner)) return false;
  answer.type = cursor.U16();
  const uint16_t record_class = cursor.U16();
  answer.ttl_seconds = cursor.U32();
  // RFC 2181, 8: with the highest bit set it is 0.
  if (answer.ttl_seconds >> 31 != 0) answer.ttl_seconds = 0;
  const uint16_t size = cursor.U16();
  ByteCursor names = cursor;
  const std::string_view data = cursor.Take(size);
  if (!cursor.ok()) return false;
  wanted = false;
  if (record_class != kClassInternet) return true;
  if (answer.type == kDnsTypeCname) {
    const size_t before = names.remaining();
    if (!ReadName(message, names, answer.data)) return false;
    wanted = true;
    return before - names.remaining() == size;
  }
  const bool is_a = answer.type == kDnsTypeA;
  if (!is_a && answer.type != kDnsTypeAaaa) return true;
  wanted = true;
  answer.data = data;
  return size == (is_a ? 4u : 16u);
}

}  // namespace

std::optional<DnsMessage> ParseDnsMessage(std::string_view bytes) {
  DnsMessage message;
  ByteCursor cursor(bytes);
  message.id = cursor.U16();
  const uint16_t flags = cursor.U16();
  const uint16_t question_count = cursor.U16();
  const uint16_t answer_count = cursor.U16();
  cursor.Skip(4);  // authority and additional counts
  if (!cursor.ok() || question_count > kMaxDnsAnswers) return std::nullopt;
  message.is_response = (flags & 0x8000) != 0;
  message.opcode = flags >> 11 & 0x0f;
  message.truncated = (flags & 0x0200) != 0;
  message.rcode = flags & 0x0f;
  for (uint16_t i = 0; i < question_count; ++i) {
    if (!ReadQuestion(bytes, cursor, message.questions.emplace_back())) {
      return std::nullopt;
    }
  }
  for (uint16_t i = 0; i < answer_count; ++i) {
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
    result.push_back({message.questions[0].name, answer.data,
                      std::min(link->ttl_seconds, answer.ttl_seconds)});
  }
  return result;
}

}  // namespace iotpf::runtime
