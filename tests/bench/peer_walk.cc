// The base of all net figures: what it costs to reach the values of a session,
// with one byte of each read so that the walk cannot be left out.

#include "tests/bench/peers.h"

namespace iotpf::tests {
namespace {

class Walk : public Engine {
 public:
  explicit Walk(const RuleSet& rules)
      : Engine("walk", Answer::None), rules_(rules) {}

  void Match(const DecodedSession& session) override {
    size_t sum = 0;
    rules_.fields.EachValue(
        session, [&sum](uint32_t field, std::string_view value) {
          sum += field + value.size() +
                 (value.empty() ? 0 : static_cast<uint8_t>(value.front()));
        });
    sum_ = sum;
  }

  std::vector<uint32_t> Hits() override { return {}; }

 private:
  const RuleSet& rules_;
  volatile size_t sum_ = 0;
};

}  // namespace

std::unique_ptr<Engine> MakeWalk(const RuleSet& rules) {
  return std::make_unique<Walk>(rules);
}

}  // namespace iotpf::tests
