// A tree reads from the left: whether it holds, what was asked, what was seen.
//
//   lamp "ACME Lamp" is in front
//     mobile: belongs
//       sufficient positive, priority 100: votes belongs, decides  a.fp:9:20
//         yes      any of
//         yes        api: http.request.host == "lamp.acme.example"
//                      saw "lamp.acme.example"
//         no         banner: http.response.header["server"] == "Lamp"
//                      saw "nginx"
//     would not be lamp if `api` did not hold
//
// What was seen stands behind its test where there is room, else below it.
#include <iotpf/report.h>

#include "runtime/report/blank_features.h"
#include "runtime/report/change_text.h"
#include "runtime/report/explanation_words.h"
#include "runtime/report/plain_text.h"
#include "runtime/report/predicate_text.h"
#include "runtime/report/seen_text.h"
#include "runtime/report/verdict_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace iotpf {
namespace {

using runtime::ColumnsOf;

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kReset = "\x1b[0m";

constexpr size_t kTruthColumns = 9;  // of `unknown` and a gap
constexpr size_t kStep = 2;          // of indentation
// Deeper nodes are not indented further, so that a test has room.
constexpr size_t kMaxIndent = 40;

class Writer {
 public:
  Writer(const Explanation& explanation, const RulesetView& ruleset,
         const TableStyle& style)
      : explanation_(explanation),
        ruleset_(ruleset),
        folds_(explanation.shown != ExplainOptions::Platforms::One),
        use_color_(style.use_color),
        columns_(std::max(style.columns, kMinTableColumns)) {}

  std::string Write() {
    WriteVerdict();
    for (const PlatformExplanation& platform : explanation_.platforms) {
      WritePlatform(platform);
    }
    if (explanation_.left_out > 0) {
      Line(0, kDim,
           fmt::format("{} {} of which no feature was seen; --explain=all "
                       "shows {}",
                       explanation_.left_out,
                       explanation_.left_out == 1 ? "platform" : "platforms",
                       explanation_.left_out == 1 ? "it" : "them"));
    }
    return std::move(out_);
  }

 private:
  void WriteVerdict() {
    std::string text = runtime::VerdictText(explanation_.verdict, ruleset_);
    const uint32_t open = explanation_.open_platforms;
    if (explanation_.verdict.certainty == Certainty::Provisional && open > 0) {
      text += fmt::format(
          ": what was not observed could bring in {} more "
          "{}",
          open, open == 1 ? "platform" : "platforms");
    }
    Wrap(0, text);
    out_ += '\n';
  }

  void WritePlatform(const PlatformExplanation& platform) {
    Line(0, kBold, runtime::PlaceText(platform, ruleset_));
    for (const FingerprintExplanation& entry : platform.fingerprints) {
      WriteFingerprint(entry);
    }
    const std::string change = runtime::ChangeText(platform, ruleset_);
    if (!change.empty()) Wrap(kStep, change);
    out_ += '\n';
  }

  void WriteFingerprint(const FingerprintExplanation& entry) {
    const iotpf_fingerprint& row = ruleset_.fingerprints()[entry.fingerprint];
    std::string text = fmt::format(
        "{}: {}", PrintableText(ruleset_.text(row.name)),
        entry.vote == Vote::None ? "undecided" : runtime::NameOf(entry.vote));
    if (entry.is_open) {
      text += entry.vote == Vote::Belongs
                  ? "; what was not observed could exclude it"
                  : "; what was not observed could make it belong";
    }
    Line(kStep, kBold, text);
    for (const ConditionExplanation& condition : entry.conditions) {
      WriteCondition(condition);
    }
  }

  void WriteCondition(const ConditionExplanation& entry) {
    const iotpf_condition& row = ruleset_.conditions()[entry.condition];
    const std::string text =
        fmt::format("{}, priority {}: {}", runtime::KindOf(row), row.priority,
                    runtime::VoteText(entry, row));
    const std::string position =
        PrintableText(runtime::PositionText(ruleset_, row.position));
    const size_t used = 2 * kStep + text.size() + ColumnsOf(position);
    const size_t gap = used + 2 < columns_ ? columns_ - used : 2;
    out_.append(2 * kStep, ' ');
    out_ += text;
    out_.append(gap, ' ');
    Begin(kDim);
    out_ += position;
    End(kDim);
    WriteTree(entry.expression);
    if (entry.guard.empty()) return;
    Line(3 * kStep, {}, "votes only where");
    WriteTree(entry.guard);
  }

  // ---- expressions

  using Nodes = std::span<const ExpressionNode>;

  void WriteTree(Nodes nodes) { WriteSubtree(nodes, 0, ""); }

  // Writes the subtree at the front of `nodes`, `prefix` before its text.
  void WriteSubtree(Nodes nodes, size_t indent, const std::string& prefix) {
    const ExpressionNode& node = nodes.front();
    const std::string text = prefix + NodeText(node);
    const Nodes children = SubtreeOf(nodes).subspan(1);
    const auto op = ruleset_.nodes()[node.node].op;
    if (op == IOTPF_NODE_FEATURE && !children.empty()) {
      return WriteSubtree(children, indent, text + ": ");
    }
    if (op == IOTPF_NODE_NOT && IsTest(children)) {
      const ExpressionNode& test = children.front();
      return WriteNode(node.truth, indent, text + " " + NodeText(test),
                       SeenText(test));
    }
    WriteNode(node.truth, indent, text, SeenText(node));
    WriteChildren(children, indent + kStep);
  }

