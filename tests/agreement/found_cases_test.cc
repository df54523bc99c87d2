// What random rules have found once, kept small: each row failed.
#include "tests/agreement/rule_engines.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {
namespace {

struct Case {
  const char* name;
  const char* lists;  // declarations before the platform
  std::string test;   // of the one feature
  Field field;
  std::string_view value;
  bool holds;
};

// The test beside a scan for twelve texts that all begin with each other.
std::string BesideNested(std::string_view test) {
  std::string tests(test);
  for (size_t size = 2; size <= 13; ++size) {
    tests += fmt::format("{} tls.alpn contains \"{}\"",
                         size == 2 ? " and (" : " or", std::string(size, 'a'));
  }
  return tests + ")";
}
const std::string kLong(70, 'a');
const std::string kLongTwice = kLong + "-" + kLong;
const std::string kLongAndDigit = kLongTwice + "5";

const Case kCases[] = {
    {"a raw text may end in a backslash", "", R"(tls.alpn == r"a\")",
     Field::TlsAlpn, "a\\", true},
    {"so may the one before others", "", R"(tls.alpn in [r"\", "a\\"])",
     Field::TlsAlpn, "\\", true},
    {"bytes with wildcards among tokens", R"(list l : bytes = [x"?1 42"];)",
     "tls.ja4 in l", Field::TlsJa4, "aB", true},
    {"bytes are compared by their bits where texts are not",
     R"(list l : bytes = [x"61 42", "cd"];)", "tls.ja4 in l", Field::TlsJa4,
     "ab", false},
    {"texts beside them without case", R"(list l : bytes = [x"61 42", "cd"];)",
     "tls.ja4 in l", Field::TlsJa4, "CD", true},
    {"bytes with wildcards in hosts", R"(list l : text = [x"4? 42"];)",
     "tls.sni contains l", Field::TlsSni, "xAB.com", true},
    {"an end that begins with others, at its second place", "",
     BesideNested("tls.alpn ends_with \"" + kLong + "\""), Field::TlsAlpn,
     kLongTwice, true},
    {"a place, likewise", "",
     BesideNested("tls.alpn at 71 == \"" + kLong + "\""), Field::TlsAlpn,
     kLongTwice, true},
    {"a regex, likewise", "", BesideNested("tls.alpn matches /a{20}\\d/"),
     Field::TlsAlpn, kLongAndDigit, true}};

TEST_CASE("cases that random rules have found") {
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    const std::string rules = fmt::format(
        "{}\nplatform p {{ fingerprint f {{ positive a = {}; }} }}\n", c.lists,
        c.test);
    auto engines = CompileEngines({{"case.fp", rules, "", ""}}, {0, 2});
    REQUIRE_MESSAGE(engines.has_value(), engines.error().message);
    Session session;
    session.SetPresent(Record::Tls);
    session.AddBytes(c.field, c.value);
    for (RuleEngine& engine : *engines) {
      CAPTURE(engine.name);
      const Verdict verdict = engine.judge.Decide(session);
      CHECK((verdict.label == LabelKind::Platform) == c.holds);
    }
  }
}

}  // namespace
}  // namespace iotpf::tests
