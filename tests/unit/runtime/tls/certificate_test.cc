// Protects what is shown of certificates, which the test makes itself.

#include "runtime/tls/certificate.h"

#include "runtime/tls/distinguished_name.h"

#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::runtime {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

void Fill(X509_NAME* name, const Entries& entries) {
  for (const auto& [type, value] : entries) {
    X509_NAME_add_entry_by_txt(
        name, type.c_str(), MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1, 0);
  }
}

std::string MakeCertificate(const Entries& subject, const Entries& issuer,
                            const std::string& names) {
  EVP_PKEY* const key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  X509* const x509 = X509_new();
  X509_set_version(x509, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 7);
  X509_gmtime_adj(X509_getm_notBefore(x509), 0);
  X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
  Fill(X509_get_subject_name(x509), subject);
  Fill(X509_get_issuer_name(x509), issuer);
  if (!names.empty()) {
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(
        nullptr, nullptr, NID_subject_alt_name, names.c_str());
    X509_add_ext(x509, extension, -1);
    X509_EXTENSION_free(extension);
  }
  X509_set_pubkey(x509, key);
  X509_sign(x509, key, nullptr);
  unsigned char* data = nullptr;
  const int size = i2d_X509(x509, &data);
  std::string der(reinterpret_cast<const char*>(data),
                  static_cast<size_t>(size));
  OPENSSL_free(data);
  X509_free(x509);
  EVP_PKEY_free(key);
  return der;
}

TEST_CASE("names of a certificate") {
  const std::string der = MakeCertificate(
      {{"C", "DE"}, {"O", "Lampen, Söhne & Co"}, {"CN", "lamp.example"}},
      {{"CN", "Root \"1\""}},
      "DNS:lamp.example,IP:10.0.0.1,DNS:*.lamp.example");
  const auto certificate = ParseCertificate(der);
  REQUIRE(certificate.has_value());
  // RFC 4514: the last name first, commas and quotes escaped.
  CHECK(certificate->subject == "CN=lamp.example,O=Lampen\\, Söhne & Co,C=DE");
  CHECK(certificate->issuer == "CN=Root \\\"1\\\"");
  CHECK(certificate->names == "lamp.example *.lamp.example");
}

TEST_CASE("a certificate without names") {
  const auto certificate = ParseCertificate(MakeCertificate({}, {}, ""));
  REQUIRE(certificate.has_value());
  CHECK(certificate->subject.empty());
  CHECK(certificate->names.empty());
}

// A name of attributes that are drawn, as DER.
std::string RandomName(std::mt19937& random) {
  const char* const types[] = {"CN",
                               "O",
                               "OU",
                               "C",
                               "L",
                               "ST",
                               "DC",
                               "GN",
                               "name",
                               "street",
                               "postalCode",
                               "serialNumber",
                               "emailAddress",
                               "businessCategory",
                               "jurisdictionL",
                               "jurisdictionST",
                               "jurisdictionC"};
  const std::string letters = " #+,\"\\<>;=ab.-\x01\x7f\xc3\xa9";
  const auto draw = [&](size_t below) { return random() % below; };
  X509_NAME* const name = X509_NAME_new();
  for (size_t left = draw(5); left > 0; --left) {
    std::string value;
    for (size_t i = draw(6); i > 0; --i) value += letters[draw(letters.size())];
    const int kinds[] = {V_ASN1_UTF8STRING, V_ASN1_PRINTABLESTRING,
                         V_ASN1_IA5STRING, V_ASN1_T61STRING};
    // A set of its own, or one with the attribute before.
    X509_NAME_add_entry_by_txt(
        name, types[draw(std::size(types))], kinds[draw(std::size(kinds))],
        reinterpret_cast<const unsigned char*>(value.data()),
        static_cast<int>(value.size()), -1, draw(8) == 0 ? -1 : 0);
  }
  unsigned char* data = nullptr;
  const int size = i2d_X509_NAME(name, &data);
  // Characters that no string of its kind has make none.
  const std::string der = size <= 0
                              ? std::string()
                              : std::string(reinterpret_cast<const char*>(data),
                                            static_cast<size_t>(size));
  OPENSSL_free(data);
  X509_NAME_free(name);
  return der;
}

TEST_CASE("names are written as OpenSSL writes them") {
  std::mt19937 random(6);
  size_t written = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string der = RandomName(random);
    if (i % 4 == 0 && !der.empty()) der = tests::Mutate(der, random);
    CAPTURE(i);
    const auto text = NameText(der);
    CHECK(text == NameTextByOpenSsl(der));
    written += text && !text->empty() ? 1 : 0;
  }
  CHECK(written > 2000);
}

// What `part` of the certificate says, with a byte of it changed.
std::optional<Certificate> ParseWith(std::string der, std::string_view part,
                                     size_t place, char byte) {
  const size_t found = der.find(part);
  REQUIRE(found != std::string::npos);
  der[found + place] = byte;
  return ParseCertificate(der);
}

TEST_CASE("what is damaged in a certificate") {
  const std::string der = MakeCertificate({{"CN", "a"}}, {{"CN", "b"}},
                                          "IP:10.0.0.1,DNS:a.example");
  const auto whole = ParseCertificate(der);
  REQUIRE(whole.has_value());
  CHECK(whole->names == "a.example");
  // The identifier of its key's algorithm, which nobody knows then.
  CHECK(ParseWith(der, "\x2B\x65\x70", 2, '\x00') == whole);
  // Another extension: there are no names.
  const std::string_view names_identifier = "\x06\x03\x55\x1D\x11";
  const auto other = ParseWith(der, names_identifier, 4, '\x13');
  REQUIRE(other.has_value());
  CHECK(other->subject == "CN=a");
  CHECK(other->names.empty());
  // Extensions, or names, that cannot be read say nothing of names.
  CHECK(!ParseWith(der, names_identifier, 0, '\x07'));
  CHECK(!ParseWith(der, names_identifier, 5, '\x05'));
  CHECK(!ParseWith(der,
                   "\x82\x09"
                   "a.example",
                   1, '\x0A'));
  CHECK(!ParseWith(der, "\x87\x04\x0A", 1, '\x7F'));
}

TEST_CASE("damaged certificates stay harmless") {
  const std::string der =
      MakeCertificate({{"CN", "a"}}, {{"CN", "b"}}, "DNS:a.example");
  CHECK(!ParseCertificate(""));
  CHECK(!ParseCertificate(der.substr(0, der.size() - 1)));
  std::mt19937 random(5);
  for (int i = 0; i < 3000; ++i) ParseCertificate(tests::Mutate(der, random));
}

TEST_CASE("the first certificate of a message") {
  using tests::Behind;
  const std::string two = Behind(3, "first") + Behind(3, "second");
  CHECK(FirstCertificate(Behind(3, two), false) == "first");
  CHECK(FirstCertificate(Behind(3, ""), false) == "");
  CHECK(FirstCertificate(
            Behind(1, "") + Behind(3, Behind(3, "first") + Behind(2, "x")),
            true) == "first");
  CHECK(FirstCertificate(Behind(3, two) + "x", false) == std::nullopt);
  CHECK(FirstCertificate(Behind(3, "\xff\xff\xff"), false) == std::nullopt);
  CHECK(FirstCertificate("", false) == std::nullopt);
}

}  // namespace
}  // namespace iotpf::runtime
