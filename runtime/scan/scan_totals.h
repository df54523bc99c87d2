// The statistics of all scans of a scanner.
#ifndef IOTPF_RUNTIME_SCAN_SCAN_TOTALS_H_
#define IOTPF_RUNTIME_SCAN_SCAN_TOTALS_H_

#include "runtime/capture/capture_statistics.h"
#include "runtime/protocols/decode_counters.h"
#include "runtime/scan/scan_statistics.h"
#include "runtime/tls/tls_decryption.h"

namespace iotpf::runtime {

struct ScanTotals {
  CaptureStatistics capture;
  DecodeCounters decode;
  ScanStatistics scan;
  UndecryptedCiphers undecrypted;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SCAN_TOTALS_H_
