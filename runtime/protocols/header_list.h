// The fields of one header block, within caps.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HEADER_LIST_H_
#define IOTPF_RUNTIME_PROTOCOLS_HEADER_LIST_H_

#include "runtime/limits.h"
#include "runtime/protocols/http_message.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::runtime {

// Gathers fields as header compression gives them out.
//
//   Units    at most kMaxHttpFields fields and kMaxHttpHeadBytes of names and
//            values; from the first that does not fit on, none is kept.
class HeaderList {
 public:
  void Add(std::string_view name, std::string_view value) {
    if (oversized_) return;
    size_ += name.size() + value.size();
    if (fields_.size() >= kMaxHttpFields || size_ > kMaxHttpHeadBytes) {
      oversized_ = true;
      return;
    }
    fields_.push_back({std::string(name), std::string(value)});
  }
  // The fields so far; the next block begins.
  std::vector<HttpHeader> Take() {
    size_ = 0;
    oversized_ = false;
    return std::exchange(fields_, {});
  }
  // The cap left out fields: those that are there are the first.
  bool oversized() const { return oversized_; }

 private:
  std::vector<HttpHeader> fields_;
  size_t size_ = 0;  // bytes of names and values
  bool oversized_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HEADER_LIST_H_
