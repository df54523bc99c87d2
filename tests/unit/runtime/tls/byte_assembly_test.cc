// Protects what is put together of pieces in any order.

#include "runtime/tls/byte_assembly.h"

#include "runtime/limits.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace iotpf::runtime {
namespace {

TEST_CASE("pieces that overlap, double or lengthen each other") {
  ByteAssembly assembly;
  CHECK(assembly.empty());
  CHECK(assembly.Add(4, "45"));
  CHECK(!assembly.empty());
  CHECK(assembly.Add(4, "xx67"));  // those that came first count
  CHECK(assembly.Add(4, "x"));
  CHECK(assembly.Add(9, "9"));
  CHECK(assembly.prefix().empty());
  CHECK(assembly.Add(0, "012"));
  CHECK(assembly.prefix() == "012");
  CHECK(assembly.Add(1, "xx3"));
  CHECK(assembly.prefix() == "01234567");
  CHECK(assembly.Add(8, ""));
  CHECK(assembly.Add(7, "x8"));
  CHECK(assembly.prefix() == "0123456789");
}

TEST_CASE("what is above a cap is dropped") {
  ByteAssembly many;
  for (size_t i = 0; i < kMaxAssemblyPieces; ++i)
    CHECK(many.Add(2 * i + 2, "a"));
  CHECK(!many.Add(1, "b"));
  CHECK(many.Add(2, "ab"));
  CHECK(many.Add(0, "bb"));
  CHECK(many.prefix() == "bbaba");

  ByteAssembly large;
  const std::string most(kMaxTlsHandshakeBytes - 1, 'a');
  CHECK(large.Add(1, most));
  CHECK(!large.Add(2, most));            // one byte is behind the last
  CHECK(!large.Add(3, most.substr(3)));  // too much waits
  CHECK(large.Add(kMaxTlsHandshakeBytes, ""));
  CHECK(!large.Add(kMaxTlsHandshakeBytes, "a"));
  CHECK(large.Add(0, "a"));
  CHECK(large.prefix().size() == kMaxTlsHandshakeBytes);
}

TEST_CASE("pieces of one text in any order") {
  std::mt19937 random(3);
  std::string text;
  for (int i = 0; i < 40; ++i) text += static_cast<char>('0' + i);
  for (int round = 0; round < 2000; ++round) {
    ByteAssembly assembly;
    std::string known(text.size(), '\0');
    for (int i = 0; i < 30; ++i) {
      const size_t offset = random() % text.size();
      const std::string piece = text.substr(offset, random() % 8);
      CHECK(assembly.Add(offset, piece));
      known.replace(offset, piece.size(), piece);
      CHECK(assembly.prefix() == text.substr(0, known.find('\0')));
    }
  }
}

}  // namespace
}  // namespace iotpf::runtime
