// Tests against constants as a loop over the tables of the image.
//
// Code of its own for each constant is fast, but a list of a thousand would
// become a megabyte of it and minutes of compile time. So what no table takes,
// such as many constants with wildcards, goes through these helpers: written
// once, private, driven by the rows of `constants`.
//
// A partial value is a prefix of a value that nobody has seen whole. A helper
// answers true or false for it only where every completion would agree:
//
//   equal        false once the bytes seen cannot begin the constant
//   starts, at   decided by the bytes seen, false at the first that differs
//   ends         unknown, but true for the empty constant
//   contains     true once it is seen

#include "compiler/codegen/lower_constant_list.h"

#include "compiler/codegen/function_builder.h"

#include <array>
#include <cstddef>

namespace iotpf::codegen {
namespace {

// The parameters that the tests of byte constants share.
enum : unsigned { kRow, kData, kSize, kPartial, kNumber };

class ConstantListLowering {
 public:
  explicit ConstantListLowering(LoweringContext& context) : context_(context) {}

  llvm::Function* Lower() {
    same_ = Same();
    llvm::Function* equal = Equal();
    llvm::Function* at = At();
    llvm::Function* ends = Ends();
    llvm::Function* contains = Contains();
    bytes_by_op_ = {equal, equal, at, ends, contains, at};
    network_ = Network();
    one_ = One();
    return Any();
  }

 private:
  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(context_.module, name, result, parameters);
  }
  FunctionBuilder BytesHelper(std::string_view name) {
    return Helper(name, i8_, {pointer_, pointer_, i64_, i1_, i64_});
  }

  // The address that a text of a row names.
  llvm::Value* TextOf(FunctionBuilder& code, llvm::Value* row, size_t text) {
    llvm::Value* offset =
        code.Load(i32_, row, text + offsetof(iotpf_text, offset));
    return code.At(context_.image, code.Wide(offset));
  }
  llvm::Value* SizeOf(FunctionBuilder& code, llvm::Value* row, size_t text) {
    return code.Wide(code.Load(i32_, row, text + offsetof(iotpf_text, size)));
  }
  llvm::Value* BytesSize(FunctionBuilder& code) {
    return SizeOf(code, code.argument(kRow), offsetof(iotpf_constant, bytes));
  }
  llvm::Value* HasFlag(FunctionBuilder& code, llvm::Value* row, uint32_t flag) {
    llvm::Value* flags = code.Load(i32_, row, offsetof(iotpf_constant, flags));
    return code.ir().CreateICmpNE(code.ir().CreateAnd(flags, flag),
                                  code.I32(0));
  }
  // kFalse, or kUnknown where the value is partial.
  llvm::Value* NotSeen(FunctionBuilder& code) {
    return code.ir().CreateSelect(code.argument(kPartial), code.I8(kUnknown),
                                  code.I8(kFalse));
  }
  llvm::Value* KnownTruth(FunctionBuilder& code, llvm::Value* condition) {
    return code.ir().CreateSelect(condition, code.I8(kTrue), code.I8(kFalse));
  }
  llvm::Value* CallSame(FunctionBuilder& code, llvm::Value* place,
                        llvm::Value* size) {
    return code.ir().CreateCall(same_, {place, code.argument(kRow), size});
  }
  // The constant stands at the end of the value, which is long enough.
  llvm::Value* Suffix(FunctionBuilder& code) {
    llvm::Value* length = BytesSize(code);
    llvm::Value* start = code.ir().CreateSub(code.argument(kSize), length);
    return CallSame(code, code.At(code.argument(kData), start), length);
  }

  llvm::Function* Same();
  llvm::Function* Equal();
  llvm::Function* At();
  llvm::Function* Ends();
  llvm::Function* Contains();
  llvm::Function* Network();
  llvm::Function* One();
  llvm::Function* Any();

