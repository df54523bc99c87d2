// Labels come as people keep them: beside the sessions in one file, or as a
// table about captures. Either way a label says where it stands, what is
// scanned, and which session of it is meant.
//
// A session of JSON Lines is named by its id, since lines that are no session
// have no number. A flow is named by its ends, and by time where one pair of
// ends had several flows.

#include "tools/labels.h"

#include "tools/whole_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>

namespace iotpf::tools {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kNoIot = "non-iot";
constexpr std::string_view kUnknown = "unknown";
constexpr std::string_view kMixed = "mixed:";

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> PlatformsOf(std::string_view label) {
  if (label == kNoIot) return {};
  if (!label.starts_with(kMixed)) return {std::string(label)};
  std::vector<std::string> platforms;
  for (const auto part : Split(label.substr(kMixed.size()), '+')) {
    platforms.emplace_back(part);
  }
  return platforms;
}

Error Fault(const std::string& place, std::string_view what) {
  return Error{fmt::format("{}: {}", place, what)};
}

// ---- sessions

std::string TextOf(const Json& json, const char* member) {
  const auto found = json.find(member);
  if (found == json.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  return found->is_number_integer() ? found->dump() : "";
}

Result<void> AddSession(std::string_view line, Label label, LabelFile& file) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return Fault(label.place, "is no JSON object");
  const std::string platform = TextOf(json, "label");
  label.session_id = TextOf(json, "id");
  if (platform.empty() || label.session_id.empty()) {
    return Fault(label.place, "has no `id` or no `label`");
  }
  if (platform == kUnknown) {
    ++file.left_out;
    return {};
  }
  label.platforms = PlatformsOf(platform);
  const auto ambiguous = json.find("ambiguous");
  const bool is_sure = ambiguous == json.end() || *ambiguous != true;
  label.grade = is_sure ? LabelGrade::Sure : LabelGrade::Likely;
  file.labels.push_back(std::move(label));
  return {};
}

// ---- tables

// The columns of a table by name; each is a string, empty where it is missing.
class Row {
 public:
  Row(const std::map<std::string_view, size_t>& columns, std::string_view line)
      : columns_(columns), cells_(Split(line, '\t')) {}

  std::string operator[](std::string_view name) const {
    const auto column = columns_.find(name);
    const bool is_there =
        column != columns_.end() && column->second < cells_.size();
    return is_there ? std::string(cells_[column->second]) : "";
  }

 private:
  const std::map<std::string_view, size_t>& columns_;
  std::vector<std::string_view> cells_;
};

// `1754317590.277828000`, exactly: a double would lose the last digits.
std::optional<int64_t> Nanoseconds(std::string_view text) {
  constexpr int64_t kSecond = 1'000'000'000;
  constexpr int64_t kMaxSeconds = 9'000'000'000;
  int64_t seconds = 0;
  const auto whole =
      std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (whole.ec != std::errc() || seconds < 0 || seconds > kMaxSeconds) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<size_t>(whole.ptr - text.data()));
  int64_t fraction = 0;
  int64_t unit = kSecond / 10;
  for (size_t i = 1; i < text.size() && unit > 0; ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    fraction += (text[i] - '0') * unit;
  }
  return seconds * kSecond + fraction;
}

// What a row says is meant by a grade; nothing: it is left out.
std::optional<LabelGrade> GradeOf(const Row& row) {
  const std::string confidence = row["confidence"];
  if (row["platform"] == kUnknown) return std::nullopt;
  if (confidence.empty() || confidence == "high") return LabelGrade::Sure;
  if (confidence == "medium") return LabelGrade::Likely;
  return std::nullopt;
}

Result<void> AddRow(const Row& row, Label label,
                    const std::filesystem::path& folder, LabelFile& file) {
  const std::string platform = row["platform"];
  const std::string input = row["file"];
  if (platform.empty() || input.empty()) {
    return Fault(label.place, "has no `file` or no `platform`");
  }
  const auto grade = GradeOf(row);
  if (!grade) {
    ++file.left_out;
    return {};
  }
  label.grade = *grade;
  label.platforms = PlatformsOf(platform);
  label.input = (folder / input).string();
  label.host = row["host"];
  if (label.host.empty()) {
    label.ends = MakeFlowEnds(row["transport"],
                              row["client_ip"] + " " + row["client_port"],
                              row["server_ip"] + " " + row["server_port"]);
    label.time_ns = Nanoseconds(row["first_ts"]);
  }
  file.labels.push_back(std::move(label));
  return {};
}

std::map<std::string_view, size_t> ColumnsOf(std::string_view line) {
  std::map<std::string_view, size_t> columns;
  for (const auto name : Split(line, '\t')) {
    columns.emplace(name, columns.size());
  }
  return columns;
}

bool HasColumns(const std::map<std::string_view, size_t>& columns,
                std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (!columns.contains(name)) return false;
  }
  return true;
}

}  // namespace

FlowEnds MakeFlowEnds(const std::string& transport, const std::string& one,
                      const std::string& other) {
  return {transport, std::min(one, other), std::max(one, other)};
}

Result<LabelFile> ParseLabels(const std::string& text,
                              const std::string& path) {
  LabelFile file;
  const auto lines = Split(text, '\n');
  const auto columns = ColumnsOf(lines.front());
  const bool is_table =
      HasColumns(columns, {"file", "platform", "host"}) ||
      HasColumns(columns, {"file", "platform", "transport", "client_ip",
                           "client_port", "server_ip", "server_port"});
  if (!is_table && !text.starts_with('{')) {
    return Fault(path,
                 "has no labels; they are JSON Lines of sessions with `id` and "
                 "`label`, or a table of flows or hosts with `platform`");
  }
  const auto folder = std::filesystem::path(path).parent_path();
  for (size_t i = is_table ? 1 : 0; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    Label label;
    label.place = fmt::format("{}:{}", path, i + 1);
    label.input = path;
    const Result<void> added =
        is_table ? AddRow(Row(columns, lines[i]), label, folder, file)
                 : AddSession(lines[i], label, file);
    if (!added) return added.error();
  }
  return file;
}

Result<LabelFile> ReadLabels(const std::string& path) {
  if (path == "-") {
    return Error{"--labels: a file is read twice; standard input cannot be"};
  }
  const auto text = ReadFile(path);
  if (!text) return text.error();
  return ParseLabels(*text, path);
}

}  // namespace iotpf::tools
