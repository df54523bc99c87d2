// How well verdicts agree with labels, in numbers.
#ifndef IOTPF_TOOLS_LABEL_SCORE_H_
#define IOTPF_TOOLS_LABEL_SCORE_H_

#include <iotpf/verdict.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::tools {

// What a verdict is worth beside a label.
enum class LabelOutcome : uint8_t {
  Right,      // the platform, in front or behind a brand that rents it; of no
              // IoT: nothing is claimed
  Wrong,      // another platform; of no IoT: any
  BackEnd,    // only the back end that the labelled brand rents
  Ambiguous,  // several in front
  Provider,   // the company's traffic, no platform
  Other,      // nothing
  Missing     // the input has no such session
};
inline constexpr size_t kLabelOutcomes = 7;

std::string_view NameOf(LabelOutcome outcome);

// One labelled session, as it was found.
struct LabelledVerdict {
  std::vector<std::string> labels;  // any is right; empty: no IoT
  bool is_found = false;            // else the rest says nothing
  LabelKind kind = LabelKind::Other;
  std::vector<std::string> front;  // ids
  std::vector<std::string> behind;
};

// Brands, each with the back ends that it may rent: what `prefer` says.
using BackEnds = std::map<std::string, std::set<std::string>>;

// The figures of one platform.
struct PlatformScore {
  uint64_t labelled = 0;
  uint64_t right = 0;
  uint64_t wrong = 0;  // sessions that are labelled otherwise and got its name

  uint64_t claimed() const { return right + wrong; }

  // Shares of 1; 0 where nothing is claimed or labelled.
  double Precision() const;
  double Recall() const;
  double F1() const;
};

// The row of the matrix for sessions that are no IoT.
inline constexpr std::string_view kNoIotRow = "non-iot";

// The columns for what names no platform, behind the platforms.
inline constexpr std::string_view kMissColumns[] = {"ambiguous", "provider",
                                                    "other", "missing"};

// Figures over many labelled sessions.
class LabelScore {
 public:
  explicit LabelScore(BackEnds back_ends) : back_ends_(std::move(back_ends)) {}

  // What a session is worth.
  LabelOutcome OutcomeOf(const LabelledVerdict& session) const;
  // The same, and counts it.
  LabelOutcome Add(const LabelledVerdict& session);

  uint64_t iot(LabelOutcome outcome) const { return At(iot_, outcome); }
  uint64_t no_iot(LabelOutcome outcome) const { return At(no_iot_, outcome); }
  uint64_t iot() const { return Sum(iot_); }
  uint64_t no_iot() const { return Sum(no_iot_); }
  uint64_t sessions() const { return iot() + no_iot(); }
  uint64_t claimed() const;  // names given to sessions, right or wrong
  // Right ones of all, a share of 1; 0 where there are none.
  double Accuracy() const;
  // Of all claims of platforms together, and of all sessions of platforms.
  double Precision() const;
  double Recall() const;

  // By id: those that are labelled or claimed.
  const std::map<std::string, PlatformScore>& platforms() const {
    return platforms_;
  }
  // How many sessions of a row, which is a label or kNoIotRow, got a column,
  // which is a platform or one of kMissColumns.
  const std::map<std::pair<std::string, std::string>, uint64_t>& confusion()
      const {
    return confusion_;
  }

 private:
  using Counts = uint64_t[kLabelOutcomes];

  static uint64_t At(const Counts& counts, LabelOutcome outcome) {
    return counts[static_cast<size_t>(outcome)];
  }
  static uint64_t Sum(const Counts& counts);
  bool Rents(const std::string& brand, const std::string& back_end) const;

  BackEnds back_ends_;
  Counts iot_ = {};
  Counts no_iot_ = {};
  std::map<std::string, PlatformScore> platforms_;
  std::map<std::pair<std::string, std::string>, uint64_t> confusion_;
};

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LABEL_SCORE_H_
