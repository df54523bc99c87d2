// Conditions as straight code over the bits of predicates.
//
// Every node becomes two i1 values, known true and known false, so that
//
//   and   true: all true           false: one false
//   or    true: one true           false: all false
//   not   the two swapped
//
// and no branch is needed. A function works out the nodes its fingerprint
// reaches, each once, children first; nodes stand after what they use, so the
// order of their numbers is such an order. It then walks the conditions from
// the highest priority, as the language defines:
//
//   true      its vote is possible, and it decides: nothing below counts
//   unknown   its vote is possible; go on
//   false     go on
//
// Undecided is possible when none is true.

#include "compiler/codegen/lower_condition.h"

#include "compiler/codegen/function_builder.h"

#include <fmt/format.h>

#include <iotpf/check.h>

#include <map>
#include <set>
#include <span>
#include <vector>

namespace iotpf::codegen {
namespace {

struct Truth {
  llvm::Value* is_true;   // i1
  llvm::Value* is_false;  // i1, never both
};

// Values of nodes inside one function over the state.
class NodeLowering {
 public:
  NodeLowering(const LoweringContext& context, FunctionBuilder& code)
      : context_(context), code_(code) {}

  // Works out `roots` and all they reach.
  void Lower(const std::vector<uint32_t>& roots) {
    // Taken from the highest number down, children are found before they are
    // needed; a recursion as deep as the rules is avoided.
    std::set<uint32_t> open(roots.begin(), roots.end());
    std::set<uint32_t> reached;
    while (!open.empty()) {
      const uint32_t node = *open.rbegin();
      open.erase(node);
      reached.insert(node);
      for (const uint32_t used : UsedBy(node)) {
        IOTPF_CHECK(used < node);
        open.insert(used);
      }
    }
    for (const uint32_t node : reached) values_[node] = LowerNode(node);
  }

  Truth at(uint32_t node) const { return values_.at(node); }

 private:
  std::vector<uint32_t> UsedBy(uint32_t index) const {
    const ir::Node& node = context_.ruleset.nodes[index];
    if (node.op == IOTPF_NODE_FEATURE) {
      return {context_.ruleset.features[node.first].node};
    }
    if (node.op < IOTPF_NODE_NOT) return {};
    const std::span<const uint32_t> children = Children(node);
    return {children.begin(), children.end()};
  }
  std::span<const uint32_t> Children(const ir::Node& node) const {
    const size_t count = node.op == IOTPF_NODE_NOT ? 1 : node.count;
    return std::span(context_.ruleset.children).subspan(node.first, count);
  }

  Truth LowerNode(uint32_t index) {
    const ir::Node& node = context_.ruleset.nodes[index];
    switch (node.op) {
      case IOTPF_NODE_FALSE:
        return {code_.Bool(false), code_.Bool(true)};
      case IOTPF_NODE_TRUE:
        return {code_.Bool(true), code_.Bool(false)};
      case IOTPF_NODE_PREDICATE:
        return PredicateBits(node.first);
      case IOTPF_NODE_FEATURE:
        return at(context_.ruleset.features[node.first].node);
      case IOTPF_NODE_NOT: {
        const Truth child = at(Children(node)[0]);
        return {child.is_false, child.is_true};
      }
      case IOTPF_NODE_AND:
      case IOTPF_NODE_OR:
        return LowerAndOr(node);
      case IOTPF_NODE_AT_LEAST:
        return LowerAtLeast(node);
    }
    IOTPF_CHECK(false);
  }

  Truth PredicateBits(uint32_t predicate) {
    llvm::IRBuilder<>& ir = code_.ir();
    const uint32_t word = predicate / kPredicatesPerWord;
    const auto [known, is_new] = words_.try_emplace(word);
    if (is_new) {
      known->second =
          code_.Load(code_.i64(), code_.argument(0), word * sizeof(uint64_t));
    }
    llvm::Value* bits = ir.CreateLShr(
        known->second, code_.I64(2 * (predicate % kPredicatesPerWord)));
    return {ir.CreateTrunc(bits, code_.i1()),
            ir.CreateTrunc(ir.CreateLShr(bits, 1), code_.i1())};
  }

  Truth LowerAndOr(const ir::Node& node) {
    llvm::IRBuilder<>& ir = code_.ir();
    const bool is_and = node.op == IOTPF_NODE_AND;
    Truth result = {code_.Bool(is_and), code_.Bool(!is_and)};
    for (const uint32_t child : Children(node)) {
      const Truth one = at(child);
      result.is_true = is_and ? ir.CreateAnd(result.is_true, one.is_true)
                              : ir.CreateOr(result.is_true, one.is_true);
      result.is_false = is_and ? ir.CreateOr(result.is_false, one.is_false)
                               : ir.CreateAnd(result.is_false, one.is_false);
    }
    return result;
  }

  // True: enough are true. False: so many are false that too few are left.
  Truth LowerAtLeast(const ir::Node& node) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* true_count = code_.I64(0);
    llvm::Value* not_false_count = code_.I64(node.count);
    for (const uint32_t child : Children(node)) {
      const Truth one = at(child);
      true_count = ir.CreateAdd(true_count, code_.Wide(one.is_true));
      not_false_count = ir.CreateSub(not_false_count, code_.Wide(one.is_false));
    }
    llvm::Value* threshold = code_.I64(node.threshold);
    return {ir.CreateICmpUGE(true_count, threshold),
            ir.CreateICmpULT(not_false_count, threshold)};
  }

