// A score for people and for programs.
#ifndef IOTPF_TOOLS_LABEL_REPORT_H_
#define IOTPF_TOOLS_LABEL_REPORT_H_

#include "tools/score_labels.h"

#include <cstddef>
#include <string>
#include <vector>

namespace iotpf::tools {

// Errors that are alike in all but their session, and the first of them.
struct LabelErrorGroup {
  size_t count = 0;
  const LabelError* first = nullptr;
};

// Errors by grade, label, what was found, why, and the server's name or else
// its port; most frequent first, then in order of the labels. The errors
// outlive the groups.
std::vector<LabelErrorGroup> GroupErrors(const std::vector<LabelError>& errors);

// `ring instead of alexa`, `tuya not found: other`.
std::string TitleOf(const LabelError& error);
// The condition and the features that caused it, or that nothing was seen.
std::string CauseOf(const LabelError& error);

// `99.95 %`; `-` where there is nothing to have a share of. Only all is 100 %,
// and only none 0 %.
std::string PercentText(double share, uint64_t whole);

// Figures, a line a platform, the matrix as a list, and the errors in groups.
std::string LabelsAsText(const LabelReport& report);

// One JSON object with the members that tools/README.md lists; every error has
// an object of its own.
std::string LabelsAsJson(const LabelReport& report);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LABEL_REPORT_H_
