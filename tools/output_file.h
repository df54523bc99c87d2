// Where reports go.
#ifndef IOTPF_TOOLS_OUTPUT_FILE_H_
#define IOTPF_TOOLS_OUTPUT_FILE_H_

#include <iotpf/result.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::tools {

// A file or standard output, written in blocks. The first failure is kept and
// ends the writing.
//
//   Requires  SIGPIPE is ignored, so that a closed pipe is an error like any.
class OutputFile {
 public:
  // `path`: a file, which is replaced, or "-" for standard output.
  //
  //   Errors   it cannot be opened.
  static Result<OutputFile> Open(const std::string& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // Returns whether nothing has failed so far.
  bool Write(std::string_view text);
  // Writes what is held back.
  bool Flush();
  // Flushes and closes; some file systems fail only then.
  Result<void> Close();

  // The reader of a pipe went away: no reason to complain.
  bool is_pipe_closed() const { return is_pipe_closed_; }

 private:
  OutputFile(std::string name, int descriptor, bool is_owned);
  void Fail(int error);

  std::string name_;
  int descriptor_;
  bool is_owned_;  // closed at the end
  std::string buffer_;
  std::optional<Error> error_;
  bool is_pipe_closed_ = false;
};

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_OUTPUT_FILE_H_
