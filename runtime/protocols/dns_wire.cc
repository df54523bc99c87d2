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
//
// A name is checked once and from then on is the place where it begins: most
// are passed over or only compared, and few become text.

#include "runtime/protocols/dns_wire.h"

#include "runtime/protocols/ascii.h"
#include "runtime/random_secret.h"

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

// The labels of a name, one after the other.
class Labels {
 public:
  Labels(std::string_view message, size_t at) : message_(message), at_(at) {}

  // The next label; empty at the root, and where the name is broken.
  std::string_view Next() {
    const size_t size = Pass();
    if (at_ > message_.size()) Fail();
    return ok_ ? message_.substr(at_ - size, size) : std::string_view();
  }

  // Passes over the next label, and gives its size; 0 as above. Of one that
  // ends behind the message the next call tells.
  size_t Pass() {
    FollowPointers();
    if (at_ >= message_.size()) return Fail();
    const size_t size = ByteAt(at_);
    if (size == 0) {
      ++at_;
      return 0;
    }
    wire_size_ += 1 + size;
    if ((size & kPointer) != 0 || wire_size_ > kMaxNameBytes) return Fail();
    at_ += 1 + size;
    return size;
  }

  // Goes to the label that the next bytes are or point at.
  void FollowPointers() {
    while (at_ < message_.size() && (ByteAt(at_) & kPointer) == kPointer) {
      if (message_.size() - at_ < 2 || ++pointers_ > kMaxNamePointers) break;
      const size_t target = (ByteAt(at_) & 0x3fu) << 8 | ByteAt(at_ + 1);
      if (pointers_ == 1) end_ = at_ + 2;
      if (target >= start_) break;
      start_ = target;
      at_ = target;
    }
  }

  bool ok() const { return ok_; }
  size_t at() const { return at_; }
  // Behind the root, or behind the first pointer.
  size_t end() const { return pointers_ == 0 ? at_ : end_; }

 private:
  size_t ByteAt(size_t at) const { return static_cast<uint8_t>(message_[at]); }
  size_t Fail() {
    ok_ = false;
    return 0;
  }

  std::string_view message_;
  size_t at_;
  size_t start_ = at_;    // of the labels that hold the next pointer
  size_t end_ = 0;        // behind the first pointer
  size_t wire_size_ = 1;  // the root
  int pointers_ = 0;
  bool ok_ = true;
};

// A name as it is put together, at most four characters a byte on the wire.
class NameText {
 public:
  // RFC 4343, 2.1. A dot within a label would read as the end of the label.
  void AddLabel(std::string_view label) {
    if (size_ > 0) Add('.');
    bool is_plain = true;
    for (size_t i = 0; i < label.size(); ++i) {
      text_[size_ + i] = label[i];
      is_plain &= kPlain[static_cast<uint8_t>(label[i])];
    }
    if (is_plain) {
      size_ += label.size();
      return;
    }
    for (const char c : label) AddEscaped(c);
  }
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  void AddEscaped(char c) {
    const auto byte = static_cast<uint8_t>(c);
    if (kPlain[byte]) return Add(c);
    Add('\\');
    if (c == '.' || c == '\\') return Add(c);
    Add(static_cast<char>('0' + byte / 100));
    Add(static_cast<char>('0' + byte / 10 % 10));
    Add(static_cast<char>('0' + byte % 10));
  }
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

bool ReadDnsName(std::string_view message, ByteCursor& cursor, DnsName& name) {
  Labels labels(message, message.size() - cursor.remaining());
  labels.FollowPointers();
  name.at = static_cast<uint32_t>(labels.at());
  while (labels.Pass() > 0) {
  }
  if (labels.ok()) cursor = ByteCursor(message.substr(labels.end()));
  return labels.ok();
}

bool ReadDnsQuestion(std::string_view message, ByteCursor& cursor,
                     DnsName& name, uint16_t& type) {
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
  record.data_at = static_cast<uint32_t>(message.size() - cursor.remaining());
  record.data = cursor.Take(size);
  return cursor.ok();
}

bool ReadDnsNameData(std::string_view message, const DnsResourceRecord& record,
                     DnsName& name) {
  ByteCursor cursor(message.substr(record.data_at));
  const size_t before = cursor.remaining();
  return ReadDnsName(message, cursor, name) &&
         before - cursor.remaining() == record.data.size();
}

void AppendDnsName(std::string_view message, DnsName name, std::string& text) {
  NameText name_text;
  Labels labels(message, name.at);
  for (std::string_view label = labels.Next(); !label.empty();
       label = labels.Next()) {
    name_text.AddLabel(label);
  }
  text += name_text.view();
}

uint64_t HashDnsName(std::string_view message, DnsName name) {
  static const uint64_t secret = RandomSecret<uint64_t>();
  constexpr uint64_t kFactor = 0x243F6A8885A308D3;  // digits of pi
  uint64_t hash = secret;
  const auto add = [&hash](uint64_t byte) {
    hash = (hash ^ byte) * kFactor;
    hash ^= hash >> 32 ^ secret;
  };
  Labels labels(message, name.at);
  for (std::string_view label = labels.Next(); !label.empty();
       label = labels.Next()) {
    add(label.size());
    for (const char c : label) add(static_cast<uint8_t>(ToLowerAscii(c)));
  }
  return hash;
}

bool EqualDnsNames(std::string_view message, DnsName left, DnsName right) {
  Labels lefts(message, left.at);
  Labels rights(message, right.at);
  while (lefts.at() != rights.at()) {
    const std::string_view label = lefts.Next();
    if (!EqualsIgnoringCase(label, rights.Next())) return false;
    if (label.empty()) return true;
  }
  return true;
}

}  // namespace iotpf::runtime
