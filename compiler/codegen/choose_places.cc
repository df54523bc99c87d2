// A few texts are compared. More are looked up: one set of windows after the
// other takes what it tells apart, until few are left. Where many stay, alike
// for longer than windows are tried, the shortest are compared all the same and
// the others become literals: a scan for two bytes would stop all over a value.
#include "compiler/codegen/choose_places.h"

#include "compiler/codegen/lower_bytes.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace iotpf::codegen {
namespace {

// Up to so many are compared one by one.
constexpr size_t kMaxCompared = 8;
// Lookups that a value may cost.
constexpr size_t kMaxWindowSets = 16;

bool IsShort(const PlacedText& text) {
  return text.bytes.size() <= kMaxInlineBytes;
}

InlineTest Compared(const PlacedText& text, bool from_end, bool folds) {
  InlineTest test;
  test.op = from_end ? IOTPF_OP_ENDS_WITH : IOTPF_OP_AT;
  test.number = text.number;
  test.constant.kind = IOTPF_CONSTANT_BYTES;
  test.constant.bytes = text.bytes;
  test.constant.flags = folds ? IOTPF_CONSTANT_NOCASE : 0;
  test.bit = text.bit;
  return test;
}

LiteralTest Literal(const PlacedText& text, bool from_end, bool folds) {
  LiteralTest test;
  test.literal = {text.bytes, folds};
  test.says =
      from_end ? LiteralTest::Says::HoldsAtEnd : LiteralTest::Says::HoldsAt;
  test.number = text.number;
  test.bit = text.bit;
  return test;
}

}  // namespace

void ChoosePlaces(std::vector<PlacedText> texts, bool from_end, bool folds,
                  ValueTests& tests) {
  const auto are_few = [&] {
    return texts.size() <= kMaxCompared && std::ranges::all_of(texts, IsShort);
  };
  for (size_t i = 0; i < kMaxWindowSets && !are_few(); ++i) {
    auto set = TakeWindowSet(texts, from_end, folds);
    if (!set) break;
    tests.windows.push_back(std::move(*set));
  }
  std::ranges::stable_sort(
      texts, {}, [](const PlacedText& text) { return text.bytes.size(); });
  for (size_t i = 0; i < texts.size(); ++i) {
    if (i < kMaxCompared && IsShort(texts[i])) {
      tests.inlined.push_back(Compared(texts[i], from_end, folds));
    } else {
      tests.literals.push_back(Literal(texts[i], from_end, folds));
    }
  }
}

}  // namespace iotpf::codegen
