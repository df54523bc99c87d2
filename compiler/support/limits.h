// Every limit on rules, named with its unit. Each has a diagnostic.
#ifndef IOTPF_COMPILER_SUPPORT_LIMITS_H_
#define IOTPF_COMPILER_SUPPORT_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace iotpf {

// A file of rules. Offsets are 32 bits wide; the rest is room for parsing.
inline constexpr size_t kMaxSourceBytes = size_t{64} << 20;
// Words, signs and comments of a file. The parser keeps them all, in up to a
// kilobyte each.
inline constexpr size_t kMaxTokens = size_t{2} << 20;
// A name, with its dots. Names go into the ids of what is in them.
inline constexpr size_t kMaxNameBytes = 128;
// Files of one compilation: given, imported and of lists.
inline constexpr size_t kMaxSourceFiles = 10'000;
// Imports that follow each other from a file to a file.
inline constexpr size_t kMaxImportDepth = 64;
// Parentheses, quantifiers and `not` inside each other.
inline constexpr uint32_t kMaxNestingDepth = 64;
// A text, hex or regex literal, decoded.
inline constexpr size_t kMaxLiteralBytes = size_t{64} << 10;
inline constexpr size_t kMaxRegexBytes = size_t{4} << 10;
// What RE2 may use for one regex: bounds the states of repeats such as
// `(a{100}){100}`.
inline constexpr int64_t kMaxRegexMemoryBytes = int64_t{1} << 20;
// A host name, without the final dot: RFC 1035, section 2.3.4.
inline constexpr size_t kMaxHostBytes = 253;
inline constexpr size_t kMaxHostLabelBytes = 63;
// The patterns of all regexes that differ, in bytes, and their programs, in
// instructions. Compiling takes up to some microseconds for each.
inline constexpr size_t kMaxRegexWork = size_t{5} << 20;
// Features and conditions that fingerprints inherit, in all.
inline constexpr uint64_t kMaxInherited = 1'000'000;
// Pairs of platforms that preferences say, with those that follow from them.
inline constexpr size_t kMaxPreferences = 1'000'000;
// A condition's priority.
inline constexpr int64_t kMaxPriority = 1'000'000;
// How far `at` may look, in bytes.
inline constexpr int64_t kMaxAtOffsetBytes = 65'535;

// What a feature or scope may grow to when its predicates are put in: tests of
// fields. Predicates that use predicates twice each grow by powers of two.
inline constexpr uint64_t kMaxExpandedTests = 10'000;
// The same for all uses of predicates together, with the values and arguments
// that are put in.
inline constexpr uint64_t kMaxExpandedTestsInAll = 10'000'000;

}  // namespace iotpf

#endif  // IOTPF_COMPILER_SUPPORT_LIMITS_H_
