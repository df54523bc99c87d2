// A stream that begins in the clear and then carries another one.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DIALOGUE_DECODER_H_
#define IOTPF_RUNTIME_PROTOCOLS_DIALOGUE_DECODER_H_

#include "runtime/protocols/dialogue.h"
#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/stream_decoder.h"
#include "runtime/protocols/stream_pieces.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::runtime {

// Follows a dialogue up to where both sides agree to begin another stream, and
// hands that to a decoder of its own.
//
//   Units    kMaxDialogueHeldBytes of a direction, which is incomplete or
//            waits for its turn, also of the budget of `nested`;
//            kMaxDialogueMessages.
//   Errors   a gap, an end, or what the protocol does not have ends the
//            dialogue: nothing is carried.
//   Cost     a look at what came of a message for each piece of it; nothing
//            once it is known that nothing is carried.
class DialogueDecoder final : public StreamDecoder {
 public:
  //   Requires  `dialogue` is not null; the others outlive this object.
  DialogueDecoder(DecodeCounters& counters, std::unique_ptr<Dialogue> dialogue,
                  NestedStreams& nested)
      : counters_(counters),
        nested_(nested),
        memory_(nested.memory()),
        dialogue_(std::move(dialogue)),
        turn_(dialogue_->first()) {}

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  bool is_settled() const override {
    return carried_ != nullptr ? carried_->is_settled() : dialogue_ == nullptr;
  }
  std::vector<HttpExchange> TakeExchanges() override;
  void WriteCarrier(Session& session) const override;
  void WriteTunnelled(Session& session) const override;
  void Write(Session& session) const override;

 private:
  struct Direction {
    StreamPieces waiting;
    std::string message;  // that comes before them, so far
    size_t size() const { return waiting.size() + message.size(); }
  };

  void Hold(Sender sender, const StreamPieceView& piece);
  void Advance();
  bool TakeMessage(Sender sender);
  void Switch();
  void GiveUp();

  DecodeCounters& counters_;
  NestedStreams& nested_;
  MemoryCharge memory_;                 // of both directions
  std::unique_ptr<Dialogue> dialogue_;  // null: it is over
  Sender turn_;                         // who speaks next
  size_t messages_ = 0;
  std::array<Direction, 2> directions_;     // by Sender
  std::unique_ptr<StreamDecoder> carried_;  // null: not yet, or never
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DIALOGUE_DECODER_H_
