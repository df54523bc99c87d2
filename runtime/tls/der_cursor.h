// The elements of ASN.1 in DER, one behind the other.
#ifndef IOTPF_RUNTIME_TLS_DER_CURSOR_H_
#define IOTPF_RUNTIME_TLS_DER_CURSOR_H_

#include <iotpf/byte_cursor.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace iotpf::runtime {

// Tags, with their class and form. Source: ITU-T X.690, 8.1.2; X.680, 8.4.
enum DerTag : uint8_t {
  kDerNone = 0,
  kDerBoolean = 0x01,
  kDerOctetString = 0x04,
  kDerObjectIdentifier = 0x06,
  kDerUtf8String = 0x0C,
  kDerPrintableString = 0x13,
  kDerTeletexString = 0x14,
  kDerIa5String = 0x16,
  kDerSequence = 0x30,
  kDerSet = 0x31
};

struct DerElement {
  uint8_t tag = kDerNone;
  std::string_view content;
  std::string_view whole;  // with tag and length
};

// Takes elements from the front.
//
//   Input    bytes that outlive the cursor; not copied.
//   Errors   as of ByteCursor: an element that passes the end, or whose length
//            is indefinite or longer than a message of TLS, is empty and makes
//            ok() false.
class DerCursor {
 public:
  explicit DerCursor(std::string_view bytes) : cursor_(bytes) {}

  bool ok() const { return cursor_.ok(); }
  bool empty() const { return cursor_.empty(); }

  DerElement Take() {
    const std::string_view before = cursor_.rest();
    DerElement element;
    element.tag = cursor_.U8();
    element.content = cursor_.Take(TakeLength());
    element.whole = before.substr(0, before.size() - cursor_.remaining());
    return element;
  }
  // The content of the next element, if it has this tag. Otherwise empty, and
  // nothing is taken.
  std::string_view TakeIf(uint8_t tag) {
    const bool is_next =
        !empty() && static_cast<uint8_t>(cursor_.rest().front()) == tag;
    return is_next ? Take().content : std::string_view();
  }

 private:
  size_t TakeLength() {
    const uint8_t first = cursor_.U8();
    if (first < 0x80) return first;
    switch (first) {
      case 0x81:
        return cursor_.U8();
      case 0x82:
        return cursor_.U16();
      case 0x83:
        return cursor_.U24();
      default:  // longer than a message of TLS, or indefinite
        return std::numeric_limits<size_t>::max();
    }
  }

  ByteCursor cursor_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_DER_CURSOR_H_
