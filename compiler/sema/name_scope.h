// Which lists and predicates a file can name, and by what names.
#ifndef IOTPF_COMPILER_SEMA_NAME_SCOPE_H_
#define IOTPF_COMPILER_SEMA_NAME_SCOPE_H_

#include "compiler/ast/ast.h"
#include "compiler/sema/symbol_table.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::sema {

// The name by which the tables know `name` of `module`.
std::string QualifiedName(std::string_view module, std::string_view name);

// What syntax errors and imports that failed hide from all files.
LostNames FindLostNames(const std::vector<ast::File>& files);

// The names of one file: its own by their plain name; those of a module that it
// imports as `lists.adverts.samsung`, or as `adverts.samsung` where no other
// import ends in `adverts`.
class NameScope {
 public:
  explicit NameScope(const ast::File& file);

  // The entry of `table`, whose keys are qualified names, that `name` means
  // here, or its end.
  template <class Map>
  typename Map::const_iterator Find(const Map& table,
                                    std::string_view name) const {
    for (const std::string& key : CandidatesFor(name)) {
      if (const auto it = table.find(key); it != table.end()) return it;
    }
    return table.end();
  }

  // All names of `table` as they are written in this file, for suggestions.
  template <class Map>
  std::vector<std::string> NamesIn(const Map& table) const {
    std::vector<std::string> names;
    for (const auto& [key, value] : table) {
      if (std::string name = WrittenHere(key); !name.empty()) {
        names.push_back(std::move(name));
      }
    }
    return names;
  }

  // The module of a qualified name that would have to be imported first, or
  // empty: a name that ends like `name` and is not visible here.
  template <class Map>
  std::string ModuleToImport(const Map& table, std::string_view name) const {
    for (const auto& [key, value] : table) {
      const size_t dot = key.rfind('.');
      if (dot != std::string::npos && EndsInPath(key, name) &&
          WrittenHere(key).empty()) {
        return key.substr(0, dot);
      }
    }
    return "";
  }

 private:
  std::vector<std::string> CandidatesFor(std::string_view name) const;
  // How `key` is written in this file; empty where it cannot be named.
  std::string WrittenHere(const std::string& key) const;
  // Whether `key` is `name`, or ends in `.name`.
  static bool EndsInPath(std::string_view key, std::string_view name);

  std::string module_;
  // How modules are written here: `adverts`, `lists.adverts`.
  std::map<std::string, std::string, std::less<>> modules_;
  std::map<std::string, std::string, std::less<>> short_names_;  // and back
};

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_NAME_SCOPE_H_
