// The CoAP messages of one flow, over UDP or TCP, to the fields of a session.
#ifndef IOTPF_RUNTIME_PROTOCOLS_COAP_FLOW_H_
#define IOTPF_RUNTIME_PROTOCOLS_COAP_FLOW_H_

#include "runtime/limits.h"
#include "runtime/protocols/coap_message.h"
#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/distinct_values.h"
#include "runtime/protocols/message_progress.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// The distinct paths that requests of either side ask for, at most
// kMaxCoapPaths. Requests to a proxy, which name a whole URI, have none.
class CoapPaths {
 public:
  explicit CoapPaths(DecodeCounters& counters)
      : counters_(counters),
        paths_(kMaxCoapPaths, counters.coap_dropped_paths) {}

  // A message; `options`: what follows its token, all of it or its first bytes.
  void Add(CoapCode code, std::string_view options, bool is_whole);
  void AddMalformed();
  // Further requests may have been sent.
  void SetOpen() { is_open_ = true; }

  // Writes the paths of one side, or of both, each once.
  //   Requires  these objects stay where they are while `session` is read.
  static void Write(std::initializer_list<const CoapPaths*> sides,
                    Session& session);

 private:
  DecodeCounters& counters_;
  DistinctValues paths_;
  bool has_message_ = false;
  bool is_open_ = false;
};

// CoAP over UDP.
//   Source   RFC 7252; RFC 7959.
class CoapFlow final : public DatagramDecoder {
 public:
  explicit CoapFlow(DecodeCounters& counters) : paths_(counters) {}

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override { paths_.SetOpen(); }
  void OnEnd(bool complete) override;
  void Write(Session& session) const override {
    CoapPaths::Write({&paths_}, session);
  }

 private:
  CoapPaths paths_;
};

// CoAP over TCP: each message says its size.
//
//   Units    holds at most kMaxCoapHeadBytes of a message: its options, and
//            what there is of its payload.
//   Errors   a malformed message, or a gap that is not within a skipped
//            payload, ends the decoding of its direction.
//   Source   RFC 8323, 3.2 and 3.3.
class CoapStreamDecoder final : public StreamDecoder {
 public:
  explicit CoapStreamDecoder(DecodeCounters& counters)
      : counters_(counters), paths_{CoapPaths(counters), CoapPaths(counters)} {}

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  void Write(Session& session) const override {
    CoapPaths::Write({&paths_[0], &paths_[1]}, session);
  }

 private:
  void OnMessage(Sender sender);
  void Stop(Sender sender);

  DecodeCounters& counters_;
  std::array<MessageProgress, 2> directions_;
  std::array<CoapPaths, 2> paths_;  // by Sender
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_COAP_FLOW_H_
