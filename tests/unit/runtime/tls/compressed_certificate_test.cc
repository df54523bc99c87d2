// Protects what a compressed certificate unpacks to, and what is refused.

#include "runtime/tls/compressed_certificate.h"

#include "runtime/limits.h"
#include "tests/support/compressed.h"
#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <string>

namespace iotpf::runtime {
namespace {

using tests::Behind;
using tests::BigEndian;

constexpr int kZlib = 15;

std::string Body(uint16_t algorithm, size_t size, const std::string& packed) {
  return BigEndian(algorithm, 2) + BigEndian(size, 3) + Behind(3, packed);
}

TEST_CASE("every algorithm is undone") {
  for (const std::string& message :
       {std::string("certificates"), std::string(60'000, 'c'),
        std::string(kMaxTlsHandshakeBytes, 'c')}) {
    const size_t size = message.size();
    CAPTURE(size);
    CHECK(ExpandCertificate(Body(1, size, tests::Deflated(message, kZlib))) ==
          message);
    CHECK(ExpandCertificate(Body(2, size, tests::Brotli(message))) == message);
    CHECK(ExpandCertificate(Body(3, size, tests::Zstd(message))) == message);
  }
}

TEST_CASE("what is not as it says is refused") {
  const std::string message(100, 'c');
  const std::string packed = tests::Brotli(message);
  for (const size_t size : {0, 99, 101, 0xffffff}) {
    CAPTURE(size);
    CHECK(ExpandCertificate(Body(2, size, packed)) == std::nullopt);
  }
  CHECK(ExpandCertificate(Body(0, 100, packed)) == std::nullopt);
  CHECK(ExpandCertificate(Body(4, 100, packed)) == std::nullopt);
  CHECK(ExpandCertificate(Body(1, 100, packed)) == std::nullopt);
  CHECK(ExpandCertificate(Body(2, 100, packed) + "x") == std::nullopt);
  CHECK(ExpandCertificate(Body(2, 100, packed + "x")) == std::nullopt);
  const std::string large(kMaxTlsHandshakeBytes + 1, 'c');
  CHECK(ExpandCertificate(Body(2, large.size(), tests::Brotli(large))) ==
        std::nullopt);
}

TEST_CASE("every cut is refused") {
  const std::string message(100, 'c');
  for (const auto& whole : {Body(1, 100, tests::Deflated(message, kZlib)),
                            Body(2, 100, tests::Brotli(message)),
                            Body(3, 100, tests::Zstd(message))}) {
    REQUIRE(ExpandCertificate(whole) == message);
    for (size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK(ExpandCertificate(whole.substr(0, size)) == std::nullopt);
    }
    // The length fits, the stream ends early.
    for (size_t size = 0; size + 8 < whole.size(); ++size) {
      const std::string packed = whole.substr(8, size);
      CHECK(ExpandCertificate(whole.substr(0, 5) + Behind(3, packed)) ==
            std::nullopt);
    }
  }
}

}  // namespace
}  // namespace iotpf::runtime
