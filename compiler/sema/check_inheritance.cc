// A platform with a thousand features and a thousand fingerprints is two
// thousand lines and a million inherited features. A condition counts with each
// feature that it names.

#include "compiler/sema/check_inheritance.h"

#include "compiler/ast/walk.h"
#include "compiler/support/limits.h"

namespace iotpf::sema {
namespace {

uint64_t HandedOnBy(const ast::Platform& platform) {
  uint64_t count = platform.features.size();
  for (const ast::Condition& condition : platform.conditions) {
    ast::ForEachLeaf(condition.value, [&count](const auto&) { ++count; });
  }
  return count * platform.fingerprints.size();
}

}  // namespace

bool CheckInheritance(const std::vector<ast::File>& files,
                      DiagnosticSink& diagnostics) {
  uint64_t inherited = 0;
  const ast::Platform* excess = nullptr;
  for (const ast::File& file : files) {
    ast::ForEachPlatform(
        file, [&](const ast::Platform& platform, const ast::Provider*) {
          inherited += HandedOnBy(platform);
          if (inherited > kMaxInherited && excess == nullptr) {
            excess = &platform;
          }
        });
  }
  if (excess == nullptr) return true;
  diagnostics.Report(excess->name.span, diag::InheritanceTooLarge,
                     excess->name.text, kMaxInherited);
  return false;
}

}  // namespace iotpf::sema
