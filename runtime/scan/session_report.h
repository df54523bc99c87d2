// What reports say of a session, taken from its fields.
#ifndef IOTPF_RUNTIME_SCAN_SESSION_REPORT_H_
#define IOTPF_RUNTIME_SCAN_SESSION_REPORT_H_

#include <iotpf/explain.h>
#include <iotpf/scanner.h>
#include <iotpf/session.h>
#include <iotpf/verdict.h>

#include <memory>

namespace iotpf::runtime {

// The report of a session, which is needed no longer. `explanation` may be
// null. Its input and its number are left to the caller.
SessionReport MakeReport(const Session& session, Verdict verdict,
                         std::shared_ptr<const Explanation> explanation);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SESSION_REPORT_H_
