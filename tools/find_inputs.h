// What a command line names, to the inputs that are scanned.
#ifndef IOTPF_TOOLS_FIND_INPUTS_H_
#define IOTPF_TOOLS_FIND_INPUTS_H_

#include <iotpf/result.h>

#include <cstddef>
#include <string>
#include <vector>

namespace iotpf::tools {

struct FoundInputs {
  std::vector<std::string> paths;  // in the order of the arguments
  std::vector<Error> problems;     // of arguments that name nothing
  size_t passed_over = 0;  // files of folders that are of no kind we scan
};

// Finds the inputs that `arguments` name:
//
//   -        standard input
//   @FILE    what the lines of FILE name, `@-` those of standard input; empty
//            lines are skipped
//   FOLDER   the files in it and in folders below it that begin like an input,
//            by their paths in order; names that begin with a dot are left out
//   PATTERN  with * ? or [ in it, where no file has that name: what it matches,
//            in order
//   FILE     a file, a pipe
//
//   Errors   standard input named twice.
Result<FoundInputs> FindInputs(const std::vector<std::string>& arguments);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_FIND_INPUTS_H_
