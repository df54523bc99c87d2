// Explanations: why a session has its verdict, and what would change it.
#ifndef IOTPF_EXPLAIN_H_
#define IOTPF_EXPLAIN_H_

#include <iotpf/ruleset_abi.h>
#include <iotpf/session.h>
#include <iotpf/verdict.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace iotpf {

// Which platforms an explanation shows.
struct ExplainOptions {
  enum class Platforms : uint8_t {
    Relevant,  // in front or behind, with a feature that holds, or of a
               // provider whose scope holds
    All,
    One
  };
  Platforms platforms = Platforms::Relevant;
  uint32_t platform = 0;  // One: a row of the ruleset's platforms
};

// Values of one field that are kept, besides those that tests found to match.
inline constexpr size_t kMaxSeenValues = 4;
// Nodes of one expression that are kept, for each feature anew.
inline constexpr size_t kMaxExpressionNodes = 256;
// Sets of features that are kept of those that would change a platform.
inline constexpr size_t kMaxChanges = 8;
// Sets of features that are tried for one fingerprint.
inline constexpr size_t kMaxChangeTrials = 1024;

// Of an expression; the numbers are the ABI's.
enum class Truth : uint8_t {
  False = IOTPF_FALSE,
  True = IOTPF_TRUE,
  Unknown = IOTPF_UNKNOWN  // it rests on what was not observed
};

// What a condition or a fingerprint says. A condition that is Unknown would
// vote if what was not observed were so; a fingerprint never is.
enum class Vote : uint8_t { None, Belongs, Excluded, Unknown };

struct SeenValue {
  uint32_t index;          // among the values of the field
  uint16_t kind;           // enum iotpf_value_kind
  bool truncated = false;  // the session has more of it than `text`
  bool partial = false;    // the session has only its beginning
  // Raw bytes, integers in decimal, addresses as text; empty for JSON objects
  // and arrays. At most as long as evidence.
  std::string text;
};

// What the session shows of a field that some test reads.
struct SeenField {
  uint32_t reading = 0;  // row of the ruleset's readings
  Presence presence = Presence::Unobserved;
  bool open = false;              // more values may follow
  uint32_t count = 0;             // values in the session
  std::vector<SeenValue> values;  // some of them, by index
};

// One node of an expression, written as a tree: its children follow, one
// deeper. A feature has one child, what it stands for.
struct ExpressionNode {
  uint32_t node;   // row of the ruleset's nodes
  uint32_t match;  // the value that makes a test hold, by index; or IOTPF_NONE
  uint16_t depth;  // 0: the expression itself
  Truth truth;
  // What stands below was shown before in the platform, or is left out by
  // kMaxExpressionNodes.
  bool is_repeated = false;
  bool is_cut = false;
};

struct ConditionExplanation {
  uint32_t condition = 0;        // row of the ruleset's conditions
  Truth truth = Truth::Unknown;  // of its expression
  Vote vote = Vote::None;        // with its guard
  bool decides = false;
  std::vector<ExpressionNode> expression;
  // Scope and records of `necessary negative`, without which it does not vote;
  // else empty.
  std::vector<ExpressionNode> guard;
};

struct FingerprintExplanation {
  uint32_t fingerprint = 0;  // row of the ruleset's fingerprints
  Vote vote = Vote::None;    // None: undecided
  // What was not observed could give it another vote.
  bool is_open = false;
  std::vector<ConditionExplanation> conditions;  // highest priority first
};

// A feature that would have to be otherwise.
struct FeatureChange {
  uint32_t feature;  // row of the ruleset's features
  bool holds;        // what it would have to be
  Truth now;
  auto operator<=>(const FeatureChange&) const = default;
};

// Features whose change would change a platform, all else being the same.
struct Change {
  uint32_t fingerprint;  // that would vote otherwise
  std::vector<FeatureChange> features;
  bool operator==(const Change&) const = default;
};

// Where a platform stands in a verdict, or would stand.
enum class Place : uint8_t { Nowhere, Front, Ambiguous, Behind };

struct PlatformExplanation {
  uint32_t platform = 0;  // row of the ruleset's platforms
  Place place = Place::Nowhere;
  // A flow has it from its exchanges: no fingerprint belongs by the flow's own
  // records.
  bool by_exchanges = false;
  // Platforms in the verdict that are preferred over it, by id.
  std::vector<uint32_t> preferred;
  // Those that belong first, else in order of the ruleset.
  std::vector<FingerprintExplanation> fingerprints;

  // What each of `changes` would lead to: from Nowhere to a place, from a place
  // by one fingerprint to Nowhere. They are the smallest sets of at most two
  // features, the first kMaxChanges of `change_count`.
  Place would_be = Place::Nowhere;
  std::vector<Change> changes;
  uint32_t change_count = 0;
};

// Why a session has its verdict. It is worked out from all that the session
// shows: a verdict that is final at an earlier stage need not name what later
// ones add, such as a second role.
struct Explanation {
  Verdict verdict;
  ExplainOptions::Platforms shown = ExplainOptions::Platforms::Relevant;
  // In front, behind, then the others; each by id.
  std::vector<PlatformExplanation> platforms;
  std::vector<SeenField> fields;  // that their tests read, by reading
  uint32_t left_out = 0;          // platforms that are not relevant
  // Platforms, shown or not, that the verdict does not name and that what was
  // not observed could bring in.
  uint32_t open_platforms = 0;

  // What a test reads, or null: an index of `fields` by row.
  const SeenField* FieldOf(uint32_t reading) const;
  // Bytes it takes, about.
  size_t Cost() const;
};

}  // namespace iotpf

#endif  // IOTPF_EXPLAIN_H_
