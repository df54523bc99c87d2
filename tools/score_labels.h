// Scans what is labelled, and compares.
#ifndef IOTPF_TOOLS_SCORE_LABELS_H_
#define IOTPF_TOOLS_SCORE_LABELS_H_

#include "tools/label_score.h"
#include "tools/labels.h"

#include <iotpf/result.h>
#include <iotpf/ruleset.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace iotpf::tools {

// A labelled session whose verdict is not right.
struct LabelError {
  LabelGrade grade = LabelGrade::Sure;
  LabelOutcome outcome = LabelOutcome::Other;
  std::string place;    // of the label: `labels.tsv:17`
  std::string session;  // `home.pcap, session 3`; empty: missing
  std::string server;   // name, or address and port
  std::vector<std::string> labels;
  bool has_rules = false;  // the rules have a platform of the first label
  std::vector<std::string> front;  // what was claimed instead
  std::vector<std::string> providers;
  // What made it so. Of a claim: the condition that decided and the features
  // that held. Of a miss: the condition that excluded the labelled platform, or
  // the features of it that held and were not enough; empty where none held.
  std::string condition;
  std::vector<std::string> features;  // `ring.mobile.api (server.name = "...")`
};

struct LabelReport {
  LabelScore sure;
  LabelScore likely;
  uint64_t left_out = 0;
  std::vector<LabelError> errors;     // in order of the labels
  std::vector<std::string> problems;  // of inputs, a line each
  bool is_whole = true;               // every input was read to its end
};

// Scans all inputs that labels name, and scores their sessions. Where several
// sessions fit a label, as a flow that a silence cut in two, one that names a
// platform speaks for it.
//
//   Output    depends on labels, inputs and rules alone.
//   Errors    no scanner can be made; a session or a host of an input has two
//             labels.
Result<LabelReport> ScoreLabels(
    const LabelFile& labels, Ruleset ruleset,
    const std::function<void(size_t done, size_t total)>& on_progress);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_SCORE_LABELS_H_
