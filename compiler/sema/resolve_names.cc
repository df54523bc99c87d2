// Names to declarations.
//
// Two walks over all files: the first declares, so that the order of files and
// of declarations does not matter; the second resolves. Platforms and providers
// are global; a list is known by its plain name in its own module and as
// `module.list` everywhere; a feature in its fingerprint, or in all of its
// platform's.

#include "compiler/sema/resolve_names.h"

#include "compiler/ast/walk.h"
#include "compiler/diagnostics/suggest.h"
#include "compiler/sema/check_inheritance.h"
#include "compiler/sema/check_properties.h"
#include "compiler/sema/check_tests.h"
#include "compiler/sema/name_scope.h"
#include "compiler/sema/predicate_cycles.h"
#include "compiler/sema/resolve_predicate.h"
#include "compiler/support/overloaded.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace iotpf::sema {
namespace {

const std::string& KeyOf(const std::string& key) { return key; }
template <class Value>
const std::string& KeyOf(const std::pair<const std::string, Value>& row) {
  return row.first;
}

// What was meant by `name`, of the keys of a table, while that is worth it.
template <class Table>
std::string SuggestKey(std::string_view name, const Table& table,
                       const DiagnosticSink& diagnostics) {
  if (!diagnostics.is_worth_help()) return "";
  std::vector<std::string> keys;
  for (const auto& row : table) keys.push_back(KeyOf(row));
  return SuggestName(name, keys);
}

using FeaturesByName = std::map<std::string, const ast::Feature*>;

class Resolver {
 public:
  Resolver(const std::vector<ast::File>& files, DiagnosticSink& diagnostics)
      : files_(files),
        diagnostics_(diagnostics),
        predicates_(symbols_, diagnostics) {}

  SymbolTable Run() {
    symbols_.lost = FindLostNames(files_);
    for (const ast::File& file : files_) {
      symbols_.has_holes |= file.has_holes;
      Declare(file);
    }
    for (const ast::File& file : files_) Resolve(file);
    CheckPredicateCycles(symbols_, diagnostics_);
    return std::move(symbols_);
  }

 private:
  void Declare(const ast::File& file);
  void DeclarePlatform(const ast::Platform& platform,
                       const ast::Provider* provider, const ast::File& file);
  void DeclareScope(const ast::Provider& provider);
  void DeclareOnce(std::map<std::string, SourceSpan>& seen,
                   std::string_view what, const ast::Name& name,
                   std::string key);

  void Resolve(const ast::File& file);
  void ResolvePlatform(const ast::Platform& platform);
  void ResolveFeatures(const std::vector<ast::Feature>& features,
                       std::map<std::string, SourceSpan>& seen);
  void ResolveConditions(const std::vector<ast::Condition>& conditions,
                         const ast::Platform& platform,
                         const ast::Fingerprint* fingerprint);
  void ResolveCondition(const ast::Expr& expr, const FeaturesByName& visible);
  void ResolveTest(const ast::Test& test, const ast::Platform& platform);
  void ResolveClaim(const ast::Claim& claim);
  void ResolvePlatformName(const ast::Name& name);

  // The names that tests may use of a platform.
  struct PlatformNames {
    std::set<std::string> features;  // also of its fingerprints
    std::set<std::string> fingerprints;
  };
  const PlatformNames& NamesIn(const ast::Platform& platform);

