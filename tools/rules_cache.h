// The folder where iotpf-run keeps the rules that it had compiled.
#ifndef IOTPF_TOOLS_RULES_CACHE_H_
#define IOTPF_TOOLS_RULES_CACHE_H_

#include <iotpf/result.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::tools {

// Libraries in the cache; the oldest make room.
inline constexpr size_t kMaxCachedLibraries = 64;

// `iotpf` in $XDG_CACHE_HOME or ~/.cache, made where it is missing. Nothing
// where there is none, or where others can write to it.
std::optional<std::string> RulesCacheFolder();

// The name of the library of `sources`: the digest of their names and bytes, of
// the compiler, by its size and time of change, and of the CPU.
//
//   Errors   a source or the compiler cannot be read.
Result<std::string> CachedLibraryName(const std::vector<std::string>& sources,
                                      const std::string& compiler,
                                      const std::string& target_cpu);

// Whether the files that `library` was made of, imports and lists included, are
// still what they were.
bool IsFresh(const std::string& library);

// Remembers the files that `library` was made of. `list` is what
// `iotpfc --dependencies` wrote: a path a line.
void RememberFiles(const std::string& library, const std::string& list);

// Makes room for one more library.
void PruneRulesCache(const std::string& folder);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_RULES_CACHE_H_
