// MQTT 3.1, 3.1.1 and 5.
//
// Each packet says its length first, so of every packet only the part that is
// read is held: all of CONNECT and SUBSCRIBE, PUBLISH up to the end of its
// topic, of the others the length. The rest is passed over, and a gap within it
// costs nothing.
//
//   type and flags | remaining length, 1 to 4 bytes | ... | payload
//
// SUBSCRIBE has properties in version 5 alone. Where the CONNECT was not seen
// its body is tried as both; no body is valid as both, since an empty filter
// is not allowed.

#include "runtime/protocols/mqtt.h"

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

// MQTT 5.0, 2.1.2.
constexpr uint8_t kConnect = 1;
constexpr uint8_t kPublish = 3;
constexpr uint8_t kSubscribe = 8;

constexpr uint8_t kLevel5 = 5;
constexpr size_t kMaxLengthBytes = 4;  // MQTT 5.0, 1.5.5

// Reads a variable byte integer. False where it is longer than four bytes or
// the cursor ends first.
bool ReadLength(ByteCursor& cursor, uint32_t& value) {
  value = 0;
  for (size_t i = 0; i < kMaxLengthBytes; ++i) {
    const uint8_t byte = cursor.U8();
    value |= static_cast<uint32_t>(byte & 0x7f) << (7 * i);
    if ((byte & 0x80) == 0) return cursor.ok();
  }
  return false;
}

bool SkipProperties(ByteCursor& cursor) {
  uint32_t size = 0;
  if (!ReadLength(cursor, size)) return false;
  cursor.Skip(size);
  return cursor.ok();
}

std::optional<MqttConnect> ParseConnect(std::string_view body) {
  MqttConnect connect;
  ByteCursor cursor(body);
  connect.protocol = cursor.TakeBehindU16();
  // The highest bit marks a bridge between brokers.
  connect.level = cursor.U8() & 0x7f;
  const uint8_t flags = cursor.U8();
  cursor.U16();  // keep alive
  const bool known = connect.protocol == "MQTT" || connect.protocol == "MQIsdp";
  if (!cursor.ok() || !known) return std::nullopt;
  const bool has_properties = connect.level >= kLevel5;
  if (has_properties && !SkipProperties(cursor)) return std::nullopt;
  connect.client_id = cursor.TakeBehindU16();
  if ((flags & 0x04) != 0) {  // will
    if (has_properties && !SkipProperties(cursor)) return std::nullopt;
    cursor.TakeBehindU16();  // topic
    cursor.TakeBehindU16();  // payload
  }
  if ((flags & 0x80) != 0) connect.user_name = cursor.TakeBehindU16();
  if ((flags & 0x40) != 0) cursor.TakeBehindU16();  // password
  if (!cursor.ok()) return std::nullopt;
  return connect;
}

// The filters of a SUBSCRIBE; empty where the body is malformed.
std::vector<std::string_view> ParseFilters(std::string_view body,
                                           bool has_properties) {
  std::vector<std::string_view> filters;
  ByteCursor cursor(body);
  cursor.U16();  // packet identifier
  if (has_properties && !SkipProperties(cursor)) return {};
  while (cursor.ok() && !cursor.empty()) {
    filters.push_back(cursor.TakeBehindU16());
    cursor.U8();  // options
    if (!cursor.ok() || filters.back().empty()) return {};
  }
  if (!cursor.ok()) return {};
  return filters;
}

// The fixed header of a packet of which the first bytes are here.
struct Start {
  enum class State : uint8_t { Incomplete, Valid, Invalid };
  State state = State::Incomplete;
  uint8_t type = 0;
  size_t header_size = 0;
  uint32_t remaining = 0;  // bytes behind the header
};

Start StartOf(std::string_view bytes) {
  Start start;
  if (bytes.empty()) return start;
  ByteCursor cursor(bytes);
  start.type = cursor.U8() >> 4;
  if (start.type == 0) {
    start.state = Start::State::Invalid;
  } else if (ReadLength(cursor, start.remaining)) {
    start.state = Start::State::Valid;
    start.header_size = bytes.size() - cursor.remaining();
  } else if (cursor.ok()) {
    start.state = Start::State::Invalid;  // a fifth length byte would follow
  }
  return start;
}

// How many bytes of the packet are read, as far as `bytes` tell.
size_t NeededOf(const Start& start, std::string_view bytes) {
  switch (start.type) {
    case kConnect:
    case kSubscribe:
      if (start.remaining > kMaxMqttPacketBytes) return start.header_size;
      return start.header_size + start.remaining;
    case kPublish: {
      ByteCursor cursor(bytes.substr(start.header_size));
      size_t needed = 2;
      if (cursor.remaining() >= 2) needed += cursor.U16();
      return start.header_size + std::min<size_t>(needed, start.remaining);
    }
    default:
      return start.header_size;
  }
}

}  // namespace

