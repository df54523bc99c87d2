// Rows are printed when they are known, since a full run takes minutes. Times
// are never judged by the exit code: they are for people.

#include "tests/bench/bench_report.h"

#include "tests/bench/measure.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>

namespace iotpf::tests {
namespace {

constexpr double kMegabyte = 1024 * 1024;

bool IsMet(const Target& target) {
  return target.bound == Bound::AtLeast ? target.measured >= target.limit
                                        : target.measured <= target.limit;
}

std::string_view Verdict(const Target& target) {
  return IsMet(target) ? "ok" : "misses";
}

}  // namespace

void BenchReport::AddNote(std::string note) {
  fmt::print("  note: {}\n", note);
  std::fflush(stdout);
  notes_.push_back(std::move(note));
}

void BenchReport::AddWrong(std::string what) {
  fmt::print("  WRONG: {}\n", what);
  std::fflush(stdout);
  wrong_.push_back(std::move(what));
}

void BenchReport::AddEngines(const EngineTable& table,
                             const std::vector<Contender>& contenders) {
  fmt::print("\n{}\n{:<22} {:>9} {:>11} {:>7} {:>9} {:>9} {:>10} {:>8}\n",
             table.title, "engine", "sessions", "ns/session", "spread",
             "x ours", "x net", "compile s", "peak MB");
  for (const Contender& contender : contenders) {
    const bool is_ours = &contender == table.ours;
    const bool is_base =
        &contender == table.ours_base || &contender == table.peer_base;
    const auto [fastest, slowest] = std::minmax_element(
        contender.nanoseconds.begin(), contender.nanoseconds.end());
    EngineRow row{table.title,
                  contender.engine->name(),
                  contender.session_count * contender.repeats,
                  Median(contender.nanoseconds),
                  *slowest / std::max(*fastest, 1e-3),
                  table.ours == nullptr ? 0 : Ratio(contender, *table.ours),
                  0,
                  contender.compile_seconds,
                  static_cast<double>(contender.peak_bytes) / kMegabyte};
    if (table.ours_base != nullptr && table.peer_base != nullptr && !is_base) {
      row.net_ratio =
          NetRatio(contender, is_ours ? *table.ours_base : *table.peer_base,
                   *table.ours, *table.ours_base);
    }
    Print(row);
    engines_.push_back(std::move(row));
  }
  std::fflush(stdout);
}

void BenchReport::Print(const EngineRow& row) const {
  fmt::print(
      "{:<22} {:>9} {:>11.1f} {:>7.2f} {:>9.2f} {:>9} {:>10.3f} {:>8}\n",
      row.engine, row.sessions, row.nanoseconds, row.spread, row.ratio,
      row.net_ratio > 0 ? fmt::format("{:.2f}", row.net_ratio) : "",
      row.compile_seconds,
      row.peak_megabytes > 0 ? fmt::format("{:.1f}", row.peak_megabytes) : "");
}

void BenchReport::AddFigure(std::string_view work, double value,
                            std::string_view unit) {
  fmt::print("  {:<58} {:>10.4g} {}\n", work, value, unit);
  std::fflush(stdout);
  figures_.push_back({std::string(work), value, std::string(unit)});
}

void BenchReport::AddTarget(Target target) {
  targets_.push_back(std::move(target));
}

void BenchReport::PrintTargets() const {
  if (!targets_.empty()) {
    fmt::print("\n{:<58} {:>10} {:>10}\n", "work", "wanted", "measured");
  }
  for (const Target& target : targets_) {
    fmt::print("{:<58} {} {:>7.6g} {:>10.4g} {:<2} {}\n", target.work,
               target.bound == Bound::AtLeast ? ">=" : "<=", target.limit,
               target.measured, target.unit, Verdict(target));
  }
  for (const std::string& note : notes_) fmt::print("note: {}\n", note);
  for (const std::string& what : wrong_) fmt::print("WRONG: {}\n", what);
}

Result<void> BenchReport::WriteJson(const std::string& path) const {
  nlohmann::ordered_json document;
  document["engines"] = nlohmann::ordered_json::array();
  for (const EngineRow& row : engines_) {
    document["engines"].push_back({{"table", row.table},
                                   {"engine", row.engine},
                                   {"sessions", row.sessions},
                                   {"ns_per_session", row.nanoseconds},
                                   {"spread", row.spread},
                                   {"ratio", row.ratio},
                                   {"net_ratio", row.net_ratio},
                                   {"compile_seconds", row.compile_seconds},
                                   {"peak_megabytes", row.peak_megabytes}});
  }
  document["figures"] = nlohmann::ordered_json::array();
  for (const Figure& figure : figures_) {
    document["figures"].push_back({{"work", figure.work},
                                   {"value", figure.value},
                                   {"unit", figure.unit}});
  }
  document["targets"] = nlohmann::ordered_json::array();
  for (const Target& target : targets_) {
    document["targets"].push_back(
        {{"work", target.work},
         {"unit", target.unit},
         {"bound", target.bound == Bound::AtLeast ? "at_least" : "at_most"},
         {"limit", target.limit},
         {"measured", target.measured},
         {"ok", IsMet(target)}});
  }
  document["notes"] = notes_;
  document["wrong"] = wrong_;
  std::ofstream file(path);
  // Messages may quote bytes of rules that are no UTF-8.
  file << document.dump(2, ' ', false,
                        nlohmann::ordered_json::error_handler_t::replace)
       << '\n';
  file.close();
  if (!file) return Error{path + ": cannot be written"};
  return {};
}

}  // namespace iotpf::tests
