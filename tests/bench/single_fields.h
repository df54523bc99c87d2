// Patterns of one kind, and single fields of one length to find them in.
#ifndef IOTPF_TESTS_BENCH_SINGLE_FIELDS_H_
#define IOTPF_TESTS_BENCH_SINGLE_FIELDS_H_

#include "tests/bench/decoded_corpus.h"
#include "tests/bench/rule_table.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

enum class PatternFamily : uint8_t {
  AnchoredRegex,  // names of regional hosts, from `^` to `$`
  Prefix,         // paths of interfaces
  Literal         // marks that devices leave anywhere
};

// That many rows on one field: the target for anchored families, the body for
// literals.
std::vector<Rule> MakePatterns(PatternFamily family, uint32_t count);

// Sessions that have only the field of `rules`. Most values are cut from the
// text of real sessions; in one of ten a row holds.
class SingleFields {
 public:
  // Input: `size` is that of each value, in bytes; `total` that of all.
  SingleFields(std::span<const DecodedSession> corpus, PatternFamily family,
               const std::vector<Rule>& rules, size_t size, size_t total);

  std::span<const DecodedSession> sessions() const { return sessions_; }

 private:
  std::vector<std::string> values_;
  std::vector<DecodedSession> sessions_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_SINGLE_FIELDS_H_
