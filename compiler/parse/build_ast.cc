// Parse tree to tree: declarations, from the outside in.
//
// The comment right before a feature is its documentation: the run of `//`
// lines, or the one block comment, with nothing but line breaks in between.

#include "compiler/parse/build_ast.h"

#include "compiler/parse/build_expr.h"
#include "compiler/parse/decode_literal.h"

#include <IotpfLexer.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::parse {
namespace {

// Of a comment of several lines: CR LF becomes LF.
std::string WithLineFeeds(std::string_view text) {
  std::string changed;
  for (const char c : text) {
    while (c == '\n' && changed.ends_with('\r')) changed.pop_back();
    changed += c;
  }
  return changed;
}

class AstBuilder {
 public:
  AstBuilder(antlr4::CommonTokenStream& tokens, const TokenSpans& spans,
             DiagnosticSink& diagnostics)
      : tokens_(tokens),
        spans_(spans),
        diagnostics_(diagnostics),
        exprs_(spans, diagnostics) {}

  ast::File BuildFile(Parser::FileContext* file);

 private:
  ast::List BuildList(Parser::ListContext* list);
  ast::PredicateDefinition BuildPredicateDefinition(
      Parser::PredicateDefinitionContext* predicate);
  ast::Provider BuildProvider(Parser::ProviderContext* provider);
  ast::Platform BuildPlatform(Parser::PlatformContext* platform);
  void BuildPlatformItem(Parser::PlatformItemContext* item,
                         ast::Platform& platform);
  ast::Fingerprint BuildFingerprint(Parser::FingerprintContext* fingerprint);
  ast::Feature BuildFeature(Parser::FeatureContext* feature);
  ast::Condition BuildCondition(Parser::ConditionContext* condition);
  ast::Property BuildProperty(Parser::PropertyContext* property);
  ast::Test BuildTest(Parser::TestContext* test);
  ast::TestField BuildTestField(Parser::TestFieldContext* field);
  ast::Expectation BuildExpectation(Parser::ExpectationContext* expectation);
  ast::Claim BuildClaim(Parser::ClaimContext* claim);
  ast::Prefer BuildPrefer(Parser::PreferContext* prefer);

  // Whether `rule` was read whole; else keeps the names in it.
  template <class Rule>
  Rule* Sound(Rule* rule);
  std::string BuildTitle(antlr4::tree::TerminalNode* title);
  std::string DocumentationBefore(const antlr4::Token* token);

