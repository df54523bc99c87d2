// Findings as SARIF, for code scanning of CI.
#ifndef IOTPF_TOOLS_SARIF_H_
#define IOTPF_TOOLS_SARIF_H_

#include <iotpf/rule_diagnostic.h>

#include <map>
#include <string>
#include <vector>

namespace iotpf::tools {

// One run of iotpf-lint as a SARIF log. Every message of the compiler is
// declared as a rule, with its page as help, found or not.
//
//   Input    `texts`: of the files that findings stand in, by path.
//   Output   indented JSON. A relative path is a URI relative to the folder of
//            the run, `%SRCROOT%`. Bytes that are no UTF-8 become U+FFFD.
//   Units    columns count UTF-16 code units, from 1.
//   Source   SARIF 2.1.0, OASIS Standard incorporating Errata 01:
//            docs.oasis-open.org/sarif/sarif/v2.1.0
std::string SarifLog(const std::vector<RuleDiagnostic>& findings,
                     const std::map<std::string, std::string>& texts);

// A path as a URI reference (RFC 3986): percent-encoded; absolute ones with the
// scheme `file`.
std::string UriOf(const std::string& path);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_SARIF_H_
