// Undoes content codings.
#ifndef IOTPF_RUNTIME_PROTOCOLS_CONTENT_DECODER_H_
#define IOTPF_RUNTIME_PROTOCOLS_CONTENT_DECODER_H_

#include "runtime/compress/decompressor.h"
#include "runtime/protocols/http_framing.h"
#include "runtime/protocols/http_message.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Decodes the content of one message, in any cut, to at most kMaxHttpBodyBytes.
//
//   Units    between two codings at most kMaxCodedContentBytes pass.
//   Cost     linear in the input; once a cap is reached nothing more is
//            decoded. A coding allocates its state with the first byte.
//   Source   RFC 9110, 8.4.1; RFC 1950 to 1952, 7932 and 8878. `deflate`
//   without
//            the zlib wrapper is accepted, as senders send it.
class ContentDecoder {
 public:
  void Begin(const ContentCodings& codings);
  void Add(std::string_view bytes);
  // What was decoded. `whole`: all bytes of the content were added.
  HttpBody Take(bool whole);

  bool oversized() const { return oversized_; }  // a cap cut the content
  bool malformed() const { return malformed_; }  // a coding is broken

 private:
  // One coding.
  struct Stage {
    ContentCoding coding = ContentCoding::Unsupported;
    std::string deflate_start =
        {};  // until the two bytes that tell the wrapper
    std::unique_ptr<Decompressor> unpacker = {};  // from the first byte
    bool unpacked_all = false;                    // to the end of its stream
    bool has_input = false;
    uint64_t unpacked = 0;  // bytes
  };

  void Push(size_t stage, std::string_view bytes);
  void Keep(std::string_view bytes);
  void Start(Stage& stage, Compression compression);
  void Unpack(size_t stage, std::string_view bytes);

  std::vector<Stage> stages_;  // the coding that was applied last is first
  bool is_supported_ = true;   // all codings are undone here
  std::string kept_;
  bool has_hidden_content_ = false;  // of a coding that is not undone
  bool oversized_ = false;
  bool malformed_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_CONTENT_DECODER_H_
