// Bytes as both directions of TLS with its key log, as DTLS and as QUIC.
//
//   size of the key log in two bytes, the key log,
//   share of the client in the rest in one byte, the client, the server
//
// The rest is tried as a compressed certificate, too: what is encrypted in a
// connection no mutation reaches.
#include "runtime/quic/quic_flow.h"
#include "runtime/tls/dtls_flow.h"
#include "runtime/tls/tls_connection.h"
#include "runtime/tls/tls_facts.h"

#include <iotpf/byte_cursor.h>

#include <cstdint>
#include <string_view>
#include <utility>

namespace {

using namespace iotpf;
using namespace iotpf::runtime;

constexpr TlsNeeds kAll = {true, true, true, true};

// Looks at what is carried, and keeps nothing.
class Ignored final : public StreamDecoder {
 public:
  void OnBytes(Sender, std::string_view, const ByteOrigin&) override {}
  void OnGap(Sender, uint64_t) override {}
  void OnEnd(Sender, bool) override {}
};

void RunCertificate(std::string_view message) {
  DecodeCounters counters;
  TlsFacts facts(kAll, counters, TlsCarrier::Tcp);
  facts.OnCompressedCertificate(message);
  Session session;
  facts.Write(session);
}

void RunStream(const TlsSecrets& secrets, std::string_view client,
               std::string_view server) {
  DecodeCounters counters;
  TlsDecryptionContext context;
  context.secrets = &secrets;
  Ignored plain;
  TlsConnection connection(kAll, counters, true);
  connection.Decrypt(context, plain);
  connection.OnBytes(Sender::Client, client, {});
  connection.OnBytes(Sender::Server, server, {});
  connection.OnEnd(Sender::Client, true);
  connection.OnEnd(Sender::Server, true);
  Session session;
  connection.WriteCarrier(session);
}

void RunDatagrams(DatagramDecoder& flow, std::string_view client,
                  std::string_view server) {
  for (const auto& [sender, bytes] :
       {std::pair(Sender::Client, client), std::pair(Sender::Server, server)}) {
    // One datagram, then two halves of it.
    flow.OnDatagram(sender, bytes, false, {});
    flow.OnDatagram(sender, bytes.substr(0, bytes.size() / 2), true, {});
    flow.OnDatagram(sender, bytes.substr(bytes.size() / 2), false, {});
  }
  flow.OnEnd(true);
  Session session;
  flow.WriteCarrier(session);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ByteCursor cursor({reinterpret_cast<const char*>(data), size});
  TlsSecrets secrets;
  secrets.AddKeyLog(cursor.TakeBehindU16());
  const size_t share = cursor.U8();
  if (!cursor.ok()) return 0;
  const std::string_view bytes = cursor.rest();
  const size_t split = bytes.size() * share / 255;
  const std::string_view client = bytes.substr(0, split);
  const std::string_view server = bytes.substr(split);
  RunCertificate(bytes);
  RunStream(secrets, client, server);
  DecodeCounters counters;
  DtlsFlow dtls(kAll, counters);
  RunDatagrams(dtls, client, server);
  QuicFlow quic(kAll, counters);
  quic.Decrypt(secrets);
  RunDatagrams(quic, client, server);
  return 0;
}
