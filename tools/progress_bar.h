// How far a long scan has come.
#ifndef IOTPF_TOOLS_PROGRESS_BAR_H_
#define IOTPF_TOOLS_PROGRESS_BAR_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::tools {

// One line without its end: `[#####               ]  25%  9.5 MiB  name`, or
// without bar and percentage where the size is not known. At most `columns`.
std::string ProgressLine(std::string_view name, uint64_t done,
                         std::optional<uint64_t> total, size_t columns);

// The same for things that are counted: `[##        ]  10%  50 of 500 tests`.
std::string CountLine(std::string_view what, uint64_t done, uint64_t total,
                      size_t columns);

// A line on standard error that is drawn over and over. Draws nothing in the
// first half second, so that short work stays quiet, and then at most ten times
// a second.
class ProgressBar {
 public:
  explicit ProgressBar(size_t columns)
      : columns_(columns),
        next_(Clock::now() + std::chrono::milliseconds(500)) {}
  ~ProgressBar() { Clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Show(std::string_view name, uint64_t done,
            std::optional<uint64_t> total);
  void ShowCount(std::string_view what, uint64_t done, uint64_t total);
  // Removes the line, for other text or at the end.
  void Clear();

 private:
  bool IsDue();
  void Draw(const std::string& line);

  using Clock = std::chrono::steady_clock;

  size_t columns_;
  Clock::time_point next_;
  bool is_shown_ = false;
};

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_PROGRESS_BAR_H_
