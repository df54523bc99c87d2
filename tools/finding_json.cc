// Ranges carry byte offsets and lines: editors want the one, people the other.
#include "tools/finding_json.h"

#include <nlohmann/json.hpp>

namespace iotpf::tools {
namespace {

using Json = nlohmann::ordered_json;

Json RangeJson(const RuleRange& range) {
  return {{"file", range.path},
          {"line", range.line},
          {"column", range.column},
          {"end_line", range.end_line},
          {"end_column", range.end_column},
          {"begin", range.begin},
          {"end", range.end}};
}

}  // namespace

std::string FindingJson(const RuleDiagnostic& finding) {
  Json json = {{"severity", WordOf(finding.severity)},
               {"slug", finding.slug},
               {"message", finding.message}};
  if (!finding.help.empty()) json["help"] = finding.help;
  json["range"] = RangeJson(finding.range);
  for (const RuleLabel& label : finding.labels) {
    json["labels"].push_back(
        {{"text", label.text}, {"range", RangeJson(label.range)}});
  }
  for (const RuleEdit& edit : finding.fix) {
    json["fix"].push_back(
        {{"replacement", edit.replacement}, {"range", RangeJson(edit.range)}});
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace iotpf::tools
