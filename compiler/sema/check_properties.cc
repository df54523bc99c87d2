// Properties are few, so a table says all of them: who has one, and in which
// form. A misspelled one would be lost in silence.

#include "compiler/sema/check_properties.h"

#include "compiler/diagnostics/suggest.h"

#include <map>
#include <string>
#include <string_view>

namespace iotpf::sema {
namespace {

struct PropertyInfo {
  std::string_view name;
  bool in_provider;
  bool is_name;  // a word without quotes, given once; else a text
};

constexpr PropertyInfo kProperties[] = {{"category", false, true},
                                        {"reference", true, false}};

void CheckForm(const ast::Property& property, const PropertyInfo& info,
               DiagnosticSink& diagnostics) {
  if (property.is_name == info.is_name) return;
  diagnostics.Report(property.value_span, diag::WrongProperty, info.name,
                     info.is_name ? "a name without quotes, such as `hub`"
                                  : "a text in quotes");
}

void CheckAll(const std::vector<ast::Property>& properties, bool in_provider,
              DiagnosticSink& diagnostics) {
  std::map<std::string_view, const PropertyInfo*> known;
  std::vector<std::string> names;
  for (const PropertyInfo& info : kProperties) {
    if (in_provider && !info.in_provider) continue;
    known[info.name] = &info;
    names.emplace_back(info.name);
  }
  std::map<std::string_view, SourceSpan> seen;
  for (const ast::Property& property : properties) {
    const std::string& name = property.name.text;
    const auto it = known.find(name);
    if (it == known.end()) {
      diagnostics.Report(
          property.name.span, diag::UnknownProperty,
          in_provider ? "provider" : "platform", name,
          diagnostics.is_worth_help() ? SuggestName(name, names) : "");
      continue;
    }
    CheckForm(property, *it->second, diagnostics);
    const auto [first, is_new] = seen.emplace(name, property.name.span);
    if (is_new || !it->second->is_name) continue;
    diagnostics.Report(property.name.span, diag::DuplicateName, "property",
                       name);
    diagnostics.AddLabel(first->second, diag::FirstDefinedHere);
  }
}

}  // namespace

void CheckProperties(const std::vector<ast::File>& files,
                     DiagnosticSink& diagnostics) {
  for (const ast::File& file : files) {
    for (const ast::Provider& provider : file.providers) {
      CheckAll(provider.properties, true, diagnostics);
      for (const ast::Platform& platform : provider.platforms) {
        CheckAll(platform.properties, false, diagnostics);
      }
    }
    for (const ast::Platform& platform : file.platforms) {
      CheckAll(platform.properties, false, diagnostics);
    }
  }
}

}  // namespace iotpf::sema