  // What nothing was seen of is said together, behind the rest.
  void WriteChildren(Nodes nodes, size_t indent) {
    runtime::BlankFeatures absent(explanation_, ruleset_, Presence::Absent);
    runtime::BlankFeatures unobserved(explanation_, ruleset_,
                                      Presence::Unobserved);
    while (!nodes.empty()) {
      const Nodes child = SubtreeOf(nodes);
      nodes = nodes.subspan(child.size());
      if (folds_ && (absent.Take(child) || unobserved.Take(child))) continue;
      WriteSubtree(child, indent, "");
    }
    for (const auto* blank : {&absent, &unobserved}) {
      const std::string text = blank->Text();
      if (text.empty()) continue;
      WriteTruth(blank->truth(), indent);
      Wrap(3 * kStep + kTruthColumns + indent, text, true);
    }
  }

  // The node at the front with what stands below it.
  static Nodes SubtreeOf(Nodes nodes) {
    size_t size = 1;
    while (size < nodes.size() && nodes[size].depth > nodes[0].depth) ++size;
    return nodes.first(size);
  }

  bool IsTest(Nodes nodes) const {
    return nodes.size() == 1 &&
           ruleset_.nodes()[nodes[0].node].op == IOTPF_NODE_PREDICATE;
  }

  std::string NodeText(const ExpressionNode& node) const {
    const iotpf_node& row = ruleset_.nodes()[node.node];
    switch (row.op) {
      case IOTPF_NODE_FALSE:
        return "false";
      case IOTPF_NODE_TRUE:
        return "true";
      case IOTPF_NODE_PREDICATE:
        return runtime::PredicateText(ruleset_, row.first);
      case IOTPF_NODE_FEATURE:
        return PrintableText(
                   ruleset_.text(ruleset_.features()[row.first].name)) +
               (node.is_repeated ? " (above)" : "");
      case IOTPF_NODE_NOT:
        return "not";
      case IOTPF_NODE_AND:
        return "all of";
      case IOTPF_NODE_OR:
        return "any of";
      default:
        return fmt::format("{} of", row.threshold);
    }
  }

  std::string SeenText(const ExpressionNode& node) const {
    if (node.is_cut) return "more is left out";
    const iotpf_node& row = ruleset_.nodes()[node.node];
    if (row.op != IOTPF_NODE_PREDICATE) return {};
    const iotpf_predicate& predicate = ruleset_.predicates()[row.first];
    if (predicate.op == IOTPF_OP_RECORD_PRESENT) return {};
    const SeenField* field = explanation_.FieldOf(predicate.reading);
    if (field == nullptr) return {};
    if (predicate.op == IOTPF_OP_COUNT) return runtime::SeenCountText(*field);
    const uint32_t row_of_field = ruleset_.readings()[predicate.reading].field;
    return runtime::SeenText(*field, kFields[row_of_field].type, node.match,
                             columns_ / 2);
  }

  void WriteTruth(Truth truth, size_t indent) {
    out_.append(3 * kStep, ' ');
    out_ += fmt::format("{:<{}}", runtime::NameOf(truth), kTruthColumns);
    out_.append(std::min(indent, kMaxIndent), ' ');
  }

  void WriteNode(Truth truth, size_t indent, const std::string& text,
                 const std::string& seen) {
    WriteTruth(truth, indent);
    out_ += text;
    if (seen.empty()) {
      out_ += '\n';
      return;
    }
    const size_t left =
        3 * kStep + kTruthColumns + std::min(indent, kMaxIndent);
    if (left + ColumnsOf(text) + 2 + seen.size() <= columns_) {
      out_ += "  ";
    } else {
      out_ += '\n';
      out_.append(left + 2 * kStep, ' ');
    }
    Begin(kDim);
    out_ += seen;
    End(kDim);
  }

  // ---- lines

  void Line(size_t indent, std::string_view style, std::string_view text) {
    out_.append(indent, ' ');
    Begin(style);
    out_ += text;
    End(style);
  }
  // Breaks at spaces, further lines indented by a step more. `is_begun`: the
  // first line is indented already.
  void Wrap(size_t indent, std::string_view text, bool is_begun = false) {
    size_t used = indent;
    if (!is_begun) out_.append(indent, ' ');
    for (bool is_first = true; !text.empty(); is_first = false) {
      const std::string_view word = text.substr(0, text.find(' '));
      text.remove_prefix(std::min(word.size() + 1, text.size()));
      const size_t columns = ColumnsOf(word);
      if (!is_first && used + 1 + columns > columns_) {
        out_ += '\n';
        out_.append(indent + kStep, ' ');
        used = indent + kStep;
      } else if (!is_first) {
        out_ += ' ';
        ++used;
      }
      out_ += word;
      used += columns;
    }
    out_ += '\n';
  }
  void Begin(std::string_view style) {
    if (use_color_) out_ += style;
  }
  void End(std::string_view style) {
    if (use_color_ && !style.empty()) out_ += kReset;
    out_ += '\n';
  }

  const Explanation& explanation_;
  RulesetView ruleset_;
  bool folds_;  // features of which nothing was seen
  bool use_color_;
  size_t columns_;
  std::string out_;
};

}  // namespace

std::string ExplanationText(const Explanation& explanation,
                            const RulesetView& ruleset,
                            const TableStyle& style) {
  return Writer(explanation, ruleset, style).Write();
}

}  // namespace iotpf
