// Flows of a file of mitmproxy.
#ifndef IOTPF_RUNTIME_PROXY_MITM_FILE_H_
#define IOTPF_RUNTIME_PROXY_MITM_FILE_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <cstdint>
#include <string_view>

#include "runtime/capture/input_file.h"

namespace iotpf::runtime {

// Whether an input begins like a flow of mitmproxy: a dictionary whose first
// name is one that flows have.
bool IsMitm(std::string_view beginning);

// Gives the flows of a file one after the other: an exchange of HTTP, or a flow
// of TCP or UDP. README.md says what stands in them. Files of every version
// since 0.10 are read.
//
//   Errors   a flow that is too large or says nothing: call again for those
//            after it. A file that is damaged or cut: nothing follows.
//   Cost     holds one flow, of at most kMitmFlowBytes.
//   Threads  one at a time.
class MitmFile {
 public:
  explicit MitmFile(InputFile input) : input_(std::move(input)) {}

  // Replaces `session` by the next one; false after the last. The session
  // keeps its own bytes.
  Result<bool> Next(Session& session);

  const InputFile& input() const { return input_; }

 private:
  Error Damaged(std::string_view what);

  InputFile input_;
  uint64_t number_ = 0;  // of the last flow, from 1
  bool has_ended_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROXY_MITM_FILE_H_
