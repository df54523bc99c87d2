// The DNS messages of one flow, over UDP or TCP, to the fields of a session.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DNS_FLOW_H_
#define IOTPF_RUNTIME_PROTOCOLS_DNS_FLOW_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/dns_message.h"
#include "runtime/protocols/stream_decoder.h"

#include <iotpf/session.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// The distinct values of a flow's messages, at most kMaxDnsValues of each kind.
// Questions are those of the queries, or of the responses where no query was
// seen, so the order of the directions does not matter.
class DnsFlow final : public DatagramDecoder {
 public:
  explicit DnsFlow(DecodeCounters& counters) : counters_(counters) {}

  // A message in a datagram. What the capture cut off shows as malformed.
  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  // A message was lost: lists may be longer.
  void OnLost() override { lost_ = true; }
  void OnEnd(bool) override {}

  void Add(const DnsMessage& message);
  // A message that does not parse was seen.
  void AddMalformed();

  // Writes the record dns. Answers are absent only where as many whole
  // responses as queries were seen.
  void Write(Session& session) const override;

 private:
  // Of queries and of responses: names, types, and the ids of whole messages.
  enum class Kind : uint8_t {
    QueryName,
    QueryType,
    QueryId,
    ResponseName,
    ResponseType,
    ResponseId,
    Address,
    Cname
  };
  static constexpr size_t kKinds = 8;
  struct Value {
    Kind kind;
    uint16_t size;  // of text
    uint32_t at;    // in `text_`; or a number
    bool operator==(const Value&) const = default;
  };

  // Each adds a value if it is a new one; false where the cap leaves it out.
  bool AddNumber(Kind kind, uint16_t number);
  // The text is what `text_` has from `begin` on.
  bool AddText(Kind kind, size_t begin);
  bool AddNew(const Value& value);
  bool AddName(Kind kind, const DnsMessage& message, DnsName name);
  void AddQuestions(const DnsMessage& message);
  void AddAnswers(const DnsMessage& message);

  bool IsAnswered() const;
  std::string_view TextOf(const Value& value) const {
    return std::string_view(text_).substr(value.at, value.size);
  }
  bool has(Kind kind) const { return counts_[static_cast<size_t>(kind)] > 0; }

  DecodeCounters& counters_;
  std::vector<Value> values_;  // in the order in which they came
  std::string text_;
  std::array<uint16_t, kKinds> counts_{};  // of `values_`
  // Of queries, of responses: one was seen; the cap left something out.
  std::array<bool, 2> is_seen_{};
  std::array<bool, 2> is_open_{};
  bool lost_ = false;
};

// DNS over TCP: each message behind its length in two bytes.
//   Source   RFC 1035, 4.2.2; RFC 7766.
class DnsStreamDecoder final : public StreamDecoder {
 public:
  // `from_start`: no message was sent before the first one seen.
  explicit DnsStreamDecoder(DecodeCounters& counters, bool from_start = true)
      : flow_(counters) {
    if (!from_start) flow_.OnLost();
  }

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  void Write(Session& session) const override { flow_.Write(session); }

 private:
  struct Direction {
    std::string buffer;    // of one message with its length
    bool stopped = false;  // after a gap
  };

  DnsFlow flow_;
  std::array<Direction, 2> directions_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DNS_FLOW_H_
