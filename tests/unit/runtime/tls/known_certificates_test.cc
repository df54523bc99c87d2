// Protects that certificates which were seen before say what they say.

#include "runtime/tls/known_certificates.h"

#include "runtime/limits.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace iotpf::runtime {
namespace {

std::string Der(uint8_t tag, const std::string& content) {
  return std::string(1, static_cast<char>(tag)) + "\x82" +
         tests::BigEndian(content.size(), 2) + content;
}

std::string NameOf(const std::string& text) {
  return Der(0x30,
             Der(0x31, Der(0x30, "\x06\x03\x55\x04\x03" + Der(0x0C, text))));
}

// As little of a certificate as is read, of a common name.
std::string CertificateOf(const std::string& name, const std::string& end) {
  const std::string body = Der(0x02, "1") + Der(0x30, "") + NameOf("root") +
                           Der(0x30, "") + NameOf(name) + Der(0x30, "");
  return Der(0x30, Der(0x30, body) + Der(0x03, end));
}

TEST_CASE("a certificate is known again") {
  KnownCertificates known;
  const std::string der = CertificateOf("a.example", "signature");
  const auto first = known.Parse(der);
  REQUIRE(first != nullptr);
  CHECK(first->subject == "CN=a.example");
  CHECK(known.Parse(der) == first);
  // Another one with the same end takes its place; what was said stays.
  const auto other = known.Parse(CertificateOf("b.example", "signature"));
  REQUIRE(other != nullptr);
  CHECK(other->subject == "CN=b.example");
  CHECK(known.Parse(der) != first);
  CHECK(*known.Parse(der) == *first);
}

TEST_CASE("what is no certificate, or too large to keep") {
  KnownCertificates known;
  CHECK(known.Parse("") == nullptr);
  CHECK(known.Parse("abc") == nullptr);
  CHECK(known.Parse("abcdef") == nullptr);
  CHECK(known.Parse("abcdef") == nullptr);
  const std::string large =
      CertificateOf("a", std::string(kMaxKnownCertificateBytes, 's'));
  const auto first = known.Parse(large);
  REQUIRE(first != nullptr);
  CHECK(known.Parse(large) != first);
  CHECK(*known.Parse(large) == *first);
}

TEST_CASE("many certificates, again and again") {
  KnownCertificates known;
  std::mt19937 random(4);
  for (int i = 0; i < 5000; ++i) {
    const std::string name = std::to_string(random() % 1000);
    const auto found = known.Parse(CertificateOf(name, "end " + name));
    REQUIRE(found != nullptr);
    CHECK(found->subject == "CN=" + name);
  }
}

}  // namespace
}  // namespace iotpf::runtime
