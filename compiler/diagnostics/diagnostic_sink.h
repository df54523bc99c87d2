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
  // Adds a report. Notes that follow through Note() belong to it.
  template <class... Args>
  void Report(SourceSpan span, const DiagnosticKind<Args...>& kind,
              const std::type_identity_t<Args>&... args) {
    all_.push_back(Make(span, kind, args...));
    if (kind.severity == Severity::Error) ++error_count_;
    if (kind.severity == Severity::Warning) ++warning_count_;
  }

  // Explains the report before it at another place.
  template <class... Args>
  void Note(SourceSpan span, const DiagnosticKind<Args...>& kind,
            const std::type_identity_t<Args>&... args) {
    all_.back().notes.push_back(Make(span, kind, args...));
  }

  bool has_error() const { return error_count_ > 0; }
  uint32_t error_count() const { return error_count_; }
  uint32_t warning_count() const { return warning_count_; }

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
  template <class... Args>
  static Diagnostic Make(SourceSpan span, const DiagnosticKind<Args...>& kind,
                         const std::type_identity_t<Args>&... args) {
    // The message was checked against `Args` where the kind was made.
    std::string message =
        fmt::vformat(kind.message, fmt::make_format_args(Shortened(args)...));
    return {kind.severity, kind.slug, span, std::move(message), {}};
  }

  // What is quoted from the source, which may be as long as the file.
  static std::string Shortened(std::string_view text) {
    if (text.size() <= kMaxQuotedBytes) return std::string(text);
    size_t size = kMaxQuotedBytes;
    while (size > 0 && IsUtf8Continuation(text[size])) --size;
    return std::string(text.substr(0, size)) + "...";
  }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  static Number Shortened(Number number) { return number; }

  // Bytes of one quotation in a message.
  static constexpr size_t kMaxQuotedBytes = 200;

  std::vector<Diagnostic> all_;
  uint32_t error_count_ = 0;
  uint32_t warning_count_ = 0;
};

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_SINK_H_