  const LoweringContext& context_;
  FunctionBuilder& code_;
  std::map<uint32_t, Truth> values_;
  std::map<uint32_t, llvm::Value*> words_;
};

bool VotesBelongs(const ir::Condition& condition) {
  return condition.kind == IOTPF_NECESSARY_NEGATIVE ||
         condition.kind == IOTPF_SUFFICIENT_POSITIVE;
}

// Whether the condition votes: necessary ones when E is false, sufficient ones
// when it is true, both only where the guard holds.
Truth Fires(FunctionBuilder& code, const NodeLowering& nodes,
            const ir::Condition& condition) {
  Truth fires = nodes.at(condition.node);
  if (condition.kind == IOTPF_NECESSARY_POSITIVE ||
      condition.kind == IOTPF_NECESSARY_NEGATIVE) {
    std::swap(fires.is_true, fires.is_false);
  }
  if (condition.guard == ir::kNone) return fires;
  const Truth guard = nodes.at(condition.guard);
  return {code.ir().CreateAnd(fires.is_true, guard.is_true),
          code.ir().CreateOr(fires.is_false, guard.is_false)};
}

// What the walk over the conditions knows so far; every value is an i1 but
// `decider`, which is an i32.
struct Walk {
  llvm::Value* is_decided;  // a condition was true
  llvm::Value* may_belong;
  llvm::Value* may_not;      // excluded is possible
  llvm::Value* was_unknown;  // before it was decided
  llvm::Value* decided_belongs;
  llvm::Value* decider;
};

void Step(FunctionBuilder& code, Truth fires, bool votes_belongs,
          uint32_t condition, Walk& walk) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* is_live = ir.CreateNot(walk.is_decided);
  llvm::Value* may_vote = ir.CreateAnd(is_live, ir.CreateNot(fires.is_false));
  llvm::Value* decides = ir.CreateAnd(is_live, fires.is_true);
  llvm::Value*& possible = votes_belongs ? walk.may_belong : walk.may_not;
  possible = ir.CreateOr(possible, may_vote);
  walk.was_unknown = ir.CreateOr(
      walk.was_unknown, ir.CreateAnd(may_vote, ir.CreateNot(fires.is_true)));
  if (votes_belongs) {
    walk.decided_belongs = ir.CreateOr(walk.decided_belongs, decides);
  }
  walk.decider = ir.CreateSelect(decides, code.I32(condition), walk.decider);
  walk.is_decided = ir.CreateOr(walk.is_decided, decides);
}

llvm::Value* Pack(FunctionBuilder& code, const Walk& walk) {
  llvm::IRBuilder<>& ir = code.ir();
  // Undecided is possible too unless a condition is true.
  llvm::Value* must =
      ir.CreateAnd(ir.CreateAnd(walk.may_belong, walk.is_decided),
                   ir.CreateNot(walk.may_not));
  // Votes that are possible only grow fewer, so what cannot belong never will.
  llvm::Value* settled = ir.CreateOr(
      ir.CreateNot(walk.may_belong),
      ir.CreateAnd(walk.is_decided, ir.CreateNot(walk.was_unknown)));
  const auto flag = [&](llvm::Value* is_set, uint64_t bit) {
    return ir.CreateSelect(is_set, code.I64(bit), code.I64(0));
  };
  llvm::Value* packed =
      ir.CreateShl(code.Wide(walk.decider), code.I64(kConditionShift));
  packed = ir.CreateOr(packed, flag(walk.may_belong, IOTPF_CLAIM_MAY));
  packed = ir.CreateOr(packed, flag(must, IOTPF_CLAIM_MUST));
  packed = ir.CreateOr(packed, flag(walk.decided_belongs, IOTPF_CLAIM_AT_END));
  return ir.CreateOr(packed, flag(settled, kSettled));
}

}  // namespace

llvm::Function* LowerFingerprint(const LoweringContext& context,
                                 uint32_t index) {
  const ir::Fingerprint& fingerprint = context.ruleset.fingerprints[index];
  const std::span<const ir::Condition> conditions =
      std::span(context.ruleset.conditions)
          .subspan(fingerprint.first_condition, fingerprint.condition_count);
  llvm::LLVMContext& llvm = context.module.getContext();
  FunctionBuilder code(context.module, fmt::format("fingerprint_{}", index),
                       llvm::Type::getInt64Ty(llvm),
                       {llvm::PointerType::getUnqual(llvm)});
  code.function()->addFnAttr(llvm::Attribute::NoInline);

  std::vector<uint32_t> roots;
  for (const ir::Condition& condition : conditions) {
    roots.push_back(condition.node);
    if (condition.guard != ir::kNone) roots.push_back(condition.guard);
  }
  NodeLowering nodes(context, code);
  nodes.Lower(roots);

  llvm::Value* no = code.Bool(false);
  Walk walk = {no, no, no, no, no, code.I32(IOTPF_NONE)};
  for (uint32_t i = 0; i < conditions.size(); ++i) {
    Step(code, Fires(code, nodes, conditions[i]), VotesBelongs(conditions[i]),
         fingerprint.first_condition + i, walk);
  }
  code.Return(Pack(code, walk));
  return code.function();
}

llvm::Function* LowerScope(const LoweringContext& context, uint32_t provider) {
  const uint32_t node = context.ruleset.providers[provider].scope;
  llvm::LLVMContext& llvm = context.module.getContext();
  FunctionBuilder code(context.module, fmt::format("scope_{}", provider),
                       llvm::Type::getInt8Ty(llvm),
                       {llvm::PointerType::getUnqual(llvm)});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  NodeLowering nodes(context, code);
  nodes.Lower({node});
  const Truth scope = nodes.at(node);
  code.Return(code.ir().CreateSelect(
      scope.is_true, code.I8(kTrue),
      code.ir().CreateSelect(scope.is_false, code.I8(kFalse),
                             code.I8(kUnknown))));
  return code.function();
}

}  // namespace iotpf::codegen
