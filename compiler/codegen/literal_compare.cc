// Comparisons of bytes, eight at a time.
//
// Literals are kept in lower case where a scan folds, so a letter of the value
// is put into lower case before it is compared. That is done for eight bytes at
// once; where nothing folds, the same code adds no bit.

#include "compiler/codegen/literal_compare.h"

#include "compiler/codegen/lower_bytes.h"

namespace iotpf::codegen {
namespace {

constexpr uint64_t kWordBytes = sizeof(uint64_t);

llvm::Value* TextAt(FunctionBuilder& code, llvm::Value* tables,
                    llvm::Value* place) {
  llvm::Value* text =
      code.Wide(code.Load(code.i32(), tables, offsetof(LiteralHeader, text)));
  return code.At(code.At(tables, text), place);
}

// Eight bytes, each upper-case letter of them in lower case, where `fold` has
// all bits.
llvm::Value* Folded(FunctionBuilder& code, llvm::Value* word,
                    llvm::Value* fold) {
  return code.ir().CreateOr(word,
                            code.ir().CreateAnd(CaseBitsOf(code, word), fold));
}

}  // namespace

llvm::Value* LiteralOf(FunctionBuilder& code, llvm::Value* tables,
                       llvm::Value* entry) {
  llvm::Value* here = RowAt<LiteralEntry>(
      code, tables, offsetof(LiteralHeader, entries), entry);
  llvm::Value* row =
      code.Wide(code.Load(code.i32(), here, offsetof(LiteralEntry, row)));
  return RowAt<LiteralRow>(code, tables, offsetof(LiteralHeader, rows), row);
}

llvm::Value* LiteralSize(FunctionBuilder& code, llvm::Value* literal) {
  return code.Wide(code.Load(code.i32(), literal, offsetof(LiteralRow, size)));
}

LiteralCompare::LiteralCompare(llvm::Module& module)
    : common_(LowerCommon(module)), is_above_(LowerIsAbove(module)) {}

// i64 literal_common(ptr text, i64 text_size, ptr place, i64 left, i64 fold):
// how many bytes are equal from the start on. Eight bytes from any byte of the
// text may be loaded, `left` bytes from the place.
llvm::Function* LiteralCompare::LowerCommon(llvm::Module& module) {
  llvm::Type* pointer = llvm::PointerType::getUnqual(module.getContext());
  llvm::Type* number = llvm::Type::getInt64Ty(module.getContext());
  FunctionBuilder code(module, "literal_common", number,
                       {pointer, number, pointer, number, number});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* left = code.argument(3);
  llvm::Value* size =
      ir.CreateBinaryIntrinsic(llvm::Intrinsic::umin, code.argument(1), left);
  const auto folded = [&](llvm::Type* type, llvm::Value* place) {
    llvm::Value* word = ir.CreateZExt(code.Load(type, place, 0), code.i64());
    return Folded(code, word, code.argument(4));
  };
  // Zero where the bytes from `index` on are equal.
  const auto difference = [&](llvm::Type* type, llvm::Value* index) {
    llvm::Value* text = ir.CreateZExt(
        code.Load(type, code.At(code.argument(0), index), 0), code.i64());
    return ir.CreateXor(folded(type, code.At(code.argument(2), index)), text);
  };
  const auto return_first = [&](llvm::Value* index, llvm::Value* different) {
    code.If(ir.CreateICmpNE(different, code.I64(0)), [&] {
      llvm::Value* bits = ir.CreateBinaryIntrinsic(llvm::Intrinsic::cttz,
                                                   different, code.Bool(true));
      llvm::Value* first = ir.CreateAdd(index, ir.CreateLShr(bits, 3));
      code.Return(ir.CreateBinaryIntrinsic(llvm::Intrinsic::umin, first, size));
    });
  };
  llvm::AllocaInst* index = code.Variable(code.I64(0));
  code.While(
      [&] {
        return ir.CreateICmpULE(
            ir.CreateAdd(code.Get(index), code.I64(kWordBytes)), size);
      },
      [&] {
        llvm::Value* i = code.Get(index);
        return_first(i, difference(code.i64(), i));
        code.Set(index, ir.CreateAdd(i, code.I64(kWordBytes)));
      });
  code.ReturnIf(ir.CreateICmpEQ(code.Get(index), size), size);
  code.If(ir.CreateICmpUGE(left, code.I64(kWordBytes)), [&] {
    // The last word overlaps the one before, or ends behind a short text.
    llvm::Value* last = ir.CreateBinaryIntrinsic(llvm::Intrinsic::usub_sat,
                                                 size, code.I64(kWordBytes));
    return_first(last, difference(code.i64(), last));
    code.Return(size);
  });
  code.While([&] { return ir.CreateICmpULT(code.Get(index), size); },
             [&] {
               llvm::Value* i = code.Get(index);
               return_first(i, difference(code.i8(), i));
               code.Set(index, ir.CreateAdd(i, code.I64(1)));
             });
  code.Return(size);
  return code.function();
}

llvm::Value* LiteralCompare::Common(FunctionBuilder& code, llvm::Value* tables,
                                    llvm::Value* literal, llvm::Value* place,
                                    llvm::Value* left) const {
  llvm::Value* text = TextAt(
      code, tables,
      code.Wide(code.Load(code.i32(), literal, offsetof(LiteralRow, text))));
  llvm::Value* fold =
      code.Load(code.i64(), tables, offsetof(LiteralHeader, fold));
  return code.ir().CreateCall(
      common_, {text, LiteralSize(code, literal), place, left, fold});
}

// i1 literal_is_above(ptr tables, i64 entry, ptr place, i64 left): the entry's
// text comes behind all that begins with the bytes of the value.
llvm::Function* LiteralCompare::LowerIsAbove(llvm::Module& module) {
  llvm::Type* pointer = llvm::PointerType::getUnqual(module.getContext());
  llvm::Type* number = llvm::Type::getInt64Ty(module.getContext());
  FunctionBuilder code(module, "literal_is_above",
                       llvm::Type::getInt1Ty(module.getContext()),
                       {pointer, number, pointer, number});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* tables = code.argument(0);
  llvm::Value* place = code.argument(2);
  llvm::Value* left = code.argument(3);
  llvm::Value* literal = LiteralOf(code, tables, code.argument(1));
  llvm::Value* common = Common(code, tables, literal, place, left);
  llvm::Value* size =
      code.Wide(code.Load(code.i32(), literal, offsetof(LiteralRow, size)));
  code.ReturnIf(ir.CreateICmpEQ(common, size), code.Bool(false));
  code.ReturnIf(ir.CreateICmpEQ(common, left), code.Bool(true));
  llvm::Value* text = TextAt(
      code, tables,
      code.Wide(code.Load(code.i32(), literal, offsetof(LiteralRow, text))));
  llvm::Value* ours = code.Wide(code.Load(code.i8(), code.At(text, common), 0));
  llvm::Value* theirs =
      Folded(code, code.Wide(code.Load(code.i8(), code.At(place, common), 0)),
             code.Load(code.i64(), tables, offsetof(LiteralHeader, fold)));
  code.Return(ir.CreateICmpUGT(ours, theirs));
  return code.function();
}

llvm::Value* LiteralCompare::EndsOtherwise(FunctionBuilder& code,
                                           llvm::Value* tables,
                                           llvm::Value* literal,
                                           llvm::Value* place,
                                           llvm::Value* size) const {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* is_long = ir.CreateICmpUGE(size, code.I64(2 * kWordBytes));
  return code.Both(is_long, [&] {
    llvm::Value* last = ir.CreateSub(size, code.I64(kWordBytes));
    llvm::Value* text = TextAt(
        code, tables,
        code.Wide(code.Load(code.i32(), literal, offsetof(LiteralRow, text))));
    llvm::Value* ours = code.Load(code.i64(), code.At(text, last), 0);
    llvm::Value* theirs =
        Folded(code, code.Load(code.i64(), code.At(place, last), 0),
               code.Load(code.i64(), tables, offsetof(LiteralHeader, fold)));
    return ir.CreateICmpNE(ours, theirs);
  });
}

llvm::Value* LiteralCompare::HasExactBytes(FunctionBuilder& code,
                                           llvm::Value* tables,
                                           llvm::Value* literal,
                                           llvm::Value* place,
                                           llvm::Value* size) const {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* exact =
      code.Load(code.i32(), literal, offsetof(LiteralRow, exact));
  llvm::Value* has_exact = ir.CreateICmpNE(exact, code.I32(kNoEntry));
  llvm::Value* differs = code.Both(has_exact, [&] {
    llvm::Value* text = TextAt(code, tables, code.Wide(exact));
    llvm::Value* common =
        ir.CreateCall(common_, {text, size, place, size, code.I64(0)});
    return ir.CreateICmpNE(common, size);
  });
  return ir.CreateNot(differs);
}

}  // namespace iotpf::codegen
