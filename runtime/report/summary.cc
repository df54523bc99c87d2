// People ask which platforms are there, before they ask which session is whose.
// So sessions are counted by platform and role as they come, with one example
// of the evidence.
#include <iotpf/report.h>

#include "runtime/report/verdict_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace iotpf {
namespace {

std::string ServerOf(const SessionReport& session) {
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
    case LabelKind::Provider:
      ++providers_[fmt::format(
          "{}", fmt::join(runtime::ProviderIds(ruleset_, verdict), ", "))];
      return;
    case LabelKind::Other:
      ++other_;
      return;
  }
}

void Summary::AddPlatform(const SessionReport& session) {
  const PlatformClaim& claim = session.verdict.front.front();
  const iotpf_platform& platform = ruleset_.platforms()[claim.platform];
  const std::string id(ruleset_.text(platform.id));
  const std::string role = fmt::format(
      "{}", fmt::join(runtime::RoleNames(ruleset_, session.verdict), ", "));
  SummaryRow& row = rows_[{id, role}];
  if (row.sessions++ == 0) {
    row.platform = id;
    row.title = ruleset_.text(platform.title);
    row.role = role;
    row.evidence = claim.evidence;
  }
  const std::string server = ServerOf(session);
  if (server.empty() || row.servers.contains(server)) return;
  if (row.servers.size() < kMaxServersPerRow) {
    row.servers.insert(server);
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
