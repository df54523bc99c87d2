// Rules as flat tables: what the reference evaluator runs and what code
// generation reads. No pass after BuildIr() sees the tree.
//
// The tables are those of ruleset_abi.h with owned strings in place of offsets;
// ops and kinds are its enumerations. WriteImage() lays them out.
#ifndef IOTPF_COMPILER_IR_IR_H_
#define IOTPF_COMPILER_IR_IR_H_

#include "compiler/source/source_span.h"

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::ir {

inline constexpr uint32_t kNone = IOTPF_NONE;

struct Source {
  std::string name;
  std::array<uint8_t, 32> digest;  // SHA-256
};

struct Reading {
  Field field;
  std::string key;
};

struct Constant {
  iotpf_constant_kind kind;
  uint32_t flags = 0;  // IOTPF_CONSTANT_*
  std::string bytes;
  std::string mask;  // empty, or as long as `bytes`
  int64_t first = 0;
  int64_t last = 0;
  auto operator<=>(const Constant&) const = default;
};

struct Regex {
  std::string pattern;
  uint32_t flags = 0;  // IOTPF_REGEX_*
};

struct Predicate {
  iotpf_predicate_op op;
  uint32_t reading = kNone;  // RECORD_PRESENT: the number of a Record
  Stage stage;
  ValueType type;
  uint32_t first_constant = 0;
  uint32_t constant_count = 0;
  uint64_t number = 0;
  // MATCHES: where its regex is first written. Not in the image.
  SourceSpan regex_span = {};
};

struct Node {
  iotpf_node_op op;
  uint32_t first = 0;
  uint32_t count = 0;
  uint32_t threshold = 0;
};

struct Feature {
  std::string name;
  std::string documentation;
  iotpf_position position;
  uint32_t platform;
  uint32_t fingerprint = kNone;
  bool negative = false;
  iotpf_level level = IOTPF_LEVEL_NONE;
  uint32_t node;
};

struct Condition {
  std::string id;
  iotpf_position position;
  uint32_t fingerprint;
  iotpf_condition_kind kind;
  uint32_t priority;
  uint32_t node;
  uint32_t guard = kNone;
};

struct Fingerprint {
  std::string name;
  iotpf_position position;
  uint32_t platform;
  uint32_t first_condition;
  uint32_t condition_count;
};

struct Platform {
  std::string id, title, category;
  iotpf_position position;
  uint32_t provider = kNone;
};

struct Provider {
  std::string id, title;
  iotpf_position position;
  uint32_t scope = kNone;
};

struct Preference {
  uint32_t winner;
  uint32_t loser;
};

// Order, so that no file order or declaration order shows in the output:
// platforms, providers and preferences by id; fingerprints by platform and
// name; features by platform, fingerprint (the platform's own first) and name;
// conditions by fingerprint, then by falling priority, then by id; sources by
// name.
struct Ruleset {
  std::vector<Source> sources;
  std::vector<Reading> readings;
  std::vector<Constant> constants;
  std::vector<Regex> regexes;
  std::vector<Predicate> predicates;
  std::vector<uint32_t> children;
  std::vector<Node> nodes;
  std::vector<Feature> features;
  std::vector<Condition> conditions;
  std::vector<Fingerprint> fingerprints;
  std::vector<Platform> platforms;
  std::vector<Provider> providers;
  std::vector<Preference> preferences;
};

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_IR_H_
