// Fingerprints and scopes, sorted by what is the same about them.
#ifndef IOTPF_COMPILER_CODEGEN_ROOT_SHAPES_H_
#define IOTPF_COMPILER_CODEGEN_ROOT_SHAPES_H_

#include "compiler/codegen/state_layout.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::codegen {

// Nodes and conditions that a shape may have for code of its own. Others are
// tables: from some thousand instructions on, LLVM's time grows by the square.
inline constexpr size_t kMaxStraightNodes = 256;

// Roots are numbered: fingerprints first, then the providers that have a scope.
//
// Two roots have one shape when they differ only in the predicates they name;
// one function serves both, with a row that lists the bits of the predicates.
//
// Roots of one shape whose predicates also stand on the same fields are of one
// class: they say the same of a session that shows nothing for them.
struct RootShapes {
  struct Shape {
    bool is_scope = false;
    // Conditions of a fingerprint, highest priority first, or none.
    std::vector<ir::Condition> conditions;
    uint32_t scope = ir::kNone;        // a node
    std::vector<uint32_t> nodes;       // reached by these, children first
    std::vector<uint32_t> predicates;  // reached; their places in a row
  };
  struct Root {
    uint32_t shape;
    uint32_t row;    // index into `bits`
    uint32_t owner;  // its first condition, or its provider
  };
  struct Class {
    uint32_t shape;
    uint32_t row;  // of the bits of places; see StateLayout
    std::array<uint64_t, StateLayout::kPlaceWords> places{};
    // Those of `places` of which one alone, unknown while all others are false,
    // lets a fingerprint belong. More that is unknown only lets more be.
    std::array<uint64_t, StateLayout::kPlaceWords> opening{};
    // IOTPF_CLAIM_* of a fingerprint, kTrue or kFalse of a scope, while every
    // predicate is false.
    uint32_t when_false = 0;
    std::vector<uint32_t> members;  // roots, ascending
  };

  uint32_t fingerprint_count = 0;
  std::vector<Shape> shapes;
  std::vector<Root> roots;
  std::vector<uint32_t> bits;  // the rows of roots and classes
  std::vector<Class> classes;
  // By bit of a predicate: roots_of_bit[first_of_bit[b] .. first_of_bit[b +
  // 1]).
  std::vector<uint32_t> first_of_bit;
  std::vector<uint32_t> roots_of_bit;
};

RootShapes FindRootShapes(const ir::Ruleset& ruleset,
                          const ir::PredicateOrder& order,
                          const StateLayout& layout);

// A condition that is true says that the session belongs.
bool VotesBelongs(const ir::Condition& condition);

// A shape that becomes a table instead of code.
bool IsLarge(const RootShapes::Shape& shape);

// How many roots a ruleset has.
uint32_t RootCount(const ir::Ruleset& ruleset);

// The operands of a node: `children` of an expression, the node of a feature.
std::vector<uint32_t> OperandsOf(const ir::Ruleset& ruleset, uint32_t node);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_ROOT_SHAPES_H_
