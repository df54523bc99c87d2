// What the names in a set of rule files mean.
#ifndef IOTPF_COMPILER_SEMA_SYMBOL_TABLE_H_
#define IOTPF_COMPILER_SEMA_SYMBOL_TABLE_H_

#include "compiler/ast/ast.h"

#include <iotpf/field.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace iotpf::sema {

// A platform and where it stands.
struct PlatformSymbol {
  const ast::Platform* platform;
  const ast::Provider* provider;  // null outside of any provider
  const ast::File* file;
};

struct ProviderSymbol {
  const ast::Provider* provider;
  const ast::File* file;
};

struct PredicateSymbol {
  const ast::PredicateDefinition* predicate;
  const ast::File* file;
};

// Names that are declared where they cannot be seen: in statements with syntax
// errors, and in modules that could not be loaded. Nothing is said of them.
struct LostNames {
  std::set<std::string, std::less<>> names;
  std::set<std::string, std::less<>>
      modules;  // as written, and their last part

  bool Has(std::string_view name) const;
  bool empty() const { return names.empty() && modules.empty(); }
};

// Names to declarations, and uses to what they mean. Keys of the ordered maps
// are in the order of the output; the unordered ones are only looked up.
struct SymbolTable {
  std::map<std::string, ProviderSymbol> providers;    // by id
  std::map<std::string, PlatformSymbol> platforms;    // by id
  std::map<std::string, const ast::List*> lists;      // `module.name`
  std::map<std::string, PredicateSymbol> predicates;  // `module.name`

  LostNames lost;
  bool has_holes = false;  // statements are missing

  // Terms that test a field, and tests that show one.
  std::unordered_map<const ast::Reference*, Field> fields;
  // Terms that name a feature, in conditions.
  std::unordered_map<const ast::Reference*, const ast::Feature*> features;
  // Lists with an element of no bytes, which is a part of any text.
  std::unordered_set<const ast::List*> lists_with_empty_text;
  // Operands that name a list.
  std::unordered_map<const ast::Operand*, const ast::List*> operand_lists;
  // Operands that name a parameter of the predicate they stand in: its number.
  std::unordered_map<const ast::Operand*, size_t> operand_parameters;
  std::unordered_map<const ast::Call*, const ast::PredicateDefinition*> calls;
};

// What stands for each parameter of a predicate at one of its uses: operands
// that are no parameters themselves. Empty outside of predicates.
using Arguments = std::vector<const ast::Operand*>;

// `operand`, or the argument that it names where it is a parameter.
const ast::Operand& ArgumentFor(const ast::Operand& operand,
                                const SymbolTable& symbols,
                                const Arguments& arguments);

// The arguments of `call`, which stands where `outer` are the arguments.
Arguments ArgumentsOf(const ast::Call& call, const SymbolTable& symbols,
                      const Arguments& outer);

// The features that a condition of `fingerprint` may name: the platform's and
// the fingerprint's own. `fingerprint` is null for what stands in the platform.
std::vector<const ast::Feature*> VisibleFeatures(
    const ast::Platform& platform, const ast::Fingerprint* fingerprint);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_SYMBOL_TABLE_H_
