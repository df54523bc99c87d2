// Exchanges of a HAR file.
#ifndef IOTPF_RUNTIME_JSON_HAR_FILE_H_
#define IOTPF_RUNTIME_JSON_HAR_FILE_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <cstdint>
#include <string>

#include "runtime/capture/input_file.h"
#include "runtime/json/json_tree.h"

namespace iotpf::runtime {

// Reads a HAR into memory and gives its entries as sessions, one exchange each,
// in the order of the file. README.md has the table of members.
//
//   Errors   Read: the input cannot be read whole, is larger than
//            kHarFileBytes, is no JSON, or has no `log.entries`. Next: an entry
//            is no exchange; call again for those after it.
//   Threads  one at a time for each object.
//   Source   HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/.
class HarFile {
 public:
  static Result<HarFile> Read(InputFile input);

  // Replaces `session` by the next one; false after the last. The session
  // keeps its own bytes and outlives the file.
  Result<bool> Next(Session& session);

 private:
  HarFile() = default;

  std::string name_;
  JsonTree tree_;
  JsonView entries_;
  JsonView entry_;       // the next one
  uint64_t number_ = 0;  // of the last one, from 1
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_HAR_FILE_H_
