// The DNS messages of one flow.
//
// A flow shows distinct values, in the order in which each direction sent
// them, so that a retried query changes nothing. Whether a list is complete is
// a question about pairs: each query that was seen needs its whole response.

#include "runtime/protocols/dns_flow.h"

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

// Room for a name, its type and an address or two; what more there is makes
// room for itself.
constexpr size_t kRoomOfText = 64;
constexpr size_t kRoomOfValues = 8;

// What the list of a field says once its values are written.
void CloseList(Field field, bool has_values, bool open, Session& session) {
  if (!open && !has_values) session.SetAbsent(field);
  if (open && has_values) session.SetOpen(field);
}

}  // namespace

// ---- messages in

void DnsFlow::OnDatagram(Sender, std::string_view bytes, bool,
                         const ByteOrigin&) {
  DnsMessage message;
  if (ParseDnsMessage(bytes, message)) {
    Add(message);
  } else {
    AddMalformed();
  }
}

void DnsFlow::AddMalformed() {
  ++counters_.dns_malformed_messages;
  lost_ = true;
}

void DnsFlow::Add(const DnsMessage& message) {
  is_seen_[message.is_response ? 1 : 0] = true;
  if (!message.is_response || !message.truncated) {
    const Kind kind = message.is_response ? Kind::ResponseId : Kind::QueryId;
    if (!AddNumber(kind, message.id)) lost_ = true;
  }
  // The questions of responses tell nothing where queries were seen.
  if (!message.is_response || !is_seen_[0]) AddQuestions(message);
  if (message.is_response) AddAnswers(message);
}

void DnsFlow::AddQuestions(const DnsMessage& message) {
  const bool is_response = message.is_response;
  const Kind name = is_response ? Kind::ResponseName : Kind::QueryName;
  const Kind type = is_response ? Kind::ResponseType : Kind::QueryType;
  for (const DnsQuestion& question : message.questions) {
    const bool has_name = AddName(name, message, question.name);
    const bool has_type = AddNumber(type, question.type);
    if (!has_name || !has_type) is_open_[is_response ? 1 : 0] = true;
  }
}

void DnsFlow::AddAnswers(const DnsMessage& message) {
  for (const DnsAnswer& answer : message.answers) {
    bool has_answer = false;
    if (answer.type == kDnsTypeCname) {
      has_answer = AddName(Kind::Cname, message, answer.alias);
    } else {
      const size_t begin = text_.size();
      text_ += message.AddressOf(answer);
      has_answer = AddText(Kind::Address, begin);
    }
    if (!has_answer) lost_ = true;
  }
}

bool DnsFlow::AddName(Kind kind, const DnsMessage& message, DnsName name) {
  if (text_.empty()) text_.reserve(kRoomOfText);
  const size_t begin = text_.size();
  AppendDnsName(message.bytes, name, text_);
  return AddText(kind, begin);
}

bool DnsFlow::AddText(Kind kind, size_t begin) {
  const Value added{kind, static_cast<uint16_t>(text_.size() - begin),
                    static_cast<uint32_t>(begin)};
  const std::string_view text = TextOf(added);
  const bool is_known =
      std::any_of(values_.begin(), values_.end(), [&](const Value& value) {
        return value.kind == kind && value.size == added.size &&
               TextOf(value) == text;
      });
  const bool is_kept = !is_known && AddNew(added);
  if (!is_kept) text_.resize(begin);
  return is_kept || is_known;
}

bool DnsFlow::AddNumber(Kind kind, uint16_t number) {
  const Value added{kind, 0, number};
  const bool is_known =
      std::find(values_.begin(), values_.end(), added) != values_.end();
  return is_known || AddNew(added);
}

bool DnsFlow::AddNew(const Value& value) {
  uint16_t& count = counts_[static_cast<size_t>(value.kind)];
  if (count >= kMaxDnsValues) {
    ++counters_.dns_dropped_values;
    return false;
  }
  ++count;
  if (values_.empty()) values_.reserve(kRoomOfValues);
  values_.push_back(value);
  return true;
}

// ---- records out

void DnsFlow::Write(Session& session) const {
  if (!is_seen_[0] && !is_seen_[1]) return;
  session.SetPresent(Record::Dns);
  const size_t asked = is_seen_[0] ? 0 : 1;
  const Kind name = is_seen_[0] ? Kind::QueryName : Kind::ResponseName;
  const Kind type = is_seen_[0] ? Kind::QueryType : Kind::ResponseType;
  for (const Value& value : values_) {
    if (value.kind == name) {
      session.AddBytes(Field::DnsQname, TextOf(value));
    } else if (value.kind == type) {
      session.AddNumber(Field::DnsQtype, value.at);
    } else if (value.kind == Kind::Address) {
      session.AddBytes(Field::DnsAnswer, TextOf(value));
    } else if (value.kind == Kind::Cname) {
      session.AddBytes(Field::DnsCname, TextOf(value));
    }
  }
  const bool questions_open = lost_ || is_open_[asked];
  CloseList(Field::DnsQname, has(name), questions_open, session);
  CloseList(Field::DnsQtype, has(type), questions_open, session);
  const bool answers_open = lost_ || !has(Kind::ResponseId) || !IsAnswered();
  CloseList(Field::DnsAnswer, has(Kind::Address), answers_open, session);
  CloseList(Field::DnsCname, has(Kind::Cname), answers_open, session);
}

// Each query that was seen has its whole response.
bool DnsFlow::IsAnswered() const {
  return std::all_of(values_.begin(), values_.end(), [&](const Value& asked) {
    if (asked.kind != Kind::QueryId) return true;
    const Value answered{Kind::ResponseId, 0, asked.at};
    return std::find(values_.begin(), values_.end(), answered) != values_.end();
  });
}

// ---- messages of a stream

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
    DnsMessage message;
    const bool is_message = ParseDnsMessage(content, message);
    // Not what the direction may send: the length was none either, and nothing
    // behind it can be found.
    if (!is_message || message.is_response != (sender == Sender::Server)) {
      flow_.AddMalformed();
      direction.stopped = true;
      break;
    }
    flow_.Add(message);
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
