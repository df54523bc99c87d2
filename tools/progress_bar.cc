// Drawn on standard error, so that results can be piped on while it shows.
#include "tools/progress_bar.h"

#include <iotpf/report.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace iotpf::tools {
namespace {

constexpr size_t kBarColumns = 20;

}  // namespace

std::string ProgressLine(std::string_view name, uint64_t done,
                         std::optional<uint64_t> total, size_t columns) {
  const double mebibytes = static_cast<double>(done) / (1 << 20);
  std::string line;
  if (total && *total > 0) {
    const double part =
        std::min(1.0, static_cast<double>(done) / static_cast<double>(*total));
    const size_t filled = static_cast<size_t>(part * kBarColumns);
    line = fmt::format("[{:<{}}] {:>3}%  ", std::string(filled, '#'),
                       kBarColumns, static_cast<int>(part * 100));
  }
  line += fmt::format("{:.1f} MiB  ", mebibytes);
  if (line.size() >= columns) return line.substr(0, columns);
  return line + PlainText(name, columns - line.size());
}

void ProgressBar::Show(std::string_view name, uint64_t done,
                       std::optional<uint64_t> total) {
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  const std::string line = ProgressLine(name, done, total, columns_ - 1);
  std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
  std::fflush(stderr);
  is_shown_ = true;
}

void ProgressBar::Clear() {
  if (!is_shown_) return;
  std::fprintf(stderr, "\r\x1b[K");
  std::fflush(stderr);
  is_shown_ = false;
}

}  // namespace iotpf::tools
