// Features of one fingerprint that ask for the same.
//
// Equal expressions are one node of the tables, however they are written: the
// order of `or` is lost there, and a predicate is what it stands for. So two
// features are equal when their nodes are.

#include "compiler/lint/checks.h"
#include "compiler/lint/feature_rows.h"

#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

namespace iotpf::lint {
namespace {

// Whether `a` stands before `b` in the sources.
bool StandsBefore(const ast::Feature& a, const ast::Feature& b) {
  const SourceSpan left = a.name.span;
  const SourceSpan right = b.name.span;
  return std::pair(left.source, left.begin) <
         std::pair(right.source, right.begin);
}

void Report(const ast::Feature* first, const ast::Feature* second,
            DiagnosticSink& diagnostics) {
  if (StandsBefore(*second, *first)) std::swap(first, second);
  diagnostics.Report(second->name.span, diag::DuplicateFeature,
                     second->name.text, first->name.text);
  diagnostics.AddLabel(first->name.span, diag::SameTestHere);
}

}  // namespace

void CheckDuplicateFeatures(const LintInput& input,
                            DiagnosticSink& diagnostics) {
  const auto written = FeaturesByRow(input);
  // Platform, fingerprint, polarity and node, to the first feature that has
  // them. A platform's own features stand before those of its fingerprints.
  std::map<std::tuple<uint32_t, uint32_t, bool, uint32_t>, uint32_t> seen;
  for (uint32_t i = 0; i < input.ruleset.features.size(); ++i) {
    const ir::Feature& row = input.ruleset.features[i];
    const auto inherited =
        seen.find({row.platform, ir::kNone, row.negative, row.node});
    if (inherited != seen.end()) {
      Report(written[inherited->second], written[i], diagnostics);
      continue;
    }
    const auto [it, is_new] = seen.emplace(
        std::tuple(row.platform, row.fingerprint, row.negative, row.node), i);
    if (!is_new) Report(written[it->second], written[i], diagnostics);
  }
}

}  // namespace iotpf::lint
