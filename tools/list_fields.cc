// What rules can speak of, written from the one table of it. The order is the
// table's, so the output depends on the version of the program alone.

#include "tools/list_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace iotpf::tools {
namespace {

// Of one line. The last is not followed by another and may be long.
using Columns = std::array<std::string, 7>;

constexpr std::string_view kGap = "  ";

std::string JoinLines(const std::vector<Columns>& lines) {
  std::array<size_t, std::tuple_size_v<Columns>> widths{};
  for (const Columns& line : lines) {
    for (size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], line[i].size());
    }
  }
  std::string text;
  for (const Columns& line : lines) {
    for (size_t i = 0; i + 1 < line.size(); ++i) {
      text += fmt::format("{:<{}}{}", line[i], widths[i], kGap);
    }
    text += line.back() + '\n';
  }
  return text;
}

std::string_view NameOf(KeyKind key) {
  switch (key) {
    case KeyKind::NoKey:
      return "";
    case KeyKind::NameKey:
      return "name";
    case KeyKind::PointerKey:
      break;
  }
  return "pointer";
}

// A JSON string; null for an empty one. The table is printable ASCII.
std::string Json(std::string_view text) {
  if (text.empty()) return "null";
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string FieldForm(const FieldInfo& field) {
  constexpr std::string_view kForms[] = {"", "[\"NAME\"]", "[\"/POINTER\"]"};
  return fmt::format("{}{}", field.path,
                     kForms[static_cast<size_t>(field.key)]);
}

std::string_view NameOf(Cardinality cardinality) {
  return cardinality == Cardinality::One ? "one" : "list";
}

std::string StageInWords(Stage stage) {
  std::string words;
  for (const char c : kStages[static_cast<size_t>(stage)].name) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper && !words.empty()) words += ' ';
    words += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

std::string FieldsAsText() {
  std::vector<Columns> lines = {{"FIELD", "TYPE", "VALUES", "KNOWN WITH",
                                 "UNIT", "SOURCE", "WHAT IT IS"}};
  for (const FieldInfo& field : kFields) {
    lines.push_back(
        {FieldForm(field), std::string(iotpf::NameOf(field.type)),
         std::string(NameOf(field.cardinality)), StageInWords(field.stage),
         std::string(field.unit.empty() ? "-" : field.unit),
         std::string(field.source), std::string(field.description)});
  }
  return JoinLines(lines);
}

std::string FieldsAsJsonLines() {
  std::string text;
  for (const FieldInfo& field : kFields) {
    text += fmt::format(
        R"({{"field":{},"key":{},"type":{},"values":{},"stage":{},"unit":{},)"
        R"("description":{},"source":{}}})"
        "\n",
        Json(field.path), Json(NameOf(field.key)),
        Json(iotpf::NameOf(field.type)), Json(NameOf(field.cardinality)),
        Json(StageInWords(field.stage)), Json(field.unit),
        Json(field.description), Json(field.source));
  }
  return text;
}

}  // namespace iotpf::tools
