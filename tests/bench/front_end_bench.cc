// How long the front end of the compiler takes, and how much memory.
//
//   front_end_bench [--scale=F] [--only=WORDS] [--memory-gb=N] [--seconds=N]
//
// First rules as people write them, from 1,000 to 50,000 features: time of each
// step and, from row to row, how time per feature changes; 1.0 is linear. Then
// files that are large in one way, each at half its size and at its size: where
// the second takes far more than twice the time, something is not linear.
//
// Every file's answer is checked: it compiles into the rows that it has, or it
// ends with the mistake that is in it. A wrong answer ends with 1. There is no
// judgement of times: they are for people. --scale=0.002 is the quick check of
// CTest.

#include "tests/bench/front_end_steps.h"
#include "tests/bench/generate_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {
namespace {

struct Options {
  double scale = 1;
  std::string_view only;
  unsigned max_seconds = 120;  // for one file
  uint64_t max_gigabytes = 8;  // for one file; 0: no limit
};

constexpr double kMegabyte = 1024 * 1024;

template <class Number>
bool TakeNumber(std::string_view argument, std::string_view name,
                Number& number) {
  if (!argument.starts_with(name)) return false;
  argument.remove_prefix(name.size());
  const char* end = argument.data() + argument.size();
  return std::from_chars(argument.data(), end, number).ptr == end;
}

uint32_t Scaled(uint32_t size, double scale) {
  return std::max(2u, static_cast<uint32_t>(size * scale));
}

uint64_t PeakOf(const Measurement& made) {
  return *std::max_element(made.peak_bytes.begin(), made.peak_bytes.end());
}

std::string_view NameOf(Ending ending) {
  switch (ending) {
    case Ending::OutOfTime:
      return "out of time";
    case Ending::OutOfMemory:
      return "out of memory";
    case Ending::Crashed:
      return "crashed";
    case Ending::Done:
      break;
  }
  return "";
}

class Bench {
 public:
  explicit Bench(const Options& options) : options_(options) {}

  int Run() {
    RunRealistic();
    RunHostile();
    if (wrong_ > 0) fmt::print("\n{} answers are wrong\n", wrong_);
    return wrong_ > 0 ? 1 : 0;
  }

 private:
  Measurement Measure(const std::string& text) const {
    return MeasureFrontEnd(text, options_.max_seconds,
                           options_.max_gigabytes << 30);
  }

  void Expect(bool is_right, std::string_view what) {
    if (is_right) return;
    ++wrong_;
    fmt::print("  WRONG: {}\n", what);
  }

  bool IsWanted(std::string_view name) const {
    return name.find(options_.only) != std::string_view::npos;
  }

  void RunRealistic();
  void PrintRealistic(uint32_t features, size_t bytes, const Measurement& made);
  void RunHostile();
  void RunShape(const HostileShape& shape);

  Options options_;
  int wrong_ = 0;
  double last_per_feature_ = 0;
};

void Bench::PrintRealistic(uint32_t features, size_t bytes,
                           const Measurement& made) {
  fmt::print("{:>8} {:>9}", features, bytes);
  for (const double seconds : made.seconds) fmt::print(" {:>8.3f}", seconds);
  const double per_feature = made.total_seconds / features;
  fmt::print(" {:>8.3f} {:>6.1f} {:>6.2f} {:>8.0f} {:>8.0f}\n",
             made.total_seconds, per_feature * 1e6,
             last_per_feature_ > 0 ? per_feature / last_per_feature_ : 1.0,
             static_cast<double>(made.peak_bytes[0]) / kMegabyte,
             static_cast<double>(PeakOf(made)) / kMegabyte);
  std::fflush(stdout);
  last_per_feature_ = per_feature;
}

void Bench::RunRealistic() {
  if (!IsWanted("realistic")) return;
  fmt::print("{:>8} {:>9}", "features", "bytes");
  for (const std::string_view step : kStepNames) fmt::print(" {:>8}", step);
  fmt::print(" {:>8} {:>6} {:>6} {:>8} {:>8}\n", "seconds", "us/f", "ratio",
             "parse MB", "peak MB");
  for (const uint32_t size :
       {1'000u, 2'000u, 5'000u, 10'000u, 20'000u, 50'000u}) {
    const uint32_t platforms =
        Scaled(size, options_.scale) / kFeaturesPerPlatform + 1;
    const std::string text = GenerateRules(platforms);
    const Measurement made = Measure(text);
    PrintRealistic(platforms * kFeaturesPerPlatform, text.size(), made);
    Expect(made.ending == Ending::Done, NameOf(made.ending));
    Expect(made.errors == 0, made.slug);
    Expect(made.platforms == platforms && made.tests == platforms &&
               made.features == platforms * kFeaturesPerPlatform &&
               made.fingerprints == platforms * kFingerprintsPerPlatform &&
               made.conditions == platforms * kConditionsPerPlatform &&
               made.preferences == platforms - 1,
           "the rows of the tables");
  }
}

void Bench::RunShape(const HostileShape& shape) {
  if (!IsWanted(shape.name)) return;
  double before = 0;
  for (const double part : {0.5, 1.0}) {
    const uint32_t size = Scaled(shape.size, options_.scale * part);
    const std::string text = shape.write(size);
    const Measurement made = Measure(text);
    fmt::print("{:>9} {:<30} {:>9}", size, shape.name, text.size());
    if (made.ending != Ending::Done) {
      fmt::print(" {}\n", NameOf(made.ending));
      Expect(false, "no answer");
      return;
    }
    const auto slowest =
        std::max_element(made.seconds.begin(), made.seconds.end());
    fmt::print(" {:>8.3f} {:>6.2f} {:>8.0f} {:<9} {}\n", made.total_seconds,
               before > 0 ? made.total_seconds / before : 0.0,
               static_cast<double>(PeakOf(made)) / kMegabyte,
               kStepNames[static_cast<size_t>(slowest - made.seconds.begin())],
               made.slug);
    std::fflush(stdout);
    before = made.total_seconds;
    Expect(made.slug == shape.slug || (!shape.slug_at_full_scale.empty() &&
                                       made.slug == shape.slug_at_full_scale),
           "another mistake than the one in the file");
  }
}

void Bench::RunHostile() {
  fmt::print("\n{:>9} {:<30} {:>9} {:>8} {:>6} {:>8} {:<9} {}\n", "size",
             "large in", "bytes", "seconds", "ratio", "peak MB", "most in",
             "first error");
  for (const HostileShape& shape : HostileShapes()) RunShape(shape);
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  iotpf::tests::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("--only=")) {
      options.only = argument.substr(7);
    } else if (!iotpf::tests::TakeNumber(argument, "--scale=", options.scale) &&
               !iotpf::tests::TakeNumber(argument,
                                         "--seconds=", options.max_seconds) &&
               !iotpf::tests::TakeNumber(
                   argument, "--memory-gb=", options.max_gigabytes)) {
      fmt::print(stderr, "{}: not understood\n", argument);
      return 2;
    }
  }
  return iotpf::tests::Bench(options).Run();
}
