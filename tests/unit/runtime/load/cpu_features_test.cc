// Which required CPU features are missing.
#include "runtime/load/cpu_features.h"

#include <doctest/doctest.h>

namespace iotpf::runtime {
namespace {

TEST_CASE("missing features are named in their order") {
  struct Case {
    std::string_view required, available, missing;
  };
  for (const Case& c : {Case{"", "", ""},
                        {"", "avx", ""},
                        {"avx", "", "avx"},
                        {"avx avx2", "fpu avx2 avx sse", ""},
                        {"abm avx2 bmi1", " avx avx2", "abm bmi1"},
                        {"avx", "avx2", "avx"}}) {
    CHECK(MissingFeatures(c.required, c.available) == c.missing);
  }
}

TEST_CASE("this machine has features") { CHECK(!AvailableFeatures().empty()); }

}  // namespace
}  // namespace iotpf::runtime
