// Features as rows: what every engine of the benchmark is made from.
#ifndef IOTPF_TESTS_BENCH_RULE_TABLE_H_
#define IOTPF_TESTS_BENCH_RULE_TABLE_H_

#include <iotpf/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

enum class RuleOp : uint8_t { Equal, Prefix, Suffix, Contains, Regex };

enum class RuleField : uint8_t {
  Host,
  Target,
  Body,  // of the response
  RequestHeader,
  ResponseHeader
};

// Feature number `i` of a table is its row `i`.
struct Rule {
  uint32_t platform = 0;
  RuleField field = RuleField::Host;
  std::string header;  // in lower case; empty for other fields
  RuleOp op = RuleOp::Equal;
  std::string value;  // bytes, or a regex that may match anywhere
};

// Reads a file of genrules.py: number, platform, field, operator and value,
// with tabs between. Its `h:NAME` is a header of the request, but for `server`
// and `set-cookie`, which are of the response.
//
//   Errors  the file cannot be read, or its first line that is no such row.
Result<std::vector<Rule>> ReadRuleTable(const std::string& path);

// The same as rules: a platform for each platform, with one fingerprint whose
// feature `f12` is row 12 of the table.
std::string RuleText(const std::vector<Rule>& rules);

// The field and test of one row: `http.request.host ends_with ".acme.com"`.
std::string TestText(const Rule& rule);

// `"text"` as rules write it, with escapes.
std::string QuotedText(std::string_view bytes);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_RULE_TABLE_H_
