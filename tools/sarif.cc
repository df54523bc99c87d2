// A log has one run; the run has the tool with its rules, the files, and the
// results, which name rules and files by their index.
//
// Positions of the compiler are bytes; SARIF's are characters. UTF-16 code
// units are its default and what GitHub and editors count.

#include "tools/sarif.h"

#include <iotpf/compiler.h>
#include <iotpf/explain_diagnostic.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace iotpf::tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";
constexpr std::string_view kSourceRoot = "%SRCROOT%";

// ---- rules

// The words of a page, without its title and examples, on one line.
std::string WordsOf(std::string_view page) {
  const size_t title = page.find('\n');
  page.remove_prefix(std::min(page.size(), title));
  page = page.substr(0, page.find("\n```"));
  std::string words;
  for (const char c : page) {
    const bool is_space = c == '\n' || c == ' ';
    if (is_space && (words.empty() || words.back() == ' ')) continue;
    words += is_space ? ' ' : c;
  }
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

std::string FirstSentence(const std::string& words) {
  const size_t end = words.find(". ");
  return end == std::string::npos ? words : words.substr(0, end + 1);
}

Json RuleJson(const ExplainedDiagnostic& rule) {
  std::string words = WordsOf(rule.markdown);
  if (words.empty()) words = rule.slug;
  Json json = {{"id", rule.slug},
               {"shortDescription", {{"text", FirstSentence(words)}}},
               {"fullDescription", {{"text", words}}},
               {"help", {{"text", words}}},
               {"defaultConfiguration", {{"level", WordOf(rule.severity)}}}};
  if (!rule.markdown.empty()) json["help"]["markdown"] = rule.markdown;
  return json;
}

// ---- positions

// UTF-16 code units of `text`: two for what UTF-8 writes in four bytes.
uint32_t Utf16Length(std::string_view text) {
  uint32_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

class LogWriter {
 public:
  explicit LogWriter(const std::map<std::string, std::string>& texts)
      : texts_(texts) {}

  Json Log(const std::vector<RuleDiagnostic>& findings);

 private:
  Json Result(const RuleDiagnostic& finding);
  Json Fix(const RuleDiagnostic& finding);
  Json Artifact(const std::string& path);
  Json Region(const RuleRange& range) const;
  Json Place(const RuleRange& range);
  uint32_t ColumnOf(const RuleRange& range, uint32_t offset,
                    uint32_t column) const;

  const std::map<std::string, std::string>& texts_;
  std::map<std::string, size_t> artifacts_;  // path to index
  Json artifact_rows_ = Json::array();
};

// The column of a byte in UTF-16; `column` is that in bytes.
uint32_t LogWriter::ColumnOf(const RuleRange& range, uint32_t offset,
                             uint32_t column) const {
  const auto it = texts_.find(range.path);
  if (it == texts_.end() || offset > it->second.size() || offset + 1 < column) {
    return column;
  }
  const size_t line = offset - (column - 1);
  return 1 + Utf16Length(std::string_view(it->second).substr(line, column - 1));
}

Json LogWriter::Region(const RuleRange& range) const {
  return {{"startLine", range.line},
          {"startColumn", ColumnOf(range, range.begin, range.column)},
          {"endLine", range.end_line},
          {"endColumn", ColumnOf(range, range.end, range.end_column)}};
}

// Names a file, and declares it where it is new.
Json LogWriter::Artifact(const std::string& path) {
  const auto [it, is_new] = artifacts_.emplace(path, artifacts_.size());
  Json location = {{"uri", UriOf(path)}};
  if (!path.starts_with('/')) location["uriBaseId"] = kSourceRoot;
  if (is_new) artifact_rows_.push_back({{"location", location}});
  location["index"] = it->second;
  return location;
}

Json LogWriter::Place(const RuleRange& range) {
  return {{"physicalLocation",
           {{"artifactLocation", Artifact(range.path)},
            {"region", Region(range)}}}};
}

Json LogWriter::Fix(const RuleDiagnostic& finding) {
  std::map<std::string, Json> changes;  // replacements by path
  for (const RuleEdit& edit : finding.fix) {
    changes[edit.range.path].push_back(
        {{"deletedRegion", Region(edit.range)},
         {"insertedContent", {{"text", edit.replacement}}}});
  }
  Json fix = {{"artifactChanges", Json::array()}};
  for (const auto& [path, replacements] : changes) {
    fix["artifactChanges"].push_back(
        {{"artifactLocation", Artifact(path)}, {"replacements", replacements}});
  }
  return fix;
}

Json LogWriter::Result(const RuleDiagnostic& finding) {
  const auto rules = AllExplainedDiagnostics();
  const auto rule =
      std::ranges::find(rules, finding.slug, &ExplainedDiagnostic::slug);
  const std::string help = finding.help.empty() ? "" : "; " + finding.help;
  Json json = {{"ruleId", finding.slug},
               {"ruleIndex", rule - rules.begin()},
               {"level", WordOf(finding.severity)},
               {"message", {{"text", finding.message + help}}},
               {"locations", Json::array({Place(finding.range)})}};
  for (size_t i = 0; i < finding.labels.size(); ++i) {
    Json place = Place(finding.labels[i].range);
    place["id"] = i + 1;
    place["message"] = {{"text", finding.labels[i].text}};
    json["relatedLocations"].push_back(std::move(place));
  }
  if (!finding.fix.empty()) json["fixes"] = Json::array({Fix(finding)});
  return json;
}

Json LogWriter::Log(const std::vector<RuleDiagnostic>& findings) {
  Json rules = Json::array();
  for (const ExplainedDiagnostic& rule : AllExplainedDiagnostics()) {
    rules.push_back(RuleJson(rule));
  }
  Json results = Json::array();
  for (const RuleDiagnostic& finding : findings) {
    results.push_back(Result(finding));
  }
  const std::string version = CompilerVersion();
  const Json driver = {{"name", "iotpf-lint"},
                       {"version", version.substr(version.rfind(' ') + 1)},
                       {"rules", std::move(rules)}};
  const Json run = {{"tool", {{"driver", driver}}},
                    {"columnKind", "utf16CodeUnits"},
                    {"artifacts", artifact_rows_},
                    {"results", std::move(results)}};
  return {
      {"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
}

}  // namespace

std::string UriOf(const std::string& path) {
  // RFC 3986, 2.3, and what stands unencoded in a path.
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string uri = path.starts_with('/') ? "file://" : "";
  std::string_view rest = path;
  if (rest.starts_with("./")) rest.remove_prefix(2);
  for (const char c : rest) {
    const bool is_alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9');
    if (is_alnum || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<uint8_t>(c));
    }
  }
  return uri;
}

std::string SarifLog(const std::vector<RuleDiagnostic>& findings,
                     const std::map<std::string, std::string>& texts) {
  return LogWriter(texts).Log(findings).dump(2, ' ', false,
                                             Json::error_handler_t::replace) +
         "\n";
}

}  // namespace iotpf::tools
