// The handler only sets flags. It is installed without SA_RESTART, so that
// calls which wait return to look at them.
#include "tools/stop_signals.h"

#include <signal.h>

namespace iotpf::tools {
namespace {

// A handler takes no arguments of ours.
std::atomic<bool> is_stopped = false;
std::atomic<int> stopped_by = 0;
static_assert(std::atomic<bool>::is_always_lock_free);
static_assert(std::atomic<int>::is_always_lock_free);

void OnSignal(int number) {
  stopped_by = number;
  is_stopped = true;
}

}  // namespace

const std::atomic<bool>& CatchStopSignals() {
  struct sigaction action {};
  action.sa_handler = OnSignal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one kills
  for (const int number : {SIGINT, SIGTERM}) {
    sigaddset(&action.sa_mask, number);
  }
  for (const int number : {SIGINT, SIGTERM}) {
    sigaction(number, &action, nullptr);
  }
  return is_stopped;
}

int StopExitCode() {
  const int number = stopped_by;
  return number == 0 ? 0 : 128 + number;
}

}  // namespace iotpf::tools
