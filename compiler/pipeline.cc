// The order of the passes; nothing else knows it.

#include <iotpf/compiler.h>

#include "compiler/ast/print_ast.h"
#include "compiler/codegen/codegen.h"
#include "compiler/diagnostics/render.h"
#include "compiler/ir/build_ir.h"
#include "compiler/ir/build_tests.h"
#include "compiler/ir/print_ir.h"
#include "compiler/ir/write_image.h"
#include "compiler/parse/parse.h"
#include "compiler/sema/check_patterns.h"
#include "compiler/sema/check_rules.h"
#include "compiler/sema/check_types.h"
#include "compiler/sema/resolve_names.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace iotpf {
namespace {

SourceSet SortSources(std::vector<RuleSource> sources) {
  std::ranges::stable_sort(sources, {}, &RuleSource::name);
  SourceSet sorted;
  for (RuleSource& source : sources) {
    sorted.emplace_back(std::move(source.name), std::move(source.text));
  }
  return sorted;
}

struct FrontResult {
  std::string ast;  // when asked for
  ir::Ruleset ruleset;
  std::vector<RuleTest> tests;
};

// Text to valid tables, or nullopt when a mistake was reported.
std::optional<FrontResult> RunFrontHalf(const SourceSet& sources,
                                        EmitStage emit,
                                        DiagnosticSink& diagnostics) {
  FrontResult result;

  // Text to trees. After a syntax error a tree has holes, so nothing below may
  // see it.
  std::vector<ast::File> files;
  for (uint32_t source = 0; source < sources.size(); ++source) {
    files.push_back(parse::Parse(sources, source, diagnostics));
  }
  if (diagnostics.has_error()) return std::nullopt;
  if (emit == EmitStage::Ast) {
    for (const ast::File& file : files) result.ast += ast::PrintAst(file);
    return result;
  }

  // Give every name a meaning. All duplicates and unknowns in one run.
  const sema::SymbolTable symbols = sema::ResolveNames(files, diagnostics);
  if (diagnostics.has_error()) return std::nullopt;

  // From here on every name resolves. The three checks are independent.
  sema::CheckTypes(files, symbols, diagnostics);
  sema::CheckPatterns(files, diagnostics);
  sema::CheckRules(files, symbols, diagnostics);
  if (diagnostics.has_error()) return std::nullopt;

  // From here on the rules are valid: no later pass can report a mistake.
  // Equal predicates become one while the tables are built.
  result.ruleset = ir::BuildIr(files, symbols, sources);
  result.tests = ir::BuildTests(symbols, sources);
  return result;
}

}  // namespace

Result<CompileResult> Compile(const std::vector<RuleSource>& sources,
                              const CompileOptions& options) {
  const SourceSet files = SortSources(sources);
  DiagnosticSink diagnostics;
  std::optional<FrontResult> front =
      RunFrontHalf(files, options.emit, diagnostics);

  CompileResult result;
  result.ok = front.has_value();
  result.diagnostics =
      RenderDiagnostics(diagnostics.Sorted(), files, options.max_errors);
  result.error_count = diagnostics.error_count();
  result.warning_count = diagnostics.warning_count();
  if (!front) return result;
  result.tests = std::move(front->tests);

  // Tables to the form that was asked for.
  const std::string compiler = CompilerVersion();
  switch (options.emit) {
    case EmitStage::Ast:
      result.output = std::move(front->ast);
      return result;
    case EmitStage::Ir:
      result.output = ir::PrintIr(front->ruleset);
      return result;
    case EmitStage::Tables:
      result.output = ir::WriteImage(front->ruleset, {compiler, "", ""});
      return result;
    default:
      break;
  }
  Result<std::string> code = codegen::GenerateCode(
      front->ruleset, {options.emit, options.optimization_level,
                       options.target_cpu, "", compiler});
  if (!code) return code.error();
  result.output = std::move(*code);
  return result;
}

Result<void> CheckTargetCpu(const std::string& target_cpu) {
  codegen::CodegenOptions options;
  options.target_cpu = target_cpu;
  return codegen::CheckTarget(options);
}

std::string CompilerVersion() { return "iotpfc " IOTPF_VERSION; }

}  // namespace iotpf
