// Pieces of a run of bytes, in any order, to its beginning.
#ifndef IOTPF_RUNTIME_TLS_BYTE_ASSEMBLY_H_
#define IOTPF_RUNTIME_TLS_BYTE_ASSEMBLY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Handshake bytes that datagrams bring in pieces. Where pieces overlap, those
// that came first count.
//
//   Units    holds at most kMaxTlsHandshakeBytes from the beginning on, and
//            kMaxAssemblyPieces pieces behind holes.
class ByteAssembly {
 public:
  // False where a cap dropped the piece, or a part of it.
  bool Add(uint64_t offset, std::string_view bytes);
  bool empty() const { return prefix_.empty() && pieces_.empty(); }
  // What is known without a hole.
  std::string_view prefix() const { return prefix_; }

 private:
  void Absorb();

  std::string prefix_;
  std::map<uint64_t, std::string> pieces_;  // behind holes, by offset
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_BYTE_ASSEMBLY_H_
