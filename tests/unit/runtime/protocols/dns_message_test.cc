// Protects names, compression and the addresses that responses give.

#include "runtime/protocols/dns_message.h"

#include "runtime/limits.h"
#include "tests/support/dns_bytes.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::DnsHeader;
using tests::DnsName;
using tests::DnsRecord;

std::string TextOf(const DnsMessage& message, runtime::DnsName name) {
  std::string text;
  AppendDnsName(message.bytes, name, text);
  return text;
}

// Name, address in hex digits, seconds.
std::vector<std::string> NamedAddresses(const DnsMessage& message) {
  std::vector<DnsNamedAddress> addresses;
  FindNamedAddresses(message, addresses);
  std::vector<std::string> lines;
  for (const DnsNamedAddress& named : addresses) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(named.address.data());
    lines.push_back(fmt::format(
        "{} {:02x} {}", TextOf(message, message.questions[0].name),
        fmt::join(bytes, bytes + named.address.size(), ""), named.ttl_seconds));
  }
  return lines;
}

struct NameCase {
  std::string what;
  std::string wire;  // at offset 12
  std::string name;
  bool valid = true;
};

TEST_CASE("names") {
  const std::string label63(63, 'a');
  const std::string long_name =
      DnsName(label63 + "." + label63 + "." + label63);
  const std::vector<NameCase> cases = {
      {"plain", DnsName("www.Example.com"), "www.Example.com"},
      {"root", std::string(1, '\0'), ""},
      {"escapes", std::string("\5a.b\\c\3\0\x20\xff\0", 11),
       "a\\.b\\\\c.\\000\\032\\255"},
      {"of 255 bytes",
       long_name.substr(0, long_name.size() - 1) + "\x3d" +
           std::string(61, 'b') + std::string(1, '\0'),
       label63 + "." + label63 + "." + label63 + "." + std::string(61, 'b')},
      {"of 256 bytes",
       long_name.substr(0, long_name.size() - 1) + "\x3e" +
           std::string(62, 'b') + std::string(1, '\0'),
       "", false},
      {"pointer to itself", "\xc0\x0c", "", false},
      {"pointer forward", "\xc0\x20", "", false},
      {"pointer to its own labels", "\1a\xc0\x0c", "", false},
      {"pointer cut", "\xc0", "", false},
      {"reserved label type", std::string("\x40\0", 2), "", false},
      {"label past the end",
       "\x05"
       "ab",
       "", false},
  };
  for (const NameCase& test : cases) {
    CAPTURE(test.what);
    const std::string bytes =
        DnsHeader(1, false, 1, 0) + test.wire + BigEndian(0x00010001, 4);
    DnsMessage message;
    const bool valid = ParseDnsMessage(bytes, message);
    REQUIRE(valid == test.valid);
    CHECK(IsDnsMessage(bytes) == test.valid);
    if (valid) CHECK(TextOf(message, message.questions[0].name) == test.name);
  }
}

std::string Question(const std::string& name, uint16_t type) {
  return DnsName(name) + BigEndian(type, 2) + BigEndian(1, 2);
}

// The question stands at 12, so C00C names it.
const std::string kToQuestion = "\xc0\x0c";

std::string ChainResponse() {
  return DnsHeader(7, true, 1, 4) + Question("api.a.example", 1) +
         DnsRecord(DnsName("CDN.b.example"), 1, 60, "\x0a\1\2\3") +
         DnsRecord(kToQuestion, 5, 300, DnsName("cdn.b.example")) +
         DnsRecord(DnsName("cdn.b.example"), 28, 90, std::string(16, '\x20')) +
         DnsRecord(DnsName("other.example"), 1, 60, "\x0a\1\2\4");
}

TEST_CASE("answers are named by the question, along the chain") {
  const std::string bytes = ChainResponse();
  DnsMessage message;
  REQUIRE(ParseDnsMessage(bytes, message));
  CHECK(message.id == 7);
  CHECK(message.is_response);
  CHECK(!message.truncated);
  REQUIRE(message.questions.size() == 1);
  CHECK(TextOf(message, message.questions[0].name) == "api.a.example");
  CHECK(message.questions[0].type == kDnsTypeA);
  REQUIRE(message.answers.size() == 4);
  const DnsAnswer& alias = message.answers[1];
  CHECK(TextOf(message, alias.owner) == "api.a.example");
  CHECK(alias.type == kDnsTypeCname);
  CHECK(alias.ttl_seconds == 300);
  CHECK(TextOf(message, alias.alias) == "cdn.b.example");
  CHECK(NamedAddresses(message) ==
        std::vector<std::string>{
            "api.a.example 0a010203 60",
            "api.a.example 20202020202020202020202020202020 90"});
}

