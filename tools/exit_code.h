// How every program ends.
#ifndef IOTPF_TOOLS_EXIT_CODE_H_
#define IOTPF_TOOLS_EXIT_CODE_H_

namespace iotpf::tools {

enum ExitCode : int {
  kExitClean = 0,
  kExitFindings = 1,  // a rule author's mistake, a failing test
  kExitUsage = 2,     // wrong options
  kExitWorld = 3      // a file, a version, the machine
};

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_EXIT_CODE_H_
