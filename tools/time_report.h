// The report of a compilation as text for people: --time-report.
#ifndef IOTPF_TOOLS_TIME_REPORT_H_
#define IOTPF_TOOLS_TIME_REPORT_H_

#include <iotpf/compile_report.h>

#include <string>

namespace iotpf::tools {

// Begins the first stage, with what the program took before its first
// statement: most of it goes into the loading of libraries.
void AddStartStage(CompileReport& report);

// Tables of stages, of lowerings by field, and of regexes that are left to RE2.
// Long lists are cut, and what is left out is counted.
//
//   Output   lines, each with its end. What rules say in them is escaped: keys,
//            patterns and paths may hold any byte.
std::string TimeReportText(const CompileReport& report);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_TIME_REPORT_H_
