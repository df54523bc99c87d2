// Conditions as straight code over the bits of predicates.
//
// Every node becomes two i1 values, known true and known false, so that
//
//   and   true: all true           false: one false
//   or    true: one true           false: all false
//   not   the two swapped
//
// and no branch is needed. The function of a shape works out its nodes, each
// once, children first, from the bits that the row of the root names. It then
// walks the conditions from the highest priority, as the language defines:
//
//   true      its vote is possible, and it decides: nothing below counts
//   unknown   its vote is possible; go on
//   false     go on
//
// Undecided is possible when none is true. Shapes of many nodes are tables
// instead: lower_large_shape.cc.

#include "compiler/codegen/lower_condition.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_large_shape.h"

#include <fmt/format.h>

#include <cstddef>
#include <unordered_map>

namespace iotpf::codegen {
namespace {

struct Truth {
  llvm::Value* is_true;   // i1
  llvm::Value* is_false;  // i1, never both
};

// Values of the nodes of a shape inside its function.
class NodeLowering {
 public:
  NodeLowering(const LoweringContext& context, const RootShapes::Shape& shape,
               FunctionBuilder& code)
      : context_(context), code_(code) {
    for (uint32_t i = 0; i < shape.predicates.size(); ++i) {
      bits_.emplace(shape.predicates[i], LoadBit(i));
    }
    for (const uint32_t node : shape.nodes) values_[node] = LowerNode(node);
  }

  Truth at(uint32_t node) const { return values_.at(node); }

 private:
  Truth LowerNode(uint32_t index) {
    const ir::Node& node = context_.ruleset.nodes[index];
    const std::vector<uint32_t> operands = OperandsOf(context_.ruleset, index);
    switch (node.op) {
      case IOTPF_NODE_FALSE:
        return {code_.Bool(false), code_.Bool(true)};
      case IOTPF_NODE_TRUE:
        return {code_.Bool(true), code_.Bool(false)};
      case IOTPF_NODE_PREDICATE:
        return bits_.at(node.first);
      case IOTPF_NODE_FEATURE:
        return at(operands[0]);
      case IOTPF_NODE_NOT:
        return {at(operands[0]).is_false, at(operands[0]).is_true};
      case IOTPF_NODE_AND:
      case IOTPF_NODE_OR:
        return LowerAndOr(node.op == IOTPF_NODE_AND, operands);
      case IOTPF_NODE_AT_LEAST:
        break;
    }
    return LowerAtLeast(node.threshold, operands);
  }

  // The bit whose number stands at `place` of the row.
  Truth LoadBit(uint32_t place) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* bit = code_.Wide(
        code_.Load(code_.i32(), code_.argument(1), place * sizeof(uint32_t)));
    llvm::Value* word =
        code_.At(code_.argument(0),
                 ir.CreateShl(ir.CreateLShr(bit, code_.I64(6)), code_.I64(3)));
    llvm::Value* shift = ir.CreateAnd(bit, code_.I64(63));
    const auto test = [&](uint64_t array) {
      llvm::Value* bits = code_.Load(code_.i64(), word, array);
      return ir.CreateTrunc(ir.CreateLShr(bits, shift), code_.i1());
    };
    llvm::Value* holds = test(context_.layout.holds());
    llvm::Value* known = test(context_.layout.known());
    return {holds, ir.CreateAnd(known, ir.CreateNot(holds))};
  }

  Truth LowerAndOr(bool is_and, const std::vector<uint32_t>& operands) {
    llvm::IRBuilder<>& ir = code_.ir();
    Truth result = {code_.Bool(is_and), code_.Bool(!is_and)};
    for (const uint32_t child : operands) {
      const Truth one = at(child);
      result.is_true = is_and ? ir.CreateAnd(result.is_true, one.is_true)
                              : ir.CreateOr(result.is_true, one.is_true);
      result.is_false = is_and ? ir.CreateOr(result.is_false, one.is_false)
                               : ir.CreateAnd(result.is_false, one.is_false);
    }
    return result;
  }

