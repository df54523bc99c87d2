// A capture to judged sessions.
#ifndef IOTPF_RUNTIME_SCAN_CAPTURE_SCAN_H_
#define IOTPF_RUNTIME_SCAN_CAPTURE_SCAN_H_

#include "runtime/capture/capture_reader.h"
#include "runtime/scan/judge.h"
#include "runtime/scan/scan_totals.h"
#include "runtime/scan/session_sink.h"
#include "runtime/scan/worker_pool.h"
#include "runtime/tls/tls_secrets.h"

#include <iotpf/scanner.h>

#include <vector>

namespace iotpf::runtime {

// Scans one capture to its end, or until the sink is closed. What the sink gets
// is the same for any number of workers.
//
//   Requires  a judge for each worker of the pool.
//   Input     `secrets` get those that the capture itself has.
//   Output    statistics are added to `totals`; the reader knows the error
//             that ended the capture early, if one did.
void ScanCapture(CaptureReader& reader, std::vector<Judge>& judges,
                 WorkerPool& pool, ScanListener& listener, SessionSink& sink,
                 TlsSecrets& secrets, ScanTotals& totals);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_CAPTURE_SCAN_H_
