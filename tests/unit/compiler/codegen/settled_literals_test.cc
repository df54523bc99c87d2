// A literal is reported until the bit that it names is set in the context, and
// not again behind that, whichever way the scan goes.
#include "compiler/codegen/literal_plan.h"
#include "tests/support/literal_scanner.h"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

constexpr size_t kLiterals = 3;

struct Counted {
  tests::FoundLiterals base{};
  uint64_t settled = 0;
  uint64_t settles = 0;  // those whose first place settles them
  std::array<uint32_t, kLiterals> reported{};
};

Counted Scan(const tests::LiteralScanner& scanner, const std::string& value,
             uint64_t settles) {
  Counted counted;
  counted.settles = settles;
  counted.base.found = [](tests::FoundLiterals* self, uint32_t literal,
                          uint64_t) {
    auto* context = reinterpret_cast<Counted*>(self);
    ++context->reported[literal];
    context->settled |= context->settles & uint64_t{1} << literal;
  };
  scanner.Scan(value.data(), value.size(), &counted.base);
  return counted;
}

TEST_CASE("a settled literal is not reported again") {
  const auto first_bit = static_cast<uint32_t>(8 * offsetof(Counted, settled));
  std::vector<ScanLiteral> literals = {
      {"\"tuya_did\""}, {"/api/v1/devices"}, {"SmartThings"}};
  for (uint32_t i = 0; i < kLiterals; ++i) {
    literals[i].settled = first_bit + i;
  }
  std::string all;
  for (const ScanLiteral& literal : literals) all += literal.bytes + " ";
  // Short enough for words, and long enough for vectors.
  for (const uint32_t times : {2u, 40u}) {
    CAPTURE(times);
    std::string value;
    for (uint32_t i = 0; i < times; ++i) value += all;
    for (const std::string& cpu : tests::ScannerCpus()) {
      CAPTURE(cpu);
      const tests::LiteralScanner scanner(literals, cpu);
      // A place may be reported twice, where parts of a scan overlap.
      const Counted none = Scan(scanner, value, 0);
      for (const uint32_t reported : none.reported) CHECK(reported >= times);
      const Counted some = Scan(scanner, value, 0b101);
      CHECK(some.reported[0] == 1);
      CHECK(some.reported[1] >= times);
      CHECK(some.reported[2] == 1);
    }
  }
}

}  // namespace
}  // namespace iotpf::codegen
