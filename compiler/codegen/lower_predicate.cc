// One predicate: from the state of a slot to one of three truths.
//
//   unobserved   unknown
//   absent       false; ABSENT: true
//   present      true where one value holds; else unknown where a value is
//                unknown or more may follow; else false
//
// COUNT is of the slot alone: see lower_count.h. NOT_EQUAL is EQUAL with the
// answer swapped where the slot is present. Each
// value is tested by a function of its own: special code for a few short
// constants, one call of the shared loop for many, for long ones, and for
// partial values.

#include "compiler/codegen/lower_predicate.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_bytes.h"
#include "compiler/codegen/lower_constant_list.h"
#include "compiler/codegen/lower_count.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>

namespace iotpf::codegen {
namespace {

// Lists up to this long get code for each constant, which LLVM needs about a
// millisecond to compile; longer ones go through the shared loop.
constexpr size_t kMaxInlineConstants = 8;

std::span<const ir::Constant> ConstantsOf(const LoweringContext& context,
                                          const ir::Predicate& predicate) {
  return std::span(context.ruleset.constants)
      .subspan(predicate.first_constant, predicate.constant_count);
}

bool IsBytes(const ir::Constant& constant) {
  return constant.kind == IOTPF_CONSTANT_BYTES ||
         constant.kind == IOTPF_CONSTANT_NETWORK;
}

bool DeservesCode(std::span<const ir::Constant> constants) {
  return constants.size() <= kMaxInlineConstants &&
         std::all_of(constants.begin(), constants.end(),
                     [](const ir::Constant& constant) {
                       return constant.bytes.size() <= kMaxInlineBytes;
                     });
}

// Writes `i8 value(ptr value, ptr host)` of one predicate.
class ValueLowering {
 public:
  ValueLowering(const LoweringContext& context, const ir::Predicate& predicate,
                uint32_t index)
      : context_(context),
        predicate_(predicate),
        constants_(ConstantsOf(context, predicate)),
        code_(context.module, fmt::format("value_{}", index),
              llvm::Type::getInt8Ty(context.module.getContext()),
              {llvm::PointerType::getUnqual(context.module.getContext()),
               llvm::PointerType::getUnqual(context.module.getContext())}),
        value_(code_.argument(0)) {}

  llvm::Function* Lower() {
    kind_ = code_.Load(code_.i16(), value_, offsetof(iotpf_value, kind));
    if (predicate_.op == IOTPF_OP_MATCHES) {
      LowerMatches();
    } else if (DeservesCode(constants_)) {
      LowerInline();
    } else {
      code_.Return(AnyConstant());
    }
    return code_.function();
  }

 private:
  llvm::Value* HasKind(iotpf_value_kind kind) {
    return code_.ir().CreateICmpEQ(kind_, code_.ir().getInt16(kind));
  }
  llvm::Value* Data() {
    return code_.Load(code_.ir().getPtrTy(), value_,
                      offsetof(iotpf_value, data));
  }
  // The size of bytes, or the number: they share their place.
  llvm::Value* Number() {
    return code_.Load(code_.i64(), value_, offsetof(iotpf_value, number));
  }
  llvm::Value* IsPartial() {
    llvm::Value* flags =
        code_.Load(code_.i16(), value_, offsetof(iotpf_value, flags));
    return code_.ir().CreateTrunc(
        code_.ir().CreateAnd(flags, IOTPF_VALUE_PARTIAL), code_.i1());
  }

  llvm::Value* AnyConstant() {
    return CallAnyConstant(code_, context_, predicate_, predicate_.op, value_);
  }

  void LowerInline() {
    if (std::any_of(constants_.begin(), constants_.end(), IsBytes)) {
      code_.If(HasKind(IOTPF_VALUE_BYTES), [&] { LowerBytes(); });
    }
    for (const ir::Constant& constant : constants_) LowerScalar(constant);
    code_.Return(code_.I8(kFalse));
  }

  void LowerBytes() {
    code_.If(IsPartial(), [&] { code_.Return(AnyConstant()); });
    llvm::Value* data = Data();
    llvm::Value* size = Number();
    for (const ir::Constant& constant : constants_) {
      if (!IsBytes(constant)) continue;
      code_.ReturnIf(LowerWholeBytes(code_, predicate_.op, predicate_.number,
                                     constant, data, size),
                     code_.I8(kTrue));
    }
    code_.Return(code_.I8(kFalse));
  }

  void LowerScalar(const ir::Constant& constant) {
    llvm::IRBuilder<>& ir = code_.ir();
    const auto first = static_cast<uint64_t>(constant.first);
    const auto last = static_cast<uint64_t>(constant.last);
    llvm::Value* holds = nullptr;
    switch (constant.kind) {
      case IOTPF_CONSTANT_INTEGER:
        holds = ir.CreateAnd(ir.CreateICmpSGE(Number(), code_.I64(first)),
                             ir.CreateICmpSLE(Number(), code_.I64(last)));
        holds = ir.CreateAnd(HasKind(IOTPF_VALUE_INTEGER), holds);
        break;
      case IOTPF_CONSTANT_BOOLEAN:
        holds = ir.CreateAnd(HasKind(IOTPF_VALUE_BOOLEAN),
                             ir.CreateICmpEQ(Number(), code_.I64(first)));
        break;
      case IOTPF_CONSTANT_NULL:
        holds = HasKind(IOTPF_VALUE_NULL);
        break;
      default:
        return;  // bytes and networks have code already; regexes are MATCHES
    }
    code_.ReturnIf(holds, code_.I8(kTrue));
  }

