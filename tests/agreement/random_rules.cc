// Declarations around random tests of fields. What the compiler checks of rules
// as a whole holds by the way they are drawn:
//
//   equal priorities   conditions that vote for `belongs` and those against it
//                      draw from sets that have nothing in common
//   can be found       a fingerprint has a positive feature, and a condition
//   that
//                      votes for `belongs` where it has any of its own
//   no circle          a platform is preferred over later ones only, or earlier
#include "tests/agreement/random_rules.h"

#include "tests/agreement/random_terms.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace iotpf::tests {
namespace {

struct ConditionKind {
  std::string_view spelling;
  bool votes_belongs;
};
constexpr ConditionKind kKinds[] = {{"necessary positive", false},
                                    {"necessary negative", true},
                                    {"sufficient negative", false},
                                    {"sufficient positive", true}};
constexpr int kBelongsPriorities[] = {1, 75, 175, 275, 375, 475};
constexpr int kExcludedPriorities[] = {2, 50, 150, 250, 350, 1'000'000};

// The features that a condition may name.
struct Features {
  std::vector<std::string> names;
  bool has_positive = false;
  bool has_negative = false;
};

class RuleWriter {
 public:
  RuleWriter(const ValuePool& pool, Random& random)
      : random_(random), terms_(pool, names_, random) {}

  std::vector<RuleFile> Run() {
    const uint32_t files = random_.Below(3) + 1;
    for (uint32_t i = 0; i < files; ++i) {
      RuleNode root;
      root.children.push_back(Item(fmt::format("module rules.m{};\n", i)));
      names_ = {};
      AddImports(i, root);
      AddLists(root);
      AddPredicates(root);
      AddProviders(root);
      files_.push_back({fmt::format("m{}.fp", i), std::move(root)});
    }
    // In the last file, whose names are known here.
    if (platforms_ == 0) {
      files_.back().root.children.push_back(Platform(false));
    }
    AddPreferences();
    return std::move(files_);
  }

 private:
  static constexpr ValueType kListTypes[] = {
      ValueType::Text, ValueType::Token, ValueType::Bytes, ValueType::Host,
      ValueType::Ip,   ValueType::Mac,   ValueType::Int};

  // Lists and predicates of earlier files, by either of their names.
  void AddImports(uint32_t number, RuleNode& file) {
    for (uint32_t i = 0; i < number; ++i) {
      if (!random_.Percent(60)) continue;
      file.children.push_back(Item(fmt::format("import rules.m{};\n", i)));
      const std::string module =
          fmt::format("{}m{}.", random_.Percent(50) ? "rules." : "", i);
      for (NamedValues list : exported_[i].lists) {
        list.name = module + list.name;
        names_.lists.push_back(std::move(list));
      }
      for (NamedPredicate predicate : exported_[i].predicates) {
        predicate.name = module + predicate.name;
        names_.predicates.push_back(std::move(predicate));
      }
    }
    exported_.emplace_back();
  }

  ValueType RandomListType() {
    return kListTypes[random_.Below(std::size(kListTypes))];
  }

  void AddLists(RuleNode& file) {
    const uint32_t count = random_.Below(5);
    for (uint32_t i = 0; i < count; ++i) {
      const NamedValues named = {fmt::format("list{}", i), RandomListType()};
      RuleNode list =
          Item(fmt::format("list {} : {} = ", named.name, NameOf(named.type)));
      list.children.push_back(terms_.Elements(named.type));
      list.after = ";\n";
      file.children.push_back(std::move(list));
      names_.lists.push_back(named);
      exported_.back().lists.push_back(named);
    }
  }

  // Each may use those before it.
  void AddPredicates(RuleNode& file) {
    const uint32_t count = random_.Below(3);
    for (uint32_t i = 0; i < count; ++i) {
      NamedPredicate predicate = {fmt::format("test{}", i), {}};
      RuleNode definition = Item(fmt::format("predicate {}(", predicate.name));
      for (uint32_t p = random_.Below(4); p > 0; --p) {
        const NamedValues parameter = {fmt::format("given{}", p),
                                       RandomListType(), random_.Percent(50)};
        if (!predicate.parameters.empty()) definition.before += ", ";
        definition.before += fmt::format(
            "{}: {}{}{}", parameter.name, parameter.is_list ? "list<" : "",
            NameOf(parameter.type), parameter.is_list ? ">" : "");
        predicate.parameters.push_back(parameter);
      }
      definition.before += ") = ";
      names_.parameters = predicate.parameters;
      definition.children.push_back(Predicate());
      names_.parameters.clear();
      definition.after = ";\n";
      file.children.push_back(std::move(definition));
      names_.predicates.push_back(predicate);
      exported_.back().predicates.push_back(std::move(predicate));
    }
  }

  // Providers and platforms, some platforms outside of any provider.
  void AddProviders(RuleNode& file) {
    for (uint32_t i = random_.Below(3); i > 0; --i) {
      if (random_.Percent(40)) {
        file.children.push_back(Platform(false));
        continue;
      }
      RuleNode provider =
          Braces(fmt::format("provider owner{} \"Owner\"", providers_++));
      const bool has_scope = random_.Percent(75);
      if (has_scope) {
        provider.children.push_back(Statement("scope = ", Predicate()));
      }
      for (uint32_t p = random_.Below(3); p > 0; --p) {
        provider.children.push_back(Platform(has_scope));
      }
      file.children.push_back(std::move(provider));
    }
  }

