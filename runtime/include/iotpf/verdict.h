// What rules say of a session.
#ifndef IOTPF_VERDICT_H_
#define IOTPF_VERDICT_H_

#include <iotpf/field.h>

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf {

enum class LabelKind : uint8_t { Platform, Ambiguous, Provider, Other };

enum class Certainty : uint8_t { Final, Provisional };

// A feature that holds, and the first value that made it hold.
struct Evidence {
  uint32_t feature;   // row of the ruleset's features
  std::string field;  // as in rules: `http.response.header["Server"]`, or
                      // `count(tls.alpn)`; empty where it holds by the lack
                      // of a value
  std::string value;  // raw bytes, integers in decimal, addresses as text;
                      // at most kMaxEvidenceValueBytes
  bool truncated = false;  // the value was longer
  bool operator==(const Evidence&) const = default;
};

// A platform that a session is said to belong to.
struct PlatformClaim {
  uint32_t platform;                   // row of the ruleset's platforms
  std::vector<uint32_t> fingerprints;  // those that vote, sorted by role name
  uint32_t condition;  // the deciding one: of the highest priority among the
                       // fingerprints', the first by id where several are
  std::vector<Evidence> evidence;  // of that condition, in order of features
  bool operator==(const PlatformClaim&) const = default;
};

struct Verdict {
  LabelKind label = LabelKind::Other;
  Certainty certainty = Certainty::Provisional;
  Stage stage = Stage::Stream;        // at which it was settled
  std::vector<PlatformClaim> front;   // one: Platform; several: Ambiguous.
                                      // Sorted by platform id
  std::vector<PlatformClaim> behind;  // sorted by platform id
  std::vector<uint32_t> providers;    // whose scope holds, sorted by id; only
                                      // where `front` is empty
  bool operator==(const Verdict&) const = default;
};

}  // namespace iotpf

#endif  // IOTPF_VERDICT_H_
