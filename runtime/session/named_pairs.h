// The pairs of a name and a value in queries, forms and cookies.
#ifndef IOTPF_RUNTIME_SESSION_NAMED_PAIRS_H_
#define IOTPF_RUNTIME_SESSION_NAMED_PAIRS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace iotpf::runtime {

struct NamedPair {
  std::string_view name;
  std::string_view value;
  bool partial = false;  // the value is a prefix
};

// Gives the pairs of an application/x-www-form-urlencoded text: `+` is a space,
// `%XX` a byte, a `%` that begins no escape itself; a sequence without `=` has
// the empty value.
//
//   Input    `text` outlives the reading. `is_cut`: more may follow its end, so
//            the last value is partial, and a last name without `=` unknown.
//   Output   views into `text`, and where it has escapes into `decoded`, which
//            is replaced and has room for all.
//   Source   URL Standard, section 5.1.
class FormPairs {
 public:
  FormPairs(std::string_view text, bool is_cut, std::string& decoded);

  // False after the last.
  bool Next(NamedPair& pair);

 private:
  std::string_view Decode(std::string_view text, bool is_cut);

  std::string_view rest_;
  bool is_cut_;
  std::string& decoded_;
};

// Gives the pairs of a Cookie header: separated by `;`, spaces and tabs around
// names and values left out, quotes kept. A piece without `=` is no pair.
//
//   Input    as above.
//   Output   views into `text`.
//   Source   RFC 6265, section 4.2.
class CookiePairs {
 public:
  CookiePairs(std::string_view text, bool is_cut)
      : rest_(text), is_cut_(is_cut) {}

  // False after the last.
  bool Next(NamedPair& pair);

 private:
  std::string_view rest_;
  bool is_cut_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SESSION_NAMED_PAIRS_H_
