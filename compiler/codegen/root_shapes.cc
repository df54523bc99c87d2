// What fingerprints have in common, found by writing each down.
//
// The nodes that a root reaches, children first, with places in its row instead
// of predicates and positions in this list instead of nodes: that text is the
// shape. Most fingerprints of a large ruleset are "any positive" over some
// features, so thousands of them become a handful of functions.
//
// The same text with the fields of the predicates is the class.

#include "compiler/codegen/root_shapes.h"

#include "compiler/codegen/lowering_context.h"

#include <iotpf/check.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace iotpf::codegen {
namespace {

// A list of numbers as a key.
class Key {
 public:
  void Add(uint32_t number) {
    text_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

class ShapeFinder {
 public:
  ShapeFinder(const ir::Ruleset& ruleset, const ir::PredicateOrder& order,
              const StateLayout& layout)
      : ruleset_(ruleset), order_(order), layout_(layout) {}

  RootShapes Run() {
    result_.fingerprint_count =
        static_cast<uint32_t>(ruleset_.fingerprints.size());
    for (const ir::Fingerprint& fingerprint : ruleset_.fingerprints) {
      RootShapes::Shape shape;
      const auto first =
          ruleset_.conditions.begin() + fingerprint.first_condition;
      shape.conditions.assign(first, first + fingerprint.condition_count);
      Add(std::move(shape), fingerprint.first_condition);
    }
    for (uint32_t i = 0; i < ruleset_.providers.size(); ++i) {
      if (ruleset_.providers[i].scope == ir::kNone) continue;
      RootShapes::Shape shape;
      shape.is_scope = true;
      shape.scope = ruleset_.providers[i].scope;
      Add(std::move(shape), i);
    }
    IndexBits();
    return std::move(result_);
  }

 private:
  void Add(RootShapes::Shape shape, uint32_t owner) {
    Reach(shape);
    const std::string key = KeyOf(shape);
    const auto [known, is_new] =
        shapes_.try_emplace(key, static_cast<uint32_t>(result_.shapes.size()));
    const auto root = static_cast<uint32_t>(result_.roots.size());
    result_.roots.push_back(
        {known->second, static_cast<uint32_t>(result_.bits.size()), owner});
    for (const uint32_t predicate : shape.predicates) {
      result_.bits.push_back(order_.bit_of[predicate]);
    }
    predicates_.push_back(shape.predicates);
    AddToClass(shape, known->second, root);
    if (is_new) result_.shapes.push_back(std::move(shape));
  }

  // Fills nodes and predicates. Taken from the highest number down, children
  // are found before they are needed; a recursion as deep as the rules is
  // avoided.
  void Reach(RootShapes::Shape& shape) const {
    std::set<uint32_t> open;
    for (const ir::Condition& condition : shape.conditions) {
      open.insert(condition.node);
      if (condition.guard != ir::kNone) open.insert(condition.guard);
    }
    if (shape.scope != ir::kNone) open.insert(shape.scope);
    while (!open.empty()) {
      const uint32_t node = *open.rbegin();
      open.erase(node);
      shape.nodes.push_back(node);
      for (const uint32_t used : OperandsOf(ruleset_, node)) {
        IOTPF_CHECK(used < node);
        open.insert(used);
      }
    }
    std::ranges::reverse(shape.nodes);
    std::set<uint32_t> seen;
    for (const uint32_t node : shape.nodes) {
      const ir::Node& row = ruleset_.nodes[node];
      if (row.op != IOTPF_NODE_PREDICATE) continue;
      if (seen.insert(row.first).second) shape.predicates.push_back(row.first);
    }
  }

  std::string KeyOf(const RootShapes::Shape& shape) const {
    std::unordered_map<uint32_t, uint32_t> place_of;  // of a predicate
    std::unordered_map<uint32_t, uint32_t> index_of;  // of a node
    Key key;
    key.Add(shape.is_scope);
    for (const uint32_t node : shape.nodes) {
      const ir::Node& row = ruleset_.nodes[node];
      index_of[node] = static_cast<uint32_t>(index_of.size());
      key.Add(row.op);
      if (row.op == IOTPF_NODE_PREDICATE) {
        const auto next = static_cast<uint32_t>(place_of.size());
        key.Add(place_of.try_emplace(row.first, next).first->second);
        continue;
      }
      const std::vector<uint32_t> operands = OperandsOf(ruleset_, node);
      key.Add(static_cast<uint32_t>(operands.size()));
      key.Add(row.op == IOTPF_NODE_AT_LEAST ? row.threshold : 0);
      for (const uint32_t used : operands) key.Add(index_of.at(used));
    }
    for (const ir::Condition& condition : shape.conditions) {
      key.Add(condition.kind);
      key.Add(index_of.at(condition.node));
      key.Add(condition.guard == ir::kNone ? ir::kNone
                                           : index_of.at(condition.guard));
    }
    if (shape.scope != ir::kNone) key.Add(index_of.at(shape.scope));
    return key.Take();
  }

  // The place whose bit stands for a predicate that nothing is shown for.
  uint32_t PlaceOf(const ir::Predicate& predicate) const {
    return predicate.op == IOTPF_OP_RECORD_PRESENT
               ? layout_.BitOf(static_cast<Record>(predicate.reading))
               : layout_.BitOf(ruleset_.readings[predicate.reading].field);
  }

  void AddToClass(const RootShapes::Shape& shape, uint32_t number,
                  uint32_t root) {
    Key key;
    key.Add(number);
    for (const uint32_t predicate : shape.predicates) {
      key.Add(PlaceOf(ruleset_.predicates[predicate]));
    }
    const auto [known, is_new] = classes_.try_emplace(
        key.Take(), static_cast<uint32_t>(result_.classes.size()));
    if (is_new) {
      RootShapes::Class added;
      added.shape = number;
      added.row = static_cast<uint32_t>(result_.bits.size());
      for (const uint32_t predicate : shape.predicates) {
        const uint32_t bit = PlaceOf(ruleset_.predicates[predicate]);
        result_.bits.push_back(bit);
        const uint32_t place =
            bit - StateLayout::kWordBits * layout_.predicate_words;
        added.places[place / 64] |= uint64_t{1} << place % 64;
      }
      added.when_false = Says(shape, std::nullopt);
      FindOpening(shape, added);
      result_.classes.push_back(std::move(added));
    }
    result_.classes[known->second].members.push_back(root);
  }

  void FindOpening(const RootShapes::Shape& shape, RootShapes::Class& found) {
    if (shape.is_scope) return;
    std::set<uint32_t> places;
    for (const uint32_t predicate : shape.predicates) {
      places.insert(PlaceOf(ruleset_.predicates[predicate]));
    }
    for (const uint32_t bit : places) {
      if ((Says(shape, bit) & IOTPF_CLAIM_MAY) == 0) continue;
      const uint32_t place =
          bit - StateLayout::kWordBits * layout_.predicate_words;
      found.opening[place / 64] |= uint64_t{1} << place % 64;
    }
  }

  // What the shape says while the predicates of one place are unknown and all
  // others are false.
  uint32_t Says(const RootShapes::Shape& shape,
                std::optional<uint32_t> unknown_place) const {
    std::unordered_map<uint32_t, Truth> truths;
    for (const uint32_t node : shape.nodes) {
      truths[node] = NodeTruth(node, truths, unknown_place);
    }
    if (shape.is_scope) {
      const Truth scope = truths.at(shape.scope);
      return scope.can_be_true ? scope.can_be_false ? kUnknown : kTrue : kFalse;
    }
    bool may_belong = false;
    bool may_not = false;
    for (const ir::Condition& condition : shape.conditions) {
      Truth fires = truths.at(condition.node);
      if (condition.kind == IOTPF_NECESSARY_POSITIVE ||
          condition.kind == IOTPF_NECESSARY_NEGATIVE) {
        std::swap(fires.can_be_true, fires.can_be_false);
      }
      if (condition.guard != ir::kNone) {
        const Truth guard = truths.at(condition.guard);
        fires = {fires.can_be_true && guard.can_be_true,
                 fires.can_be_false || guard.can_be_false};
      }
      if (!fires.can_be_true) continue;
      (VotesBelongs(condition) ? may_belong : may_not) = true;
      if (fires.can_be_false) continue;
      const bool belongs = VotesBelongs(condition);
      return (may_belong ? IOTPF_CLAIM_MAY : 0) |
             (belongs ? IOTPF_CLAIM_AT_END : 0) |
             (belongs && !may_not ? IOTPF_CLAIM_MUST : 0);
    }
    return may_belong ? IOTPF_CLAIM_MAY : 0;
  }

  struct Truth {
    bool can_be_true = false;
    bool can_be_false = false;
  };

  Truth NodeTruth(uint32_t node,
                  const std::unordered_map<uint32_t, Truth>& truths,
                  std::optional<uint32_t> unknown_place) const {
    const ir::Node& row = ruleset_.nodes[node];
    uint32_t least = 0;  // operands that are true
    uint32_t most = 0;   // that may be
    for (const uint32_t used : OperandsOf(ruleset_, node)) {
      least += truths.at(used).can_be_false ? 0 : 1;
      most += truths.at(used).can_be_true ? 1 : 0;
    }
    const auto at_least = [&](uint32_t wanted) {
      return Truth{most >= wanted, least < wanted};
    };
    switch (row.op) {
      case IOTPF_NODE_PREDICATE:
        return {PlaceOf(ruleset_.predicates[row.first]) == unknown_place, true};
      case IOTPF_NODE_TRUE:
        return {true, false};
      case IOTPF_NODE_FALSE:
        return {false, true};
      case IOTPF_NODE_NOT:
        return {least == 0, most == 1};
      case IOTPF_NODE_FEATURE:
      case IOTPF_NODE_OR:
        return at_least(1);
      case IOTPF_NODE_AND:
        return at_least(row.count);
      default:
        return at_least(row.threshold);
    }
  }

  void IndexBits() {
    std::vector<std::vector<uint32_t>> roots(order_.at_bit.size());
    for (uint32_t root = 0; root < predicates_.size(); ++root) {
      for (const uint32_t predicate : predicates_[root]) {
        roots[order_.bit_of[predicate]].push_back(root);
      }
    }
    for (const std::vector<uint32_t>& of_bit : roots) {
      result_.first_of_bit.push_back(
          static_cast<uint32_t>(result_.roots_of_bit.size()));
      result_.roots_of_bit.insert(result_.roots_of_bit.end(), of_bit.begin(),
                                  of_bit.end());
    }
    result_.first_of_bit.push_back(
        static_cast<uint32_t>(result_.roots_of_bit.size()));
  }

  const ir::Ruleset& ruleset_;
  const ir::PredicateOrder& order_;
  const StateLayout& layout_;
  RootShapes result_;
  std::map<std::string, uint32_t> shapes_;
  std::map<std::string, uint32_t> classes_;
  std::vector<std::vector<uint32_t>> predicates_;  // by root
};

}  // namespace

bool VotesBelongs(const ir::Condition& condition) {
  return condition.kind == IOTPF_NECESSARY_NEGATIVE ||
         condition.kind == IOTPF_SUFFICIENT_POSITIVE;
}

std::vector<uint32_t> OperandsOf(const ir::Ruleset& ruleset, uint32_t node) {
  const ir::Node& row = ruleset.nodes[node];
  if (row.op == IOTPF_NODE_FEATURE) return {ruleset.features[row.first].node};
  if (row.op < IOTPF_NODE_NOT) return {};
  const uint32_t count = row.op == IOTPF_NODE_NOT ? 1 : row.count;
  const auto first = ruleset.children.begin() + row.first;
  return {first, first + count};
}

bool IsLarge(const RootShapes::Shape& shape) {
  return shape.nodes.size() + shape.conditions.size() > kMaxStraightNodes;
}

uint32_t RootCount(const ir::Ruleset& ruleset) {
  const auto has_scope = [](const ir::Provider& provider) {
    return provider.scope != ir::kNone;
  };
  return static_cast<uint32_t>(ruleset.fingerprints.size()) +
         static_cast<uint32_t>(
             std::ranges::count_if(ruleset.providers, has_scope));
}

RootShapes FindRootShapes(const ir::Ruleset& ruleset,
                          const ir::PredicateOrder& order,
                          const StateLayout& layout) {
  return ShapeFinder(ruleset, order, layout).Run();
}

}  // namespace iotpf::codegen
