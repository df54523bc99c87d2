// The order of the steps is that of compiler/pipeline.cc, which has no clocks.
// The checks of iotpf-lint run too.

#include "tests/bench/front_end_steps.h"

#include "compiler/ir/build_ir.h"
#include "compiler/ir/build_tests.h"
#include "compiler/ir/write_image.h"
#include "compiler/lint/lint.h"
#include "compiler/lint/silence.h"
#include "compiler/modules/load_modules.h"
#include "compiler/sema/check_patterns.h"
#include "compiler/sema/check_rules.h"
#include "compiler/sema/check_types.h"
#include "compiler/sema/resolve_names.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <fstream>
#include <new>
#include <utility>
#include <vector>

namespace iotpf::tests {
namespace {

constexpr int kOutOfMemoryStatus = 9;

double ProcessorSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) / 1e9;
}

uint64_t PeakBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<uint64_t>(usage.ru_maxrss) * 1024;
}

class Steps {
 public:
  explicit Steps(const std::string& text) {
    sources_.emplace_back("a.fp", text);
  }

  Measurement Run() {
    const double begin = ProcessorSeconds();
    RunAll();
    result_.total_seconds = ProcessorSeconds() - begin;
    return result_;
  }

 private:
  template <class Work>
  auto Time(Step step, const Work& work) {
    const double begin = ProcessorSeconds();
    const auto finish = [&] {
      const auto i = static_cast<size_t>(step);
      result_.seconds[i] = ProcessorSeconds() - begin;
      result_.peak_bytes[i] = PeakBytes();
    };
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      finish();
    } else {
      auto made = work();
      finish();
      return made;
    }
  }

  // Keeps the first error.
  void CountErrors() {
    const std::vector<Diagnostic> sorted = diagnostics_.Sorted();
    result_.errors = diagnostics_.error_count();
    const auto first =
        std::ranges::find(sorted, Severity::Error, &Diagnostic::severity);
    first->slug.copy(result_.slug, sizeof(result_.slug) - 1);
  }

  void RunAll() {
    const std::vector<ast::File> files = Time(Step::Parse, [&] {
      return modules::LoadModules(sources_, {}, diagnostics_);
    });
    const sema::SymbolTable symbols = Time(
        Step::Names, [&] { return sema::ResolveNames(files, diagnostics_); });
    const bool are_names_known = !diagnostics_.has_error();
    Time(Step::Types, [&] { sema::CheckTypes(files, symbols, diagnostics_); });
    Time(Step::Patterns, [&] { sema::CheckPatterns(files, diagnostics_); });
    if (are_names_known) {
      Time(Step::Rules,
           [&] { sema::CheckRules(files, symbols, diagnostics_); });
    }
    if (diagnostics_.has_error()) return CountErrors();
    const ir::Ruleset ruleset =
        Time(Step::Ir, [&] { return ir::BuildIr(files, symbols, sources_); });
    result_.tests = ir::BuildTests(symbols, sources_).size();
    Time(Step::Lint, [&] {
      const std::vector<std::string> tested;  // none: each is reported
      lint::LintRules({files, symbols, ruleset, sources_, &tested},
                      diagnostics_);
      lint::Silence(diagnostics_.Sorted(), files, {}, true);
    });
    Time(Step::Image, [&] { ir::WriteImage(ruleset, {"", "", ""}); });
    Count(ruleset);
  }

  void Count(const ir::Ruleset& ruleset) {
    result_.features = ruleset.features.size();
    result_.conditions = ruleset.conditions.size();
    result_.fingerprints = ruleset.fingerprints.size();
    result_.platforms = ruleset.platforms.size();
    result_.preferences = ruleset.preferences.size();
    result_.predicates = ruleset.predicates.size();
  }

  SourceSet sources_;
  DiagnosticSink diagnostics_;
  Measurement result_;
};

// The child's half: measures, and writes the result into the pipe.
[[noreturn]] void RunChild(const std::string& text, unsigned max_seconds,
                           uint64_t max_bytes, int pipe_end) {
  const rlimit seconds = {max_seconds, max_seconds};
  setrlimit(RLIMIT_CPU, &seconds);
  if (max_bytes > 0) {
    const rlimit bytes = {max_bytes, max_bytes};
    setrlimit(RLIMIT_AS, &bytes);
  }
  std::set_new_handler([] { _exit(kOutOfMemoryStatus); });
  const Measurement result = Steps(text).Run();
  const bool is_written =
      write(pipe_end, &result, sizeof(result)) == sizeof(result);
  _exit(is_written ? 0 : 1);
}

Ending EndingOf(int status) {
  if (WIFEXITED(status)) {
    return WEXITSTATUS(status) == kOutOfMemoryStatus ? Ending::OutOfMemory
                                                     : Ending::Crashed;
  }
  // The limit on processor time sends SIGXCPU, or SIGKILL where both of its
  // ends are equal.
  return WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL
             ? Ending::OutOfTime
             : Ending::Crashed;
}

}  // namespace

Measurement MeasureFrontEnd(const std::string& text, unsigned max_seconds,
                            uint64_t max_bytes) {
  Measurement result;
  result.ending = Ending::Crashed;
  int ends[2];
  if (pipe(ends) != 0) return result;
  const pid_t child = fork();
  if (child == 0) RunChild(text, max_seconds, max_bytes, ends[1]);
  close(ends[1]);
  const bool is_read =
      child > 0 && read(ends[0], &result, sizeof(result)) == sizeof(result);
  close(ends[0]);
  int status = 0;
  if (child > 0) waitpid(child, &status, 0);
  if (!is_read) result.ending = EndingOf(status);
  return result;
}

}  // namespace iotpf::tests
