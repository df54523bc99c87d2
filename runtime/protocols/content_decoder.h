// Undoes content codings.
#ifndef IOTPF_RUNTIME_PROTOCOLS_CONTENT_DECODER_H_
#define IOTPF_RUNTIME_PROTOCOLS_CONTENT_DECODER_H_

#include "runtime/compress/decompressor.h"
#include "runtime/protocols/http_framing.h"
#include "runtime/protocols/http_message.h"

#include <memory>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Decodes the content of one message, in any cut, to at most kMaxHttpBodyBytes.
//
//   Cost     linear in the input; once the cap is reached nothing more is
//            decoded. A coding allocates its state with the first byte.
//   Source   RFC 9110, 8.4.1; RFC 1950 to 1952. `deflate` without the zlib
//            wrapper is accepted, as senders send it.
class ContentDecoder {
 public:
  void Begin(ContentCoding coding);
  void Add(std::string_view bytes);
  // What was decoded. `whole`: all bytes of the content were added.
  HttpBody Take(bool whole);

  bool oversized() const { return oversized_; }  // the cap cut the content
  bool malformed() const { return malformed_; }  // the coding is broken

 private:
  void Keep(std::string_view bytes);
  void Start(Compression compression);
  void Unpack(std::string_view bytes);

  ContentCoding coding_ = ContentCoding::Identity;
  std::string kept_;
  std::string deflate_start_;  // until the two bytes that tell the wrapper
  std::unique_ptr<Decompressor> unpacker_;  // from the first byte of a coding
  bool unpacked_all_ = false;               // to the end of its stream
  bool has_hidden_content_ = false;         // of a coding that is not undone
  bool oversized_ = false;
  bool malformed_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_CONTENT_DECODER_H_
