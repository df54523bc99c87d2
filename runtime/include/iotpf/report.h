// Reports of sessions: JSON Lines for programs, a table for people.
#ifndef IOTPF_REPORT_H_
#define IOTPF_REPORT_H_

#include <iotpf/explain.h>
#include <iotpf/profile.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/scanner.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf {

// Appends one line that describes the session: a JSON object with the members
// that runtime/report/README.md lists, in that order.
void AppendSessionJson(const SessionReport& session, const RulesetView& ruleset,
                       std::string& out);

// Nodes of a feature's expression that its rows in a profile add up.
inline constexpr size_t kMaxProfiledNodes = 4096;

// Servers of one row that a summary remembers.
inline constexpr size_t kMaxServersPerRow = 1000;

// The sessions of one platform in one role.
struct SummaryRow {
  std::string platform;  // id
  std::string title;
  std::string role;  // several: `device, mobile`
  uint64_t sessions = 0;
  // Names, or addresses where there is no name.
  std::set<std::string, std::less<>> servers;
  bool has_more_servers = false;  // than kMaxServersPerRow
  // Of the first session that has some; where none has, of the first of the
  // platform.
  std::vector<Evidence> evidence;
};

// Many sessions as a few rows.
//
//   Cost     memory is bounded by the ruleset, with kMaxServersPerRow and the
//            combinations of platforms that occur.
class Summary {
 public:
  // The ruleset outlives it.
  explicit Summary(const RulesetView& ruleset) : ruleset_(ruleset) {}
  Summary(const Summary&) = delete;
  Summary& operator=(const Summary&) = delete;
  Summary(Summary&&) = default;  // rows stay where they are

  void Add(const SessionReport& session);

  // By number of sessions, then by platform and role.
  std::vector<const SummaryRow*> rows() const;
  // How many sessions have a label that is no platform, by the ids that they
  // show: `a, b`.
  const std::map<std::string, uint64_t>& providers() const {
    return providers_;
  }
  const std::map<std::string, uint64_t>& ambiguous() const {
    return ambiguous_;
  }
  uint64_t other() const { return other_; }
  uint64_t sessions() const { return sessions_; }
  const RulesetView& ruleset() const { return ruleset_; }

 private:
  void AddPlatform(const SessionReport& session);
  SummaryRow& RowOf(const Verdict& verdict);

  RulesetView ruleset_;
  std::map<std::pair<std::string, std::string>, SummaryRow> rows_;
  // The same by platform and fingerprints, and those of `providers_` by their
  // numbers: most sessions have one of a few.
  std::map<std::vector<uint32_t>, SummaryRow*> known_rows_;
  std::map<std::vector<uint32_t>, uint64_t*> known_providers_;
  std::vector<uint32_t> key_;  // of the session that is being added
  std::map<uint32_t, std::vector<Evidence>> examples_;  // by platform
  std::map<std::string, uint64_t> providers_;
  std::map<std::string, uint64_t> ambiguous_;
  uint64_t other_ = 0;
  uint64_t sessions_ = 0;
};

inline constexpr size_t kMinTableColumns = 80;
inline constexpr size_t kMaxTableColumns = 120;

struct TableStyle {
  bool use_color = false;
  size_t columns = 100;  // to fit into; taken as kMinTableColumns at least
};

// A summary as a table: a line for each platform and role, one for each of its
// features below it, and what else was seen. Of the traffic it shows printable
// ASCII only.
std::string SummaryTable(const Summary& summary, const TableStyle& style);

// The session, its verdict and, where it has one, its explanation: two lines,
// then what ExplanationText() says; an empty line ends it. Printable.
std::string ExplainedSessionText(const SessionReport& session,
                                 const RulesetView& ruleset,
                                 const TableStyle& style);

// For each platform of an explanation its conditions as trees, with what the
// session shows for each test, and what would change its place. Printable.
std::string ExplanationText(const Explanation& explanation,
                            const RulesetView& ruleset,
                            const TableStyle& style);

// A profile as two tables, stages and then features, which take most time
// first. A test that several features have counts for each of them. Printable.
//
//   Cost     near-linear in the ruleset: of an expression, kMaxProfiledNodes.
std::string ProfileText(const ScanProfile& profile, const RulesetView& ruleset);

// One line a counter, zeros too: `group.name  value  description`.
std::string StatisticsText(const std::vector<ScanCounter>& counters);

// Bytes from traffic as printable ASCII, safe on a terminal: every other byte
// becomes `\x1b`, and a backslash `\\`. At most `max_columns`; what is left out
// shows as `...`.
std::string PlainText(std::string_view bytes, size_t max_columns);

// Text in UTF-8, of rules or of messages, safe on a terminal: control
// characters and what is no UTF-8 become `?`.
std::string PrintableText(std::string_view text);

}  // namespace iotpf

#endif  // IOTPF_REPORT_H_
