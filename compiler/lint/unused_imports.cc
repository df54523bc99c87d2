// Imports that change nothing.
//
// An import brings names for the file, and it brings platforms, providers and
// preferences into the ruleset. Only an import of names alone can be unused,
// and whether it brings more is a question to all that it imports in turn.

#include "compiler/ast/walk.h"
#include "compiler/lint/checks.h"
#include "compiler/support/overloaded.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace iotpf::lint {
namespace {

class ImportChecker {
 public:
  ImportChecker(const LintInput& input, DiagnosticSink& diagnostics)
      : input_(input), diagnostics_(diagnostics) {
    for (const ast::File& file : input.files) {
      modules_[file.module].push_back(&file);
      for (const ast::List& list : file.lists) module_of_[&list] = file.module;
      for (const ast::PredicateDefinition& predicate : file.predicates) {
        module_of_[&predicate] = file.module;
      }
    }
  }

  void Check(const ast::File& file);

 private:
  std::set<std::string_view> UsedModules(const ast::File& file) const;
  bool BringsRules(const std::string& module);
  void Report(const ast::Import& import, std::string_view why);

  const LintInput& input_;
  DiagnosticSink& diagnostics_;
  std::map<std::string, std::vector<const ast::File*>> modules_;
  std::unordered_map<const void*, std::string_view> module_of_;  // of a name
  std::map<std::string, bool> brings_rules_;  // by module, once it is known
};

// The modules of the names that stand in the file.
std::set<std::string_view> ImportChecker::UsedModules(
    const ast::File& file) const {
  std::set<std::string_view> used;
  const auto use = [&](const ast::Operand& operand) {
    const auto it = input_.symbols.operand_lists.find(&operand);
    if (it == input_.symbols.operand_lists.end()) return;
    used.insert(module_of_.at(it->second));
  };
  const auto leaf =
      Overloaded{[&](const ast::Term& term) { use(term.operand); },
                 [&](const ast::Call& call) {
                   used.insert(module_of_.at(input_.symbols.calls.at(&call)));
                   for (const ast::Operand& argument : call.arguments)
                     use(argument);
                 },
                 [](const ast::AllOfPolarity&) {}};
  ast::ForEachTestingExpr(
      file, [&](const ast::Expr& expr) { ast::ForEachLeaf(expr, leaf); });
  return used;
}

// Whether the files of a module, or what they import, have more than names.
// Imports are in no circle and not deeper than kMaxImportDepth.
bool ImportChecker::BringsRules(const std::string& module) {
  const auto [known, is_new] = brings_rules_.emplace(module, false);
  if (!is_new) return known->second;
  bool brings = false;
  for (const ast::File* file : modules_[module]) {
    brings |= !file->providers.empty() || !file->platforms.empty() ||
              !file->preferences.empty();
    for (const ast::Import& import : file->imports) {
      brings |= BringsRules(import.module.text);
    }
  }
  return brings_rules_[module] = brings;
}

// The fix takes the line with the import where nothing else stands on it.
void ImportChecker::Report(const ast::Import& import, std::string_view why) {
  diagnostics_.Report(import.span, diag::UnusedImport, import.module.text, why);
  const std::string_view text = input_.sources[import.span.source].text();
  SourceSpan span = import.span;
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (span.begin > 0 && is_blank(text[span.begin - 1])) --span.begin;
  const bool begins_line = span.begin == 0 || text[span.begin - 1] == '\n';
  const bool ends_line = span.end < text.size() && text[span.end] == '\n';
  if (begins_line && ends_line) {
    ++span.end;
  } else {
    span = import.span;
  }
  diagnostics_.AddFix(span, "");
}

void ImportChecker::Check(const ast::File& file) {
  if (file.imports.empty()) return;
  const std::set<std::string_view> used = UsedModules(file);
  std::set<std::string_view> seen;
  for (const ast::Import& import : file.imports) {
    const std::string& module = import.module.text;
    if (!seen.insert(module).second) {
      Report(import, "the module is imported above");
    } else if (!used.contains(module) && !BringsRules(module)) {
      Report(import, "nothing here uses a name of it");
    }
  }
}

}  // namespace

void CheckUnusedImports(const LintInput& input, DiagnosticSink& diagnostics) {
  ImportChecker checker(input, diagnostics);
  for (const ast::File& file : input.files) checker.Check(file);
}

}  // namespace iotpf::lint
