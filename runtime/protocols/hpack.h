// Header compression of HTTP/2; the home of nghttp2.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HPACK_H_
#define IOTPF_RUNTIME_PROTOCOLS_HPACK_H_

#include "runtime/protocols/header_list.h"

#include <memory>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Decodes the header blocks of one direction, each in any cut. Every block
// changes the table that the next one refers to, so all must be decoded, in
// order, and none after one that fails.
//
//   Units    the table has at most kMaxHpackTableBytes, whatever the other side
//            allows; of a block at most kMaxHttpFields and kMaxHttpHeadBytes
//            are kept.
//   Source   RFC 7541.
class HpackDecoder {
 public:
  HpackDecoder();
  ~HpackDecoder();
  HpackDecoder(const HpackDecoder&) = delete;
  HpackDecoder& operator=(const HpackDecoder&) = delete;

  // Adds the next bytes of the block. False where it cannot be decoded.
  bool Add(std::string_view bytes);
  // Ends the block. False where it is cut.
  bool End();

  // The fields of the block that ended, pseudo fields among them.
  std::vector<HttpHeader> Take() { return fields_.Take(); }
  // The cap left out fields of the block: those that are there are its first.
  bool oversized() const { return fields_.oversized(); }

 private:
  struct Inflater;
  bool Inflate(std::string_view bytes, bool is_last);

  std::unique_ptr<Inflater> inflater_;  // null until the first block
  HeaderList fields_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HPACK_H_
