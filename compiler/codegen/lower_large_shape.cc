// A node is a row of a table, and its value a byte of the state: one bit is set
// when it is known true, the other when it is known false.
//
//   walk_nodes       each node from those before it: a predicate's bit, NOT, or
//                    "at least so many of"; AND is "all", OR is "one"
//   walk_conditions  from the highest priority down, as lower_condition.cc does
//
// Both are written once for all large shapes of a ruleset.

#include "compiler/codegen/lower_large_shape.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_condition.h"

#include <fmt/format.h>

#include <unordered_map>
#include <vector>

namespace iotpf::codegen {
namespace {

constexpr uint8_t kIsTrue = 1;
constexpr uint8_t kIsFalse = 2;

enum NodeKind : uint32_t { kPredicate, kNot, kAtLeast };

// Rows of the tables, in words of 32 bits.
enum NodeColumn : uint32_t {
  kKind,
  kFirst,  // of the operands; a predicate's place in the row of the root
  kEnd,
  kThreshold,
  kNodeColumns
};
enum ConditionColumn : uint32_t {
  kNode,
  kGuard,  // or kNone
  kIsNecessary,
  kVotesBelongs,
  kConditionColumns
};
constexpr uint32_t kNone = 0xFFFFFFFF;

class LargeShapeLowering {
 public:
  LargeShapeLowering(const LoweringContext& context,
                     const RootShapes::Shape& shape, uint32_t index)
      : context_(context), shape_(shape), index_(index) {}

  llvm::Function* Lower();

 private:
  void MakeNodes();
  std::vector<uint32_t> ConditionRows() const;
  llvm::Function* WalkNodes();
  llvm::Function* WalkConditions();

  llvm::GlobalVariable* Table(std::string_view part,
                              const std::vector<uint32_t>& numbers) {
    return ConstantTable(context_.module,
                         fmt::format("shape_{}_{}", index_, part), numbers);
  }
  llvm::Value* ValueOf(FunctionBuilder& code, llvm::Value* values,
                       llvm::Value* node) {
    return code.Load(i8_, code.At(values, code.Wide(node)), 0);
  }
  // A value with its two bits swapped.
  static llvm::Value* Opposite(FunctionBuilder& code, llvm::Value* value) {
    return code.ir().CreateOr(
        code.ir().CreateLShr(value, 1),
        code.ir().CreateAnd(code.ir().CreateShl(value, 1), code.I8(kIsFalse)));
  }
  static llvm::Value* Has(FunctionBuilder& code, llvm::Value* value,
                          uint8_t bit) {
    return code.ir().CreateICmpNE(code.ir().CreateAnd(value, code.I8(bit)),
                                  code.I8(0));
  }
  llvm::Value* BitValue(FunctionBuilder& code, llvm::Value* place);
  llvm::Value* AtLeast(FunctionBuilder& code, llvm::Value* row);