  static RuleNode Statement(std::string before, RuleNode expression) {
    RuleNode node = Item(std::move(before));
    node.children.push_back(std::move(expression));
    node.after = ";\n";
    return node;
  }

  RuleNode Predicate() {
    return RandomExpression([this] { return terms_.Test(); }, 3, random_);
  }

  void AddFeature(bool is_negative, RuleNode& home, Features& features) {
    static const std::vector<std::string> kLevels = {"", " : easy", " : medium",
                                                     " : hard"};
    const std::string name = fmt::format("f{}", features_++);
    const std::string before =
        fmt::format("{} {}{} = ", is_negative ? "negative" : "positive", name,
                    random_.Pick(kLevels));
    home.children.push_back(Statement(before, Predicate()));
    features.names.push_back(name);
    (is_negative ? features.has_negative : features.has_positive) = true;
  }

  // What a condition says of features.
  RuleNode Leaf(const Features& features) {
    const bool is_negative = random_.Percent(50);
    const bool has_some =
        is_negative ? features.has_negative : features.has_positive;
    if (has_some && random_.Percent(20)) {
      return Expression(fmt::format("{} {}",
                                    random_.Percent(50) ? "any" : "all",
                                    is_negative ? "negative" : "positive"));
    }
    return Expression(random_.Pick(features.names));
  }

  void AddCondition(const ConditionKind& kind, const Features& features,
                    RuleNode& home) {
    std::string before(kind.spelling);
    if (random_.Percent(40)) {
      const auto& priorities =
          kind.votes_belongs ? kBelongsPriorities : kExcludedPriorities;
      before += fmt::format(" priority {}",
                            priorities[random_.Below(std::size(priorities))]);
    }
    home.children.push_back(Statement(
        before + " : ",
        RandomExpression([&] { return Leaf(features); }, 2, random_)));
  }

  // Any conditions; says whether one of them votes for `belongs`.
  bool AddConditions(uint32_t count, bool has_scope, const Features& features,
                     RuleNode& home) {
    bool votes_belongs = false;
    for (; count > 0; --count) {
      const ConditionKind& kind = kKinds[random_.Below(std::size(kKinds))];
      if (&kind == &kKinds[1] && !has_scope) continue;
      AddCondition(kind, features, home);
      votes_belongs |= kind.votes_belongs;
    }
    return votes_belongs;
  }

  RuleNode Fingerprint(std::string_view role, bool has_scope,
                       const Features& inherited) {
    RuleNode node = Braces(fmt::format("fingerprint {}", role));
    Features features = inherited;
    if (!features.has_positive || random_.Percent(70)) {
      AddFeature(false, node, features);
    }
    while (random_.Percent(50)) {
      AddFeature(random_.Percent(40), node, features);
    }
    if (random_.Percent(25)) return node;  // the default conditions
    if (!AddConditions(random_.Below(4), has_scope, features, node)) {
      AddCondition(kKinds[3], features, node);
    }
    return node;
  }

  RuleNode Platform(bool has_scope) {
    RuleNode node =
        Braces(fmt::format("platform p{}{}", platforms_++,
                           random_.Percent(30) ? " \"A platform\"" : ""));
    if (random_.Percent(20)) node.children.push_back(Item("category = hub;\n"));
    if (random_.Percent(20)) {
      node.children.push_back(Item("reference = \"a page\";\n"));
    }
    Features features;
    if (random_.Percent(50)) {
      for (uint32_t i = random_.Below(3) + 1; i > 0; --i) {
        AddFeature(random_.Percent(50), node, features);
      }
      if (random_.Percent(40)) {
        AddConditions(random_.Below(2) + 1, has_scope, features, node);
      }
    }
    static const std::vector<std::string_view> kRoles = {"device", "dns",
                                                         "local", "mobile"};
    const size_t only = random_.Below(kRoles.size());
    for (size_t i = 0; i < kRoles.size(); ++i) {
      if (i != only && random_.Percent(80)) continue;
      node.children.push_back(Fingerprint(kRoles[i], has_scope, features));
    }
    return node;
  }

  void AddPreferences() {
    const bool is_back = random_.Percent(50);
    for (uint32_t i = 0; i < platforms_; ++i) {
      for (uint32_t j = i + 1; j < platforms_; ++j) {
        if (!random_.Percent(25)) continue;
        RuleFile& file = files_[random_.Below(files_.size())];
        file.root.children.push_back(Item(fmt::format(
            "prefer p{} over p{};\n", is_back ? j : i, is_back ? i : j)));
      }
    }
  }

  Random& random_;
  VisibleNames names_;                  // in the file being written
  std::vector<VisibleNames> exported_;  // by file: its own
  TermWriter terms_;
  std::vector<RuleFile> files_;
  uint32_t providers_ = 0;
  uint32_t platforms_ = 0;
  uint32_t features_ = 0;
};

}  // namespace

std::vector<RuleFile> RandomRules(const ValuePool& pool, Random& random) {
  return RuleWriter(pool, random).Run();
}

}  // namespace iotpf::tests
