// Header compression of HTTP/3; the home of nghttp3.
#ifndef IOTPF_RUNTIME_PROTOCOLS_QPACK_H_
#define IOTPF_RUNTIME_PROTOCOLS_QPACK_H_

#include "runtime/protocols/header_list.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Decodes the header blocks of one direction. They refer to a table that
// instructions on another stream fill, so a block may have to wait for it; one
// that refers to nothing is decoded at once.
//
//   Units    a table of at most kMaxQpackTableBytes; kMaxQpackHeldBytes of
//            instructions wait for SetCapacity().
//   Source   RFC 9204.
class QpackDecoder {
 public:
  enum class Result : uint8_t { Done, Blocked, Broken };

  QpackDecoder();
  ~QpackDecoder();
  QpackDecoder(const QpackDecoder&) = delete;
  QpackDecoder& operator=(const QpackDecoder&) = delete;

  // The largest table that the other side allows, by its settings: how blocks
  // count entries depends on it. The first call counts.
  void SetCapacity(uint64_t capacity);
  // Adds bytes of the stream of instructions. False where no more can be read:
  // they are broken, or above a cap.
  bool AddInstructions(std::string_view bytes);

  // What the table holds is not known any more.
  bool is_broken() const { return is_broken_; }

  // A whole block. Done: its fields are in Take(). Blocked: try again when
  // there are more instructions.
  Result Decode(std::string_view block);

  std::vector<HttpHeader> Take() { return fields_.Take(); }
  // The cap left out fields of the block: those that are there are its first.
  bool oversized() const { return fields_.oversized(); }

 private:
  struct Table;
  bool ReadInstructions(std::string_view bytes);
  Result Read(Table& table, std::string_view block);

  std::unique_ptr<Table> table_;  // null until the capacity is known
  bool is_broken_ = false;
  std::string held_;  // instructions that wait for the table
  HeaderList fields_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_QPACK_H_
