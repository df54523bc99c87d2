// A feature's name is unique in its fingerprint, or in its platform where it is
// declared there; rows say the same of themselves.

#include "compiler/lint/feature_rows.h"

#include <map>
#include <string_view>
#include <tuple>

namespace iotpf::lint {

std::vector<const ast::Feature*> FeaturesByRow(const LintInput& input) {
  // Platform, fingerprint (empty: of the platform) and name.
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
  std::map<Key, const ast::Feature*> features;
  for (const auto& [id, symbol] : input.symbols.platforms) {
    for (const ast::Feature& feature : symbol.platform->features) {
      features[{id, "", feature.name.text}] = &feature;
    }
    for (const auto& fingerprint : symbol.platform->fingerprints) {
      for (const ast::Feature& feature : fingerprint.features) {
        features[{id, fingerprint.name.text, feature.name.text}] = &feature;
      }
    }
  }
  const ir::Ruleset& ruleset = input.ruleset;
  std::vector<const ast::Feature*> rows;
  for (const ir::Feature& row : ruleset.features) {
    const std::string_view fingerprint =
        row.fingerprint == ir::kNone
            ? std::string_view()
            : ruleset.fingerprints[row.fingerprint].name;
    rows.push_back(features.at(
        {ruleset.platforms[row.platform].id, fingerprint, row.name}));
  }
  return rows;
}

}  // namespace iotpf::lint
