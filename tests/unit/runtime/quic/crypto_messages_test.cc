// Protects what is made of CRYPTO frames, however they cut and order it.

#include "runtime/quic/crypto_messages.h"

#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::TlsMessage;

// Pieces of `all`: where each begins, and its size.
using Pieces = std::vector<std::pair<size_t, size_t>>;

// The bodies that are read of packets with these pieces, up to `last`.
std::string Read(const std::string& all, const std::vector<Pieces>& packets,
                 const std::string& last = "") {
  CryptoMessages messages;
  std::string read;
  for (const Pieces& pieces : packets) {
    std::string packet = all;  // gone when the next one comes
    for (const auto& [offset, size] : pieces) {
      CHECK(
          messages.Add(offset, std::string_view(packet).substr(offset, size)));
    }
    CHECK(messages.Read([&](const HandshakeMessage& message) {
      read += message.body;
      return message.body != last;
    }));
    packet.assign(packet.size(), 'x');
  }
  return read;
}

TEST_CASE("messages in pieces") {
  const std::string all =
      TlsMessage(1, "first ") + TlsMessage(2, "second ") + TlsMessage(3, "3");
  const size_t size = all.size();
  const std::string whole = "first second 3";
  CHECK(Read(all, {{{0, size}}}) == whole);
  CHECK(Read(all, {{{0, 12}, {12, size}}}) == whole);
  CHECK(Read(all, {{{12, size}, {0, 12}}}) == whole);
  CHECK(Read(all, {{{0, 12}}, {{12, size}}}) == whole);
  CHECK(Read(all, {{{12, size}}, {{0, 12}}}) == whole);
  CHECK(Read(all, {{{0, 12}}, {{0, 12}}, {{5, size}}}) == whole);
  CHECK(Read(all, {{{0, 3}}, {{3, 4}}, {{7, size}}}) == whole);
  CHECK(Read(all, {{{0, 12}}, {{0, 12}}}) == "first ");
  for (size_t cut = 0; cut <= size; ++cut) {
    CAPTURE(cut);
    CHECK(Read(all, {{{0, cut}}, {{cut, size}}}) == whole);
    CHECK(Read(all, {{{cut, size}}, {{0, cut}}}) == whole);
  }
}

TEST_CASE("nothing is read behind the last one that is wanted") {
  const std::string all = TlsMessage(1, "first ") + TlsMessage(2, "second ");
  CHECK(Read(all, {{{0, all.size()}}}, "first ") == "first ");
  CHECK(Read(all, {{{0, 12}}, {{10, all.size()}}}, "first ") == "first ");
}

TEST_CASE("a message above the cap") {
  CryptoMessages messages;
  const auto read = [&] {
    return messages.Read([](const HandshakeMessage&) { return true; });
  };
  CHECK(messages.Add(0, std::string_view("\x01\x01\x00\x01", 4)));
  CHECK(!read());
  CHECK(read());  // counted once
  CHECK(messages.Add(4, "more"));
  CHECK(!read());
}

}  // namespace
}  // namespace iotpf::runtime
