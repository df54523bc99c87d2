// Sessions stored as one JSON object a line.
#ifndef IOTPF_RUNTIME_JSON_SESSION_LINES_H_
#define IOTPF_RUNTIME_JSON_SESSION_LINES_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/capture/input_file.h"
#include "runtime/json/json_tree.h"

namespace iotpf::runtime {

// Reads decoded sessions line by line; README.md has the schema. Empty lines
// are skipped.
//
//   Errors   a line is no session or longer than kSessionLineBytes: the message
//            names input and line. Call again for the lines after it. The
//            input cannot be read on: the last before the end.
//   Cost     memory for the longest line; independent of the input's size.
//   Threads  one at a time for each object.
class SessionLines {
 public:
  explicit SessionLines(InputFile input);

  // Replaces `session` by the next one; false after the last. The session
  // keeps its own bytes and outlives the reader.
  Result<bool> Next(Session& session);

  // For progress.
  const InputFile& input() const { return input_; }

 private:
  enum class LineKind : uint8_t { Line, TooLong, End };

  LineKind TakeLine(std::string_view& line);

  InputFile input_;
  std::string_view block_;    // bytes taken from the input and not given out
  std::string joined_;        // a line that lies across blocks
  uint64_t line_number_ = 0;  // of the last line, from 1
  bool has_ended_ = false;
  JsonTree tree_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_SESSION_LINES_H_
