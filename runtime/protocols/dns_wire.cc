// The parts that DNS messages are made of.
//
// Compression makes names share their ends, and is where parsers loop. Here a
// pointer must point before the start of the labels that hold it, so each jump
// goes back and the walk ends by itself. Two limits bound the work besides: 255
// bytes for a name, and as many pointers as such a name has labels; without the
// second, pointers to pointers make one message cost the square of its size.
//
//   offset 12: 3 w w w 7 e x a m p l e 0     <- a question
//   offset 33: 4 m a i l  C0 10              <- "mail" + what is at 16

#include "runtime/protocols/dns_wire.h"

#include <array>

namespace iotpf::runtime {
namespace {

constexpr size_t kMaxNameBytes = 255;  // on the wire; RFC 1035, 2.3.4
constexpr int kMaxNamePointers = 128;
constexpr uint8_t kPointer = 0xc0;  // RFC 1035, 4.1.4

// Characters that need no escape.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (size_t c = 0x21; c < 0x7f; ++c) plain[c] = c != '.' && c != '\\';
  return plain;
}();

// A name as it is put together, at most four characters a byte on the wire.
class NameText {
 public:
  // RFC 4343, 2.1. A dot within a label would read as the end of the label.
  void AddLabel(std::string_view label) {
    if (size_ > 0) Add('.');
    for (const char c : label) {
      const auto byte = static_cast<uint8_t>(c);
      if (kPlain[byte]) {
        Add(c);
      } else if (c == '.' || c == '\\') {
        Add('\\');
        Add(c);
      } else {
        Add('\\');
        Add(static_cast<char>('0' + byte / 100));
        Add(static_cast<char>('0' + byte / 10 % 10));
        Add(static_cast<char>('0' + byte % 10));
      }
    }
  }
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  void Add(char c) { text_[size_++] = c; }

  std::array<char, 4 * kMaxNameBytes> text_;
  size_t size_ = 0;
};

}  // namespace

bool ReadDnsHeader(ByteCursor& cursor, DnsHeader& header) {
  header.id = cursor.U16();
  header.flags = cursor.U16();
  header.questions = cursor.U16();
  header.answers = cursor.U16();
  header.authorities = cursor.U16();
  header.additionals = cursor.U16();
  return cursor.ok();
}

bool ReadDnsName(std::string_view message, ByteCursor& cursor,
                 std::string& name) {
  NameText text;
  size_t wire_size = 1;  // the root
  int pointers = 0;
  ByteCursor labels = cursor;
  size_t start = message.size() - cursor.remaining();
  while (true) {
    const uint8_t length = labels.U8();
    if (!labels.ok()) return false;
    if ((length & kPointer) == kPointer) {
      const size_t target =
          static_cast<size_t>(length & ~kPointer) << 8 | labels.U8();
      if (!labels.ok() || target >= start) return false;
      if (pointers == 0) cursor = labels;
      if (++pointers > kMaxNamePointers) return false;
      start = target;
      labels = ByteCursor(message.substr(target));
      continue;
    }
    if ((length & kPointer) != 0) return false;  // reserved
    if (length == 0) break;
    const std::string_view label = labels.Take(length);
    wire_size += size_t{1} + length;
    if (!labels.ok() || wire_size > kMaxNameBytes) return false;
    text.AddLabel(label);
  }
  if (pointers == 0) cursor = labels;
  name = text.view();
  return true;
}

bool ReadDnsQuestion(std::string_view message, ByteCursor& cursor,
                     std::string& name, uint16_t& type) {
  if (!ReadDnsName(message, cursor, name)) return false;
  type = cursor.U16();
  cursor.U16();  // class
  return cursor.ok();
}

bool ReadDnsRecord(std::string_view message, ByteCursor& cursor,
                   DnsResourceRecord& record) {
  if (!ReadDnsName(message, cursor, record.owner)) return false;
  record.type = cursor.U16();
  record.record_class = cursor.U16();
  record.ttl_seconds = cursor.U32();
  // RFC 2181, 8: with the highest bit set it is 0.
  if (record.ttl_seconds >> 31 != 0) record.ttl_seconds = 0;
  const uint16_t size = cursor.U16();
  record.data_offset = message.size() - cursor.remaining();
  record.data = cursor.Take(size);
  return cursor.ok();
}

bool ReadDnsNameData(std::string_view message, const DnsResourceRecord& record,
                     std::string& name) {
  ByteCursor cursor(message.substr(record.data_offset));
  const size_t before = cursor.remaining();
  return ReadDnsName(message, cursor, name) &&
         before - cursor.remaining() == record.data.size();
}

}  // namespace iotpf::runtime
