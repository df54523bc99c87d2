// Collects reports, and knows whether one of them is an error.
#ifndef IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_SINK_H_
#define IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_SINK_H_

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/support/utf8.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace iotpf {

class DiagnosticSink {
 public:
  // Adds a report. Labels and fixes that follow belong to it. Past kMaxReports
  // it is only counted: a file may hold nothing but mistakes.
  template <class... Args>
  void Report(SourceSpan span, const DiagnosticKind<Args...>& kind,
              const std::type_identity_t<Args>&... args) {
    uint32_t& count =
        kind.severity == Severity::Error ? error_count_ : other_count_;
    is_last_kept_ = ++count <= kMaxReports;
    if (!is_last_kept_) return;
    // The message was checked against `Args` where the kind was made.
    std::string message =
        fmt::vformat(kind.message, fmt::make_format_args(Shortened(args)...));
    std::string help;
    if (const size_t end = message.find('\n'); end != std::string::npos) {
      help = message.substr(end + 1);
      message.resize(end);
    }
    all_.push_back({kind.severity,
                    kind.slug,
                    span,
                    std::move(message),
                    std::move(help),
                    {},
                    {}});
  }

  // Explains the report before it at another place.
  template <class... Args>
  void AddLabel(SourceSpan span, const LabelRow<Args...>& kind,
                const std::type_identity_t<Args>&... args) {
    if (!is_last_kept_) return;
    all_.back().labels.push_back(
        {span,
         fmt::vformat(kind.text, fmt::make_format_args(Shortened(args)...))});
  }

  // Says how to mend the report before it.
  void AddFix(SourceSpan span, std::string replacement) {
    if (is_last_kept_)
      all_.back().fix.push_back({span, std::move(replacement)});
  }

  bool has_error() const { return error_count_ > 0; }
  uint32_t error_count() const { return error_count_; }
  // Reports so far, kept or not.
  size_t size() const { return size_t{error_count_} + other_count_; }
  // Whether one more report is worth a search for the name that was meant.
  // Nobody reads the help of all of very many.
  bool is_worth_help() const { return size() < kMaxReportsWithHelp; }

  // All reports in source order.
  std::vector<Diagnostic> Sorted() const {
    std::vector<Diagnostic> sorted = all_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                       return std::pair(a.span.source, a.span.begin) <
                              std::pair(b.span.source, b.span.begin);
                     });
    return sorted;
  }

 private:
  // What is quoted from the source: it may be as long as the file, and a line
  // break in it ends no message.
  static std::string Shortened(std::string_view text) {
    std::string shown(text.substr(0, kMaxQuotedBytes));
    if (text.size() > kMaxQuotedBytes) {
      while (!shown.empty() && IsUtf8Continuation(text[shown.size()])) {
        shown.pop_back();
      }
      shown += "...";
    }
    std::replace(shown.begin(), shown.end(), '\n', '?');
    return shown;
  }
  static const std::string& Shortened(const diag::Suggestion& suggestion) {
    return suggestion;
  }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  static Number Shortened(Number number) { return number; }

  // Bytes of one quotation in a message.
  static constexpr size_t kMaxQuotedBytes = 200;
  // Errors that are kept, and all else.
  static constexpr uint32_t kMaxReports = 10'000;
  static constexpr size_t kMaxReportsWithHelp = 100;

  std::vector<Diagnostic> all_;
  uint32_t error_count_ = 0;
  uint32_t other_count_ = 0;  // warnings and notes
  bool is_last_kept_ = false;
};

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_SINK_H_
