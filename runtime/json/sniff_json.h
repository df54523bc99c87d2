// Which of our JSON formats a file is in.
#ifndef IOTPF_RUNTIME_JSON_SNIFF_JSON_H_
#define IOTPF_RUNTIME_JSON_SNIFF_JSON_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

enum class JsonFormat : uint8_t {
  NotJson,       // does not begin like an object
  Har,           // an object with a member `log` that is an object
  SessionLines,  // any other object
};

// Judges a file by how it begins.
//
//   Input    `beginning`: the first bytes of the file; 64 KiB are plenty, since
//            `log` is the only member of a HAR in practice. A byte order mark
//            is accepted.
//   Cost     one pass.
JsonFormat SniffJson(std::string_view beginning);

// The bytes before the object of a HAR: white space, a byte order mark, and the
// call of a function around it (`onInputData({...})`, the form for `script`
// elements). Nothing where no object follows.
size_t BytesBeforeObject(std::string_view text);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_SNIFF_JSON_H_
