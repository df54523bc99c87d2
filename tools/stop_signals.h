// The wish of a user to stop.
#ifndef IOTPF_TOOLS_STOP_SIGNALS_H_
#define IOTPF_TOOLS_STOP_SIGNALS_H_

#include <atomic>

namespace iotpf::tools {

// From now on SIGINT and SIGTERM set the flag that is returned; each for the
// second time ends the program at once.
const std::atomic<bool>& CatchStopSignals();

// The exit code of a program that a signal stopped, 128 and its number, as
// shells have it; 0 where none came.
int StopExitCode();

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_STOP_SIGNALS_H_