void MqttDecoder::OnBytes(Sender sender, std::string_view bytes,
                          const ByteOrigin&) {
  Direction& direction = directions_[IndexOf(sender)];
  std::string& buffer = direction.buffer;
  while (!direction.stopped && !bytes.empty()) {
    if (direction.skip > 0) {
      direction.SkipIn(bytes);
      continue;
    }
    const Start before = StartOf(buffer);
    const size_t wanted = before.state == Start::State::Valid
                              ? NeededOf(before, buffer) - buffer.size()
                              : 1;
    const size_t taken = std::min(wanted, bytes.size());
    buffer += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    const Start start = StartOf(buffer);
    if (start.state == Start::State::Incomplete) continue;
    if (start.state == Start::State::Invalid) {
      ++counters_.mqtt_malformed_packets;
      Stop(sender);
      return;
    }
    if (buffer.size() < NeededOf(start, buffer)) continue;
    direction.skip = start.header_size + start.remaining - buffer.size();
    OnPacket(sender, start.type,
             std::string_view(buffer).substr(start.header_size));
    buffer.clear();
  }
}

void MqttDecoder::OnGap(Sender sender, uint64_t size) {
  if (!directions_[IndexOf(sender)].SkipGap(size)) Stop(sender);
}

void MqttDecoder::OnEnd(Sender sender, bool clean) {
  Direction& direction = directions_[IndexOf(sender)];
  const bool whole = clean && direction.is_between();
  if (!whole || direction.stopped) direction.open = true;
  direction.ended = true;
  direction.Stop();
  if (sender == Sender::Client) connect_decided_ = true;
}

// `body` is what was read of the packet behind its fixed header.
void MqttDecoder::OnPacket(Sender sender, uint8_t type, std::string_view body) {
  Direction& direction = directions_[IndexOf(sender)];
  if (sender == Sender::Client && !connect_decided_) {
    connect_decided_ = true;
    if (type == kConnect && direction.skip == 0) connect_ = ParseConnect(body);
    if (connect_) direction.level = connect_->level;
    if (type == kConnect && !connect_) ++counters_.mqtt_malformed_packets;
  }
  if (type == kPublish) {
    ByteCursor cursor(body);
    const std::string_view topic = cursor.TakeBehindU16();
    if (!cursor.ok()) {
      ++counters_.mqtt_malformed_packets;
      Stop(sender);
      return;
    }
    AddTopic(direction, topic);
  }
  if (type == kSubscribe) AddFilters(direction, body);
  if ((type == kConnect || type == kSubscribe) && direction.skip > 0) {
    ++counters_.mqtt_oversized_packets;
    direction.open = true;
  }
}

void MqttDecoder::AddFilters(Direction& direction, std::string_view body) {
  if (direction.skip > 0) return;
  std::vector<std::string_view> filters;
  if (direction.level < kLevel5) filters = ParseFilters(body, false);
  const bool may_be_5 = direction.level == 0 || direction.level >= kLevel5;
  if (filters.empty() && may_be_5) filters = ParseFilters(body, true);
  if (filters.empty()) {
    ++counters_.mqtt_malformed_packets;
    direction.open = true;
  }
  for (const std::string_view filter : filters) AddTopic(direction, filter);
}

// A topic is empty where version 5 names it by an alias given before.
void MqttDecoder::AddTopic(Direction& direction, std::string_view topic) {
  std::vector<std::string>& topics = direction.topics;
  if (topic.empty()) return;
  if (std::find(topics.begin(), topics.end(), topic) != topics.end()) return;
  if (topics.size() >= kMaxMqttTopics) {
    ++counters_.mqtt_dropped_topics;
    direction.open = true;
    return;
  }
  topics.emplace_back(topic);
}

void MqttDecoder::Stop(Sender sender) {
  Direction& direction = directions_[IndexOf(sender)];
  direction.Stop();
  direction.open = true;
  if (sender == Sender::Client) connect_decided_ = true;
}

std::vector<std::string_view> MqttDecoder::topics() const {
  std::vector<std::string_view> all;
  for (const Direction& direction : directions_) {
    for (const std::string& topic : direction.topics) {
      if (std::find(all.begin(), all.end(), topic) == all.end()) {
        all.push_back(topic);
      }
    }
  }
  return all;
}

bool MqttDecoder::topics_open() const {
  return !connect_ || std::any_of(directions_.begin(), directions_.end(),
                                  [](const Direction& direction) {
                                    return direction.open || !direction.ended;
                                  });
}

void MqttDecoder::Write(Session& session) const {
  const std::vector<std::string_view> all = topics();
  if (!connect_ && all.empty()) return;
  for (const Field field : {Field::MqttProtocol, Field::MqttClientId,
                            Field::MqttUsername, Field::MqttTopic}) {
    session.Clear(field);
  }
  session.SetPresent(Record::Mqtt);
  if (connect_) {
    session.AddBytes(Field::MqttProtocol, connect_->protocol);
    session.AddBytes(Field::MqttClientId, connect_->client_id);
    if (connect_->user_name) {
      session.AddBytes(Field::MqttUsername, *connect_->user_name);
    } else {
      session.SetAbsent(Field::MqttUsername);
    }
  }
  for (const std::string_view topic : all) {
    session.AddBytes(Field::MqttTopic, topic);
  }
  if (topics_open()) {
    if (!all.empty()) session.SetOpen(Field::MqttTopic);
  } else if (all.empty()) {
    session.SetAbsent(Field::MqttTopic);
  }
}

}  // namespace iotpf::runtime
