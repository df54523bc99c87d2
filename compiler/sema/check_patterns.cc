// Regexes, as far as they can be judged without traffic.
//
// RE2 decides what is syntax and how much memory a regex takes. A scan before
// it finds what RE2 takes but the language does not: constructs that mean
// nothing to a yes/no match on bytes, and characters of several bytes where a
// class or a repeat would see only one of them.

#include "compiler/sema/check_patterns.h"

#include "compiler/ast/walk.h"
#include "compiler/sema/resolve_names.h"
#include "compiler/support/limits.h"
#include "compiler/support/overloaded.h"
#include "compiler/support/utf8.h"

#include <re2/re2.h>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::sema {
namespace {

// `[:^xdigit:]`, with room to be wrong.
constexpr size_t kMaxClassNameBytes = 32;

bool IsAscii(char c) { return static_cast<uint8_t>(c) < 0x80; }

// One step of a walk over a pattern: a character, or a backslash with the one
// that follows it.
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
    const size_t prefix = c == '\\' && at + 1 < pattern.size() ? 1 : 0;
    const size_t size =
        prefix + std::max<size_t>(1, Utf8Length(pattern.substr(at + prefix)));
    if (!visit({at, pattern.substr(at, size), in_class})) return;
    const bool is_first = at == class_begin + 1 ||
                          (at == class_begin + 2 && pattern[at - 1] == '^');
    if (!in_class && c == '[') {
      in_class = true;
      class_begin = at;
    } else if (in_class && c == '[' && pattern.substr(at, 2) == "[:") {
      const size_t end = pattern.substr(at, kMaxClassNameBytes).find(":]");
      if (end != std::string_view::npos) at += end + 1;
    } else if (in_class && c == ']' && !is_first) {
      in_class = false;
    }
    at += size;
  }
}

// What to write instead of a construct outside of the dialect; null for one
// that is inside of it.
const char* FaultOfConstruct(std::string_view construct) {
  if (construct == "\\C") return "write `(?s:.)` for any byte";
  if (construct == "\\p" || construct == "\\P") {
    return "values are bytes; write the bytes of the class";
  }
  if (construct == "\\Q" || construct == "\\E") return "escape each character";
  if (construct.size() == 2 && construct[0] == '\\' && construct[1] >= '1' &&
      construct[1] <= '9') {
    return "a match cannot look back at a group";
  }
  if (construct.starts_with("(?")) return "a match cannot look around itself";
  return nullptr;
}

// The construct that a step begins; `rest` is the pattern from the step on.
std::string_view ConstructAt(const Step& step, std::string_view rest) {
  if (step.in_class || step.text != "(") return step.text;
  for (const std::string_view around : {"(?=", "(?!", "(?<=", "(?<!"}) {
    if (rest.starts_with(around)) return around;
  }
  return step.text;
}

// Whether a step is a byte past ASCII, as a character or as `\xHH`. `rest` is
// the pattern from the step on.
bool IsPastAscii(const Step& step, std::string_view rest) {
  if (!IsAscii(step.text.back())) return true;
  return step.text == "\\x" && rest.size() > 2 && rest[2] >= '8' &&
         rest[2] != '{';
}

// Whether the pattern turns case off somewhere, as in `(?si)` or `(?i:a)`.
bool HasCaseFlag(std::string_view pattern) {
  bool has_flag = false;
  WalkPattern(pattern, [&](const Step& step) {
    std::string_view flags = pattern.substr(step.offset);
    if (step.in_class || !flags.starts_with("(?")) return true;
    flags = flags.substr(2, flags.find_first_not_of("imsU", 2) - 2);
    has_flag = flags.find('i') != std::string_view::npos;
    return !has_flag;
  });
  return has_flag;
}

// What RE2 found, in words.
std::string_view WordsOf(RE2::ErrorCode code) {
  switch (code) {
    case RE2::ErrorBadEscape:
      return "this escape has no meaning in a regex";
    case RE2::ErrorBadCharClass:
      return "this is no class of characters";
    case RE2::ErrorBadCharRange:
      return "this is no range or class of characters";
    case RE2::ErrorMissingBracket:
      return "this `[` is not closed";
    case RE2::ErrorMissingParen:
      return "this `(` is not closed";
    case RE2::ErrorUnexpectedParen:
      return "this `)` closes nothing; a parenthesis itself is `\\)`";
    case RE2::ErrorTrailingBackslash:
      return "a backslash escapes nothing";
    case RE2::ErrorRepeatArgument:
      return "there is nothing to repeat";
    case RE2::ErrorRepeatSize:
      return "a repeat is at most 1000, also where repeats multiply, and its "
             "smaller number comes first";
    case RE2::ErrorRepeatOp:
      return "a repeat is repeated";
    case RE2::ErrorBadPerlOp:
      return "this kind of group has no meaning in a regex";
    case RE2::ErrorBadNamedCapture:
      return "the name of a group has letters, digits and `_`";
    default:
      return "this is no regex";
  }
}

// The parenthesis without its other half: the `)` that closes nothing, else
// the last `(` that is not closed. RE2 names the whole regex only.
std::string_view FindLoneParenthesis(std::string_view pattern) {
  std::vector<size_t> open;
  std::string_view lone;
  WalkPattern(pattern, [&](const Step& step) {
    if (step.in_class) return true;
    if (step.text == "(") open.push_back(step.offset);
    if (step.text != ")") return true;
    if (open.empty()) lone = pattern.substr(step.offset, 1);
    if (!open.empty()) open.pop_back();
    return lone.empty();
  });
  if (!lone.empty() || open.empty()) return lone;
  return pattern.substr(open.back(), 1);
}

