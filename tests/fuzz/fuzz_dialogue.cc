// Bytes as the streams of a protocol that begins in the clear; the first byte
// chooses which.

#include "runtime/protocols/dialogue_decoder.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/recorded_stream.h"

namespace {

using iotpf::runtime::Protocol;

constexpr auto kProtocols = std::to_array<Protocol>(
    {Protocol::Smtp, Protocol::Ftp, Protocol::Pop3, Protocol::Imap,
     Protocol::Xmpp, Protocol::Ldap, Protocol::PostgreSql, Protocol::MySql,
     Protocol::Rdp, Protocol::Amqp, Protocol::Socks5, Protocol::Socks4,
     Protocol::Proxy});

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input = iotpf::tests::AsText(data, size);
  if (input.empty()) return 0;
  const Protocol protocol = kProtocols[data[0] % kProtocols.size()];
  iotpf::tests::FuzzStreams(
      input.substr(1),
      [protocol](
          const iotpf::tests::FuzzFeed& feed) -> std::optional<std::string> {
        iotpf::runtime::DecodeCounters counters;
        iotpf::tests::RecordedStreams nested;
        iotpf::runtime::DialogueDecoder decoder(
            counters, iotpf::runtime::DialogueOf(protocol), nested);
        feed(decoder);
        if (counters.dialogue_held_overflows > 0) return std::nullopt;
        return nested.text();
      });
  return 0;
}
