// Why a session got another name than its label.
#ifndef IOTPF_TOOLS_ERROR_CAUSE_H_
#define IOTPF_TOOLS_ERROR_CAUSE_H_

#include <iotpf/ruleset_view.h>
#include <iotpf/scanner.h>

#include <string>
#include <vector>

namespace iotpf::tools {

struct ErrorCause {
  std::string condition;              // id; several: `a, b`; empty: none voted
  std::vector<std::string> features;  // that held: `ring.mobile.api`, with the
                                      // value where a claim shows it
};

// Of a session that was claimed: what decided for those in front.
ErrorCause CauseOfClaim(const Verdict& verdict, const RulesetView& ruleset);

// Of a session in which the platform `label` was not found: the condition that
// excluded it, with its features; else the features of it that held and were
// not enough.
//
//   Requires  the session is explained; else nothing is found.
ErrorCause CauseOfMiss(const SessionReport& session, const std::string& label,
                       const RulesetView& ruleset);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_ERROR_CAUSE_H_