  const std::vector<ast::File>& files_;
  DiagnosticSink& diagnostics_;
  SymbolTable symbols_;
  PredicateResolver predicates_;
  std::map<std::string, SourceSpan> seen_providers_;
  std::map<std::string, SourceSpan> seen_platforms_;
  std::map<std::string, SourceSpan> seen_lists_;
  std::map<std::string, SourceSpan> seen_predicates_;
  // Many tests speak of one platform.
  std::unordered_map<const ast::Platform*, PlatformNames> platform_names_;
};

// ---- declaring

void Resolver::DeclareOnce(std::map<std::string, SourceSpan>& seen,
                           std::string_view what, const ast::Name& name,
                           std::string key) {
  const auto [it, is_new] = seen.emplace(std::move(key), name.span);
  if (is_new) return;
  diagnostics_.Report(name.span, diag::DuplicateName, what, name.text);
  diagnostics_.AddLabel(it->second, diag::FirstDefinedHere);
}

void Resolver::DeclareScope(const ast::Provider& provider) {
  for (size_t i = 1; i < provider.scopes.size(); ++i) {
    diagnostics_.Report(provider.scopes[i].span, diag::DuplicateName,
                        "the scope of", provider.name.text);
    diagnostics_.AddLabel(provider.scopes[0].span, diag::FirstDefinedHere);
  }
}

void Resolver::Declare(const ast::File& file) {
  for (const ast::List& list : file.lists) {
    const std::string key = QualifiedName(file.module, list.name.text);
    DeclareOnce(seen_lists_, "list", list.name, key);
    symbols_.lists.emplace(key, &list);
    if (std::ranges::any_of(list.elements, [](const auto& element) {
          return element.bytes.empty() && !element.is_faulty;
        })) {
      symbols_.lists_with_empty_text.insert(&list);
    }
  }
  for (const ast::PredicateDefinition& predicate : file.predicates) {
    const std::string key = QualifiedName(file.module, predicate.name.text);
    DeclareOnce(seen_predicates_, "predicate", predicate.name, key);
    symbols_.predicates.emplace(key, PredicateSymbol{&predicate, &file});
  }
  for (const ast::Provider& provider : file.providers) {
    DeclareOnce(seen_providers_, "provider", provider.name, provider.name.text);
    symbols_.providers.emplace(provider.name.text,
                               ProviderSymbol{&provider, &file});
    DeclareScope(provider);
    for (const ast::Platform& platform : provider.platforms) {
      DeclarePlatform(platform, &provider, file);
    }
  }
  for (const ast::Platform& platform : file.platforms) {
    DeclarePlatform(platform, nullptr, file);
  }
}

void Resolver::DeclarePlatform(const ast::Platform& platform,
                               const ast::Provider* provider,
                               const ast::File& file) {
  DeclareOnce(seen_platforms_, "platform", platform.name, platform.name.text);
  symbols_.platforms.emplace(platform.name.text,
                             PlatformSymbol{&platform, provider, &file});
}

// ---- resolving

void Resolver::Resolve(const ast::File& file) {
  predicates_.Enter(file);
  for (const ast::PredicateDefinition& predicate : file.predicates) {
    std::map<std::string, SourceSpan> parameters;
    for (const ast::Parameter& parameter : predicate.parameters) {
      DeclareOnce(parameters, "parameter", parameter.name, parameter.name.text);
    }
    predicates_.ResolveBody(predicate);
  }
  for (const ast::Provider& provider : file.providers) {
    for (const ast::Expr& scope : provider.scopes) predicates_.Resolve(scope);
    for (const ast::Platform& platform : provider.platforms) {
      ResolvePlatform(platform);
    }
  }
  for (const ast::Platform& platform : file.platforms) {
    ResolvePlatform(platform);
  }
  for (const ast::Prefer& prefer : file.preferences) {
    ResolvePlatformName(prefer.winner);
    ResolvePlatformName(prefer.loser);
  }
}

void Resolver::ResolvePlatform(const ast::Platform& platform) {
  std::map<std::string, SourceSpan> features;
  ResolveFeatures(platform.features, features);
  ResolveConditions(platform.conditions, platform, nullptr);
  std::map<std::string, SourceSpan> fingerprints;
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    DeclareOnce(fingerprints, "fingerprint", fingerprint.name,
                fingerprint.name.text);
    std::map<std::string, SourceSpan> with_own = features;
    ResolveFeatures(fingerprint.features, with_own);
    ResolveConditions(fingerprint.conditions, platform, &fingerprint);
  }
  for (const ast::Test& test : platform.tests) ResolveTest(test, platform);
}

void Resolver::ResolveFeatures(const std::vector<ast::Feature>& features,
                               std::map<std::string, SourceSpan>& seen) {
  for (const ast::Feature& feature : features) {
    DeclareOnce(seen, "feature", feature.name, feature.name.text);
    if (feature.level && feature.level->text != "easy" &&
        feature.level->text != "medium" && feature.level->text != "hard") {
      diagnostics_.Report(feature.level->span, diag::UnknownLevel,
                          feature.level->text);
    }
    predicates_.Resolve(feature.value);
  }
}

void Resolver::ResolveConditions(const std::vector<ast::Condition>& conditions,
                                 const ast::Platform& platform,
                                 const ast::Fingerprint* fingerprint) {
  FeaturesByName visible;
  for (const auto* feature : VisibleFeatures(platform, fingerprint)) {
    visible.emplace(feature->name.text, feature);
  }
  for (const ast::Condition& condition : conditions) {
    ResolveCondition(condition.value, visible);
  }
}

void Resolver::ResolveCondition(const ast::Expr& expr,
                                const FeaturesByName& visible) {
  const auto each = [&](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) {
      ResolveCondition(operand, visible);
    }
  };
  const auto term = [&](const ast::Term& node) {
    if (node.op || FindField(node.reference.name.text)) {
      diagnostics_.Report(expr.span, diag::FieldInCondition);
      return;
    }
    const std::string& name = node.reference.name.text;
    if (const auto it = visible.find(name); it != visible.end()) {
      symbols_.features.emplace(&node.reference, it->second);
      return;
    }
    if (symbols_.lost.Has(name)) return;
    diagnostics_.Report(node.reference.span, diag::UnknownFeature, name,
                        SuggestKey(name, visible, diagnostics_));
  };
  std::visit(
      Overloaded{term,
                 [&](const ast::Call& node) {
                   diagnostics_.Report(node.name.span, diag::FieldInCondition);
                 },
                 [&](const ast::Not& node) {
                   ResolveCondition(*node.operand, visible);
                 },
                 [&](const ast::And& node) { each(node.operands); },
                 [&](const ast::Or& node) { each(node.operands); },
                 [&](const ast::Quantified& node) { each(node.operands); },
                 [](const ast::AllOfPolarity&) {}},
      expr.node);
}