  // True: enough are true. False: so many are false that too few are left.
  Truth LowerAtLeast(uint32_t threshold,
                     const std::vector<uint32_t>& operands) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* true_count = code_.I64(0);
    llvm::Value* not_false_count = code_.I64(operands.size());
    for (const uint32_t child : operands) {
      const Truth one = at(child);
      true_count = ir.CreateAdd(true_count, code_.Wide(one.is_true));
      not_false_count = ir.CreateSub(not_false_count, code_.Wide(one.is_false));
    }
    llvm::Value* enough = code_.I64(threshold);
    return {ir.CreateICmpUGE(true_count, enough),
            ir.CreateICmpULT(not_false_count, enough)};
  }

  const LoweringContext& context_;
  FunctionBuilder& code_;
  std::unordered_map<uint32_t, Truth> bits_;    // by predicate
  std::unordered_map<uint32_t, Truth> values_;  // by node
};

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

void Step(FunctionBuilder& code, Truth fires, bool votes_belongs,
          uint32_t condition, Vote& vote) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* is_live = ir.CreateNot(vote.is_decided);
  llvm::Value* may_vote = ir.CreateAnd(is_live, ir.CreateNot(fires.is_false));
  llvm::Value* decides = ir.CreateAnd(is_live, fires.is_true);
  llvm::Value*& possible = votes_belongs ? vote.may_belong : vote.may_not;
  possible = ir.CreateOr(possible, may_vote);
  if (votes_belongs) {
    vote.decided_belongs = ir.CreateOr(vote.decided_belongs, decides);
  }
  vote.decider = ir.CreateSelect(decides, code.I32(condition), vote.decider);
  vote.is_decided = ir.CreateOr(vote.is_decided, decides);
}

}  // namespace

llvm::Value* PackVote(FunctionBuilder& code, const Vote& vote) {
  llvm::IRBuilder<>& ir = code.ir();
  // Undecided is possible too unless a condition is true.
  llvm::Value* must =
      ir.CreateAnd(ir.CreateAnd(vote.may_belong, vote.is_decided),
                   ir.CreateNot(vote.may_not));
  const auto flag = [&](llvm::Value* is_set, uint64_t bit) {
    return ir.CreateSelect(is_set, code.I64(bit), code.I64(0));
  };
  llvm::Value* packed =
      ir.CreateShl(code.Wide(vote.decider), code.I64(kConditionShift));
  packed = ir.CreateOr(packed, flag(vote.may_belong, IOTPF_CLAIM_MAY));
  packed = ir.CreateOr(packed, flag(must, IOTPF_CLAIM_MUST));
  return ir.CreateOr(packed, flag(vote.decided_belongs, IOTPF_CLAIM_AT_END));
}

llvm::Function* LowerShape(const LoweringContext& context,
                           const RootShapes::Shape& shape, uint32_t index) {
  if (IsLarge(shape)) {
    return LowerLargeShape(context, shape, index);
  }
  llvm::LLVMContext& llvm = context.module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  FunctionBuilder code(context.module, fmt::format("shape_{}", index),
                       llvm::Type::getInt64Ty(llvm), {pointer, pointer});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  const NodeLowering nodes(context, shape, code);
  if (shape.is_scope) {
    const Truth scope = nodes.at(shape.scope);
    code.Return(code.ir().CreateSelect(
        scope.is_true, code.I64(kTrue),
        code.ir().CreateSelect(scope.is_false, code.I64(kFalse),
                               code.I64(kUnknown))));
    return code.function();
  }
  llvm::Value* no = code.Bool(false);
  Vote vote = {no, no, no, no, code.I32(kNoDecider)};
  for (uint32_t i = 0; i < shape.conditions.size(); ++i) {
    const ir::Condition& condition = shape.conditions[i];
    Step(code, Fires(code, nodes, condition), VotesBelongs(condition), i, vote);
  }
  code.Return(PackVote(code, vote));
  return code.function();
}

}  // namespace iotpf::codegen
