// The table reads from the left: how much, what, in which role, with whom; why
// stands below, since evidence is longer than any column.
//
//   SESSIONS  PLATFORM                            ROLE    SERVERS
//         12  Samsung SmartThings (smartthings)   mobile  api.smartthings.com
//             banner: http.response.header["server"] = "SmartThings"
#include <iotpf/report.h>

#include "runtime/report/plain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace iotpf {
namespace {

using runtime::ColumnsOf;

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kReset = "\x1b[0m";

constexpr size_t kCountColumns = 8;  // of `SESSIONS`
constexpr size_t kGap = 2;
constexpr size_t kIndent = kCountColumns + kGap;
// What one row shows of its evidence; the JSON has all.
constexpr size_t kMaxFeaturesShown = 3;

std::string NameOf(const SummaryRow& row) {
  const std::string id = PrintableText(row.platform);
  if (row.title.empty()) return id;
  return fmt::format("{} ({})", PrintableText(row.title), id);
}

std::string Padded(std::string text, size_t columns) {
  const size_t used = ColumnsOf(text);
  if (used < columns) text.append(columns - used, ' ');
  return text;
}

class Table {
 public:
  Table(const Summary& summary, const TableStyle& style)
      : summary_(summary),
        use_color_(style.use_color),
        columns_(std::max(style.columns, kMinTableColumns)),
        rows_(summary.rows()) {
    for (const SummaryRow* row : rows_) {
      name_columns_ = std::max(name_columns_, ColumnsOf(NameOf(*row)));
      role_columns_ =
          std::max(role_columns_, ColumnsOf(PrintableText(row->role)));
    }
  }

  std::string Write() {
    if (!rows_.empty()) WriteHeader();
    for (const SummaryRow* row : rows_) WriteRow(*row);
    if (!rows_.empty()) out_ += '\n';
    WriteRest();
    return std::move(out_);
  }

 private:
  void WriteHeader() {
    Begin(kBold);
    Append("{:>{}}  {}  {}  SERVERS", "SESSIONS", kCountColumns,
           Padded("PLATFORM", name_columns_), Padded("ROLE", role_columns_));
    End();
  }

  void WriteRow(const SummaryRow& row) {
    const std::string name = NameOf(row);
    Append("{:>{}}  ", row.sessions, kCountColumns);
    if (use_color_) out_ += kBold;
    out_ += name;
    if (use_color_) out_ += kReset;
    out_.append(name_columns_ - ColumnsOf(name) + kGap, ' ');
    out_ += Padded(PrintableText(row.role), role_columns_);
    const std::string servers = Servers(row);
    if (!servers.empty()) Append("  {}", servers);
    out_ += '\n';
    for (size_t i = 0; i < row.evidence.size(); ++i) {
      if (i == kMaxFeaturesShown) {
        WriteProof(fmt::format("and {} features more",
                               row.evidence.size() - kMaxFeaturesShown));
        break;
      }
      WriteProof(ProofText(row.evidence[i]));
    }
  }

  void WriteProof(std::string_view text) {
    out_.append(kIndent, ' ');
    Begin(kDim);
    out_ += text;
    End();
  }

  std::string ProofText(const Evidence& proof) const {
    const RulesetView& ruleset = summary_.ruleset();
    const iotpf_feature& feature = ruleset.features()[proof.feature];
    std::string text = PrintableText(ruleset.text(feature.name)) + ": ";
    if (proof.field.empty()) return text + "holds without a value";
    text += PlainText(proof.field, columns_ / 2);
    const size_t used = kIndent + ColumnsOf(text) + 5;  // ` = ""`
    const size_t room = columns_ > used + 3 ? columns_ - used : 3;
    // A value that evidence cut ends in dots whatever the room.
    std::string value = PlainText(proof.value, room);
    if (proof.truncated && value.size() + 3 <= room) value += "...";
    return text + fmt::format(" = \"{}\"", value);
  }

  // As many servers as there is room for.
  std::string Servers(const SummaryRow& row) const {
    const size_t used = kIndent + name_columns_ + role_columns_ + 2 * kGap;
    const size_t room = columns_ > used + 12 ? columns_ - used : 12;
    std::string text;
    size_t shown = 0;
    for (const std::string& server : row.servers) {
      const size_t left = row.servers.size() - shown;
      const std::string more =
          left > 1 ? fmt::format(", +{}", left - 1) : std::string();
      const size_t separator = text.empty() ? 0 : 2;
      const size_t taken = text.size() + separator + more.size();
      if (!text.empty() && taken + PlainText(server, 256).size() > room) break;
      if (separator > 0) text += ", ";
      text += PlainText(server, room > taken + 4 ? room - taken : 4);
      ++shown;
    }
    if (shown < row.servers.size()) {
      text += fmt::format(", +{}", row.servers.size() - shown);
    }
    if (row.has_more_servers) text += " and more";
    return text;
  }

  void WriteRest() {
    for (const auto& [ids, count] : summary_.ambiguous()) {
      Append("{:>{}}  ambiguous: {}\n", count, kCountColumns,
             PrintableText(ids));
    }
    for (const auto& [ids, count] : summary_.providers()) {
      Append("{:>{}}  provider, no platform: {}\n", count, kCountColumns,
             PrintableText(ids));
    }
    Append("{:>{}}  other\n", summary_.other(), kCountColumns);
    Begin(kBold);
    Append("{:>{}}  {} in all", summary_.sessions(), kCountColumns,
           summary_.sessions() == 1 ? "session" : "sessions");
    End();
  }

  template <class... Args>
  void Append(fmt::format_string<Args...> text, Args&&... args) {
    out_ += fmt::format(text, std::forward<Args>(args)...);
  }
  void Begin(std::string_view style) {
    if (use_color_) out_ += style;
  }
  void End() {
    if (use_color_) out_ += kReset;
    out_ += '\n';
  }

  const Summary& summary_;
  bool use_color_;
  size_t columns_;
  std::vector<const SummaryRow*> rows_;
  size_t name_columns_ = 8;  // of `PLATFORM`
  size_t role_columns_ = 4;  // of `ROLE`
  std::string out_;
};

}  // namespace

std::string SummaryTable(const Summary& summary, const TableStyle& style) {
  return Table(summary, style).Write();
}

}  // namespace iotpf
