// A stream that begins in the clear and then carries another one.
//
// Where TLS begins is nothing that bytes tell: it is behind a command and the
// reply that grants it, and both directions change there. Commands and replies
// take turns, so the decoder reads one direction only at any time, the one
// whose turn it is; what the other sends early waits. That makes one sequence
// of two streams, however they interleave.
//
//   server  220 ready      250 STARTTLS          220 go  | TLS
//   client            EHLO              STARTTLS         | TLS
#include "runtime/protocols/dialogue_decoder.h"

#include "runtime/limits.h"

#include <utility>

namespace iotpf::runtime {

std::unique_ptr<Dialogue> DialogueOf(Protocol protocol) {
  for (const auto part : {TextDialogueOf, BinaryDialogueOf, ProxyDialogueOf}) {
    std::unique_ptr<Dialogue> dialogue = part(protocol);
    if (dialogue != nullptr) return dialogue;
  }
  return nullptr;
}

// ---- bytes in

void DialogueDecoder::OnBytes(Sender sender, std::string_view bytes,
                              const ByteOrigin& origin) {
  if (carried_ != nullptr) return carried_->OnBytes(sender, bytes, origin);
  Hold(sender, BytesPiece(bytes, origin));
}

void DialogueDecoder::OnGap(Sender sender, uint64_t size) {
  if (carried_ != nullptr) return carried_->OnGap(sender, size);
  Hold(sender, GapPiece(size));
}

void DialogueDecoder::OnEnd(Sender sender, bool clean) {
  if (carried_ != nullptr) return carried_->OnEnd(sender, clean);
  Hold(sender, EndPiece(clean));
}

void DialogueDecoder::Hold(Sender sender, const StreamPieceView& piece) {
  if (dialogue_ == nullptr) return;
  Direction& direction = directions_[IndexOf(sender)];
  direction.waiting.Add(piece);
  Advance();
  if (dialogue_ == nullptr) return;
  const bool fits = direction.size() <= kMaxDialogueHeldBytes &&
                    memory_.Set(directions_[0].size() + directions_[1].size());
  if (fits) return;
  ++counters_.dialogue_held_overflows;
  GiveUp();
}

// ---- turns

void DialogueDecoder::Advance() {
  while (dialogue_ != nullptr && TakeMessage(turn_)) {
    if (++messages_ > kMaxDialogueMessages) {
      ++counters_.dialogues_overlong;
      return GiveUp();
    }
    std::string& message = directions_[IndexOf(turn_)].message;
    const DialogueStep step = dialogue_->On(turn_, message);
    message.clear();
    switch (step) {
      case DialogueStep::More:
        break;
      case DialogueStep::Reply:
        turn_ = Other(turn_);
        break;
      case DialogueStep::Switch:
        return Switch();
      case DialogueStep::Over:
        return GiveUp();
    }
  }
}

// Makes `message` of the direction one whole message. False: it is not there.
bool DialogueDecoder::TakeMessage(Sender sender) {
  Direction& direction = directions_[IndexOf(sender)];
  while (!direction.waiting.empty()) {
    const StreamPiece& piece = direction.waiting.front();
    const size_t begun = direction.message.size();
    direction.message += piece.bytes;
    const size_t size = piece.kind == StreamPieceKind::Bytes
                            ? dialogue_->SizeOf(sender, direction.message)
                            : Dialogue::kNoMessage;
    if (size == Dialogue::kNoMessage || size == Dialogue::kTooLong) {
      if (size == Dialogue::kTooLong) ++counters_.dialogue_held_overflows;
      GiveUp();
      return false;
    }
    const bool is_whole = size > begun && size <= direction.message.size();
    direction.waiting.TakeFront(is_whole ? size - begun : piece.bytes.size());
    if (!is_whole) continue;
    direction.message.resize(size);
    return true;
  }
  return false;
}

void DialogueDecoder::Switch() {
  carried_ = nested_.OpenNested(dialogue_->carried_port());
  const std::array<Direction, 2> rest = std::exchange(directions_, {});
  GiveUp();
  if (carried_ == nullptr) return;
  for (const Sender sender : {Sender::Client, Sender::Server}) {
    rest[IndexOf(sender)].waiting.GiveAll(sender, *carried_);
  }
}

void DialogueDecoder::GiveUp() {
  dialogue_.reset();
  directions_ = {};
  memory_.Release();
}

// ---- records out

std::vector<HttpExchange> DialogueDecoder::TakeExchanges() {
  return carried_ == nullptr ? std::vector<HttpExchange>{}
                             : carried_->TakeExchanges();
}

void DialogueDecoder::WriteCarrier(Session& session) const {
  if (carried_ != nullptr) carried_->WriteCarrier(session);
}

void DialogueDecoder::WriteTunnelled(Session& session) const {
  if (carried_ != nullptr) carried_->WriteTunnelled(session);
}

void DialogueDecoder::Write(Session& session) const {
  if (carried_ != nullptr) carried_->Write(session);
}

}  // namespace iotpf::runtime
