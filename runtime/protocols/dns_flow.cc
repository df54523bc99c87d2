// The DNS messages of one flow.
//
// A flow shows distinct values, in the order in which each direction sent
// them, so that a retried query changes nothing. Whether a list is complete is
// a question about pairs: each query that was seen needs its whole response.

#include "runtime/protocols/dns_flow.h"

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

void WriteList(Field field, const std::vector<std::string>& values, bool open,
               Session& session) {
  for (const std::string& value : values) session.AddBytes(field, value);
  if (!open && values.empty()) session.SetAbsent(field);
  if (open && !values.empty()) session.SetOpen(field);
}

}  // namespace

void DnsFlow::OnDatagram(Sender, std::string_view bytes, bool,
                         const ByteOrigin&) {
  if (std::optional<DnsMessage> message = ParseDnsMessage(bytes)) {
    Add(*std::move(message));
  } else {
    AddMalformed();
  }
}

void DnsFlow::AddMalformed() {
  ++counters_.dns_malformed_messages;
  lost_ = true;
}

void DnsFlow::Add(DnsMessage message) {
  Side& side = sides_[message.is_response ? 1 : 0];
  side.seen = true;
  if (!message.is_response || !message.truncated) {
    AddDistinct(side.ids, message.id, lost_);
  }
  // The questions of responses tell nothing where queries were seen.
  if (!message.is_response || !sides_[0].seen) {
    for (DnsQuestion& question : message.questions) {
      AddDistinct(side.names, std::move(question.name), side.open);
      AddDistinct(side.types, question.type, side.open);
    }
  }
  if (!message.is_response) return;
  for (DnsAnswer& answer : message.answers) {
    AddDistinct(answer.type == kDnsTypeCname ? cnames_ : addresses_,
                std::move(answer.data), lost_);
  }
}

template <class Value>
void DnsFlow::AddDistinct(std::vector<Value>& values, Value value,
                          bool& dropped) {
  if (std::find(values.begin(), values.end(), value) != values.end()) return;
  if (values.size() >= kMaxDnsValues) {
    ++counters_.dns_dropped_values;
    dropped = true;
    return;
  }
  values.push_back(std::move(value));
}

void DnsFlow::Write(Session& session) const {
  const Side& queries = sides_[0];
  const Side& responses = sides_[1];
  if (!queries.seen && !responses.seen) return;
  session.SetPresent(Record::Dns);
  const Side& asked = queries.seen ? queries : responses;
  const bool questions_open = lost_ || asked.open;
  WriteList(Field::DnsQname, asked.names, questions_open, session);
  for (const uint16_t type : asked.types) {
    session.AddNumber(Field::DnsQtype, type);
  }
  if (asked.types.empty() && !questions_open) {
    session.SetAbsent(Field::DnsQtype);
  }
  if (!asked.types.empty() && questions_open) session.SetOpen(Field::DnsQtype);

  const bool answered = std::all_of(
      asked.ids.begin(), asked.ids.end(), [&responses](uint16_t id) {
        return std::find(responses.ids.begin(), responses.ids.end(), id) !=
               responses.ids.end();
      });
  const bool answers_open =
      lost_ || !answered || !responses.seen || responses.ids.empty();
  WriteList(Field::DnsAnswer, addresses_, answers_open, session);
  WriteList(Field::DnsCname, cnames_, answers_open, session);
}

void DnsStreamDecoder::OnBytes(Sender sender, std::string_view bytes,
                               const ByteOrigin&) {
  Direction& direction = directions_[IndexOf(sender)];
  std::string& buffer = direction.buffer;
  while (!direction.stopped && !bytes.empty()) {
    size_t needed = 2;
    if (buffer.size() >= 2) needed += ByteCursor(buffer).U16();
    const size_t taken = std::min(needed - buffer.size(), bytes.size());
    buffer += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    if (buffer.size() < 2) return;
    ByteCursor cursor(buffer);
    const std::string_view content = cursor.TakeBehindU16();
    if (!cursor.ok()) continue;
    auto message = ParseDnsMessage(content);
    // Not what the direction may send: the length was none either, and nothing
    // behind it can be found.
    if (!message || message->is_response != (sender == Sender::Server)) {
      flow_.AddMalformed();
      direction.stopped = true;
      break;
    }
    flow_.Add(*std::move(message));
    buffer.clear();
  }
  if (direction.stopped) buffer = {};
}

void DnsStreamDecoder::OnGap(Sender sender, uint64_t size) {
  if (size == 0) return;
  Direction& direction = directions_[IndexOf(sender)];
  direction.stopped = true;
  direction.buffer = {};
  flow_.OnLost();
}

void DnsStreamDecoder::OnEnd(Sender sender, bool clean) {
  Direction& direction = directions_[IndexOf(sender)];
  if (!clean || !direction.buffer.empty()) flow_.OnLost();
}

}  // namespace iotpf::runtime
