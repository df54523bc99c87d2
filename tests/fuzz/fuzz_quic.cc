// Bytes as the frames of decrypted packets of QUIC, with HTTP/3 or DNS in their
// streams:
//
//   bit 0 the protocol, in one byte; then | 1 byte: bit 0 the sender | size in
//   2 bytes | frames |, again and again
#include "runtime/protocols/dns_streams.h"
#include "runtime/protocols/http3_connection.h"
#include "runtime/quic/quic_streams.h"
#include "tests/fuzz/fuzz_input.h"

#include <memory>

namespace {

using namespace iotpf;
using namespace iotpf::runtime;

void RunPackets(ByteCursor cursor, StreamsDecoder& decoder,
                DecodeCounters& counters) {
  QuicStreams streams(counters, decoder);
  while (!cursor.empty()) {
    const Sender sender = tests::SenderOf(cursor.U8());
    const size_t size = cursor.U16();
    std::string_view frames = cursor.Take(std::min(size, cursor.remaining()));
    bool is_malformed = false;
    while (const auto frame = TakeQuicFrame(frames, is_malformed)) {
      const bool is_of_stream = frame->kind == QuicFrame::Kind::Stream ||
                                frame->kind == QuicFrame::Kind::Reset;
      if (is_of_stream) streams.OnFrame(sender, *frame, {});
    }
    for (const HttpExchange& exchange : decoder.TakeExchanges()) {
      tests::Describe(exchange);
    }
  }
  decoder.OnEnd(true);
  for (const HttpExchange& exchange : decoder.TakeExchanges()) {
    tests::Describe(exchange);
  }
  Session session;
  decoder.Write(session);
  tests::DescribeAll(session);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ByteCursor cursor(tests::AsText(data, size));
  DecodeCounters counters;
  std::unique_ptr<StreamsDecoder> decoder;
  if ((cursor.U8() & 1) == 0) {
    decoder = std::make_unique<Http3Connection>(counters);
  } else {
    decoder = std::make_unique<DnsStreams>(counters);
  }
  RunPackets(cursor, *decoder, counters);
  return 0;
}
