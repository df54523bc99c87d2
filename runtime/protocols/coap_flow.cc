// The CoAP messages of one flow.
//
// Over UDP a datagram is a message. Over TCP a message says its size, but not
// where in it the payload begins, so the front of each message is held, up to a
// cap that options do not reach, and the rest passed over.
//
//   size, token size: 4 bits each | 0 to 4 bytes more of the size | code |
//   token | options, payload: together as long as the size says

#include "runtime/protocols/coap_flow.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr uint8_t kMaxTokenBytes = 8;  // RFC 7252, 3

// The front of a message over TCP, of which the first bytes are here.
struct Start {
  enum class State : uint8_t { Incomplete, Valid, Invalid };
  State state = State::Incomplete;
  CoapCode code;
  size_t header_size = 0;  // bytes up to the end of the token
  uint64_t content = 0;    // bytes behind it
};

// RFC 8323, 3.2: 13, 14 and 15 say that one, two or four bytes follow.
uint64_t ReadSize(ByteCursor& cursor, uint8_t nibble) {
  if (nibble == 13) return uint64_t{13} + cursor.U8();
  if (nibble == 14) return uint64_t{269} + cursor.U16();
  if (nibble == 15) return uint64_t{65805} + cursor.U32();
  return nibble;
}

Start StartOf(std::string_view bytes) {
  Start start;
  ByteCursor cursor(bytes);
  const uint8_t first = cursor.U8();
  if ((first & 15) > kMaxTokenBytes) {
    start.state = Start::State::Invalid;
    return start;
  }
  start.content = ReadSize(cursor, first >> 4);
  start.code.value = cursor.U8();
  cursor.Skip(first & 15);
  if (!cursor.ok()) return start;
  start.state = Start::State::Valid;
  start.header_size = bytes.size() - cursor.remaining();
  return start;
}

// How many bytes of the message are read.
size_t HeldOf(const Start& start) {
  if (!start.code.is_request()) return start.header_size;
  return start.header_size + static_cast<size_t>(std::min<uint64_t>(
                                 start.content, kMaxCoapHeadBytes));
}

}  // namespace

// ---- paths

void CoapPaths::Add(CoapCode code, std::string_view options, bool is_whole) {
  has_message_ = true;
  if (!code.is_request()) return;
  const std::optional<CoapOptions> parsed = ParseCoapOptions(options);
  if (parsed && (is_whole || parsed->has_payload)) {
    if (!parsed->is_proxied) paths_.Add(parsed->path);
  } else if (is_whole) {
    AddMalformed();
  } else {
    SetOpen();
  }
}

void CoapPaths::AddMalformed() {
  ++counters_.coap_malformed_messages;
  is_open_ = true;
}

void CoapPaths::Write(std::initializer_list<const CoapPaths*> sides,
                      Session& session) {
  const CoapPaths* const first = *sides.begin();
  bool has_message = false;
  bool is_open = false;
  for (const CoapPaths* const side : sides) {
    has_message |= side->has_message_;
    is_open |= side->is_open_ || side->paths_.has_dropped();
    for (const std::string& path : side->paths_.values()) {
      if (side != first && first->paths_.Has(path)) continue;
      session.AddBytes(Field::CoapPath, path);
    }
  }
  if (has_message) session.SetPresent(Record::Coap);
  if (!session[Field::CoapPath].values.empty()) {
    if (is_open) session.SetOpen(Field::CoapPath);
  } else if (has_message && !is_open) {
    session.SetAbsent(Field::CoapPath);
  }
}

// ---- datagrams

void CoapFlow::OnDatagram(Sender, std::string_view bytes, bool is_cut,
                          const ByteOrigin&) {
  const std::optional<CoapDatagram> message = ParseCoapDatagram(bytes);
  if (message) {
    paths_.Add(message->code, message->options, !is_cut);
  } else if (is_cut) {
    paths_.SetOpen();
  } else {
    paths_.AddMalformed();
  }
}

void CoapFlow::OnEnd(bool complete) {
  if (!complete) paths_.SetOpen();
}

// ---- streams

void CoapStreamDecoder::OnBytes(Sender sender, std::string_view bytes,
                                const ByteOrigin&) {
  MessageProgress& direction = directions_[IndexOf(sender)];
  std::string& buffer = direction.buffer;
  while (!direction.stopped && !bytes.empty()) {
    if (direction.skip > 0) {
      direction.SkipIn(bytes);
      continue;
    }
    const Start before = StartOf(buffer);
    const size_t wanted = before.state == Start::State::Valid
                              ? HeldOf(before) - buffer.size()
                              : 1;
    const size_t taken = std::min(wanted, bytes.size());
    buffer += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    OnMessage(sender);
  }
}

// Looks whether the bytes held are what is read of a message.
void CoapStreamDecoder::OnMessage(Sender sender) {
  MessageProgress& direction = directions_[IndexOf(sender)];
  std::string& buffer = direction.buffer;
  const Start start = StartOf(buffer);
  if (start.state == Start::State::Invalid) {
    paths_[IndexOf(sender)].AddMalformed();
    Stop(sender);
    return;
  }
  const bool is_held =
      start.state == Start::State::Valid && buffer.size() >= HeldOf(start);
  if (!is_held) return;
  direction.skip = start.header_size + start.content - buffer.size();
  const bool is_whole = buffer.size() == start.header_size + start.content;
  paths_[IndexOf(sender)].Add(
      start.code, std::string_view(buffer).substr(start.header_size), is_whole);
  buffer.clear();
}

void CoapStreamDecoder::OnGap(Sender sender, uint64_t size) {
  if (!directions_[IndexOf(sender)].SkipGap(size)) Stop(sender);
}

void CoapStreamDecoder::OnEnd(Sender sender, bool clean) {
  MessageProgress& direction = directions_[IndexOf(sender)];
  if (!clean || !direction.is_between()) paths_[IndexOf(sender)].SetOpen();
  direction.Stop();
}

void CoapStreamDecoder::Stop(Sender sender) {
  directions_[IndexOf(sender)].Stop();
  paths_[IndexOf(sender)].SetOpen();
}

}  // namespace iotpf::runtime
