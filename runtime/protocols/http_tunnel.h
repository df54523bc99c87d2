// What goes on in a connection that leaves HTTP/1.1.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_TUNNEL_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_TUNNEL_H_

#include "runtime/protocols/http_message.h"
#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/stream_decoder.h"

#include <memory>
#include <string_view>

namespace iotpf::runtime {

// A decoder of the bytes that follow `exchange.response`, a 101 or the answer
// that grants a CONNECT. Null where they are not decoded.
//
//   Input    `exchange` has a response; its request may not have been seen.
//   Output   of a change to HTTP/2, the decoder takes the request out of
//            `exchange`, since it is answered there.
//   Source   RFC 9110, 7.8 and 9.3.6; RFC 6455, 4; RFC 7692, 7.1; RFC
//   7540, 3.2.
std::unique_ptr<StreamDecoder> DecoderOfTunnel(HttpExchange& exchange,
                                               DecodeCounters& counters,
                                               NestedStreams& nested);

// The same of the bytes on a stream of HTTP/2 whose CONNECT was granted.
//
//   Input    `protocol` is what an extended CONNECT asked for; empty: none.
//   Source   RFC 9113, 8.5; RFC 8441, 4 and 5.
std::unique_ptr<StreamDecoder> DecoderOfConnect(const HttpRequest& request,
                                                std::string_view protocol,
                                                const HttpResponse& response,
                                                DecodeCounters& counters,
                                                NestedStreams& nested);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_TUNNEL_H_
