// What sessions are said to be by those who labelled them.
#ifndef IOTPF_TOOLS_LABELS_H_
#define IOTPF_TOOLS_LABELS_H_

#include <iotpf/result.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::tools {

// How sure a label is. Only sure ones make the score; the others have one of
// their own, beside it.
enum class LabelGrade : uint8_t { Sure, Likely };

// The ends of a flow: which side is the client does not matter.
struct FlowEnds {
  std::string transport;  // `tcp`, `udp`
  std::string low;        // `ip port`, the lesser of the two
  std::string high;
  auto operator<=>(const FlowEnds&) const = default;
};

FlowEnds MakeFlowEnds(const std::string& transport, const std::string& one,
                      const std::string& other);

// One label, and how its sessions are found in its input: by exactly one of
// `session_id`, `ends` and `host`.
struct Label {
  std::string place;                   // `labels.tsv:17`
  std::string input;                   // path of what is scanned
  std::vector<std::string> platforms;  // several: any of them is right; empty:
                                       // no IoT
  LabelGrade grade = LabelGrade::Sure;
  std::string session_id;
  std::optional<FlowEnds> ends;
  std::optional<int64_t> time_ns;  // of the first packet of the flow
  std::string host;                // all exchanges with it
};

struct LabelFile {
  std::vector<Label> labels;
  uint64_t left_out = 0;  // lines that are labelled unknown or unsure
};

// Reads labels in one of these forms, known by the first line:
//
//   sessions  JSON Lines of sessions, each with `id` and `label`; `ambiguous`
//             makes a label likely. The file is its own input.
//   flows     a table with tabs and the columns `file`, `transport`,
//             `client_ip`, `client_port`, `server_ip`, `server_port`,
//             `platform` and, where they are known, `first_ts` and
//             `confidence`: `high` is sure, `medium` likely. Files are relative
//             to the table.
//   hosts     such a table with `file`, `host` and `platform`
//
// `non-iot` is no platform, `mixed:a+b` either of two, `unknown` no label.
//
//   Errors    a file that cannot be read or has none of the forms; the first
//             line that has no label.
Result<LabelFile> ReadLabels(const std::string& path);

// The same of text that stands in `path`.
Result<LabelFile> ParseLabels(const std::string& text, const std::string& path);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LABELS_H_
