// Regexes, as far as they can be judged without traffic.
//
// RE2 decides what is syntax and how much memory a regex takes. A scan before
// it finds what RE2 takes but the language does not: constructs that mean
// nothing to a yes/no match on bytes, and characters of several bytes where a
// class or a repeat would see only one of them.

#include "compiler/sema/check_patterns.h"

#include "compiler/support/limits.h"
#include "compiler/support/overloaded.h"

#include <re2/re2.h>

#include <fmt/format.h>

#include <functional>
#include <string>

namespace iotpf::sema {
namespace {

bool IsAscii(char c) { return static_cast<uint8_t>(c) < 0x80; }

bool IsContinuation(char c) { return (static_cast<uint8_t>(c) & 0xC0) == 0x80; }

// One step of a walk over a pattern: an escape is one step of two bytes.
struct Step {
  size_t offset;
  std::string_view text;
  bool in_class;
};

// Calls `visit` for each step until it returns false.
void WalkPattern(std::string_view pattern,
                 const std::function<bool(const Step&)>& visit) {
  bool in_class = false;
  size_t class_begin = 0;
  size_t at = 0;
  while (at < pattern.size()) {
    const char c = pattern[at];
    const size_t size = c == '\\' && at + 1 < pattern.size() ? 2 : 1;
    if (!visit({at, pattern.substr(at, size), in_class})) return;
    const bool is_first = at == class_begin + 1 ||
                          (at == class_begin + 2 && pattern[at - 1] == '^');
    if (!in_class && c == '[') {
      in_class = true;
      class_begin = at;
    } else if (in_class && c == '[' && pattern.substr(at, 2) == "[:") {
      const size_t end = pattern.find(":]", at);
      if (end != std::string_view::npos) at = end + 1;
    } else if (in_class && c == ']' && !is_first) {
      in_class = false;
    }
    at += size;
  }
}

// What to write instead of a construct outside of the dialect; null when the
// step is inside of it.
const char* FaultOfStep(std::string_view step) {
  if (step == "\\C") return "write `(?s:.)` for any byte";
  if (step == "\\p" || step == "\\P") {
    return "values are bytes; write the bytes of the class";
  }
  if (step == "\\Q" || step == "\\E") return "escape each character";
  if (step.size() == 2 && step[0] == '\\' && step[1] >= '1' && step[1] <= '9') {
    return "a match cannot look back at a group";
  }
  return nullptr;
}

// Whether a step is a byte past ASCII, as a character or as `\xHH`. `rest` is
// the pattern from the step on.
bool IsPastAscii(const Step& step, std::string_view rest) {
  if (!IsAscii(step.text.back())) return true;
  return step.text == "\\x" && rest.size() > 2 && rest[2] >= '8' &&
         rest[2] != '{';
}

// What RE2 found, in words.
std::string_view WordsOf(RE2::ErrorCode code) {
  switch (code) {
    case RE2::ErrorBadEscape:
      return "this escape has no meaning";
    case RE2::ErrorBadCharClass:
      return "this is no class of characters";
    case RE2::ErrorBadCharRange:
      return "this range of characters is empty";
    case RE2::ErrorMissingBracket:
      return "this `[` is not closed";
    case RE2::ErrorMissingParen:
      return "a `(` is not closed";
    case RE2::ErrorUnexpectedParen:
      return "a `)` closes nothing";
    case RE2::ErrorTrailingBackslash:
      return "a backslash escapes nothing";
    case RE2::ErrorRepeatArgument:
      return "there is nothing to repeat";
    case RE2::ErrorRepeatSize:
      return "this repeat is not between 0 and 1000, or its ends are swapped";
    case RE2::ErrorRepeatOp:
      return "a repeat is repeated";
    case RE2::ErrorBadPerlOp:
      return "this kind of group has no meaning";
    case RE2::ErrorBadNamedCapture:
      return "this name of a group has no meaning";
    default:
      return "this is no regex";
  }
}

void CheckPattern(const ast::Literal& regex, DiagnosticSink& diagnostics) {
  const std::string_view pattern = regex.bytes;
  const auto inside = [&regex](size_t offset, size_t size) {
    // One byte for the slash in front.
    const auto begin = static_cast<uint32_t>(regex.span.begin + 1 + offset);
    return SourceSpan{regex.span.source, begin,
                      static_cast<uint32_t>(begin + size)};
  };
  // RE2 would fold bytes as Latin-1 letters.
  const bool ignores_case =
      regex.nocase || pattern.find("(?i") != std::string_view::npos;
  bool is_sound = true;
  WalkPattern(pattern, [&](const Step& step) {
    if (const char* fault = FaultOfStep(step.text)) {
      diagnostics.Report(inside(step.offset, step.text.size()),
                         diag::RegexConstruct, step.text, fault);
      is_sound = false;
    }
    const char last = step.text.back();
    const size_t next = step.offset + step.text.size();
    const bool is_repeated =
        next < pattern.size() &&
        std::string_view("*+?{").find(pattern[next]) != std::string_view::npos;
    if (ignores_case && IsPastAscii(step, pattern.substr(step.offset))) {
      diagnostics.Report(inside(step.offset, step.text.size()),
                         diag::RegexConstruct, step.text,
                         "only ASCII letters have a case; leave out `i` and "
                         "write both, as in `[aA]`");
      is_sound = false;
    } else if (!IsAscii(last) && (step.in_class || is_repeated)) {
      // The whole character, of which the step is the last byte.
      size_t begin = next - 1;
      while (begin > 0 && IsContinuation(pattern[begin])) --begin;
      size_t end = next;
      while (end < pattern.size() && IsContinuation(pattern[end])) ++end;
      diagnostics.Report(inside(begin, end - begin), diag::RegexNotAscii);
      is_sound = false;
    }
    return is_sound;
  });
  if (!is_sound) return;

  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  options.set_max_mem(kMaxRegexMemoryBytes);
  const RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (compiled.ok()) return;
  if (compiled.error_code() == RE2::ErrorPatternTooLarge) {
    diagnostics.Report(inside(0, pattern.size()), diag::RegexTooLarge,
                       kMaxRegexMemoryBytes);
    return;
  }
  const size_t at = pattern.find(compiled.error_arg());
  const bool is_located =
      at != std::string_view::npos && !compiled.error_arg().empty();
  diagnostics.Report(is_located ? inside(at, compiled.error_arg().size())
                                : inside(0, pattern.size()),
                     diag::RegexSyntax, WordsOf(compiled.error_code()));
}

void CheckExpr(const ast::Expr& expr, DiagnosticSink& diagnostics) {
  const auto each = [&](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) CheckExpr(operand, diagnostics);
  };
  std::visit(
      Overloaded{
          [&](const ast::Term& term) {
            if (term.op != ast::TestOp::Matches) return;
            CheckPattern(term.operand.literals[0], diagnostics);
          },
          [&](const ast::Not& node) { CheckExpr(*node.operand, diagnostics); },
          [&](const ast::And& node) { each(node.operands); },
          [&](const ast::Or& node) { each(node.operands); },
          [&](const ast::Quantified& node) { each(node.operands); },
          [](const ast::AllOfPolarity&) {}},
      expr.node);
}

void CheckPlatform(const ast::Platform& platform, DiagnosticSink& diagnostics) {
  const auto each = [&](const std::vector<ast::Feature>& features) {
    for (const ast::Feature& feature : features) {
      CheckExpr(feature.value, diagnostics);
    }
  };
  each(platform.features);
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    each(fingerprint.features);
  }
}

}  // namespace

void CheckPatterns(const std::vector<ast::File>& files,
                   DiagnosticSink& diagnostics) {
  for (const ast::File& file : files) {
    for (const ast::Provider& provider : file.providers) {
      for (const ast::Expr& scope : provider.scopes) {
        CheckExpr(scope, diagnostics);
      }
      for (const ast::Platform& platform : provider.platforms) {
        CheckPlatform(platform, diagnostics);
      }
    }
    for (const ast::Platform& platform : file.platforms) {
      CheckPlatform(platform, diagnostics);
    }
  }
}

bool IsEndSensitive(std::string_view pattern) {
  bool is_sensitive = false;
  WalkPattern(pattern, [&is_sensitive](const Step& step) {
    is_sensitive = !step.in_class && (step.text == "$" || step.text == "\\z" ||
                                      step.text == "\\b" || step.text == "\\B");
    return !is_sensitive;
  });
  return is_sensitive;
}

}  // namespace iotpf::sema
