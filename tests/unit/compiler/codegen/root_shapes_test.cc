// Which fingerprints and scopes share a function, and which a class.
#include "compiler/codegen/root_shapes.h"

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <bit>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

using tests::Bytes;
using tests::ImageBuilder;

constexpr auto SP = IOTPF_SUFFICIENT_POSITIVE;
constexpr auto SN = IOTPF_SUFFICIENT_NEGATIVE;
constexpr auto NP = IOTPF_NECESSARY_POSITIVE;

// Fingerprints with a test of one text for each field that they name.
class Shapes {
 public:
  uint32_t Equals(Field field) {
    const std::string text = fmt::format("text {}", texts_++);
    return builder_.Test(IOTPF_OP_EQUAL, builder_.Reading(field),
                         {Bytes(text)});
  }
  void Add(iotpf_condition_kind kind, uint32_t node,
           uint32_t guard = ir::kNone) {
    const uint32_t platform = builder_.Platform(fmt::format("p{}", texts_++));
    builder_.Fingerprint(platform, "device");
    builder_.Condition(kind, 100, builder_.Feature("f", node), guard);
  }
  ImageBuilder& builder() { return builder_; }
  RootShapes Find() const {
    const ir::Ruleset& ruleset = builder_.ruleset;
    const StateLayout layout(static_cast<uint32_t>(ruleset.predicates.size()),
                             RootCount(ruleset));
    return FindRootShapes(ruleset, ir::OrderPredicates(ruleset), layout);
  }

 private:
  ImageBuilder builder_;
  uint32_t texts_ = 0;
};

size_t Bits(const std::array<uint64_t, StateLayout::kPlaceWords>& places) {
  size_t count = 0;
  for (const uint64_t word : places) {
    count += static_cast<size_t>(std::popcount(word));
  }
  return count;
}

TEST_CASE("roots that differ in their predicates alone are one shape") {
  Shapes shapes;
  shapes.Add(SP, shapes.Equals(Field::TlsSni));       // shape 0, class 0
  shapes.Add(SP, shapes.Equals(Field::TlsSni));       // the same class
  shapes.Add(SP, shapes.Equals(Field::RequestPath));  // another class
  shapes.Add(SN, shapes.Equals(Field::TlsSni));       // another kind
  shapes.Add(SP, shapes.builder().Not(shapes.Equals(Field::TlsSni)));
  const uint32_t twice = shapes.Equals(Field::TlsSni);
  const uint32_t other = shapes.Equals(Field::TlsSni);
  shapes.Add(SP, shapes.builder().And({twice, other}));
  shapes.Add(SP, shapes.builder().Or({twice, other}));
  shapes.Add(SP, shapes.builder().AtLeast(
                     2, {twice, other, shapes.Equals(Field::TlsSni)}));
  const RootShapes found = shapes.Find();
  std::vector<uint32_t> shape_of;
  for (const RootShapes::Root& root : found.roots) {
    shape_of.push_back(root.shape);
  }
  CHECK(shape_of == std::vector<uint32_t>{0, 0, 0, 1, 2, 3, 4, 5});
  REQUIRE(found.classes.size() == 7);
  CHECK(found.classes[0].members == std::vector<uint32_t>{0, 1});
  CHECK(found.classes[1].members == std::vector<uint32_t>{2});
  CHECK(found.fingerprint_count == 8);
}

TEST_CASE("rows and the index of bits name the same predicates") {
  Shapes shapes;
  for (int i = 0; i < 5; ++i) {
    const uint32_t first = shapes.Equals(Field::RequestPath);
    const uint32_t second = shapes.Equals(Field::TlsSni);
    shapes.Add(SP, shapes.builder().Or({first, second, first}));
  }
  const RootShapes found = shapes.Find();
  REQUIRE(found.shapes.size() == 1);
  CHECK(found.shapes[0].predicates.size() == 2);
  for (uint32_t root = 0; root < found.roots.size(); ++root) {
    for (uint32_t i = 0; i < 2; ++i) {
      const uint32_t bit = found.bits[found.roots[root].row + i];
      REQUIRE(found.first_of_bit[bit + 1] == found.first_of_bit[bit] + 1);
      CHECK(found.roots_of_bit[found.first_of_bit[bit]] == root);
    }
  }
}

TEST_CASE("what a class says while all of its predicates are false") {
  struct Row {
    const char* name;
    iotpf_condition_kind kind;
    bool is_negated;
    uint32_t when_false;
    size_t opening;  // places that alone open a fingerprint
  };
  constexpr uint32_t kBelongs =
      IOTPF_CLAIM_MAY | IOTPF_CLAIM_MUST | IOTPF_CLAIM_AT_END;
  const Row rows[] = {{"found where it holds", SP, false, 0, 1},
                      {"found where it does not", SP, true, kBelongs, 1},
                      {"against", SN, false, 0, 0},
                      {"necessary", NP, false, 0, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Shapes shapes;
    uint32_t node = shapes.Equals(Field::TlsSni);
    if (row.is_negated) node = shapes.builder().Not(node);
    shapes.Add(row.kind, node);
    const RootShapes found = shapes.Find();
    REQUIRE(found.classes.size() == 1);
    CHECK(found.classes[0].when_false == row.when_false);
    CHECK(Bits(found.classes[0].places) == 1);
    CHECK(Bits(found.classes[0].opening) == row.opening);
  }
}

TEST_CASE("two places that are both needed open nothing alone") {
  Shapes shapes;
  const uint32_t path = shapes.Equals(Field::RequestPath);
  const uint32_t name = shapes.Equals(Field::TlsSni);
  shapes.Add(SP, shapes.builder().And({path, name}));
  shapes.Add(SP, shapes.builder().Or({path, name}));
  const RootShapes found = shapes.Find();
  REQUIRE(found.classes.size() == 2);
  CHECK(Bits(found.classes[0].places) == 2);
  CHECK(Bits(found.classes[0].opening) == 0);
  CHECK(Bits(found.classes[1].opening) == 2);
}

TEST_CASE("scopes are roots behind the fingerprints") {
  Shapes shapes;
  shapes.builder().Provider("a", shapes.Equals(Field::TlsSni));
  shapes.builder().Provider("b");
  shapes.builder().Provider("c", shapes.Equals(Field::TlsSni));
  shapes.Add(SP, shapes.Equals(Field::TlsSni));
  const RootShapes found = shapes.Find();
  CHECK(RootCount(shapes.builder().ruleset) == 3);
  REQUIRE(found.roots.size() == 3);
  CHECK(found.fingerprint_count == 1);
  CHECK(found.roots[1].owner == 0);
  CHECK(found.roots[2].owner == 2);
  CHECK(found.roots[1].shape == found.roots[2].shape);
  CHECK(found.roots[0].shape != found.roots[1].shape);
  CHECK(found.shapes[found.roots[1].shape].is_scope);
}

}  // namespace
}  // namespace iotpf::codegen