  LoweringContext& context_;
  llvm::Type* i1_ = llvm::Type::getInt1Ty(context_.module.getContext());
  llvm::Type* i8_ = llvm::Type::getInt8Ty(context_.module.getContext());
  llvm::Type* i16_ = llvm::Type::getInt16Ty(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  llvm::Function* same_ = nullptr;
  std::array<llvm::Function*, IOTPF_OP_AT + 1> bytes_by_op_{};
  llvm::Function* network_ = nullptr;
  llvm::Function* one_ = nullptr;
};

// i1 same(ptr data, ptr row, i64 size): the first `size` bytes of the constant
// stand at `data`.
llvm::Function* ConstantListLowering::Same() {
  FunctionBuilder code = Helper("same", i1_, {pointer_, pointer_, i64_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* row = code.argument(1);
  llvm::Value* bytes = TextOf(code, row, offsetof(iotpf_constant, bytes));
  llvm::Value* mask = TextOf(code, row, offsetof(iotpf_constant, mask));
  llvm::Value* is_masked = ir.CreateICmpNE(
      SizeOf(code, row, offsetof(iotpf_constant, mask)), code.I64(0));
  llvm::Value* folds = HasFlag(code, row, IOTPF_CONSTANT_NOCASE);
  llvm::AllocaInst* index = code.Variable(code.I64(0));
  code.While(
      [&] { return ir.CreateICmpULT(code.Get(index), code.argument(2)); },
      [&] {
        llvm::Value* i = code.Get(index);
        llvm::Value* wanted = code.Load(i8_, code.At(bytes, i), 0);
        llvm::Value* letter = ir.CreateICmpULT(
            ir.CreateSub(wanted, code.I8('a')), code.I8('z' - 'a' + 1));
        llvm::AllocaInst* byte =
            code.Variable(code.Load(i8_, code.At(code.argument(0), i), 0));
        code.If(ir.CreateAnd(folds, letter),
                [&] { code.Set(byte, ir.CreateOr(code.Get(byte), 0x20)); });
        code.If(is_masked, [&] {
          code.Set(byte, ir.CreateAnd(code.Get(byte),
                                      code.Load(i8_, code.At(mask, i), 0)));
        });
        code.ReturnIf(ir.CreateICmpNE(code.Get(byte), wanted),
                      code.Bool(false));
        code.Set(index, ir.CreateAdd(i, code.I64(1)));
      });
  code.Return(code.Bool(true));
  return code.function();
}

llvm::Function* ConstantListLowering::Equal() {
  FunctionBuilder code = BytesHelper("equal");
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* size = code.argument(kSize);
  llvm::Value* length = BytesSize(code);
  llvm::Value* subtree =
      HasFlag(code, code.argument(kRow), IOTPF_CONSTANT_SUBTREE);
  code.If(code.argument(kPartial), [&] {
    // The name goes on: any domain may still follow.
    code.ReturnIf(subtree, code.I8(kUnknown));
    code.ReturnIf(ir.CreateICmpUGT(size, length), code.I8(kFalse));
    code.Return(ir.CreateSelect(CallSame(code, code.argument(kData), size),
                                code.I8(kUnknown), code.I8(kFalse)));
  });
  code.If(ir.CreateICmpEQ(size, length),
          [&] { code.Return(KnownTruth(code, Suffix(code))); });
  llvm::Value* may_be_below =
      ir.CreateAnd(subtree, ir.CreateICmpUGT(size, length));
  code.ReturnIf(ir.CreateNot(may_be_below), code.I8(kFalse));
  llvm::Value* before = ir.CreateSub(ir.CreateSub(size, length), code.I64(1));
  llvm::Value* dot = code.Load(i8_, code.At(code.argument(kData), before), 0);
  code.ReturnIf(ir.CreateICmpNE(dot, code.I8('.')), code.I8(kFalse));
  code.Return(KnownTruth(code, Suffix(code)));
  return code.function();
}

// STARTS_WITH is AT with the number 0.
llvm::Function* ConstantListLowering::At() {
  FunctionBuilder code = BytesHelper("at");
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* size = code.argument(kSize);
  llvm::Value* number = code.argument(kNumber);
  code.ReturnIf(ir.CreateICmpULT(size, number), NotSeen(code));
  llvm::Value* left = ir.CreateSub(size, number);
  llvm::Value* length = BytesSize(code);
  llvm::Value* is_whole = ir.CreateICmpUGE(left, length);
  llvm::Value* seen = ir.CreateSelect(is_whole, length, left);
  llvm::Value* same =
      CallSame(code, code.At(code.argument(kData), number), seen);
  code.ReturnIf(ir.CreateNot(same), code.I8(kFalse));
  code.ReturnIf(is_whole, code.I8(kTrue));
  code.Return(NotSeen(code));
  return code.function();
}

llvm::Function* ConstantListLowering::Ends() {
  FunctionBuilder code = BytesHelper("ends");
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* length = BytesSize(code);
  code.ReturnIf(ir.CreateICmpEQ(length, code.I64(0)), code.I8(kTrue));
  code.ReturnIf(code.argument(kPartial), code.I8(kUnknown));
  code.ReturnIf(ir.CreateICmpULT(code.argument(kSize), length),
                code.I8(kFalse));
  code.Return(KnownTruth(code, Suffix(code)));
  return code.function();
}

llvm::Function* ConstantListLowering::Contains() {
  FunctionBuilder code = BytesHelper("contains");
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* length = BytesSize(code);
  code.ReturnIf(ir.CreateICmpULT(code.argument(kSize), length), NotSeen(code));
  llvm::Value* last = ir.CreateSub(code.argument(kSize), length);
  llvm::AllocaInst* place = code.Variable(code.I64(0));
  code.While([&] { return ir.CreateICmpULE(code.Get(place), last); },
             [&] {
               llvm::Value* here = code.Get(place);
               code.ReturnIf(
                   CallSame(code, code.At(code.argument(kData), here), length),
                   code.I8(kTrue));
               code.Set(place, ir.CreateAdd(here, code.I64(1)));
             });
  code.Return(NotSeen(code));
  return code.function();
}

// Addresses of the network's own family that share its prefix.
llvm::Function* ConstantListLowering::Network() {
  FunctionBuilder code = BytesHelper("network");
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* row = code.argument(kRow);
  llvm::Value* length = BytesSize(code);
  code.ReturnIf(code.argument(kPartial), code.I8(kUnknown));
  code.ReturnIf(ir.CreateICmpNE(code.argument(kSize), length), code.I8(kFalse));
  llvm::Value* bytes = TextOf(code, row, offsetof(iotpf_constant, bytes));
  llvm::AllocaInst* index = code.Variable(code.I64(0));
  llvm::AllocaInst* bits =
      code.Variable(code.Load(i64_, row, offsetof(iotpf_constant, first)));
  code.While(
      [&] {
        return ir.CreateAnd(ir.CreateICmpSGT(code.Get(bits), code.I64(0)),
                            ir.CreateICmpULT(code.Get(index), length));
      },
      [&] {
        llvm::Value* i = code.Get(index);
        llvm::Value* different =
            ir.CreateXor(code.Load(i8_, code.At(bytes, i), 0),
                         code.Load(i8_, code.At(code.argument(kData), i), 0));
        // The last byte of the prefix counts with its upper bits alone.
        llvm::Value* unused = ir.CreateBinaryIntrinsic(
            llvm::Intrinsic::smax, ir.CreateSub(code.I64(8), code.Get(bits)),
            code.I64(0));
        llvm::Value* counted = ir.CreateLShr(code.Wide(different), unused);
        code.ReturnIf(ir.CreateICmpNE(counted, code.I64(0)), code.I8(kFalse));
        code.Set(index, ir.CreateAdd(i, code.I64(1)));
        code.Set(bits, ir.CreateSub(code.Get(bits), code.I64(8)));
      });
  code.Return(code.I8(kTrue));
  return code.function();
}

// i8 one(i32 op, i64 number, ptr value, ptr row): one value, one constant.
llvm::Function* ConstantListLowering::One() {
  FunctionBuilder code = Helper("one", i8_, {i32_, i64_, pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* op = code.argument(0);
  llvm::Value* value = code.argument(2);
  llvm::Value* row = code.argument(3);
  llvm::Value* kind = code.Load(i32_, row, offsetof(iotpf_constant, kind));
  llvm::Value* value_kind = code.Load(i16_, value, offsetof(iotpf_value, kind));
  const auto when = [&](iotpf_constant_kind constant, iotpf_value_kind shown,
                        const FunctionBuilder::Body& then) {
    code.If(ir.CreateICmpEQ(kind, code.I32(constant)), [&] {
      code.ReturnIf(ir.CreateICmpNE(value_kind, ir.getInt16(shown)),
                    code.I8(kFalse));
      then();
    });
  };
  // `size` and `number` of a value share their place.
  llvm::Value* number = code.Load(i64_, value, offsetof(iotpf_value, number));
  llvm::Value* first = code.Load(i64_, row, offsetof(iotpf_constant, first));
  llvm::Value* last = code.Load(i64_, row, offsetof(iotpf_constant, last));
  llvm::Value* data = code.Load(pointer_, value, offsetof(iotpf_value, data));
  llvm::Value* flags = code.Load(i16_, value, offsetof(iotpf_value, flags));
  llvm::Value* partial =
      ir.CreateTrunc(ir.CreateAnd(flags, IOTPF_VALUE_PARTIAL), i1_);
  const std::array<llvm::Value*, 5> operands = {row, data, number, partial,
                                                code.argument(1)};
  when(IOTPF_CONSTANT_BYTES, IOTPF_VALUE_BYTES, [&] {
    for (uint32_t i = 0; i < bytes_by_op_.size(); ++i) {
      code.If(ir.CreateICmpEQ(op, code.I32(i)),
              [&] { code.Return(ir.CreateCall(bytes_by_op_[i], operands)); });
    }
    code.Return(code.I8(kFalse));
  });
  when(IOTPF_CONSTANT_NETWORK, IOTPF_VALUE_BYTES,
       [&] { code.Return(ir.CreateCall(network_, operands)); });
  when(IOTPF_CONSTANT_INTEGER, IOTPF_VALUE_INTEGER, [&] {
    code.Return(KnownTruth(code, ir.CreateAnd(ir.CreateICmpSLE(first, number),
                                              ir.CreateICmpSLE(number, last))));
  });
  when(IOTPF_CONSTANT_BOOLEAN, IOTPF_VALUE_BOOLEAN,
       [&] { code.Return(KnownTruth(code, ir.CreateICmpEQ(first, number))); });
  when(IOTPF_CONSTANT_NULL, IOTPF_VALUE_NULL,
       [&] { code.Return(code.I8(kTrue)); });
  code.Return(code.I8(kFalse));
  return code.function();
}

llvm::Function* ConstantListLowering::Any() {
  FunctionBuilder code =
      Helper("any_constant", i8_, {i32_, i64_, pointer_, pointer_, i32_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::AllocaInst* row = code.Variable(code.argument(3));
  llvm::AllocaInst* left = code.Variable(code.argument(4));
  llvm::AllocaInst* result = code.Variable(code.I8(kFalse));
  code.While([&] { return ir.CreateICmpNE(code.Get(left), code.I32(0)); },
             [&] {
               llvm::Value* truth =
                   ir.CreateCall(one_, {code.argument(0), code.argument(1),
                                        code.argument(2), code.Get(row)});
               code.ReturnIf(ir.CreateICmpEQ(truth, code.I8(kTrue)),
                             code.I8(kTrue));
               // False only while every answer is false.
               code.Set(result, ir.CreateAnd(code.Get(result), truth));
               code.Set(row, code.At(code.Get(row), sizeof(iotpf_constant)));
               code.Set(left, ir.CreateSub(code.Get(left), code.I32(1)));
             });
  code.Return(code.Get(result));
  return code.function();
}

}  // namespace

void LowerConstantList(LoweringContext& context) {
  context.any_constant = ConstantListLowering(context).Lower();
  context.any_constant->addFnAttr(llvm::Attribute::NoInline);
}

llvm::Value* CallAnyConstant(FunctionBuilder& code,
                             const LoweringContext& context,
                             const ir::Predicate& predicate,
                             iotpf_predicate_op op, llvm::Value* value) {
  llvm::Value* table = code.Wide(code.Load(
      code.i32(), context.image,
      offsetof(iotpf_ruleset, constants) + offsetof(iotpf_table, offset)));
  const size_t rows = sizeof(iotpf_constant) * predicate.first_constant;
  return code.ir().CreateCall(
      context.any_constant,
      {code.I32(op), code.I64(op == IOTPF_OP_AT ? predicate.number : 0), value,
       code.At(code.At(context.image, table), rows),
       code.I32(predicate.constant_count)});
}

}  // namespace iotpf::codegen
