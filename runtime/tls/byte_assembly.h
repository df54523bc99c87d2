// Pieces of a run of bytes, in any order, to its beginning.
#ifndef IOTPF_RUNTIME_TLS_BYTE_ASSEMBLY_H_
#define IOTPF_RUNTIME_TLS_BYTE_ASSEMBLY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Handshake bytes that datagrams bring in pieces. Where pieces overlap, those
// that came first count.
//
//   Units    holds at most kMaxTlsHandshakeBytes from the beginning on, and
//            behind holes kMaxAssemblyPieces pieces of twice as many together.
class ByteAssembly {
 public:
  // False where a cap dropped the piece, or a part of it.
  bool Add(uint64_t offset, std::string_view bytes);
  bool empty() const { return prefix_.empty() && pieces_.empty(); }
  // What is known without a hole.
  std::string_view prefix() const { return prefix_; }

 private:
  // Bytes behind a hole.
  struct Piece {
    uint32_t offset;
    uint32_t begin;  // in `held_`
    uint32_t size;
  };

  bool Hold(uint32_t offset, std::string_view bytes);
  void Append(size_t offset, std::string_view bytes);
  void Absorb();

  std::string prefix_;
  std::vector<Piece> pieces_;  // the first one last
  std::string held_;           // their bytes
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_BYTE_ASSEMBLY_H_
