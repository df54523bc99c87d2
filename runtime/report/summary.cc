// People ask which platforms are there, before they ask which session is whose.
// So sessions are counted by platform and role as they come, with one example
// of the evidence.
#include <iotpf/report.h>

#include "runtime/report/verdict_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace iotpf {
namespace {

std::string_view ServerOf(const SessionReport& session) {
  if (!session.server_name.empty()) return session.server_name;
  if (session.request && !session.request->host.empty()) {
    return session.request->host;
  }
  return session.server.ip;
}

}  // namespace

void Summary::Add(const SessionReport& session) {
  ++sessions_;
  const Verdict& verdict = session.verdict;
  switch (verdict.label) {
    case LabelKind::Platform:
      AddPlatform(session);
      return;
    case LabelKind::Ambiguous:
      ++ambiguous_[fmt::format(
          "{}",
          fmt::join(runtime::PlatformIds(ruleset_, verdict.front), ", "))];
      return;
    case LabelKind::Provider: {
      uint64_t*& count = known_providers_[verdict.providers];
      if (count == nullptr) {
        count = &providers_[fmt::format(
            "{}", fmt::join(runtime::ProviderIds(ruleset_, verdict), ", "))];
      }
      ++*count;
      return;
    }
    case LabelKind::Other:
      ++other_;
      return;
  }
}

SummaryRow& Summary::RowOf(const Verdict& verdict) {
  const PlatformClaim& claim = verdict.front.front();
  key_ = claim.fingerprints;
  key_.push_back(claim.platform);
  SummaryRow*& known = known_rows_[key_];
  if (known != nullptr) return *known;
  const iotpf_platform& platform = ruleset_.platforms()[claim.platform];
  const std::string id(ruleset_.text(platform.id));
  const std::string role =
      fmt::format("{}", fmt::join(runtime::RoleNames(ruleset_, verdict), ", "));
  known = &rows_[{id, role}];
  known->platform = id;
  known->title = ruleset_.text(platform.title);
  known->role = role;
  return *known;
}

void Summary::AddPlatform(const SessionReport& session) {
  SummaryRow& row = RowOf(session.verdict);
  ++row.sessions;
  if (row.evidence.empty()) {
    const PlatformClaim& claim = session.verdict.front.front();
    std::vector<Evidence>& example = examples_[claim.platform];
    if (example.empty()) example = claim.evidence;
    row.evidence = claim.evidence.empty() ? example : claim.evidence;
  }
  const std::string_view server = ServerOf(session);
  if (server.empty() || row.servers.contains(server)) return;
  if (row.servers.size() < kMaxServersPerRow) {
    row.servers.emplace(server);
  } else {
    row.has_more_servers = true;
  }
}

std::vector<const SummaryRow*> Summary::rows() const {
  std::vector<const SummaryRow*> sorted;
  for (const auto& [key, row] : rows_) sorted.push_back(&row);
  // The map is in order of platform and role.
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const SummaryRow* a, const SummaryRow* b) {
                     return a->sessions > b->sessions;
                   });
  return sorted;
}

}  // namespace iotpf
