// Sessions stored as one JSON object a line.
#ifndef IOTPF_RUNTIME_JSON_SESSION_LINES_H_
#define IOTPF_RUNTIME_JSON_SESSION_LINES_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "runtime/json/json_tree.h"

namespace iotpf::runtime {

// Reads decoded sessions line by line; README.md has the schema. Empty lines
// are skipped.
//
//   Errors   Open: the file cannot be opened. Next: a line is no session, or is
//            longer than kSessionLineBytes, or the file cannot be read on; the
//            message names file and line. Call again for the lines after it.
//   Cost     memory for the longest line; independent of the file's size.
//   Threads  one at a time for each object.
class SessionLines {
 public:
  // `path`: a file, or `-` for standard input.
  static Result<SessionLines> Open(const std::string& path);

  // Replaces `session` by the next one; false after the last. The session
  // keeps its own bytes and outlives the reader.
  Result<bool> Next(Session& session);

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  enum class LineKind : uint8_t { Line, TooLong, End, Unreadable };

  SessionLines() = default;
  LineKind ReadLine();
  bool FillBlock();

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::string block_;      // bytes read and not yet given out
  size_t block_next_ = 0;  // the first of them
  std::string line_;
  uint64_t line_number_ = 0;  // from 1
  JsonTree tree_;
};

// The session that one line describes.
//
//   Input    `line`: one JSON object of at most kSessionLineBytes; not kept.
//   Output   replaces `session`.
//   Errors   the message says which member is not as expected.
Result<void> ReadSessionLine(std::string_view line, JsonTree& tree,
                             Session& session);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_SESSION_LINES_H_
