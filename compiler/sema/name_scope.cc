// Qualified names are the one key of all tables; what is written in a file is
// turned into them. Whether a short name is unique depends on the imports of
// the file alone, so that a new file elsewhere never changes what it means.

#include "compiler/sema/name_scope.h"

#include <fmt/format.h>

#include <set>

namespace iotpf::sema {

std::string QualifiedName(std::string_view module, std::string_view name) {
  if (module.empty()) return std::string(name);
  return fmt::format("{}.{}", module, name);
}

bool LostNames::Has(std::string_view name) const {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return names.contains(name);
  return names.contains(name.substr(dot + 1)) ||
         modules.contains(name.substr(0, dot));
}

LostNames FindLostNames(const std::vector<ast::File>& files) {
  LostNames lost;
  std::set<std::string_view> declared;
  for (const ast::File& file : files) {
    lost.names.insert(file.lost_names.begin(), file.lost_names.end());
    declared.insert(file.module);
  }
  for (const ast::File& file : files) {
    for (const ast::Import& import : file.imports) {
      const std::string& module = import.module.text;
      if (declared.contains(module)) continue;
      lost.modules.insert(module);
      lost.modules.insert(module.substr(module.rfind('.') + 1));
    }
  }
  return lost;
}

NameScope::NameScope(const ast::File& file) : module_(file.module) {
  for (const ast::Import& import : file.imports) {
    modules_.emplace(import.module.text, import.module.text);
  }
  // A whole name comes before the last part of another, whatever the order.
  std::map<std::string, std::string> last_parts;
  std::set<std::string> repeated;
  for (const auto& [module, same] : modules_) {
    const std::string last = module.substr(module.rfind('.') + 1);
    if (last != module && !last_parts.emplace(last, module).second) {
      repeated.insert(last);
    }
  }
  for (const auto& [last, module] : last_parts) {
    if (!repeated.contains(last)) modules_.emplace(last, module);
  }
  for (const auto& [written, module] : modules_) {
    std::string& shortest = short_names_[module];
    if (shortest.empty() || written.size() < shortest.size()) {
      shortest = written;
    }
  }
}

std::vector<std::string> NameScope::CandidatesFor(std::string_view name) const {
  std::vector<std::string> keys;
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) {
    keys.push_back(QualifiedName(module_, name));
    // Files without a module share one without a name.
    if (!module_.empty()) keys.emplace_back(name);
    return keys;
  }
  const std::string_view qualifier = name.substr(0, dot);
  if (qualifier == module_) keys.emplace_back(name);
  if (const auto it = modules_.find(qualifier); it != modules_.end()) {
    keys.push_back(QualifiedName(it->second, name.substr(dot + 1)));
  }
  return keys;
}

std::string NameScope::WrittenHere(const std::string& key) const {
  const size_t dot = key.rfind('.');
  if (dot == std::string::npos) return key;
  const std::string_view module = std::string_view(key).substr(0, dot);
  const std::string name = key.substr(dot + 1);
  if (module == module_) return name;
  const auto it = short_names_.find(module);
  return it == short_names_.end() ? "" : QualifiedName(it->second, name);
}

bool NameScope::EndsInPath(std::string_view key, std::string_view name) {
  return key == name || (key.size() > name.size() && key.ends_with(name) &&
                         key[key.size() - name.size() - 1] == '.');
}

}  // namespace iotpf::sema
