// Features of which a session shows nothing.
#ifndef IOTPF_RUNTIME_REPORT_BLANK_FEATURES_H_
#define IOTPF_RUNTIME_REPORT_BLANK_FEATURES_H_

#include <iotpf/explain.h>
#include <iotpf/ruleset_view.h>

#include <span>
#include <string>
#include <vector>

namespace iotpf::runtime {

// Features that do not hold because all that they ask for is absent, or that
// are not known because none of it was observed: many, and said in one line.
class BlankFeatures {
 public:
  // Both outlive it. `state`: Absent or Unobserved.
  BlankFeatures(const Explanation& explanation, const RulesetView& ruleset,
                Presence state)
      : explanation_(explanation), ruleset_(ruleset), state_(state) {}

  // Takes a feature with what stands below it, if it is such a one.
  bool Take(std::span<const ExpressionNode> subtree);

  // No for absent features, Unknown for others.
  Truth truth() const {
    return state_ == Presence::Absent ? Truth::False : Truth::Unknown;
  }
  // `banner, token: http.response.header["server"], tls.sni absent`; empty
  // where nothing was taken.
  std::string Text() const;

 private:
  const Explanation& explanation_;
  RulesetView ruleset_;
  Presence state_;
  std::vector<std::string> names_;
  std::vector<uint32_t> readings_;  // that they ask for, sorted
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_BLANK_FEATURES_H_
