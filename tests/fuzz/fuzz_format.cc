// Bytes as a file of rules for the formatter.
//
// What has the form of the grammar can be formatted, and what comes out is
// formatted already. FormatRules() itself reads its text back and compares.
//
// One thing cannot be kept: a comment that allows warnings on its line, behind
// another comment that a lone carriage return ends. The compiler takes both for
// one line, on which no text can have them.

#include <iotpf/check.h>
#include <iotpf/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

bool HasLoneCarriageReturn(std::string_view text) {
  for (size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (text.substr(at, 2) != "\r\n") return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto once = iotpf::FormatRules({"fuzz.fp", text});
  if (!once) {
    IOTPF_CHECK(HasLoneCarriageReturn(text));
    return 0;
  }
  IOTPF_CHECK(once->ok || !once->findings.empty());
  if (!once->ok) return 0;
  const auto twice = iotpf::FormatRules({"fuzz.fp", once->text});
  IOTPF_CHECK(twice && twice->ok);
  IOTPF_CHECK(twice->text == once->text);
  return 0;
}
