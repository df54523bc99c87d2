// The order of the passes; nothing else knows it.

#include <iotpf/compiler.h>

#include "compiler/ast/print_ast.h"
#include "compiler/codegen/codegen.h"
#include "compiler/diagnostics/render.h"
#include "compiler/ir/build_ir.h"
#include "compiler/ir/build_tests.h"
#include "compiler/ir/print_ir.h"
#include "compiler/ir/write_image.h"
#include "compiler/lint/lint.h"
#include "compiler/lint/silence.h"
#include "compiler/modules/load_modules.h"
#include "compiler/sema/check_patterns.h"
#include "compiler/sema/check_rules.h"
#include "compiler/sema/check_types.h"
#include "compiler/sema/resolve_names.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace iotpf {
namespace {

SourceSet SortSources(std::vector<RuleSource> sources) {
  std::ranges::stable_sort(sources, [](const auto& a, const auto& b) {
    return std::tie(a.name, a.path) < std::tie(b.name, b.path);
  });
  SourceSet sorted;
  for (RuleSource& source : sources) {
    sorted.emplace_back(std::move(source.name), std::move(source.text),
                        std::move(source.path), std::move(source.root));
  }
  return sorted;
}

struct FrontResult {
  std::string ast;  // when asked for
  ir::Ruleset ruleset;
  std::vector<RuleTest> tests;
};

// Text to valid tables, or nullopt when a mistake was reported.
std::optional<FrontResult> RunFrontHalf(SourceSet& sources,
                                        const CompileOptions& options,
                                        std::vector<ast::File>& files,
                                        DiagnosticSink& diagnostics) {
  FrontResult result;

  // Text to trees, with what they import. After a mistake a tree has holes;
  // what is left is checked all the same, so that one run says all.
  EnterStage(options.report, "parse");
  files = modules::LoadModules(sources, options.include_roots, diagnostics);
  if (options.emit == EmitStage::Ast) {
    if (diagnostics.has_error()) return std::nullopt;
    for (const ast::File& file : files) result.ast += ast::PrintAst(file);
    return result;
  }

  EnterStage(options.report, "check");
  // Give every name a meaning. All duplicates and unknowns in one run.
  const sema::SymbolTable symbols = sema::ResolveNames(files, diagnostics);
  const bool are_names_known = !diagnostics.has_error();

  // The checks are independent. Only the last needs the rules to be whole.
  sema::CheckTypes(files, symbols, diagnostics);
  sema::CheckPatterns(files, diagnostics);
  if (are_names_known) sema::CheckRules(files, symbols, diagnostics);
  if (diagnostics.has_error()) return std::nullopt;

  // From here on the rules are valid: no later pass can report a mistake.
  // Equal predicates become one while the tables are built.
  EnterStage(options.report, "build tables");
  result.ruleset = ir::BuildIr(files, symbols, sources);
  result.tests = ir::BuildTests(symbols, sources);

  // What is right and yet not as it should be, when asked for.
  if (options.lint) {
    EnterStage(options.report, "lint");
    const auto& tested = options.tested_conditions;
    lint::LintRules(
        {files, symbols, result.ruleset, sources, tested ? &*tested : nullptr},
        diagnostics);
  }
  return result;
}

// What to report: a warning or note in a file that was found by an import, and
// not given, is for those who keep that file.
std::vector<Diagnostic> ToReport(const DiagnosticSink& diagnostics,
                                 const std::vector<ast::File>& files,
                                 size_t given, bool report_stale,
                                 const CompileOptions& options) {
  std::vector<Diagnostic> all =
      lint::Silence(diagnostics.Sorted(), files, options.allowed, report_stale);
  std::erase_if(all, [given](const Diagnostic& diagnostic) {
    return diagnostic.severity != Severity::Error &&
           diagnostic.span.source >= given;
  });
  return all;
}

void FillFindings(const std::vector<Diagnostic>& diagnostics,
                  uint32_t error_count, const SourceSet& texts,
                  const CompileOptions& options, CompileResult& result) {
  for (const Diagnostic& diagnostic : diagnostics) {
    result.error_count += diagnostic.severity == Severity::Error ? 1 : 0;
    result.warning_count += diagnostic.severity == Severity::Warning ? 1 : 0;
  }
  result.error_count = std::max(result.error_count, error_count);
  result.findings = ToRuleDiagnostics(diagnostics, texts);
  result.diagnostics = RenderDiagnostics(
      diagnostics, texts, {options.max_errors, options.use_color});
  for (const SourceFile& text : texts) result.files.push_back(text.path());
}

// Each regex without code of its own is a note where it stands, and a row of
// the report.
void TellHostRegexes(const ir::Ruleset& ruleset,
                     const codegen::CodeFindings& findings,
                     const SourceSet& sources, DiagnosticSink& diagnostics) {
  for (const codegen::HostRegex& regex : findings.host_regexes) {
    const ir::Predicate& predicate = ruleset.predicates[regex.predicate];
    const SourceSpan span = predicate.regex_span;
    diagnostics.Report(span, diag::RegexLeftToRe2, regex.why, regex.help);
    if (findings.report == nullptr) continue;
    const SourceFile& file = sources[span.source];
    const LineAndColumn at = file.Locate(span.begin);
    const ir::Constant& constant = ruleset.constants[predicate.first_constant];
    findings.report->host_regexes.push_back(
        {file.path(), at.line, at.column,
         ruleset.regexes[static_cast<size_t>(constant.first)].pattern,
         regex.why});
  }
}

// Tables to the form that was asked for.
Result<std::string> MakeOutput(const FrontResult& front,
                               const CompileOptions& options,
                               const SourceSet& sources,
                               DiagnosticSink& diagnostics) {
  const std::string compiler = CompilerVersion();
  if (options.emit == EmitStage::Ast) return front.ast;
  if (options.emit == EmitStage::Ir) return ir::PrintIr(front.ruleset);
  if (options.emit == EmitStage::Tables) {
    return ir::WriteImage(front.ruleset, {compiler, "", ""});
  }
  codegen::CodeFindings findings;
  findings.report = options.report;
  Result<std::string> code = codegen::GenerateCode(
      front.ruleset,
      {options.emit, options.optimization_level, options.target_cpu,
       options.target, compiler, options.plain_tests},
      &findings);
  TellHostRegexes(front.ruleset, findings, sources, diagnostics);
  return code;
}

}  // namespace

Result<CompileResult> Compile(const std::vector<RuleSource>& sources,
                              const CompileOptions& options) {
  SourceSet texts = SortSources(sources);
  std::vector<ast::File> files;
  DiagnosticSink diagnostics;
  std::optional<FrontResult> front =
      RunFrontHalf(texts, options, files, diagnostics);

  CompileResult result;
  result.ok = front.has_value();
  if (front) {
    Result<std::string> output =
        MakeOutput(*front, options, texts, diagnostics);
    if (!output) return output.error();
    result.output = std::move(*output);
    result.tests = std::move(front->tests);
  }
  EnterStage(options.report, "tell findings");
  FillFindings(ToReport(diagnostics, files, sources.size(),
                        options.lint && result.ok, options),
               diagnostics.error_count(), texts, options, result);
  return result;
}

Result<void> CheckTarget(const std::string& target,
                         const std::string& target_cpu) {
  codegen::CodegenOptions options;
  options.triple = target;
  options.target_cpu = target_cpu;
  return codegen::CheckTarget(options);
}

std::string CompilerVersion() { return "iotpfc " IOTPF_VERSION; }

}  // namespace iotpf