const Resolver::PlatformNames& Resolver::NamesIn(
    const ast::Platform& platform) {
  const auto [it, is_new] = platform_names_.try_emplace(&platform);
  if (!is_new) return it->second;
  ast::ForEachFeature(platform, [&](const ast::Feature& feature) {
    it->second.features.insert(feature.name.text);
  });
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    it->second.fingerprints.insert(fingerprint.name.text);
  }
  return it->second;
}

void Resolver::ResolveTest(const ast::Test& test,
                           const ast::Platform& platform) {
  for (const ast::TestField& field : test.fields) {
    if (FindTestStatement(field.reference.name.text) == TestStatement::Field) {
      predicates_.ResolveField(field.reference);
    }
  }
  for (const ast::Expectation& expectation : test.expectations) {
    for (const ast::Claim& claim : expectation.front) ResolveClaim(claim);
    for (const ast::Claim& claim : expectation.behind) ResolveClaim(claim);
    for (const ast::Name& provider : expectation.providers) {
      if (symbols_.providers.contains(provider.text) ||
          symbols_.lost.Has(provider.text)) {
        continue;
      }
      diagnostics_.Report(
          provider.span, diag::UnknownProvider, provider.text,
          SuggestKey(provider.text, symbols_.providers, diagnostics_));
    }
    const ast::Platform* claimed = &platform;
    if (!expectation.front.empty()) {
      const auto it =
          symbols_.platforms.find(expectation.front[0].platform.text);
      if (it == symbols_.platforms.end()) continue;
      claimed = it->second.platform;
    }
    if (expectation.features.empty()) continue;
    const std::set<std::string>& names = NamesIn(*claimed).features;
    for (const ast::Name& feature : expectation.features) {
      if (names.contains(feature.text) || symbols_.lost.Has(feature.text)) {
        continue;
      }
      diagnostics_.Report(feature.span, diag::UnknownFeature, feature.text,
                          SuggestKey(feature.text, names, diagnostics_));
    }
  }
}

void Resolver::ResolvePlatformName(const ast::Name& name) {
  if (symbols_.platforms.contains(name.text) || symbols_.lost.Has(name.text)) {
    return;
  }
  diagnostics_.Report(name.span, diag::UnknownPlatform, name.text,
                      SuggestKey(name.text, symbols_.platforms, diagnostics_));
}

void Resolver::ResolveClaim(const ast::Claim& claim) {
  ResolvePlatformName(claim.platform);
  const auto it = symbols_.platforms.find(claim.platform.text);
  if (it == symbols_.platforms.end() || !claim.role) return;
  const auto& roles = NamesIn(*it->second.platform).fingerprints;
  if (roles.contains(claim.role->text)) return;
  if (symbols_.lost.Has(claim.role->text)) return;
  diagnostics_.Report(claim.role->span, diag::UnknownFingerprint,
                      claim.platform.text, claim.role->text,
                      SuggestKey(claim.role->text, roles, diagnostics_));
}

}  // namespace

std::vector<const ast::Feature*> VisibleFeatures(
    const ast::Platform& platform, const ast::Fingerprint* fingerprint) {
  std::vector<const ast::Feature*> visible;
  for (const ast::Feature& feature : platform.features) {
    visible.push_back(&feature);
  }
  if (fingerprint == nullptr) return visible;
  for (const ast::Feature& feature : fingerprint->features) {
    visible.push_back(&feature);
  }
  return visible;
}

const ast::Operand& ArgumentFor(const ast::Operand& operand,
                                const SymbolTable& symbols,
                                const Arguments& arguments) {
  const auto it = symbols.operand_parameters.find(&operand);
  return it == symbols.operand_parameters.end() ? operand
                                                : *arguments[it->second];
}

Arguments ArgumentsOf(const ast::Call& call, const SymbolTable& symbols,
                      const Arguments& outer) {
  Arguments arguments;
  for (const ast::Operand& argument : call.arguments) {
    arguments.push_back(&ArgumentFor(argument, symbols, outer));
  }
  return arguments;
}

std::optional<Field> FindField(std::string_view path) {
  for (size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].path == path) return static_cast<Field>(i);
  }
  return std::nullopt;
}

SymbolTable ResolveNames(const std::vector<ast::File>& files,
                         DiagnosticSink& diagnostics) {
  CheckProperties(files, diagnostics);
  if (!CheckInheritance(files, diagnostics)) return {};
  return Resolver(files, diagnostics).Run();
}

}  // namespace iotpf::sema