  // A match in a prefix proves a match of the whole unless the regex looks at
  // the end; that none is found in a prefix proves nothing.
  void LowerMatches() {
    llvm::IRBuilder<>& ir = code_.ir();
    code_.ReturnIf(ir.CreateNot(HasKind(IOTPF_VALUE_BYTES)), code_.I8(kFalse));
    llvm::Value* partial = IsPartial();
    llvm::Value* data = Data();
    llvm::Value* size = Number();
    uint8_t not_found = kFalse;  // of a partial value; no regex never matches
    for (const ir::Constant& constant : constants_) {
      if (constant.kind != IOTPF_CONSTANT_REGEX) continue;
      not_found = kUnknown;
      const auto regex = static_cast<uint32_t>(constant.first);
      llvm::Value* found = CallSearch(regex, data, size);
      const uint32_t flags = context_.ruleset.regexes[regex].flags;
      if ((flags & IOTPF_REGEX_END_SENSITIVE) != 0) {
        found = ir.CreateAnd(found, ir.CreateNot(partial));
      }
      code_.ReturnIf(found, code_.I8(kTrue));
    }
    code_.Return(
        ir.CreateSelect(partial, code_.I8(not_found), code_.I8(kFalse)));
  }

  llvm::Value* CallSearch(uint32_t regex, llvm::Value* data,
                          llvm::Value* size) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Type* pointer = ir.getPtrTy();
    llvm::Value* host = code_.argument(1);
    llvm::Value* search =
        code_.Load(pointer, host, offsetof(iotpf_host, search));
    llvm::Value* state =
        code_.Load(pointer, host, offsetof(iotpf_host, context));
    llvm::FunctionType* type = llvm::FunctionType::get(
        code_.i32(), {pointer, code_.i32(), pointer, code_.i64()}, false);
    llvm::CallInst* found =
        ir.CreateCall(type, search, {state, code_.I32(regex), data, size});
    found->setDoesNotThrow();
    return ir.CreateICmpNE(found, code_.I32(0));
  }

  const LoweringContext& context_;
  const ir::Predicate& predicate_;
  std::span<const ir::Constant> constants_;
  FunctionBuilder code_;
  llvm::Value* value_;
  llvm::Value* kind_ = nullptr;
};

// The answer for a slot that is present.
void LowerPresent(FunctionBuilder& code, const LoweringContext& context,
                  uint32_t index) {
  const ir::Predicate& predicate = context.ruleset.predicates[index];
  if (predicate.op == IOTPF_OP_PRESENT || predicate.op == IOTPF_OP_ABSENT) {
    code.Return(code.I8(predicate.op == IOTPF_OP_PRESENT ? kTrue : kFalse));
    return;
  }
  llvm::Function* test = ValueLowering(context, predicate, index).Lower();
  const bool is_negated = predicate.op == IOTPF_OP_NOT_EQUAL;
  const uint8_t some = is_negated ? kFalse : kTrue;
  const uint8_t none = is_negated ? kTrue : kFalse;

  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* slot = code.argument(0);
  llvm::Value* values =
      code.Load(ir.getPtrTy(), slot, offsetof(iotpf_slot, values));
  llvm::Value* count = code.Load(code.i32(), slot, offsetof(iotpf_slot, count));
  llvm::Value* open = code.Load(code.i8(), slot, offsetof(iotpf_slot, open));
  llvm::AllocaInst* row = code.Variable(values);
  llvm::AllocaInst* left = code.Variable(count);
  llvm::AllocaInst* is_open = code.Variable(ir.CreateICmpNE(open, code.I8(0)));
  code.While([&] { return ir.CreateICmpNE(code.Get(left), code.I32(0)); },
             [&] {
               llvm::Value* truth =
                   ir.CreateCall(test, {code.Get(row), code.argument(1)});
               code.ReturnIf(ir.CreateICmpEQ(truth, code.I8(kTrue)),
                             code.I8(some));
               llvm::Value* unknown = ir.CreateICmpEQ(truth, code.I8(kUnknown));
               code.Set(is_open, ir.CreateOr(code.Get(is_open), unknown));
               code.Set(row, code.At(code.Get(row), sizeof(iotpf_value)));
               code.Set(left, ir.CreateSub(code.Get(left), code.I32(1)));
             });
  code.Return(
      ir.CreateSelect(code.Get(is_open), code.I8(kUnknown), code.I8(none)));
}

}  // namespace

llvm::Function* LowerPredicate(const LoweringContext& context, uint32_t index) {
  const ir::Predicate& predicate = context.ruleset.predicates[index];
  llvm::LLVMContext& llvm = context.module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  FunctionBuilder code(context.module, fmt::format("predicate_{}", index),
                       llvm::Type::getInt8Ty(llvm), {pointer, pointer});
  // Inlined into their one caller, the predicates of a stage would become one
  // function that grows with the rules, and compile time faster than that.
  code.function()->addFnAttr(llvm::Attribute::NoInline);

  if (predicate.op == IOTPF_OP_COUNT) {
    LowerCount(code, context, predicate, code.argument(0));
    return code.function();
  }
  llvm::Value* presence =
      code.Load(code.i8(), code.argument(0), offsetof(iotpf_slot, presence));
  code.ReturnIf(code.ir().CreateICmpEQ(presence, code.I8(IOTPF_ABSENT)),
                code.I8(predicate.op == IOTPF_OP_ABSENT ? kTrue : kFalse));
  code.ReturnIf(code.ir().CreateICmpNE(presence, code.I8(IOTPF_PRESENT)),
                code.I8(kUnknown));
  LowerPresent(code, context, index);
  return code.function();
}

}  // namespace iotpf::codegen
