// Platforms that do not say where their features come from: without that nobody
// can check them, or mend them when the platform changes.

#include "compiler/lint/checks.h"

#include <algorithm>

namespace iotpf::lint {

void CheckMissingReferences(const LintInput& input,
                            DiagnosticSink& diagnostics) {
  for (const auto& [id, symbol] : input.symbols.platforms) {
    const auto& properties = symbol.platform->properties;
    const bool has_reference =
        std::ranges::any_of(properties, [](const ast::Property& property) {
          return property.name.text == "reference" && !property.value.empty();
        });
    if (has_reference) continue;
    diagnostics.Report(symbol.platform->name.span, diag::MissingReference, id);
  }
}

}  // namespace iotpf::lint