// What all regexes share while they are checked.
struct Workload {
  // Patterns that are sound, and whether they ignore case. Rules share many.
  std::set<std::pair<std::string_view, bool>> sound;
  // In the unit of kMaxRegexWork.
  size_t done = 0;
};

// RE2's instruction.
constexpr size_t kInstructionBytes = 16;

class PatternChecker {
 public:
  // `type` is that of the values.
  PatternChecker(const ast::Literal& regex, ValueType type, Workload& workload,
                 DiagnosticSink& diagnostics)
      : regex_(regex),
        workload_(workload),
        pattern_(regex.bytes),
        diagnostics_(diagnostics),
        type_folds_case_(type == ValueType::Token || type == ValueType::Host),
        ignores_case_(type_folds_case_ || regex.nocase ||
                      HasCaseFlag(pattern_)) {}

  void Run() {
    const std::pair key(pattern_, ignores_case_);
    if (workload_.done > kMaxRegexWork || workload_.sound.contains(key)) return;
    bool is_sound = true;
    WalkPattern(pattern_, [&](const Step& step) {
      is_sound = CheckStep(step);
      return is_sound;
    });
    if (is_sound && Compile()) workload_.sound.insert(key);
  }

 private:
  // The span of a part of the pattern.
  SourceSpan SpanOf(std::string_view part) const {
    // One byte for the slash in front.
    const auto offset = static_cast<uint32_t>(part.data() - pattern_.data());
    const uint32_t begin = regex_.span.begin + 1 + offset;
    return {regex_.span.source, begin,
            begin + static_cast<uint32_t>(part.size())};
  }

  bool CheckStep(const Step& step) {
    const std::string_view rest = pattern_.substr(step.offset);
    const std::string_view construct = ConstructAt(step, rest);
    if (const char* fault = FaultOfConstruct(construct)) {
      diagnostics_.Report(SpanOf(rest.substr(0, construct.size())),
                          diag::RegexConstruct, construct, fault);
      return false;
    }
    const size_t next = step.offset + step.text.size();
    // RE2 would fold bytes as Latin-1 letters.
    if (ignores_case_ && IsPastAscii(step, rest)) {
      const std::string_view character =
          step.text == "\\x" ? rest.substr(0, 4) : step.text;
      diagnostics_.Report(
          SpanOf(character), diag::RegexConstruct, character,
          type_folds_case_
              ? "values of this field are ASCII, and their case is ignored"
              : "only ASCII letters have a case; leave out `i` and write both, "
                "as in `[aA]`");
      return false;
    }
    const bool is_repeated =
        next < pattern_.size() &&
        std::string_view("*+?{").find(pattern_[next]) != std::string_view::npos;
    if (IsAscii(step.text.back()) || (!step.in_class && !is_repeated)) {
      return true;
    }
    diagnostics_.Report(SpanOf(step.text), diag::RegexNotAscii);
    return false;
  }

  // Adds what a regex took, and reports the first that took too much.
  void AddWork(size_t instructions) {
    workload_.done += pattern_.size() + instructions;
    if (workload_.done <= kMaxRegexWork) return;
    diagnostics_.Report(SpanOf(pattern_), diag::RegexesTooLarge, kMaxRegexWork);
  }

  bool Compile() {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    options.set_max_mem(kMaxRegexMemoryBytes);
    const RE2 compiled(re2::StringPiece(pattern_.data(), pattern_.size()),
                       options);
    if (compiled.ok()) {
      AddWork(static_cast<size_t>(compiled.ProgramSize()));
      return true;
    }
    const RE2::ErrorCode code = compiled.error_code();
    if (code == RE2::ErrorPatternTooLarge) {
      diagnostics_.Report(SpanOf(pattern_), diag::RegexTooLarge,
                          kMaxRegexMemoryBytes);
      AddWork(kMaxRegexMemoryBytes / kInstructionBytes);
      return false;
    }
    std::string_view part = pattern_;
    if (code == RE2::ErrorMissingParen || code == RE2::ErrorUnexpectedParen) {
      part = FindLoneParenthesis(pattern_);
    } else if (const size_t at = pattern_.find(compiled.error_arg());
               at != std::string_view::npos && !compiled.error_arg().empty()) {
      part = pattern_.substr(at, compiled.error_arg().size());
    }
    if (part.empty()) part = pattern_;
    diagnostics_.Report(SpanOf(part), diag::RegexSyntax, WordsOf(code));
    AddWork(0);
    return false;
  }

  const ast::Literal& regex_;
  Workload& workload_;
  std::string_view pattern_;
  DiagnosticSink& diagnostics_;
  bool type_folds_case_;
  bool ignores_case_;
};

void CheckTerm(const ast::Term& term, Workload& workload,
               DiagnosticSink& diagnostics) {
  const auto field = FindField(term.reference.name.text);
  if (term.op != ast::TestOp::Matches || !field) return;
  const ast::Literal& regex = term.operand.literals[0];
  if (regex.is_faulty) return;
  PatternChecker(regex, InfoOf(*field).type, workload, diagnostics).Run();
}

}  // namespace

void CheckPatterns(const std::vector<ast::File>& files,
                   DiagnosticSink& diagnostics) {
  Workload workload;
  const auto visit = Overloaded{
      [&](const ast::Term& term) { CheckTerm(term, workload, diagnostics); },
      [](const auto&) {}};
  for (const ast::File& file : files) {
    ast::ForEachTestingExpr(
        file, [&](const ast::Expr& expr) { ast::ForEachLeaf(expr, visit); });
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
