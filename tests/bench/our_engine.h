// Compiled rules as an engine of the benchmark.
#ifndef IOTPF_TESTS_BENCH_OUR_ENGINE_H_
#define IOTPF_TESTS_BENCH_OUR_ENGINE_H_

#include "tests/bench/engine.h"

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace iotpf::tests {

// A ruleset that is loaded, with what one worker needs to run it.
// Whether sessions show bodies to their end, or as parts of which more may
// come.
enum class ShownBodies : uint8_t { Whole, Cut };

class OurEngine : public Engine {
 public:
  // Loads a library. Feature `f12` is row 12 of Hits(); features of other names
  // have no row.
  //
  //   Errors  what the loader says.
  static Result<std::unique_ptr<OurEngine>> Load(
      std::string name, const std::string& path,
      ShownBodies bodies = ShownBodies::Whole);

  ~OurEngine() override;

  // From the arrays of `session` to claims.
  void Match(const DecodedSession& session) override;
  // The same from a table of fields, as scans have it.
  void Match(const Session& session);

  std::vector<uint32_t> Hits() override;

 private:
  class Matcher;

  OurEngine(std::string name, std::unique_ptr<Matcher> matcher);

  std::unique_ptr<Matcher> matcher_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_OUR_ENGINE_H_
