// Typed netstrings, the notation of mitmproxy's files.
#ifndef IOTPF_RUNTIME_PROXY_TNETSTRING_H_
#define IOTPF_RUNTIME_PROXY_TNETSTRING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// One value: `5:hello;`, its length, its bytes and the letter of its type. A
// view of bytes that outlive it; a value that is missing or of another type is
// one that does not exist.
//
//   Cost     looking something up is linear in what it is looked up in;
//            nothing is held, so nesting costs nothing.
//   Source   https://tnetstrings.info; mitmproxy adds `;` for text.
class Tnetstring {
 public:
  Tnetstring() = default;
  // The value at the front of `bytes`, which are advanced behind it; where
  // there is none, one that does not exist, and nothing is left.
  static Tnetstring Take(std::string_view& bytes);

  bool exists() const { return type_ != '\0'; }
  bool is_dictionary() const { return type_ == '}'; }
  bool is_null() const { return type_ == '~'; }

  // A member of a dictionary; the first of that name.
  Tnetstring operator[](std::string_view name) const;
  // An element of a list.
  Tnetstring operator[](size_t index) const;
  // The elements of a list, to be taken one by one; of others none.
  std::string_view elements() const;

  // Bytes or text.
  std::optional<std::string_view> text() const;
  std::optional<int64_t> integer() const;
  // A number of seconds, whole or not, as nanoseconds.
  std::optional<int64_t> nanoseconds() const;
  bool is_true() const { return type_ == '!' && payload_ == "true"; }

 private:
  Tnetstring(char type, std::string_view payload)
      : type_(type), payload_(payload) {}

  char type_ = '\0';
  std::string_view payload_;
};

// The length in front of a value and the bytes it takes itself; nothing where
// `bytes` do not begin with one, or with too few bytes to tell.
struct TnetLength {
  uint64_t size = 0;  // of the value
  size_t prefix = 0;  // of the digits and the colon
};
std::optional<TnetLength> TnetLengthOf(std::string_view bytes);

// Bytes that a length in front of a value takes at most.
inline constexpr size_t kMaxTnetPrefix = 13;

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROXY_TNETSTRING_H_
