// Three questions, three tables: where the time goes, which code each field
// got, and which regexes got none. Fields with code of their own come first,
// those with most tests in front; large rulesets name thousands of headers that
// share one loop, and a line says how many.

#include "tools/time_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string_view>
#include <vector>

namespace iotpf::tools {
namespace {

using std::chrono::nanoseconds;

constexpr size_t kMaxShownReadings = 40;
constexpr size_t kMaxShownRegexes = 100;
constexpr size_t kMaxShownBytes = 60;  // of a key or a pattern
constexpr double kBytesPerMegabyte = 1e6;

// `bytes` on one line of a terminal, and not too long.
std::string Shown(std::string_view bytes, size_t most = kMaxShownBytes) {
  std::string text;
  for (const char c : bytes.substr(0, most)) {
    const auto byte = static_cast<uint8_t>(c);
    const bool is_plain = byte >= 0x20 && byte < 0x7f;
    text += is_plain ? std::string(1, c) : fmt::format("\\x{:02x}", byte);
  }
  return bytes.size() > most ? text + "..." : text;
}

std::string Counted(size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string NameOf(const CompileReport::Reading& reading) {
  std::string name(InfoOf(reading.field).path);
  if (!reading.key.empty()) name += fmt::format("[\"{}\"]", Shown(reading.key));
  return name;
}

std::string Stages(const CompileReport& report) {
  nanoseconds total{0};
  uint64_t peak = 0;
  for (const CompileReport::Stage& stage : report.stages) {
    total += stage.time;
    peak = std::max(peak, stage.peak_bytes);
  }
  const auto milliseconds = [](nanoseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
  };
  const double whole = std::max(milliseconds(total), 1e-6);
  std::string text = fmt::format("{:<22}{:>10}{:>9}{:>10}\n", "stage", "ms",
                                 "share", "peak MB");
  const auto add = [&](std::string_view name, nanoseconds time,
                       uint64_t bytes) {
    text += fmt::format("{:<22}{:>10.1f}{:>7.1f} %{:>10.1f}\n", name,
                        milliseconds(time), 100 * milliseconds(time) / whole,
                        static_cast<double>(bytes) / kBytesPerMegabyte);
  };
  for (const CompileReport::Stage& stage : report.stages) {
    add(stage.name, stage.time, stage.peak_bytes);
  }
  add("total", total, peak);
  return text;
}

std::string Figures(const CompileReport& report) {
  std::string text;
  for (const CompileReport::Figure& figure : report.figures) {
    text += fmt::format("{:<22}{}\n", figure.name, figure.text);
  }
  return text.empty() ? text : "\n" + text;
}

std::string Row(std::string_view name, uint32_t tests, std::string_view size) {
  const std::string row = fmt::format("{:<46}{:>8}", name, tests);
  return size.empty() ? row + "\n" : fmt::format("{}  {}\n", row, size);
}

std::string ReadingRows(const CompileReport::Reading& reading) {
  const std::string size =
      reading.functions == 0
          ? ""
          : fmt::format("{}, {} bytes of tables",
                        Counted(reading.functions, "function"),
                        reading.table_bytes);
  std::string text = Row(NameOf(reading), reading.tests, size);
  for (const CompileReport::Lowering& lowering : reading.lowerings) {
    text +=
        Row(fmt::format("  {}", lowering.name), lowering.tests, lowering.size);
  }
  for (const std::string& budget : reading.passed_budgets) {
    text += fmt::format("  not {}\n", budget);
  }
  return text;
}

std::string Readings(const CompileReport& report) {
  std::vector<const CompileReport::Reading*> own;
  for (const CompileReport::Reading& reading : report.readings) {
    if (reading.has_own_code) own.push_back(&reading);
  }
  if (report.readings.empty()) return "";
  std::ranges::stable_sort(own, std::ranges::greater(),
                           &CompileReport::Reading::tests);
  std::string text =
      fmt::format("\n{:<46}{:>8}  {}\n", "field and lowering", "tests", "size");
  for (size_t i = 0; i < std::min(own.size(), kMaxShownReadings); ++i) {
    text += ReadingRows(*own[i]);
  }
  if (own.size() > kMaxShownReadings) {
    const size_t hidden = own.size() - kMaxShownReadings;
    text += fmt::format("{} with code are not shown\n",
                        Counted(hidden, "more field"));
  }
  uint32_t tests = 0;
  for (const CompileReport::Reading& reading : report.readings) {
    tests += reading.has_own_code ? 0 : reading.tests;
  }
  const size_t others = report.readings.size() - own.size();
  if (others > 0) {
    text += Row(Counted(others, own.empty() ? "field" : "other field"), tests,
                "by one loop over the tables");
  }
  return text;
}

std::string HostRegexes(const CompileReport& report) {
  const size_t count = report.host_regexes.size();
  std::string text = fmt::format("\nregexes left to RE2: {}\n", count);
  for (size_t i = 0; i < std::min(count, kMaxShownRegexes); ++i) {
    const CompileReport::HostRegex& regex = report.host_regexes[i];
    text += fmt::format("  {}:{}:{}: /{}/: {}\n",
                        Shown(regex.path, regex.path.size()), regex.line,
                        regex.column, Shown(regex.pattern), regex.why);
  }
  if (count > kMaxShownRegexes) {
    text += fmt::format("  {} more\n", count - kMaxShownRegexes);
  }
  return text;
}

}  // namespace

void AddStartStage(CompileReport& report) {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  EnterStage(&report, "start the program");
  report.stages.back().time +=
      std::chrono::seconds(used.tv_sec) + nanoseconds(used.tv_nsec);
}

std::string TimeReportText(const CompileReport& report) {
  std::string text = Stages(report) + Figures(report) + Readings(report);
  return report.readings.empty() ? text : text + HostRegexes(report);
}

}  // namespace iotpf::tools
