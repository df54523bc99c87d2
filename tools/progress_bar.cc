// Drawn on standard error, so that results can be piped on while it shows.
#include "tools/progress_bar.h"

#include <iotpf/report.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace iotpf::tools {
namespace {

constexpr size_t kBarColumns = 20;

// Bar and percentage; nothing where the total is 0: not known.
std::string Bar(uint64_t done, uint64_t total) {
  if (total == 0) return "";
  const double part =
      std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  const size_t filled = static_cast<size_t>(part * kBarColumns);
  return fmt::format("[{:<{}}] {:>3}%  ", std::string(filled, '#'), kBarColumns,
                     static_cast<int>(part * 100));
}

}  // namespace

std::string ProgressLine(std::string_view name, uint64_t done,
                         std::optional<uint64_t> total, size_t columns) {
  const double mebibytes = static_cast<double>(done) / (1 << 20);
  std::string line = Bar(done, total.value_or(0));
  line += fmt::format("{:.1f} MiB  ", mebibytes);
  if (line.size() >= columns) return line.substr(0, columns);
  return line + PlainText(name, columns - line.size());
}

std::string CountLine(std::string_view what, uint64_t done, uint64_t total,
                      size_t columns) {
  const std::string line =
      fmt::format("{}{} of {} {}", Bar(done, total), done, total, what);
  return line.substr(0, columns);
}

bool ProgressBar::IsDue() {
  const Clock::time_point now = Clock::now();
  if (now < next_) return false;
  next_ = now + std::chrono::milliseconds(100);
  return true;
}

void ProgressBar::Draw(const std::string& line) {
  std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
  std::fflush(stderr);
  is_shown_ = true;
}

void ProgressBar::Show(std::string_view name, uint64_t done,
                       std::optional<uint64_t> total) {
  if (IsDue()) Draw(ProgressLine(name, done, total, columns_ - 1));
}

void ProgressBar::ShowCount(std::string_view what, uint64_t done,
                            uint64_t total) {
  if (IsDue()) Draw(CountLine(what, done, total, columns_ - 1));
}

void ProgressBar::Clear() {
  if (!is_shown_) return;
  std::fprintf(stderr, "\r\x1b[K");
  std::fflush(stderr);
  is_shown_ = false;
}

}  // namespace iotpf::tools