  antlr4::CommonTokenStream& tokens_;
  const TokenSpans& spans_;
  DiagnosticSink& diagnostics_;
  ExprBuilder exprs_;
  std::set<std::string> lost_names_;  // in what is left out
};

template <class Rule>
Rule* AstBuilder::Sound(Rule* rule) {
  if (rule == nullptr || rule->exception == nullptr) return rule;
  if (rule->stop == nullptr) return nullptr;
  for (size_t i = rule->start->getTokenIndex();
       i <= rule->stop->getTokenIndex(); ++i) {
    const antlr4::Token* token = tokens_.get(i);
    if (token->getType() != iotpf_grammar::IotpfLexer::Name) continue;
    lost_names_.emplace(spans_.TextOf(spans_.Of(token)));
  }
  return nullptr;
}

ast::File AstBuilder::BuildFile(Parser::FileContext* file) {
  ast::File built;
  if (Sound(file->module()) != nullptr) {
    const ast::DottedName module =
        exprs_.BuildDottedName(file->module()->dottedName());
    built.module = module.text;
    built.module_span = module.span;
  }
  for (Parser::DeclarationContext* declaration : file->declaration()) {
    if (auto* import = Sound(declaration->import_())) {
      built.imports.push_back(
          {spans_.Of(import), exprs_.BuildDottedName(import->dottedName())});
    } else if (auto* list = Sound(declaration->list())) {
      built.lists.push_back(BuildList(list));
    } else if (auto* predicate = Sound(declaration->predicateDefinition())) {
      built.predicates.push_back(BuildPredicateDefinition(predicate));
    } else if (auto* provider = Sound(declaration->provider())) {
      built.providers.push_back(BuildProvider(provider));
    } else if (auto* platform = Sound(declaration->platform())) {
      built.platforms.push_back(BuildPlatform(platform));
    } else if (auto* prefer = Sound(declaration->prefer())) {
      built.preferences.push_back(BuildPrefer(prefer));
    }
  }
  built.lost_names = std::move(lost_names_);
  return built;
}

ast::List AstBuilder::BuildList(Parser::ListContext* list) {
  ast::List built;
  built.name = exprs_.BuildName(list->name(0));
  built.type = exprs_.BuildName(list->name(1));
  if (list->File() != nullptr) {
    built.file = exprs_.BuildText(list->Text()->getSymbol());
    built.elements_span = built.file->span;
    return built;
  }
  built.elements = exprs_.BuildBracketed(list->bracketed());
  built.elements_span = spans_.Of(list->bracketed());
  return built;
}

ast::PredicateDefinition AstBuilder::BuildPredicateDefinition(
    Parser::PredicateDefinitionContext* predicate) {
  ast::PredicateDefinition built;
  built.name = exprs_.BuildName(predicate->name());
  for (Parser::ParameterContext* parameter : predicate->parameter()) {
    built.parameters.push_back({exprs_.BuildName(parameter->name(0)),
                                exprs_.BuildName(parameter->name(1)),
                                parameter->List() != nullptr});
  }
  built.value = exprs_.BuildExpr(predicate->expr());
  return built;
}

std::string AstBuilder::BuildTitle(antlr4::tree::TerminalNode* title) {
  return title == nullptr ? "" : exprs_.BuildText(title->getSymbol()).bytes;
}

ast::Provider AstBuilder::BuildProvider(Parser::ProviderContext* provider) {
  ast::Provider built;
  built.name = exprs_.BuildName(provider->name());
  built.title = BuildTitle(provider->Text());
  for (Parser::ProviderItemContext* item : provider->providerItem()) {
    if (auto* scope = Sound(item->scope())) {
      built.scopes.push_back(exprs_.BuildExpr(scope->expr()));
    } else if (auto* property = Sound(item->property())) {
      built.properties.push_back(BuildProperty(property));
    } else if (auto* platform = Sound(item->platform())) {
      built.platforms.push_back(BuildPlatform(platform));
    }
  }
  return built;
}

ast::Platform AstBuilder::BuildPlatform(Parser::PlatformContext* platform) {
  ast::Platform built;
  built.name = exprs_.BuildName(platform->name());
  built.title = BuildTitle(platform->Text());
  for (Parser::PlatformItemContext* item : platform->platformItem()) {
    BuildPlatformItem(item, built);
  }
  return built;
}

void AstBuilder::BuildPlatformItem(Parser::PlatformItemContext* item,
                                   ast::Platform& platform) {
  if (auto* feature = Sound(item->feature())) {
    platform.features.push_back(BuildFeature(feature));
  } else if (auto* condition = Sound(item->condition())) {
    platform.conditions.push_back(BuildCondition(condition));
  } else if (auto* fingerprint = Sound(item->fingerprint())) {
    platform.fingerprints.push_back(BuildFingerprint(fingerprint));
  } else if (auto* test = Sound(item->test())) {
    platform.tests.push_back(BuildTest(test));
  } else if (auto* property = Sound(item->property())) {
    platform.properties.push_back(BuildProperty(property));
  }
}

ast::Fingerprint AstBuilder::BuildFingerprint(
    Parser::FingerprintContext* fingerprint) {
  ast::Fingerprint built;
  built.name = exprs_.BuildName(fingerprint->name());
  for (Parser::FingerprintItemContext* item : fingerprint->fingerprintItem()) {
    if (auto* feature = Sound(item->feature())) {
      built.features.push_back(BuildFeature(feature));
    } else if (auto* condition = Sound(item->condition())) {
      built.conditions.push_back(BuildCondition(condition));
    }
  }
  return built;
}

ast::Feature AstBuilder::BuildFeature(Parser::FeatureContext* feature) {
  ast::Feature built;
  built.name = exprs_.BuildName(feature->name(0));
  built.negative = feature->polarity()->Negative() != nullptr;
  if (feature->name().size() > 1) {
    built.level = exprs_.BuildName(feature->name(1));
  }
  built.documentation = DocumentationBefore(feature->start);
  built.value = exprs_.BuildExpr(feature->expr());
  return built;
}

ast::Condition AstBuilder::BuildCondition(Parser::ConditionContext* condition) {
  ast::Condition built;
  built.span = spans_.Of(condition->start);
  built.span.end = spans_.Of(condition->polarity()).end;
  built.sufficient = condition->Sufficient() != nullptr;
  built.negative = condition->polarity()->Negative() != nullptr;
  if (condition->Integer() != nullptr) {
    const ast::Literal priority =
        exprs_.BuildInteger(condition->Integer()->getSymbol());
    built.priority = priority.integer;
    built.priority_span = priority.span;
  }
  built.value = exprs_.BuildExpr(condition->expr());
  return built;
}

ast::Property AstBuilder::BuildProperty(Parser::PropertyContext* property) {
  ast::Property built;
  built.name = exprs_.BuildName(property->name(0));
  if (property->literal() == nullptr) {
    const ast::Name value = exprs_.BuildName(property->name(1));
    built.value = value.text;
    built.value_span = value.span;
    built.is_name = true;
    return built;
  }
  const ast::Literal value = exprs_.BuildLiteral(property->literal());
  if (value.kind != ast::LiteralKind::Text) {
    diagnostics_.Report(value.span, diag::WrongProperty, built.name.text,
                        "a text or a name");
  }
  built.value = value.bytes;
  built.value_span = value.span;
  return built;
}

ast::Test AstBuilder::BuildTest(Parser::TestContext* test) {
  ast::Test built;
  built.name = exprs_.BuildText(test->Text()->getSymbol());
  built.span = spans_.Of(test->start);
  for (Parser::TestItemContext* item : test->testItem()) {
    if (auto* field = Sound(item->testField())) {
      built.fields.push_back(BuildTestField(field));
    } else if (auto* expect = Sound(item->testExpect())) {
      built.expectations.push_back(BuildExpectation(expect->expectation()));
      built.expectations.back().span = spans_.Of(expect->start);
    }
  }
  return built;
}

ast::TestField AstBuilder::BuildTestField(Parser::TestFieldContext* field) {
  ast::TestField built;
  built.reference = exprs_.BuildReference(field->reference());
  if (field->Absent() != nullptr) {
    built.absent = true;
    built.values_span = spans_.Of(field->Absent()->getSymbol());
  } else if (field->literal() != nullptr) {
    built.values.push_back(exprs_.BuildLiteral(field->literal()));
    built.values_span = spans_.Of(field->literal());
  } else {
    built.values = exprs_.BuildBracketed(field->bracketed());
    built.values_span = spans_.Of(field->bracketed());
  }
  return built;
}

ast::Expectation AstBuilder::BuildExpectation(
    Parser::ExpectationContext* expectation) {
  ast::Expectation built;
  if (auto* provider =
          dynamic_cast<Parser::ExpectProviderContext*>(expectation)) {
    for (Parser::NameContext* name : provider->name()) {
      built.providers.push_back(exprs_.BuildName(name));
    }
  } else if (auto* ambiguous =
                 dynamic_cast<Parser::ExpectAmbiguousContext*>(expectation)) {
    for (Parser::ClaimContext* claim : ambiguous->claim()) {
      built.front.push_back(BuildClaim(claim));
    }
  } else if (auto* claims =
                 dynamic_cast<Parser::ExpectClaimContext*>(expectation)) {
    for (Parser::NameContext* name : claims->name()) {
      built.features.push_back(exprs_.BuildName(name));
    }
    for (Parser::ClaimContext* claim : claims->claim()) {
      (built.front.empty() ? built.front : built.behind)
          .push_back(BuildClaim(claim));
    }
  }
  return built;
}

ast::Claim AstBuilder::BuildClaim(Parser::ClaimContext* claim) {
  ast::Claim built;
  built.platform = exprs_.BuildName(claim->name(0));
  if (claim->name().size() > 1) built.role = exprs_.BuildName(claim->name(1));
  return built;
}

ast::Prefer AstBuilder::BuildPrefer(Parser::PreferContext* prefer) {
  return {spans_.Of(prefer), exprs_.BuildName(prefer->name(0)),
          exprs_.BuildName(prefer->name(1))};
}

std::string AstBuilder::DocumentationBefore(const antlr4::Token* token) {
  std::vector<std::string> lines;  // from the last to the first
  size_t next_line = token->getLine();
  const auto comments = tokens_.getHiddenTokensToLeft(
      token->getTokenIndex(), iotpf_grammar::IotpfLexer::Comments);
  for (auto it = comments.rbegin(); it != comments.rend(); ++it) {
    std::string_view comment = spans_.TextOf(spans_.Of(*it));
    const bool is_block = comment.starts_with("/*");
    const auto breaks =
        static_cast<size_t>(std::count(comment.begin(), comment.end(), '\n'));
    const bool is_first_on_line =
        (*it)->getTokenIndex() == 0 ||
        spans_.LastLineOf(tokens_.get((*it)->getTokenIndex() - 1)) !=
            (*it)->getLine();
    if ((*it)->getLine() + breaks + 1 != next_line || !is_first_on_line) break;
    if (is_block && !lines.empty()) break;
    next_line = (*it)->getLine();
    comment.remove_prefix(2);
    if (is_block) comment.remove_suffix(2);
    while (comment.starts_with(' ')) comment.remove_prefix(1);
    while (comment.ends_with(' ') || comment.ends_with('\t') ||
           comment.ends_with('\r')) {
      comment.remove_suffix(1);
    }
    if (!lines.empty() || !comment.empty()) {
      lines.push_back(WithLineFeeds(comment));
    }
    if (is_block) break;
  }
  return fmt::format("{}", fmt::join(lines.rbegin(), lines.rend(), "\n"));
}

}  // namespace

ast::File BuildAst(Parser::FileContext* file, antlr4::CommonTokenStream& tokens,
                   const TokenSpans& spans, DiagnosticSink& diagnostics) {
  return AstBuilder(tokens, spans, diagnostics).BuildFile(file);
}

}  // namespace iotpf::parse
