// MQTT 3.1, 3.1.1 and 5: who connects, and the topics of the flow.
#ifndef IOTPF_RUNTIME_PROTOCOLS_MQTT_H_
#define IOTPF_RUNTIME_PROTOCOLS_MQTT_H_

#include "runtime/protocols/message_progress.h"
#include "runtime/protocols/stream_decoder.h"

#include <iotpf/session.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

struct MqttConnect {
  std::string protocol;  // `MQTT`, or `MQIsdp` of version 3.1
  uint8_t level = 0;     // 3: 3.1, 4: 3.1.1, 5: 5.0
  std::string client_id;
  std::optional<std::string> user_name;
  bool operator==(const MqttConnect&) const = default;
};

// Reads the control packets of both directions.
//
//   Output   topics: the distinct topic names of PUBLISH and filters of
//            SUBSCRIBE, at most kMaxMqttTopics a direction, the client's first.
//   Units    holds at most kMaxMqttPacketBytes of a packet; of a longer PUBLISH
//            the topic is read and the rest skipped.
//   Errors   a malformed packet, or a gap that is not within a skipped rest,
//            ends the decoding of its direction.
//   Source   MQTT 5.0, 2.1 and 3; MQTT 3.1.1, 2.2 and 3.
class MqttDecoder final : public StreamDecoder {
 public:
  // `from_start`: no packet was sent before the first one seen. Otherwise the
  // list of topics stays open.
  explicit MqttDecoder(DecodeCounters& counters, bool from_start = true)
      : counters_(counters) {
    for (Direction& direction : directions_) direction.open = !from_start;
  }

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;

  // No further byte changes connect().
  bool connect_decided() const { return connect_decided_; }
  // The CONNECT, or null: not yet, or the flow was not seen from its start.
  const MqttConnect* connect() const { return connect_ ? &*connect_ : nullptr; }
  // Views into this object.
  std::vector<std::string_view> topics() const;
  // The flow may have had further topics.
  bool topics_open() const;

  // Writes the record mqtt: CONNECT, and the topics so far. Call it when
  // connect() is decided for the fields of CONNECT, at the end for all.
  //   Requires  this object stays as it is for as long as `session` is read.
  void Write(Session& session) const override;

 private:
  struct Direction : MessageProgress {
    bool ended = false;
    bool open = false;  // topics were lost
    uint8_t level = 0;  // of the CONNECT it sent; 0: none seen
    std::vector<std::string> topics;
  };

  void OnPacket(Sender sender, uint8_t type, std::string_view body);
  void AddTopic(Direction& direction, std::string_view topic);
  void AddFilters(Direction& direction, std::string_view body);
  void Stop(Sender sender);

  DecodeCounters& counters_;
  std::array<Direction, 2> directions_;
  std::optional<MqttConnect> connect_;
  bool connect_decided_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_MQTT_H_
