// A confusion matrix as a picture, and a page around it.
#ifndef IOTPF_TOOLS_LABEL_PICTURE_H_
#define IOTPF_TOOLS_LABEL_PICTURE_H_

#include "tools/score_labels.h"

#include <string>
#include <string_view>

namespace iotpf::tools {

// The matrix as SVG 1.1: a row for each label, a column for each name that was
// or could have been given. A cell says which share of its row it holds, in
// percent; blue is right, red wrong, grey not named.
std::string LabelsAsSvg(const LabelScore& score);

// A page in HTML that needs no other file: figures, matrix, platforms, errors.
std::string LabelsAsHtml(const LabelReport& report);

// Text inside of HTML and SVG.
std::string MarkupText(std::string_view text);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LABEL_PICTURE_H_