  const LoweringContext& context_;
  const RootShapes::Shape& shape_;
  uint32_t index_;
  llvm::Type* i8_ = llvm::Type::getInt8Ty(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  std::unordered_map<uint32_t, uint32_t> number_of_;  // of a node
  std::vector<uint32_t> nodes_;
  std::vector<uint32_t> operands_;
};

// Nodes are numbered as the shape lists them: children first.
void LargeShapeLowering::MakeNodes() {
  std::unordered_map<uint32_t, uint32_t> place_of;  // of a predicate
  for (uint32_t i = 0; i < shape_.predicates.size(); ++i) {
    place_of.emplace(shape_.predicates[i], i);
  }
  for (const uint32_t index : shape_.nodes) {
    const ir::Node& node = context_.ruleset.nodes[index];
    number_of_.emplace(index, static_cast<uint32_t>(number_of_.size()));
    if (node.op == IOTPF_NODE_PREDICATE) {
      nodes_.insert(nodes_.end(), {kPredicate, place_of.at(node.first), 0, 0});
      continue;
    }
    const auto first = static_cast<uint32_t>(operands_.size());
    for (const uint32_t child : OperandsOf(context_.ruleset, index)) {
      operands_.push_back(number_of_.at(child));
    }
    const auto end = static_cast<uint32_t>(operands_.size());
    uint32_t threshold = 1;  // OR, FEATURE; of nothing: FALSE
    if (node.op == IOTPF_NODE_AND) threshold = end - first;
    if (node.op == IOTPF_NODE_TRUE) threshold = 0;
    if (node.op == IOTPF_NODE_AT_LEAST) threshold = node.threshold;
    const bool is_not = node.op == IOTPF_NODE_NOT;
    nodes_.insert(nodes_.end(),
                  {is_not ? kNot : kAtLeast, first, end, threshold});
  }
}

std::vector<uint32_t> LargeShapeLowering::ConditionRows() const {
  std::vector<uint32_t> rows;
  for (const ir::Condition& condition : shape_.conditions) {
    const bool is_necessary = condition.kind == IOTPF_NECESSARY_POSITIVE ||
                              condition.kind == IOTPF_NECESSARY_NEGATIVE;
    const bool has_guard = condition.guard != ir::kNone;
    rows.insert(rows.end(),
                {number_of_.at(condition.node),
                 has_guard ? number_of_.at(condition.guard) : kNone,
                 is_necessary ? 1u : 0u, VotesBelongs(condition) ? 1u : 0u});
  }
  return rows;
}

llvm::Function* LargeShapeLowering::Lower() {
  MakeNodes();
  FunctionBuilder code(context_.module, fmt::format("shape_{}", index_), i64_,
                       {pointer_, pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* values = code.At(code.argument(0), context_.layout.scratch());
  ir.CreateCall(WalkNodes(),
                {code.argument(0), code.argument(1), values,
                 Table("nodes", nodes_), Table("operands", operands_),
                 code.I32(static_cast<uint32_t>(shape_.nodes.size()))});
  if (shape_.is_scope) {
    llvm::Value* scope =
        ValueOf(code, values, code.I32(number_of_.at(shape_.scope)));
    code.Return(
        ir.CreateSelect(Has(code, scope, kIsTrue), code.I64(kTrue),
                        ir.CreateSelect(Has(code, scope, kIsFalse),
                                        code.I64(kFalse), code.I64(kUnknown))));
    return code.function();
  }
  code.Return(ir.CreateCall(
      WalkConditions(),
      {values, Table("conditions", ConditionRows()),
       code.I32(static_cast<uint32_t>(shape_.conditions.size()))}));
  return code.function();
}

// Of the predicate whose bit stands at `place` of the row of the root.
llvm::Value* LargeShapeLowering::BitValue(FunctionBuilder& code,
                                          llvm::Value* place) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* bit = ElementAt(code, code.argument(1), place);
  const auto test = [&](uint64_t array) {
    return ir.CreateZExt(code.IsBitSet(code.At(code.argument(0), array), bit),
                         i8_);
  };
  llvm::Value* holds = test(context_.layout.holds());
  llvm::Value* fails = ir.CreateAnd(test(context_.layout.known()),
                                    ir.CreateXor(holds, code.I8(1)));
  return ir.CreateOr(holds, ir.CreateShl(fails, 1));
}

// True: enough are true. False: so many are false that too few are left.
llvm::Value* LargeShapeLowering::AtLeast(FunctionBuilder& code,
                                         llvm::Value* row) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* first = TableColumn(code, row, kFirst);
  llvm::Value* end = TableColumn(code, row, kEnd);
  llvm::AllocaInst* true_count = code.Variable(code.I32(0));
  llvm::AllocaInst* left = code.Variable(ir.CreateSub(end, first));
  code.ForEach(first, end, [&](llvm::Value* index) {
    llvm::Value* value = ValueOf(code, code.argument(2),
                                 ElementAt(code, code.argument(4), index));
    llvm::Value* is_true = ir.CreateZExt(Has(code, value, kIsTrue), i32_);
    llvm::Value* is_false = ir.CreateZExt(Has(code, value, kIsFalse), i32_);
    code.Set(true_count, ir.CreateAdd(code.Get(true_count), is_true));
    code.Set(left, ir.CreateSub(code.Get(left), is_false));
  });
  llvm::Value* enough = TableColumn(code, row, kThreshold);
  llvm::Value* is_true = ir.CreateICmpUGE(code.Get(true_count), enough);
  llvm::Value* is_false = ir.CreateICmpULT(code.Get(left), enough);
  return ir.CreateOr(ir.CreateSelect(is_true, code.I8(kIsTrue), code.I8(0)),
                     ir.CreateSelect(is_false, code.I8(kIsFalse), code.I8(0)));
}

// void walk_nodes(ptr state, ptr row, ptr values, ptr nodes, ptr operands,
// i32 count): writes the value of each node.
llvm::Function* LargeShapeLowering::WalkNodes() {
  if (auto* known = context_.module.getFunction("walk_nodes")) return known;
  FunctionBuilder code(
      context_.module, "walk_nodes",
      llvm::Type::getVoidTy(context_.module.getContext()),
      {pointer_, pointer_, pointer_, pointer_, pointer_, i32_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::AllocaInst* value = code.Variable(code.I8(0));
  code.ForEach(code.I32(0), code.argument(5), [&](llvm::Value* node) {
    llvm::Value* row = TableRow(code, code.argument(3), node, kNodeColumns);
    const auto when = [&](NodeKind kind, const FunctionBuilder::Body& then) {
      code.If(ir.CreateICmpEQ(TableColumn(code, row, kKind), code.I32(kind)),
              then);
    };
    when(kPredicate, [&] {
      code.Set(value, BitValue(code, TableColumn(code, row, kFirst)));
    });
    when(kNot, [&] {
      llvm::Value* operand =
          ElementAt(code, code.argument(4), TableColumn(code, row, kFirst));
      code.Set(value, Opposite(code, ValueOf(code, code.argument(2), operand)));
    });
    when(kAtLeast, [&] { code.Set(value, AtLeast(code, row)); });
    code.Store(code.Get(value), code.At(code.argument(2), code.Wide(node)), 0);
  });
  code.ReturnVoid();
  return code.function();
}

// i64 walk_conditions(ptr values, ptr conditions, i32 count): what LowerShape()
// says that a shape returns.
llvm::Function* LargeShapeLowering::WalkConditions() {
  if (auto* known = context_.module.getFunction("walk_conditions")) {
    return known;
  }
  FunctionBuilder code(context_.module, "walk_conditions", i64_,
                       {pointer_, pointer_, i32_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* values = code.argument(0);
  llvm::AllocaInst* may_belong = code.Variable(code.Bool(false));
  llvm::AllocaInst* may_not = code.Variable(code.Bool(false));
  code.ForEach(code.I32(0), code.argument(2), [&](llvm::Value* index) {
    llvm::Value* row =
        TableRow(code, code.argument(1), index, kConditionColumns);
    const auto is_set = [&](ConditionColumn column) {
      return ir.CreateICmpNE(TableColumn(code, row, column), code.I32(0));
    };
    llvm::Value* truth = ValueOf(code, values, TableColumn(code, row, kNode));
    llvm::AllocaInst* fires = code.Variable(
        ir.CreateSelect(is_set(kIsNecessary), Opposite(code, truth), truth));
    llvm::Value* guard = TableColumn(code, row, kGuard);
    code.If(ir.CreateICmpNE(guard, code.I32(kNone)), [&] {
      llvm::Value* holds = ValueOf(code, values, guard);
      llvm::Value* both = ir.CreateAnd(code.Get(fires), holds);
      llvm::Value* either = ir.CreateOr(code.Get(fires), holds);
      code.Set(fires, ir.CreateOr(ir.CreateAnd(both, code.I8(kIsTrue)),
                                  ir.CreateAnd(either, code.I8(kIsFalse))));
    });
    llvm::Value* may_fire = ir.CreateNot(Has(code, code.Get(fires), kIsFalse));
    llvm::Value* belongs = is_set(kVotesBelongs);
    code.Set(may_belong, ir.CreateOr(code.Get(may_belong),
                                     ir.CreateAnd(may_fire, belongs)));
    code.Set(may_not,
             ir.CreateOr(code.Get(may_not),
                         ir.CreateAnd(may_fire, ir.CreateNot(belongs))));
    code.If(Has(code, code.Get(fires), kIsTrue), [&] {
      code.Return(PackVote(code, {code.Bool(true), code.Get(may_belong),
                                  code.Get(may_not), belongs, index}));
    });
  });
  code.Return(
      PackVote(code, {code.Bool(false), code.Get(may_belong), code.Get(may_not),
                      code.Bool(false), code.I32(kNoDecider)}));
  return code.function();
}

}  // namespace

llvm::Function* LowerLargeShape(const LoweringContext& context,
                                const RootShapes::Shape& shape,
                                uint32_t index) {
  return LargeShapeLowering(context, shape, index).Lower();
}

}  // namespace iotpf::codegen
