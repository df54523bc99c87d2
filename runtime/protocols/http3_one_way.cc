// The streams of HTTP/3 that go one way. The first number of each says what it
// is for: settings, instructions for the table of header compression, or the
// response of a push. Kinds that nobody knows are sent on purpose, so that they
// are passed over everywhere.

#include "runtime/limits.h"
#include "runtime/protocols/http3_connection.h"
#include "runtime/protocols/quic_number.h"

namespace iotpf::runtime {
namespace {

constexpr uint64_t kTableCapacity = 1;  // the setting. RFC 9204, 5

}  // namespace

void Http3Connection::OnOneWayBytes(OneWay& one_way, std::string_view bytes,
                                    const ByteOrigin& origin) {
  if (one_way.use == Use::Unknown) ReadUse(one_way, bytes);
  switch (one_way.use) {
    case Use::Control:
    case Use::Push:
      return Drive(one_way.half, bytes, origin);
    case Use::Instructions:
      if (!qpack_[IndexOf(one_way.half.sender)].AddInstructions(bytes)) {
        one_way.use = Use::Ignored;
      }
      return Retry(one_way.half.sender);
    case Use::Unknown:
    case Use::Ignored:
      return;
  }
}

// The number at the beginning of the stream; of a push also that of the push.
void Http3Connection::ReadUse(OneWay& one_way, std::string_view& bytes) {
  constexpr uint64_t kControl = 0;
  constexpr uint64_t kPush = 1;
  constexpr uint64_t kInstructions = 2;
  while (one_way.use == Use::Unknown && !bytes.empty()) {
    one_way.head += bytes.front();
    bytes.remove_prefix(1);
    ByteCursor cursor(one_way.head);
    const uint64_t use = QuicNumber(cursor);
    if (!cursor.ok()) continue;
    if (use == kControl) {
      one_way.use = Use::Control;
    } else if (use == kInstructions) {
      one_way.use = Use::Instructions;
    } else if (use != kPush || one_way.half.sender == Sender::Client) {
      one_way.use = Use::Ignored;
    } else {
      const uint64_t push = QuicNumber(cursor);
      if (!cursor.ok()) continue;
      const bool is_read =
          push >= next_push_ &&
          (pushes_.contains(push) || pushes_.size() < kMaxHttp3Pushes);
      one_way.use = is_read ? Use::Push : Use::Ignored;
      if (!is_read) continue;
      pushes_[push];
      one_way.half.target = {&pushes_, push};
    }
  }
}

void Http3Connection::OnSettings(const Half& half, std::string_view payload) {
  uint64_t capacity = 0;
  ByteCursor cursor(payload);
  while (cursor.ok() && !cursor.empty()) {
    const uint64_t setting = QuicNumber(cursor);
    const uint64_t value = QuicNumber(cursor);
    if (setting == kTableCapacity && cursor.ok()) capacity = value;
  }
  const Sender reader = half.sender;
  qpack_[IndexOf(Other(reader))].SetCapacity(capacity);
  Retry(Other(reader));
}

}  // namespace iotpf::runtime
