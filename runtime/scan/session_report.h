// What reports say of a session, taken from its fields.
#ifndef IOTPF_RUNTIME_SCAN_SESSION_REPORT_H_
#define IOTPF_RUNTIME_SCAN_SESSION_REPORT_H_

#include "runtime/scan/text_arena.h"

#include <iotpf/explain.h>
#include <iotpf/scanner.h>
#include <iotpf/session.h>
#include <iotpf/verdict.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// A SessionReport before it gets its input and its number: small, since a
// worker makes one for each session and hands it over.
struct DraftReport {
  SessionKind kind = SessionKind::Flow;
  bool has_request = false;
  bool has_sni = false;
  std::optional<int64_t> time_ns;
  std::optional<uint16_t> client_port;
  std::optional<uint16_t> server_port;
  // Views into the arena.
  std::string_view id;
  std::string_view transport;
  std::string_view client_ip;  // 4 or 16 bytes, or empty
  std::string_view server_ip;
  std::string_view server_name;
  std::string_view protocol;
  std::string_view method;  // of the request, as the next two
  std::string_view host;
  std::string_view path;
  Verdict verdict;
  std::shared_ptr<const Explanation> explanation;
};

// The draft of a session, which is needed no longer. `explanation` may be null.
// Valid as long as what `texts` holds.
DraftReport MakeDraft(const Session& session, Verdict verdict,
                      std::shared_ptr<const Explanation> explanation,
                      TextArena& texts);

// Writes what the draft says over `report`, but for its input, its number and
// the exchanges of a flow.
//
//   Cost   `report` keeps its memory, so that few reports allocate.
void WriteReport(DraftReport&& draft, SessionReport& report);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SESSION_REPORT_H_