TEST_CASE("a chain that loops ends") {
  const std::string bytes = DnsHeader(7, true, 1, 3) + Question("a", 1) +
                            DnsRecord(kToQuestion, 5, 9, DnsName("b")) +
                            DnsRecord(DnsName("b"), 5, 9, DnsName("a")) +
                            DnsRecord(DnsName("a"), 1, 5, "\x0a\1\2\3");
  DnsMessage message;
  REQUIRE(ParseDnsMessage(bytes, message));
  CHECK(NamedAddresses(message) == std::vector<std::string>{"a 0a010203 5"});
}

TEST_CASE("names are the same or not, however they are written") {
  struct Case {
    std::string left;
    std::string right;
    bool equal;
  };
  // The question stands at 12: x.ab.example.
  const std::vector<Case> cases = {
      {kToQuestion, kToQuestion, true},
      {kToQuestion, DnsName("X.aB.example"), true},
      {"\1x\2AB\xc0\x11", kToQuestion, true},
      {"\1x\2AC\xc0\x11", kToQuestion, false},
      {"\1x\xc0\x11", kToQuestion, false},
      {kToQuestion, DnsName("x.ab.example.a"), false},
      {DnsName("x.ab"), kToQuestion, false},
      {DnsName(""), kToQuestion, false},
      {DnsName(""), DnsName(""), true},
      {std::string("\3x.y\0", 5), DnsName("x.y"), false},
  };
  for (const Case& test : cases) {
    CAPTURE(test.left);
    CAPTURE(test.right);
    const std::string bytes = DnsHeader(7, true, 1, 2) +
                              Question("x.ab.example", 1) +
                              DnsRecord(test.left, 1, 9, "abcd") +
                              DnsRecord(test.right, 1, 9, "abcd");
    DnsMessage message;
    REQUIRE(ParseDnsMessage(bytes, message));
    REQUIRE(message.answers.size() == 2);
    const runtime::DnsName left = message.answers[0].owner;
    const runtime::DnsName right = message.answers[1].owner;
    CHECK(EqualDnsNames(bytes, left, right) == test.equal);
    CHECK(EqualDnsNames(bytes, right, left) == test.equal);
  }
}

TEST_CASE("what is malformed cuts the answers") {
  struct Case {
    std::string name;
    std::string record;
  };
  const std::vector<Case> cases = {
      {"address of 3 bytes", DnsRecord(kToQuestion, 1, 1, "abc")},
      {"CNAME shorter than its data",
       DnsRecord(kToQuestion, 5, 1, DnsName("b") + "x")},
      {"CNAME past its data", DnsRecord(kToQuestion, 5, 1, "\x07")},
      {"data past the message",
       DnsRecord(kToQuestion, 1, 1, "abcd").substr(0, 12)},
      {"nothing", ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    const std::string bytes = DnsHeader(7, true, 1, 2) + Question("a", 1) +
                              DnsRecord(kToQuestion, 1, 1, "abcd") +
                              test.record;
    DnsMessage message;
    REQUIRE(ParseDnsMessage(bytes, message));
    CHECK(message.truncated);
    CHECK(message.answers.size() == 1);
  }
}

TEST_CASE("other types and classes are passed over, numbers are capped") {
  std::string many = DnsHeader(7, true, 1, 300) + Question("a", 1);
  for (int i = 0; i < 300; ++i) {
    many += DnsRecord(kToQuestion, 1, 0x80000001, BigEndian(i, 4));
  }
  DnsMessage message;
  REQUIRE(ParseDnsMessage(many, message));
  CHECK(message.answers.size() == kMaxDnsAnswers);
  CHECK(message.truncated);
  CHECK(message.answers[0].ttl_seconds == 0);

  const std::string others = DnsHeader(7, true, 1, 1) + Question("a", 16) +
                             DnsRecord(kToQuestion, 16, 1, "\1x");
  REQUIRE(ParseDnsMessage(others, message));
  CHECK(message.answers.size() == 0);
  CHECK(!message.truncated);
  CHECK(!IsDnsMessage(DnsHeader(7, false, 0xffff, 0)));
  CHECK(!IsDnsMessage("short"));
}

TEST_CASE("messages cut or mutated stay harmless") {
  const std::string whole = ChainResponse();
  DnsMessage message;
  for (size_t size = 0; size < whole.size(); ++size) {
    const std::string bytes = whole.substr(0, size);
    if (ParseDnsMessage(bytes, message)) CHECK(message.truncated);
  }
  std::mt19937 random(7);
  for (int i = 0; i < 30000; ++i) {
    const std::string bytes = tests::Mutate(whole, random);
    CHECK(IsDnsMessage(bytes) == ParseDnsMessage(bytes, message));
    if (IsDnsMessage(bytes)) NamedAddresses(message);
  }
}

}  // namespace
}  // namespace iotpf::runtime
